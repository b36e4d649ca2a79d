"""PO catalogs, read and written without losing a byte that somebody else wrote.

A catalog is kept as the lines of its file. Reading takes from them what we need to know; changing
an entry replaces the lines that are ours (``#.``, ``#:``, the ``fuzzy`` flag and, where there is a
new target, ``msgstr``) and leaves the rest as it stands: translators' comments, wrapping, other
flags, entry order, CRLF, obsolete entries, header lines.

The grammar is that of the GNU gettext manual, "The Format of PO Files"; plural entries are carried
through unchanged, since releases have none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polib

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*(?=")')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069|(\\S+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it says, and the lines that say it."""

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    extracted: tuple[str, ...] = ()
    """The ``#.`` comments, for translators, written by this program."""
    references: tuple[str, ...] = ()
    """The ``#:`` places, such as ``releases/veldania.txt:12``."""
    fuzzy: bool = False
    obsolete: bool = False
    plural: bool = False
    """Whether it has forms by number; ``msgstr`` is all of them, or nothing if one is empty."""
    previous: str = ""
    """The source that its target was made for, where that is another one: its ``#|`` lines."""
    lines: tuple[str, ...] = field(default=(), compare=False)
    """The entry as it stands in the file, with the empty lines after it, without line ends."""
    line: int = field(default=0, compare=False)
    """Where it begins in the file, from 1."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes an entry the same entry: context and source."""
        return self.msgctxt, self.msgid

    @property
    def msgid_line(self) -> int:
        """Where its source begins in the file, from 1."""
        before = next(n for n, line in enumerate(self.lines) if _content(line).startswith("msgid"))
        return self.line + before

    @property
    def by_hand(self) -> bool:
        """Whether a coordinator made it: split by context, or with plural forms."""
        return self.msgctxt is not None or self.plural

    @property
    def commented(self) -> bool:
        """Whether a translator wrote a comment on it."""
        return any(_is_translators(line) for line in self.lines)

    @property
    def comments(self) -> tuple[str, ...]:
        """What translators wrote on it, line by line."""
        return tuple(line[1:].strip() for line in self.lines if _is_translators(line))


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file. The header is the entry whose source is empty."""

    entries: tuple[Entry, ...]
    newline: str = "\n"

    @property
    def header(self) -> Mapping[str, str]:
        """The header's fields, in file order."""
        first = next((e for e in self.entries if not e.msgid and not e.obsolete), None)
        pairs = (line.partition(":") for line in (first.msgstr if first else "").split("\n"))
        return {name.strip(): value.strip() for name, colon, value in pairs if colon}

    def messages(self) -> Iterator[Entry]:
        """The entries to translate: no header, nothing obsolete."""
        return (entry for entry in self.entries if entry.msgid and not entry.obsolete)


def decode_po(data: bytes, path: str) -> str:
    """The text of a catalog's bytes. Raises InputError, with the place, where it is not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        command = "msgconv -t UTF-8 -o NEW OLD"
        reason = tr("not UTF-8; convert it with: {command}", command=command)
        raise InputError(path, line, reason, column=column) from error


def parse_po(text: str, path: str) -> Catalog:
    """Read a catalog.

    Raises InputError, with the place, for what ``msgfmt`` would refuse too: an unknown line, a
    string that does not end, an entry cut off before its ``msgstr``, the same entry twice.
    """
    text = text.removeprefix("\ufeff")
    newline = "\r\n" if text.count("\r\n") == text.count("\n") > 0 else "\n"
    entries: list[Entry] = []
    seen: dict[tuple[str | None, str], int] = {}
    for start, chunk in _chunks(text.split(newline)):
        entry = _read_entry(chunk, start, path)
        if not entry.obsolete and (first := seen.setdefault(entry.key, start)) != start:
            reason = tr(
                "this entry stands at line {line} already; delete one of the two", line=first
            )
            raise InputError(path, start, reason)
        entries.append(entry)
    return Catalog(tuple(entries), newline)


def serialize_po(catalog: Catalog) -> str:
    """Write a catalog, every entry as its lines say it."""
    return catalog.newline.join(line for entry in catalog.entries for line in entry.lines)


def new_entry(entry: Entry) -> Entry:
    """The entry with lines made from what it says."""
    return replace(entry, lines=tuple(_write_entry(entry, (), keep_target=False)))


def update_entry(entry: Entry, **changes: object) -> Entry:
    """The entry with other values; its lines change only where they must.

    ``changes`` may name ``msgstr``, ``extracted``, ``references``, ``fuzzy``, ``obsolete`` and
    ``previous``.
    """
    changed = replace(entry, **changes)  # type: ignore[arg-type]  # the field names above
    if changed == entry:
        return entry
    lines = _write_entry(changed, entry.lines, keep_target=changed.msgstr == entry.msgstr)
    return replace(changed, lines=tuple(lines))


def note_entry(entry: Entry, head: str, text: str) -> Entry:
    """The entry with one ``#`` comment that begins with ``head``, or with none for no text.

    The comments of translators stay as they are.
    """
    wanted = (f"# {head}{text}",) if text else ()
    found = tuple(line for line in entry.lines if _content(line).startswith(f"# {head}"))
    if tuple(map(_content, found)) == wanted or entry.obsolete:
        return entry
    return replace(entry, lines=(*wanted, *(line for line in entry.lines if line not in found)))


def copy_notes(source: Entry, entry: Entry, but: str) -> Entry:
    """The entry with what translators wrote on another, but for comments that begin so."""
    notes = (line for line in source.lines if _is_translators(line))
    kept = (line for line in notes if not line.startswith(f"# {but}"))
    return replace(entry, lines=(*kept, *entry.lines))


def header_entry(fields: Mapping[str, str], comments: Sequence[str] = ()) -> Entry:
    """The header of a new catalog."""
    msgstr = "".join(f"{name}: {value}\n" for name, value in fields.items())
    entry = new_entry(Entry("", msgstr))
    return replace(entry, lines=(*(f"# {c}".rstrip() for c in comments), *entry.lines))


def update_header(entry: Entry, fields: Mapping[str, str]) -> Entry:
    """The header with some fields set; the others, known or not, and their order stay."""
    rest = dict(fields)
    lines = []
    for line in entry.msgstr.split("\n"):
        name = line.partition(":")[0].strip()
        lines.append(f"{name}: {rest.pop(name)}" if name in rest else line)
    tail = [f"{name}: {value}" for name, value in rest.items()]
    kept = lines[:-1] if lines[-1] == "" else lines
    return update_entry(entry, msgstr="\n".join([*kept, *tail, ""]))


def _chunks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Cut the file into entries, each with the empty lines after it: (first line, lines)."""
    chunk: list[str] = []
    start, done = 1, False
    for number, line in enumerate(lines, 1):
        content = _content(line)
        if done and content.startswith(("#", "|", "msgctxt", "msgid")):
            yield start, chunk
            chunk, start, done = [], number, False
        chunk.append(line)
        done = done or content.startswith("msgstr")
    yield start, chunk


def _read_entry(lines: list[str], start: int, path: str) -> Entry:
    """Read one entry's lines."""
    fields: dict[str, str] = {}
    extracted, references = [], []
    current = ""
    for number, raw in enumerate(lines, start):
        line = _content(raw)
        if line.startswith("#."):
            extracted.append(line[2:].strip())
        elif line.startswith("#:"):
            references += [a or b for a, b in _REFERENCE.findall(line[2:])]
        if not line or line.startswith(("#", "|")):
            continue
        if keyword := _KEYWORD.match(line):
            current, line = keyword[1], line[keyword.end() :]
            if current in fields:
                reason = tr("{keyword} stands twice in one entry", keyword=current)
                raise InputError(path, number, reason)
        value = _STRING.fullmatch(line)
        if not value or not current:
            column = max(1, len(raw.rstrip()) - len(line) + 1)
            reason = tr("not a line of a PO file: {line}", line=line[:60])
            raise InputError(path, number, reason, column=column)
        fields[current] = fields.get(current, "") + polib.unescape(value[1])
    obsolete = any(line.startswith("#~") for line in lines)
    if not fields:  # comments at the end of the file, or nothing at all
        return Entry("", obsolete=True, lines=tuple(lines), line=start)
    forms = [text for name, text in fields.items() if name.startswith("msgstr")]
    if "msgid" not in fields or not forms:
        end = start + len(lines) - 1
        reason = tr("an entry without msgid and msgstr; was the file cut off?")
        raise InputError(path, end, reason)
    return Entry(
        fields["msgid"], "\n".join(forms) if all(forms) else "", fields.get("msgctxt"),
        tuple(extracted), tuple(references), "fuzzy" in _flags(lines), obsolete,
        "msgid_plural" in fields, _previous(lines), tuple(lines), start,
    )  # fmt: skip


def _write_entry(entry: Entry, old: Sequence[str], *, keep_target: bool) -> Iterator[str]:
    """The lines of an entry, taking from the old ones all that is not ours to change."""
    plain = [content for line in old if (content := _content(line))]
    yield from (line.rstrip("\r") for line in old if _is_translators(_content(line)))
    if not entry.obsolete:
        yield from (f"#. {comment}".rstrip() for comment in entry.extracted)
        if entry.references:
            yield "#: " + " ".join(map(_isolated, entry.references))
    flags = [flag for flag in _flags(plain) if flag != "fuzzy"]
    if entry.fuzzy:
        flags.insert(0, "fuzzy")
    if flags:
        yield "#, " + ", ".join(flags)
    mark = "#~" if entry.obsolete else "#"
    before = [line for line in plain if _is_old(line)]
    if _previous(before) != entry.previous:
        before = [f"|{line}" for line in _previous_lines(entry.previous)]
    yield from (mark + line.removeprefix("#") for line in before)
    body = [line for line in plain if not line.startswith(("#", "|"))]
    if not keep_target:
        made = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgstr=entry.msgstr)
        fresh = made.__unicode__(wrapwidth=0).rstrip("\n").split("\n")
        kept, _ = _at_msgstr(body)
        source, target = _at_msgstr(fresh)
        body = [*(kept or source), *target]
    yield from (("#~ " if entry.obsolete else "") + line for line in body)
    yield ""


def _previous(lines: Iterable[str]) -> str:
    """The earlier source in an entry's ``#|`` lines; empty where they tell of none."""
    told = (line.removeprefix("#")[1:].strip() for line in map(_content, lines) if _is_old(line))
    parts: list[str] = []
    for line in told:
        keyword = _KEYWORD.match(line)
        value = _STRING.fullmatch(line[keyword.end() :] if keyword else line)
        if (keyword and keyword[1] == "msgid") or (parts and not keyword):
            parts.append(polib.unescape(value[1]) if value else "")
        elif parts:
            break
    return "".join(parts)


def _previous_lines(source: str) -> Iterator[str]:
    """An earlier source as the lines of ``msgid`` that say it; none for an empty one."""
    if source:
        lines = polib.POEntry(msgid=source).__unicode__(wrapwidth=0).split("\n")
        yield from (f" {line}" for line in lines[: lines.index('msgstr ""')])


def _is_old(line: str) -> bool:
    return line.startswith(("#|", "|"))


def _content(line: str) -> str:
    """A line without the mark of an obsolete entry, and without white space around it."""
    return line.removeprefix("#~").strip()


def _at_msgstr(lines: list[str]) -> tuple[list[str], list[str]]:
    at = next((n for n, line in enumerate(lines) if line.startswith("msgstr")), len(lines))
    return lines[:at], lines[at:]


def _flags(lines: Iterable[str]) -> list[str]:
    marked = (line[2:].split(",") for line in map(_content, lines) if line.startswith("#,"))
    flags = (flag.strip() for line in marked for flag in line)
    return list(dict.fromkeys(flag for flag in flags if flag))


def _is_translators(line: str) -> bool:
    return line.startswith("#") and not line.startswith(("#.", "#:", "#,", "#|", "#~"))


def _isolated(reference: str) -> str:
    """A reference with a space in it stands between isolates, as gettext writes it."""
    return f"\u2068{reference}\u2069" if " " in reference else reference
