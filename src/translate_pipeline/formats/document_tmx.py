"""An approved version as a translation memory (TMX 1.4b)."""

from collections.abc import Iterator

from translate_pipeline.formats.tmx import TmxTarget, TmxUnit, tmx_content, tmx_lines
from translate_pipeline.model.bundle import Document


def render_tmx(document: Document) -> bytes:
    """What was translated, in UTF-8: every pair of source and target once."""
    locales, created = (document.source_locale, document.locale), document.published_at
    props = (
        ("x-release", document.release),
        ("x-revision", document.revision),
        ("x-version", str(document.version)),
    )
    units = [
        TmxUnit(locales[0], source, (TmxTarget(locales[1], target),), created)
        for source, target in dict.fromkeys(_translated(document))
        if source and target
    ]
    return "".join(tmx_lines(locales[0], created, props, units)).encode()


def _translated(document: Document) -> Iterator[tuple[str, str]]:
    """The contents of what was translated, in reading order."""
    for block in document.blocks:
        for one in block.sentences:
            if one.translated:
                yield tmx_content(one.source, one.inline), tmx_content(one.target, one.inline)
