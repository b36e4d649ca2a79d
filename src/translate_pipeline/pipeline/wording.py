"""Wording: notices as people read them, in their language.

A message names release, locale, counts and the next command. Of the release's text it has the title
at most, and of people nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from gettext import NullTranslations

from translate_pipeline.errors import shortened
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.notice import Kind, Letter, Notice, Recipient, Role
from translate_pipeline.model.review import Stage

Translations = Callable[[Locale], NullTranslations]
"""The catalog of a language; one that changes nothing where there is none."""

_LONGEST_TITLE = 200
_RIGHT_TO_LEFT = ("Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa")
_ISOLATE, _END = "\u2068", "\u2069"
"""Around a name in a sentence of the other direction; else its hyphens would change places."""


def letters(
    notices: Iterable[Notice], recipients: Iterable[Recipient], translations: Translations
) -> tuple[Letter, ...]:
    """A message for each address and language, with all that is news for whom it reaches."""
    found: dict[tuple[str, NullTranslations], dict[Notice, None]] = {}
    told = list(recipients)
    for notice in notices:
        for recipient in told:
            if recipient.wants(notice):
                language = translations(recipient.language or notice.locale)
                for address in recipient.addresses:
                    found.setdefault((address, language), {})[notice] = None
    return tuple(_letter(address, list(some), t) for (address, t), some in found.items())


def trial(address: str, language: Locale, translations: Translations) -> Letter:
    """A message that says nothing but that messages arrive."""
    t = translations(language)
    body = t.gettext("Messages of translate-pipeline arrive here. There is nothing to do.")
    return Letter(address, t.gettext("translate-pipeline: a test"), body)


def _letter(address: str, notices: list[Notice], t: NullTranslations) -> Letter:
    if len(notices) == 1:
        return Letter(address, _subject(notices[0], t), _body(notices[0], t))
    number = len(notices)
    subject = t.ngettext(
        "translate-pipeline: {number} message", "translate-pipeline: {number} messages", number
    )
    parts = (f"{_subject(notice, t)}\n{_body(notice, t)}" for notice in notices)
    return Letter(address, subject.format(number=number), "\n\n".join(parts))


def _subject(notice: Notice, t: NullTranslations) -> str:
    release, locale = _apart(notice.release, t), _apart(notice.locale.tag, t)
    return _headline(notice.kind, t).format(release=release, locale=locale)


def _headline(kind: Kind, t: NullTranslations) -> str:  # noqa: PLR0911  (one for each kind)
    match kind:
        case Kind.DRAFTS_READY:
            return t.gettext("{release}, {locale}: drafts are ready")
        case Kind.READY_FOR_REVIEW:
            return t.gettext("{release}, {locale}: ready for review")
        case Kind.SENT_BACK:
            return t.gettext("{release}, {locale}: sent back")
        case Kind.APPROVED:
            return t.gettext("{release}, {locale}: approved")
        case Kind.REOPENED:
            return t.gettext("{release}, {locale}: open again")
        case Kind.PUBLISHED:
            return t.gettext("{release}, {locale}: published")
        case Kind.CORRECTED:
            return t.gettext("{release}, {locale}: corrected")
        case Kind.RETRACTED:
            return t.gettext("{release}, {locale}: retracted")


def _body(notice: Notice, t: NullTranslations) -> str:
    return "\n".join(_lines(notice, t))


def _lines(notice: Notice, t: NullTranslations) -> Iterator[str]:
    yield _what(notice, t).format(number=notice.count, version=notice.version)
    if notice.empty:
        empty = t.ngettext(
            "{number} of them has no draft.", "{number} of them have no draft.", notice.empty
        )
        yield empty.format(number=notice.empty)
    if notice.title:
        title = _apart(shortened(" ".join(notice.title.split()), _LONGEST_TITLE), t)
        yield t.gettext("Title: {title}").format(title=title)
    if notice.version is None:
        yield t.gettext("Stage: {stage}").format(stage=_stage(notice.stage, t))
    if notice.embargo:
        hour = _apart(f"{notice.embargo.astimezone(UTC):%Y-%m-%d %H:%M} UTC", t)
        yield t.gettext("Embargo: nothing of it may be told before {hour}.").format(hour=hour)
    if notice.confidential:
        yield t.gettext("Confidential: nobody else may be told of it.")
    yield t.gettext("Next:")
    yield f"  {_next(notice)}"


def _what(notice: Notice, t: NullTranslations) -> str:  # noqa: PLR0911  (one for each kind)
    number = notice.count
    match notice.kind:
        case Kind.DRAFTS_READY:
            return t.ngettext(
                "{number} segment waits for a translator.",
                "{number} segments wait for a translator.",
                number,
            )
        case Kind.READY_FOR_REVIEW:
            return t.ngettext(
                "{number} segment waits for a reviewer.",
                "{number} segments wait for a reviewer.",
                number,
            )
        case Kind.SENT_BACK:
            return t.ngettext(
                "A reviewer sent {number} segment back; the PO file says why.",
                "A reviewer sent {number} segments back; the PO file says why.",
                number,
            )
        case Kind.APPROVED:
            return t.ngettext(
                "All of it is approved: {number} segment.",
                "All of it is approved: {number} segments.",
                number,
            )
        case Kind.REOPENED:
            return t.ngettext(
                "The source or a legal term changed: {number} segment is open again.",
                "The source or a legal term changed: {number} segments are open again.",
                number,
            )
        case Kind.PUBLISHED:
            return t.gettext("Version {version} is there for section offices.")
        case Kind.CORRECTED:
            return t.gettext("Version {version} takes the place of the one before it.")
        case Kind.RETRACTED:
            return t.gettext("Version {version} was taken back. Do not use it any more.")


def _stage(stage: Stage, t: NullTranslations) -> str:
    """A stage that a notice can be about; any other keeps its English name."""
    match stage:
        case Stage.DRAFTED:
            return t.gettext("drafted")
        case Stage.IN_REVIEW:
            return t.gettext("in review")
        case Stage.APPROVED:
            return t.gettext("approved")
        case _:
            return str(stage)


def _next(notice: Notice) -> str:
    """The command to begin with."""
    named = f"{notice.release} {notice.locale}"
    match notice.kind, notice.role:
        case Kind.DRAFTS_READY, _:
            command = f"check {notice.catalog}"
        case Kind.READY_FOR_REVIEW, _:
            command = f"review diff {named}"
        case Kind.SENT_BACK, _:
            command = f"review list {named} --state rejected"
        case Kind.REOPENED, Role.REVIEWER:
            command = f"review list {named} --state translated"
        case Kind.REOPENED, _:
            command = f"review list {named}"
        case ((Kind.PUBLISHED | Kind.CORRECTED | Kind.RETRACTED), Role.SECTION_OFFICE):
            what = f"--locale {notice.locale} --release {notice.release}"
            command = f"pull --from URL-OR-FOLDER {what} --out DIR"
        case _:
            command = f"status {notice.release}"
    return f"translate-pipeline {command}"


def _apart(value: str, t: NullTranslations) -> str:
    """A value as it stands in a sentence."""
    language = Locale(t.info().get("language", ENGLISH.tag))
    return f"{_ISOLATE}{value}{_END}" if language.script in _RIGHT_TO_LEFT else value
