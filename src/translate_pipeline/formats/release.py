"""Source releases: bytes of a file to text, and text to a Release."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from translate_pipeline.errors import InputError
from translate_pipeline.formats.release_front_matter import split_front_matter
from translate_pipeline.formats.release_text import read_text
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import (
    BOILERPLATE,
    Block,
    BlockKind,
    Release,
    ReleaseId,
    Segment,
    segment_key,
)
from translate_pipeline.text.blocks import Passage, Spans, classify, part_credits, tidy
from translate_pipeline.text.sentences import split_sentences

MAX_BYTES = 5_000_000
"""Some 800,000 words: five hundred times a long press release."""

_BOMS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_DOCUMENTS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a DOCX, ODT or ZIP file",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an old Word (DOC) file",
}
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\u0085\u2028\u2029", "\n"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_HTML = re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+|\.{2,}")


def decode_source(data: bytes, path: str, *, at_most: int = MAX_BYTES) -> str:
    """The text of a source file: UTF-8, without a byte order mark, every line end LF.

    CR, form feed, vertical tab, U+0085, U+2028 and U+2029 are line ends too, and count as such in
    the line numbers of messages and blocks.

    Raises InputError for a file that is empty, larger than ``at_most``, binary, not UTF-8, or that
    has other control characters; ``path`` is what messages call it.
    """
    if len(data) > at_most:
        raise InputError(
            path,
            0,
            f"{len(data):,} bytes are more than a release may have ({at_most:,}), so this is"
            " probably another file; if it is text, cut it into several releases",
        )
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), None)
    if encoding:
        raise InputError(path, 0, f"this is {encoding.upper()}; {_convert(encoding, path)}")
    document = next((name for start, name in _DOCUMENTS.items() if data.startswith(start)), None)
    if document or b"\0" in data:
        what = f"is {document}" if document else "looks like a binary file (PDF? DOCX? UTF-16?)"
        raise InputError(path, 0, f"this {what}; save it as plain text in UTF-8")
    text = _unified(_utf8(data, path))
    if control := _CONTROL.search(text):
        raise _control_character(text, control.start(), path)
    if not tidy(text, ""):
        raise InputError(path, 0, "the file is empty; there is nothing to translate")
    return text


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").translate(_LINE_ENDS)


def _utf8(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        data = error.object  # without the byte order mark
        line, column = _place(_unified(data[: error.start].decode("utf-8", "replace")))
        encoding = "windows-1252" if re.search(rb"[\x80-\x9f]", data) else "latin1"
        reason = f"byte 0x{data[error.start]:02X} is not UTF-8; {_convert(encoding, path)}"
        raise InputError(path, line, reason, column=column) from None


def _control_character(text: str, offset: int, path: str) -> InputError:
    line, column = _place(text[:offset])
    code = ord(text[offset])
    reason = f"U+{code:04X} is a control character; remove it"
    if code >= 0x80:
        reason += (
            ", or convert the original file anew: "
            "windows-1252 was taken for latin1, and its quotation marks are lost"
        )
    return InputError(path, line, reason, column=column)


def _place(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what comes after this text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _convert(encoding: str, path: str) -> str:
    return f"convert it, as with: iconv -f {encoding} -t utf-8 '{path}' > utf8.txt"


def parse_release(
    text: str,
    *,
    path: str,
    source_locale: Locale = ENGLISH,
    translate_boilerplate: bool = False,
) -> Release:
    """The release in a text that :func:`decode_source` returned.

    ``.md`` and ``.markdown`` are Markdown, all else is plain text; either may begin with YAML front
    matter, whose ``source_locale`` and ``translate_boilerplate`` win over the arguments. ``path``
    is what references show. A release's title is its front matter's, else its headline.

    Raises InputError for front matter or Markdown that cannot be used as it is, for HTML, and for a
    document without text.
    """
    front, body, first_line = split_front_matter(_unified(text), path)
    locale = front.source_locale or source_locale
    read = _read(body, path, first_line, locale.language)
    passages = list(part_credits(read, locale.language))
    if not passages:
        raise InputError(path, first_line, "there is no text here to translate")
    sentences = [_sentences(passage, locale.language) for passage in passages]
    kinds = classify(passages, sentences, locale.language, titled=bool(front.title))
    boilerplate = front.translate_boilerplate
    if boilerplate is None:
        boilerplate = translate_boilerplate
    return Release(
        id=ReleaseId(front.id or _id_from(path)),
        source_locale=locale,
        title=tidy(front.title, locale.language) or _title(passages, sentences, kinds),
        path=path,
        text="\n".join(passage.text for passage in passages),
        blocks=_blocks(passages, sentences, kinds, translate_boilerplate=boilerplate),
        locales=front.locales,
        date=front.date,
        embargo=front.embargo,
        confidential=front.confidential,
        contact=front.contact,
    )


def _read(body: str, path: str, first_line: int, language: str) -> list[Passage]:
    if PurePosixPath(path).suffix.lower() in (".md", ".markdown"):
        from translate_pipeline.formats.release_markdown import read_markdown

        return read_markdown(body, path=path, first_line=first_line, language=language)
    if _HTML.match(body):
        reason = "this is HTML, which is not read; save the page as text or Markdown"
        raise InputError(path, first_line, reason)
    return read_text(body, first_line=first_line, language=language)


def _sentences(passage: Passage, language: str) -> Spans:
    if passage.verbatim:
        return ((0, len(passage.text)),)
    return split_sentences(passage.text, language)


def _blocks(
    passages: Sequence[Passage],
    sentences: Sequence[Spans],
    kinds: Sequence[BlockKind],
    *,
    translate_boilerplate: bool,
) -> tuple[Block, ...]:
    blocks: list[Block] = []
    offset = 0
    for passage, spans, kind, lead_in in zip(
        passages, sentences, kinds, _lead_ins(passages, sentences, kinds), strict=True
    ):
        wanted = translate_boilerplate or kind not in BOILERPLATE
        segments = tuple(
            Segment(
                segment_key(passage.text[start:end]),
                passage.text[start:end],
                offset + start,
                offset + end,
                wanted and not passage.verbatim,
            )
            for start, end in spans
        )
        blocks.append(Block(kind, passage.line, segments, lead_in))
        offset += len(passage.text) + 1
    return tuple(blocks)


def _lead_ins(
    passages: Sequence[Passage], sentences: Sequence[Spans], kinds: Sequence[BlockKind]
) -> Iterator[str]:
    """For each passage the sentence that it finishes: the one with ":" that introduces its list."""
    openings = [""]  # what may introduce a list here, then a list in that list, and so on
    for passage, spans, kind in zip(passages, sentences, kinds, strict=True):
        is_item = kind is BlockKind.LIST_ITEM
        yield openings[min(passage.depth, len(openings)) - 1] if is_item else ""
        if is_item or not passage.depth:  # else it goes on with the item above it
            start, end = spans[-1]
            opening = passage.text[start:end]
            del openings[passage.depth :]
            openings.append(opening if opening.endswith((":", "：")) else "")


def _title(
    passages: Sequence[Passage], sentences: Sequence[Spans], kinds: Sequence[BlockKind]
) -> str:
    """The headline, else the first sentence below the labels and the date."""
    if BlockKind.HEADLINE in kinds:
        return passages[kinds.index(BlockKind.HEADLINE)].text
    aside = (BlockKind.LABEL, BlockKind.DATELINE, *BOILERPLATE)
    index = next((i for i, kind in enumerate(kinds) if kind not in aside), 0)
    start, end = sentences[index][0]
    return passages[index].text[start:end]


def _id_from(path: str) -> str:
    """A release's id from its file name, made safe where only spaces and punctuation are odd."""
    name = PurePosixPath(path.replace("\\", "/")).stem
    letters = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(letter)
    )
    safe = _UNSAFE.sub("-", letters).strip("-._")[:100]
    if not safe or any(letter.isalnum() and not letter.isascii() for letter in letters):
        reason = f"the file name {name!r} cannot be the release's id; name one in its front matter:"
        raise InputError(path, 0, f"{reason} between two lines ---, write id: some-name")
    return safe
