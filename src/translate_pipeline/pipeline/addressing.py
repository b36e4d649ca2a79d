"""Addressing: which release and which locale a PO file is a translation of.

Its header says so; editors, and people, lose or change headers. So what the header says has to fit
the texts, and where it says nothing that is known, the texts decide if they leave no doubt.
"""

from collections.abc import Collection, Iterable

from translate_pipeline.errors import InputError
from translate_pipeline.formats.po import Catalog
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.standing import TEXT_ACTIONS
from translate_pipeline.pipeline.record import Record
from translate_pipeline.pipeline.status import no_release
from translate_pipeline.pipeline.sync import not_in_locale
from translate_pipeline.ports import Ledger
from translate_pipeline.text.languages import gettext_locale


def sources_of(record: Record) -> Collection[str]:
    """All sources that a release has or had."""
    return _sources(record.events)


def _sources(events: Iterable[Event]) -> frozenset[str]:
    return frozenset(
        text
        for event in events
        for text in (
            (one["text"] for one in event.detail["segments"])
            if event.action is Action.REVISED
            else (event.source,) * (event.action in TEXT_ACTIONS)
        )
    )


def release_meant(
    catalog: Catalog, path: str, ledger: Ledger, named: str | None = None
) -> ReleaseId:
    """The release of a file: the one that was named, else the header's, else by its sources.

    Raises NotFound for a name that is none, InputError for a file that shares no source with the
    release, or that could be of several.
    """
    known = ledger.releases()
    if named is not None and named not in known:
        raise no_release(named, known)
    said = named if named is not None else catalog.header.get("Project-Id-Version", "")
    wanted = {entry.msgid for entry in catalog.entries if entry.msgid}

    def shared(release: ReleaseId) -> int:
        return len(wanted & _sources(ledger.events(release, {Action.REVISED})))

    if said in known:
        if not shared(ReleaseId(said)):
            reason = tr("no sentence of it is of the release {release}", release=said)
            raise InputError(path, 0, f"{reason}; {_which_release()}")
        return ReleaseId(said)
    found = [release for release in known if 2 * shared(release) >= len(wanted)]
    if len(found) != 1:
        reason = tr(
            "its header names no release of this workspace (Project-Id-Version: {name})", name=said
        )
        raise InputError(path, 0, f"{reason}; {_which_release()}")
    return found[0]


def _which_release() -> str:
    return tr("say which it is: sync RELEASE --from FILE")


def locale_meant(
    catalog: Catalog, path: str, record: Record, named: Locale | None = None
) -> Locale:
    """The locale of a file: the one that was named, else the header's, else by its targets.

    Raises InputError where it could be of several, where it says another than its targets do, and
    where both say another than was named; NotFound where the release is not in what it says.
    """
    said = catalog.header.get("Language", "")
    wanted = {(one.msgid, one.msgstr) for one in catalog.messages() if one.msgstr}
    fitting = [
        locale
        for locale in sorted(record.locales)
        if not wanted.isdisjoint((one.source, one.target) for one in record.events_in(locale))
    ]
    locale = _read(said)
    if named and (named in fitting or locale not in fitting):
        return named
    if named:
        reason = tr(
            "it is in {locale}, by its header (Language) and by its targets; if it is not, change"
            " its header",
            locale=said,
        )
        raise InputError(path, 0, reason)
    if locale in record.locales:
        if not fitting or locale in fitting:
            return locale
    elif len(fitting) == 1:
        return fitting[0]
    elif locale and not fitting:
        raise not_in_locale(record, locale)
    reason = tr("its header says that it is in {locale} (Language)", locale=said or "?")
    if fitting:
        names = ", ".join(map(str, fitting))
        reason += ", " + tr("and its targets are those of {locales}", locales=names)
    raise InputError(path, 0, f"{reason}; " + tr("say what it is in with --locale"))


def _read(said: str) -> Locale | None:
    try:
        return gettext_locale(said)
    except ValueError:
        return None
