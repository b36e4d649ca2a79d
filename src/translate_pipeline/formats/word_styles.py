"""The styles of a Word document: what they say that a paragraph is, or how a run looks."""

import re
from collections.abc import Iterable, Iterator

from translate_pipeline.formats.xml_tree import Node
from translate_pipeline.model.release import InlineKind
from translate_pipeline.text.raised import Look

_HEADING = re.compile(r"heading [1-9]|subtitle")
_LIST = re.compile(r"list (?:bullet|number)(?: ([2-9]))?")
_LOOKS = {"superscript": Look.RAISED, "subscript": Look.LOWERED}
_TOGGLES = {"b": InlineKind.BOLD, "i": InlineKind.ITALIC}


class Styles:
    """The styles of a document by their ids; each has what it is based on too."""

    def __init__(self, parts: Iterable[Node]) -> None:
        found = (style for part in parts for style in part.all("style"))
        self._styles = {style.attributes.get("styleId", ""): style for style in found}

    def kind_of(self, paragraph: Node) -> tuple[str, int]:
        """What a paragraph is, and in how many lists.

        It is a ``title``, ``heading``, ``list``, ``quote``, ``caption`` or ``contents``, else "".
        """
        own = properties(paragraph, "pPr")
        lineage = list(self._lineage(value(own, "pStyle")))
        named = (_named(value(style, "name").lower()) for style in lineage)
        if found := next(filter(None, named), None):
            return found
        settings = [own, *(properties(style, "pPr") for style in lineage)]
        if next((v for each in settings if (v := value(each, "outlineLvl"))), "9") in "012345678":
            return "heading", 0
        numbered = (one for each in settings for one in _children(each, "numPr"))
        if (numbering := next(numbered, None)) and value(numbering, "numId") not in ("", "0"):
            level = value(numbering, "ilvl")
            return "list", int(level) + 1 if level.isdecimal() else 1
        return "", 0

    def set_apart(self, run: Node) -> frozenset[InlineKind]:
        """Whether a run is bold or slanted, by itself or by its style."""
        settings = self._settings(run)
        return frozenset(kind for tag, kind in _TOGGLES.items() if _says(settings, tag))

    def looks(self, run: Node, outer: str) -> frozenset[Look]:
        """Whether a run is struck, raised or lowered, by itself, its style or its paragraph's."""
        lineage = self._lineage(outer)
        settings = [*self._settings(run), *(properties(style, "rPr") for style in lineage)]
        placed = next((v for each in settings if (v := value(each, "vertAlign"))), "")
        looks = {_LOOKS[placed]} if placed in _LOOKS else set()
        if _says(settings, "strike") or _says(settings, "dstrike"):
            looks.add(Look.STRUCK)
        return frozenset(looks)

    def _settings(self, run: Node) -> list[Node | None]:
        """The properties of a run, its own first, then those of its style."""
        own = properties(run, "rPr")
        return [own, *(properties(s, "rPr") for s in self._lineage(value(own, "rStyle")))]

    def _lineage(self, id_: str) -> Iterator[Node]:
        """A style, and those that it is based on."""
        seen: set[str] = set()
        while id_ in self._styles and id_ not in seen:
            seen.add(id_)
            yield self._styles[id_]
            id_ = value(self._styles[id_], "basedOn")


def _named(name: str) -> tuple[str, int] | None:
    """What a paragraph of a style is, if the style is one that every word processor has."""
    found = None
    if name.startswith("toc "):
        found = "contents", 0
    elif _HEADING.fullmatch(name):
        found = "heading", 0
    elif name in ("title", "quote", "intense quote", "caption"):
        found = name.removeprefix("intense "), 0
    elif listed := _LIST.fullmatch(name):
        found = "list", int(listed[1] or 1)
    return found


def _says(settings: Iterable[Node | None], tag: str) -> bool:
    """What the first of the properties says that says anything of it."""
    return next((is_on(node) for each in settings for node in _children(each, tag)), False)


def properties(node: Node, tag: str) -> Node | None:
    """The properties of a paragraph, run or style."""
    return next(_children(node, tag), None)


def value(node: Node | None, tag: str) -> str:
    """The value of a property; empty where it is not set."""
    return next((one.attributes.get("val", "") for one in _children(node, tag)), "")


def is_on(node: Node) -> bool:
    """Whether a property that is on or off is on."""
    return node.attributes.get("val", "true") not in ("0", "false", "off", "none")


def _children(node: Node | None, tag: str) -> Iterator[Node]:
    return (child for child in node.children if child.tag == tag) if node else iter(())
