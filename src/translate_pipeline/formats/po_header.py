"""What the headers of our PO files say beside what gettext asks for."""

from translate_pipeline import __version__
from translate_pipeline.formats.packet_rows import one_line
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.text.languages import plural_forms

RELEASE, REVISION, SOURCE_LOCALE, TITLE = (
    "X-Release",
    "X-Source-Revision",
    "X-Source-Locale",
    "X-Title",
)


def header_fields(
    release: ReleaseId, revision: Revision, source_locale: Locale, locale: Locale, title: str
) -> dict[str, str]:
    """The fields of a header that tells what its file is a translation of; no person is named."""
    return {
        "Project-Id-Version": release,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": locale.gettext,
        "Plural-Forms": plural_forms(locale),
        "X-Generator": f"translate-pipeline {__version__}",
        RELEASE: release,
        REVISION: revision,
        SOURCE_LOCALE: source_locale.tag,
        TITLE: one_line(title),
    }
