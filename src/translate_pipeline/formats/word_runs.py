"""The text of a Word paragraph with what is bold, slanted or a link in it."""

import re
from collections.abc import Mapping

from translate_pipeline.formats.word_styles import Styles, is_on, properties, value
from translate_pipeline.formats.word_xml import TEXTS, symbol
from translate_pipeline.formats.xml_tree import Node
from translate_pipeline.model.release import InlineKind
from translate_pipeline.text.marks import Mark, Marked, safe_href
from translate_pipeline.text.raised import Look, Settled, Stretch, settled

_NO_TEXT = frozenset({
    "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "Fallback", "delText", "delInstrText", "footnoteRef",
    "endnoteRef", "annotationRef",
})  # fmt: skip
_REMOVED = ("del", "moveFrom")
_CHANGES = (*_REMOVED, "ins", "moveTo")
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\\w\s+)*"([^"]*)"', re.IGNORECASE)

Setting = tuple[frozenset[InlineKind], str]
"""How a stretch is set apart, and where it leads."""


class WordRuns:
    """Reads paragraphs one after another, since a field may begin in one and end in another."""

    def __init__(self, styles: Styles, links: Mapping[str, str]) -> None:
        self.unread: dict[str, list[str]] = {}
        """By what they are: texts that were passed over."""
        self.changed = False
        """Whether a change was tracked in what was read since this was last set."""
        self._styles = styles
        self._links = links
        self._fields: list[str] = []
        """What the fields that are open say they are, until it is known: then where they lead."""
        self._style = ""
        """The paragraph's."""
        self._text = ""
        self._marks: list[Mark] = []
        self._stretches: list[Stretch] = []
        self.settled: list[Settled] = []
        """The paragraphs so far in which something was struck, raised or lowered."""

    def read(self, paragraph: Node) -> Marked:
        """A paragraph's text. Tracked changes count as if they were accepted."""
        self._text, self._marks, self._stretches = "", [], []
        mark = properties(paragraph, "pPr")
        self._style = value(mark, "pStyle")
        self.changed |= mark is not None and any(mark.all(*_CHANGES))
        self._walk(paragraph, (frozenset(), ""))
        read = settled(Marked(self._text, tuple(self._marks)), self._stretches)
        if self._stretches:
            self.settled.append(read)
        return read.marked

    def pass_over(self, what: str, text: str) -> None:
        """Note a text that is in no paragraph."""
        if text := " ".join(text.split()):
            self.unread.setdefault(what, []).append(text)

    def _walk(self, node: Node, setting: Setting) -> None:
        for child in node.children:
            self._read(child, setting)

    def _read(self, child: Node, setting: Setting) -> None:
        tag = child.tag
        self.changed |= tag in _CHANGES
        if tag in _NO_TEXT or tag in _REMOVED:
            return
        if tag == "r":
            self._run(child, setting)
        elif tag == "hyperlink":
            start, href = len(self._text), self._links.get(child.attributes.get("id", ""), "")
            self._walk(child, (setting[0], safe_href(href)))
            raised_link = [Stretch(start, len(self._text), Look.RAISED)]
            if "anchor" in child.attributes and self._stretches[-1:] == raised_link:
                self._stretches.append(Stretch(start, len(self._text), Look.REFERENCE))
        elif tag == "fldSimple":
            self._walk(child, (setting[0], _href(child.attributes.get("instr", "")) or setting[1]))
        elif tag == "txbxContent":
            self.pass_over("box", words(child))
        else:  # what only stands around runs, pictures among them: there may be text boxes in these
            self._walk(child, setting)

    def _run(self, run: Node, setting: Setting) -> None:
        hidden = properties(run, "rPr")
        if hidden and any(is_on(one) for one in hidden.children if one.tag == "vanish"):
            self.pass_over("hidden", words(run))
            return
        kinds = setting[0] | self._styles.set_apart(run)
        looks, start = self._styles.looks(run, self._style), len(self._text)
        for child in run.children:
            if child.tag == "fldChar":
                self._field(child.attributes.get("fldCharType", ""))
            elif child.tag == "instrText" and self._fields:
                self._fields[-1] += child.text
            elif child.tag == "t":
                self._add(child.text, kinds, setting[1])
            elif child.tag == "sym":
                self._add(symbol(child.attributes.get("char", "")), kinds, setting[1])
            elif child.tag in TEXTS:
                self._add(TEXTS[child.tag], kinds, setting[1])
            else:
                self._read(child, (kinds, setting[1]))
        self._stretches += (Stretch(start, len(self._text), look) for look in looks)

    def _field(self, edge: str) -> None:
        if edge == "begin":
            self._fields.append("")
        elif self._fields and edge == "separate":
            self._fields[-1] = _href(self._fields[-1])
        elif self._fields and edge == "end":
            self._fields.pop()

    def _add(self, text: str, kinds: frozenset[InlineKind], href: str) -> None:
        start = len(self._text)
        self._text += text
        href = next((one for one in reversed(self._fields) if one.startswith(_SCHEMES)), href)
        self._marks += (Mark(start, len(self._text), kind) for kind in sorted(kinds))
        if href:
            self._marks.append(Mark(start, len(self._text), InlineKind.LINK, href))


_SCHEMES = ("http://", "https://", "mailto:")


def words(node: Node) -> str:
    """The text of a part that is not read, roughly."""
    return " ".join(one.text for one in node.all("t"))


def _href(instruction: str) -> str:
    """Where a field leads that is a link."""
    found = _LINK.match(instruction)
    return safe_href(found[1]) if found else ""
