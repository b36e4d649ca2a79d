"""Source releases: bytes of a file to text, and text to a Release."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from translate_pipeline.errors import InputError
from translate_pipeline.formats.decoding import decode_page, decode_text, unified
from translate_pipeline.formats.release_front_matter import FrontMatter, split_front_matter
from translate_pipeline.formats.release_reading import ReleaseReading
from translate_pipeline.formats.release_text import read_text
from translate_pipeline.messages import tr
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
from translate_pipeline.text.inline import tagged
from translate_pipeline.text.marks import Marked
from translate_pipeline.text.sentences import split_sentences

MAX_BYTES = 5_000_000
"""Some 800,000 words: five hundred times a long press release."""

MAX_DOCUMENT = 50_000_000
"""The most bytes of a Word document, which may hold pictures."""
_PAGES = (".html", ".htm")
_HTML = re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+|\.{2,}")


def source_text(data: bytes, path: str) -> str | bytes:
    """What :func:`parse_release` reads of a source file: its text, or a Word document as it is.

    Raises what decode_source raises.
    """
    if _suffix(path) == ".docx":
        return data
    return decode_source(data, path)


def source_lines(text: str | bytes, path: str) -> tuple[str, ...]:
    """The lines that people typed; none of a file whose lines programs made."""
    is_typed = isinstance(text, str) and _suffix(path) not in _PAGES
    return tuple(text.split("\n")) if isinstance(text, str) and is_typed else ()


def decode_source(data: bytes, path: str) -> str:
    """The text of a source file, as decode_text reads it; a web page's as decode_page does.

    Raises InputError, too, for a file that is empty or larger than MAX_BYTES.
    """
    if len(data) > MAX_BYTES:
        reason = tr(
            "{size} bytes are more than a release may have ({most}), so this is probably another"
            " file; if it is text, cut it into several releases",
            size=f"{len(data):,}", most=f"{MAX_BYTES:,}",
        )  # fmt: skip
        raise InputError(path, 0, reason)
    text = decode_page(data, path) if _suffix(path) in _PAGES else decode_text(data, path)
    if not tidy(text, ""):
        raise InputError(path, 0, tr("the file is empty; there is nothing to translate"))
    return text


def parse_release(
    text: str | bytes,
    *,
    path: str,
    source_locale: Locale = ENGLISH,
    translate_boilerplate: bool = False,
) -> Release:
    """The release in what :func:`source_text` returned.

    ``.md`` and ``.markdown`` are Markdown, ``.html`` and ``.htm`` web pages, bytes are Word
    documents, all else is plain text. A text may begin with YAML front matter, whose
    ``source_locale`` and ``translate_boilerplate`` win over the arguments. ``path`` is what
    references show. A release's title is its front matter's, else its headline, else the file's.

    Raises InputError for front matter or a document that cannot be used as it is, for HTML in a
    text, and for a document without text.
    """
    front, body, first_line = FrontMatter(), "", 1
    if isinstance(text, str):
        front, body, first_line = split_front_matter(unified(text), path)
    locale = front.source_locale or source_locale
    read = _read(text if isinstance(text, bytes) else body, path, first_line, locale)
    locale = front.source_locale or read.locale or locale
    passages = list(part_credits(read.passages, locale.language))
    if not passages:
        raise InputError(path, first_line, tr("there is no text here to translate"))
    sentences = [_sentences(passage, locale.language) for passage in passages]
    kinds = classify(passages, sentences, locale.language, titled=bool(front.title))
    boilerplate = front.translate_boilerplate
    if boilerplate is None:
        boilerplate = translate_boilerplate
    blocks, text = _blocks(passages, sentences, kinds, translate_boilerplate=boilerplate)
    return Release(
        id=ReleaseId(front.id or _id_from(path)),
        source_locale=locale,
        title=tidy(front.title, locale.language) or _title(passages, sentences, kinds, read.title),
        path=path,
        text=text,
        blocks=blocks,
        locales=front.locales,
        date=front.date or read.date,
        embargo=front.embargo,
        deadline=front.deadline,
        confidential=front.confidential,
        contact=front.contact,
        remarks=read.remarks,
    )


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _read(body: str | bytes, path: str, first_line: int, locale: Locale) -> ReleaseReading:
    if isinstance(body, bytes):
        from translate_pipeline.formats.release_docx import read_docx

        return read_docx(body, path=path, locale=locale)
    if _suffix(path) in (".md", ".markdown"):
        from translate_pipeline.formats.release_markdown import read_markdown

        return read_markdown(body, path=path, first_line=first_line, language=locale.language)
    if _suffix(path) in _PAGES:
        from translate_pipeline.formats.release_html import read_html

        return read_html(body, path=path, first_line=first_line, locale=locale)
    if _HTML.match(body):
        reason = tr("this is HTML; name the file .html, or save the page as text or Markdown")
        raise InputError(path, first_line, reason)
    return ReleaseReading(read_text(body, first_line=first_line, language=locale.language))


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
) -> tuple[tuple[Block, ...], str]:
    """The blocks, and the text that they are the lines of."""
    blocks: list[Block] = []
    lines: list[str] = []
    offset = 0
    for passage, spans, kind, lead_in in zip(
        passages, sentences, kinds, _lead_ins(passages, sentences, kinds), strict=True
    ):
        wanted = (translate_boilerplate or kind not in BOILERPLATE) and not passage.verbatim
        segments: list[Segment] = []
        line, at = "", 0
        for (start, end), (text, inline) in zip(
            spans, tagged(Marked(passage.text, passage.marks), spans), strict=True
        ):
            line += passage.text[at:start]
            begin = offset + len(line)
            line, at = line + text, end
            segments.append(
                Segment(segment_key(text), text, begin, begin + len(text), wanted, inline)
            )
        blocks.append(Block(kind, passage.line, tuple(segments), lead_in))
        lines.append(line + passage.text[at:])
        offset += len(lines[-1]) + 1
    return tuple(blocks), "\n".join(lines)


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
    passages: Sequence[Passage],
    sentences: Sequence[Spans],
    kinds: Sequence[BlockKind],
    title: str,
) -> str:
    """The headline, else what the file says, else the first sentence below labels and date."""
    if BlockKind.HEADLINE in kinds:
        return passages[kinds.index(BlockKind.HEADLINE)].text
    if title:
        return title
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
        reason = tr(
            "the file name {name} cannot be the release's id; name one in its front matter:"
            " between two lines ---, write id: some-name",
            name=repr(name),
        )
        raise InputError(path, 0, reason)
    return safe
