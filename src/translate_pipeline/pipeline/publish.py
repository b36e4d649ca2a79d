"""Publish: what is approved in a locale becomes an approved version, once and for good.

The ledger is the truth. A version is first recorded there, with all that makes its files again byte
for byte; then its bundle goes to the shelf. Whoever is cut off between the two leaves a version
without a bundle, which publishing the locale again puts there, whatever was published since.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from translate_pipeline.errors import Conflict, NotApproved, NotFound, PolicyRefused, StorageError
from translate_pipeline.messages import tr, tr_n, word
from translate_pipeline.model.bundle import Document, FileFacts, Manifest, Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Event, State
from translate_pipeline.model.reviewer import LEGAL
from translate_pipeline.pipeline.changes import changes
from translate_pipeline.pipeline.documents import as_before, content_digest, published_document
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.review import Item, Review, open_review, unsynced_edits
from translate_pipeline.pipeline.shelved import is_whole, mend
from translate_pipeline.pipeline.sync import Desk
from translate_pipeline.pipeline.versions import retraction, taken_back, version_of, versions
from translate_pipeline.ports import Shelf

MANIFEST, SIGNATURE = "manifest.json", "manifest.json.sig"
PUBLISHER = "coordinator"

_NAMED = 10
"""How many of the segments that stand in the way are named."""


@dataclass(frozen=True, slots=True)
class Press:
    """What makes bundles, and where they are kept."""

    render: Callable[[Document], Mapping[str, bytes]]
    """The files of a document, by name."""
    write_manifest: Callable[[Manifest], bytes]
    sign: Callable[[bytes], bytes]
    """The file that signs a manifest's bytes."""
    shelf: Shelf
    note: Callable[[Locale, Locale], str]
    """The line under a translation from the one locale into the other."""


@dataclass(frozen=True, slots=True)
class Published:
    """An approved version."""

    event: Event
    new: bool
    """Whether it was made just now."""
    warnings: tuple[str, ...] = ()
    """Why earlier versions are not on the shelf: a line for each whose bundle cannot be made."""
    restocked: tuple[Version, ...] = ()
    """Those whose bundles were missing on the shelf, or damaged, and are whole again."""

    @property
    def version(self) -> Version:
        """Its number."""
        return version_of(self.event)


def publish(  # noqa: PLR0913  (what is published, with what, when)
    release: ReleaseId,
    locale: Locale,
    *,
    desk: Desk,
    press: Press,
    now: datetime,
    again: bool = False,
) -> Published:
    """The approved version of what stands now: a new one, or the last where nothing changed.

    ``again`` publishes a text that was retracted. Raises PolicyRefused where something is not
    approved, has an error or was retracted, Conflict where the PO file says something else than was
    approved, StorageError where the shelf cannot be written: then the version is recorded, and
    publishing again puts it there.
    """
    now = now.replace(microsecond=0)
    while True:
        review = open_review(release, locale, desk, now)
        _refuse(review, desk, now)
        record = review.record
        content = content_digest(record, locale)
        earlier = versions(record, locale)
        for last in earlier[-1:]:
            if last.detail["content"] == content and not retraction(record, last):
                mended = [version_of(last)] if stock(record, last, press, thorough=True) else []
                left, restocked = _restock(record, earlier[:-1], press)
                return Published(last, False, left, (*restocked, *mended))  # noqa: FBT003
        if not again:
            _refuse_retracted(record, locale, content)
        event, files = _made(review, content, press, now)
        if desk.ledger.append([event], known=len(record.events)):
            press.shelf.put(shelf_place(event), files)
            left, restocked = _restock(record, earlier, press)
            return Published(event, True, left, restocked)  # noqa: FBT003


def retract(  # noqa: PLR0913  (which version, why, by what)
    release: ReleaseId,
    locale: Locale,
    version: int | None,
    reason: str,
    *,
    desk: Desk,
    now: datetime,
) -> Event:
    """Say that a version is not to be used any more; the last one if none is named.

    The record and the bundle stay. Raises NotFound where there is no such version.
    """
    while True:
        found = read_record(release, desk.ledger)
        record, meant = version_meant(found, release, locale, version)
        if before := retraction(record, meant):
            return before
        event = Event(
            release, meant.revision, Action.RETRACTED, now, PUBLISHER, locale,
            detail={"version": version_of(meant), "reason": reason},
        )  # fmt: skip
        if desk.ledger.append([event], known=len(record.events)):
            return event


def version_meant(
    record: Record | None, release: ReleaseId, locale: Locale, version: int | None
) -> tuple[Record, Event]:
    """The publication of a version, the last one if none is named. Raises NotFound."""
    found = versions(record, locale) if record else []
    meant = [one for one in found if version in (None, version_of(one))][-1:]
    if record and meant:
        return record, meant[0]
    known = ", ".join(f"v{version_of(one)}" for one in found) or tr("none yet")
    told = tr(
        "{release} {locale} has no such version; published: {known}",
        release=release, locale=locale, known=known,
    )  # fmt: skip
    raise NotFound(told)


def stock(record: Record, event: Event, press: Press, *, thorough: bool = False) -> bool:
    """See that the bundle of a recorded version stands whole on the shelf; whether it did not.

    Only ``thorough`` reads all of a bundle that is there; else its manifest and the lengths of its
    files tell. Raises StorageError where what this program makes of the record is not what was
    published.
    """
    place = shelf_place(event)
    if is_whole(press.shelf, place, event.detail["manifest"], thorough=thorough):
        return False
    files = bundle(as_before(record, event), event, press)
    if sha256(files[MANIFEST]).hexdigest() != event.detail["manifest"]:
        told = tr(
            "{place}: this program makes other files of it than the one that published it; bring"
            " the bundle from another copy of the shelf",
            place=place,
        )
        raise StorageError(told)
    if not press.shelf.put(place, files):
        mend(press.shelf, place, files)
    return True


def _restock(
    record: Record, earlier: Sequence[Event], press: Press
) -> tuple[tuple[str, ...], tuple[Version, ...]]:
    """Put there the bundles of earlier versions that are not whole; why one cannot be, and which.

    They do not stand in the way of the newest.
    """
    why: list[str] = []
    restocked: list[Version] = []
    for one in earlier:
        try:
            if stock(record, one, press, thorough=True):
                restocked.append(version_of(one))
        except StorageError as error:
            why.append(str(error))
    return tuple(why), tuple(restocked)


def bundle(before: Record, event: Event, press: Press) -> Mapping[str, bytes]:
    """The files of a version, manifest and signature among them, from the record before it."""
    assert event.locale
    document = published_document(before, event)
    files = dict(press.render(document))
    earlier = versions(before, event.locale)[-1:]
    old = [published_document(as_before(before, one), one) for one in earlier]
    detail = event.detail
    manifest = press.write_manifest(
        Manifest(
            before.id,
            event.revision,
            event.locale,
            before.source_locale,
            document.version,
            document.title,
            event.at,
            detail["glossary"],
            tuple(detail["approved_by"]),
            {name: _facts(data) for name, data in files.items()},
            changes=changes(old[0] if old else None, document),
            embargo=before.embargo,
        )
    )
    return {**files, MANIFEST: manifest, SIGNATURE: press.sign(manifest)}


def shelf_place(event: Event) -> str:
    """Where a version stands on the shelf: ``veldania/pt-BR/v2``."""
    return f"{event.release}/{event.locale}/v{version_of(event)}"


def _refuse(review: Review, desk: Desk, now: datetime) -> None:
    """Raise what stands in the way of a publication."""
    missing = [item for item in review.items if item.state is not State.APPROVED]
    if missing:
        what = tr_n(
            "{n} of {all} segments are not approved", "{n} of {all} segments are not approved",
            len(missing), all=len(review.items),
        )  # fmt: skip
        raise _not_approved(what, review, [(item, word(item.state)) for item in missing])
    wrong = [(item, "; ".join(open_errors(item))) for item in review.items if open_errors(item)]
    if wrong:
        what = tr_n("{n} segment has errors", "{n} segments have errors", len(wrong))
        raise _not_approved(what, review, wrong)
    if unsynced_edits(review, desk, now):
        path = desk.catalogs.path(review.record.id, review.locale)
        command = f"sync {review.record.id} --locale {review.locale} --as NAME"
        told = tr(
            "{file} says something else than was approved; record it with `{command}`",
            file=path, command=command,
        )  # fmt: skip
        raise Conflict(told)


def _refuse_retracted(record: Record, locale: Locale, content: str) -> None:
    """Raise PolicyRefused for a text whose last publication was taken back."""
    if gone := taken_back(record, locale, content):
        told = tr(
            "{version} with exactly this text was retracted: {reason}; change it, or give"
            " --again if it is right after all",
            version=f"v{version_of(gone)}", reason=gone.detail["reason"],
        )  # fmt: skip
        raise PolicyRefused(told)


def open_errors(item: Item) -> Sequence[str]:
    """The errors of a segment that nobody waived when approving it."""
    waived = item.approval.detail.get("waived", {}) if item.approval else {}
    return [f"{one.message} [{one.rule}]" for one in item.errors if one.rule not in waived]


def _not_approved(what: str, review: Review, items: Sequence[tuple[Item, str]]) -> NotApproved:
    lines = [f"  {item.source.key[:8]}  {item.place}: {why}" for item, why in items[:_NAMED]]
    more = ["  " + tr("… and {n} more", n=len(items) - _NAMED)] if len(items) > _NAMED else []
    head = tr(
        "{release} {locale} cannot be published: {reason}",
        release=review.record.id, locale=review.locale, reason=what,
    )  # fmt: skip
    segments = [(item.source.key, item.place, why) for item, why in items]
    return NotApproved("\n".join([head, *lines, *more]), segments)


def _made(
    review: Review, content: str, press: Press, now: datetime
) -> tuple[Event, Mapping[str, bytes]]:
    """The event of a new version, and its bundle."""
    record, locale = review.record, review.locale
    earlier = versions(record, locale)
    detail = {
        "version": max(map(version_of, earlier), default=0) + 1,
        "content": content,
        "glossary": record.revised.detail.get("glossary", ""),
        "approved_by": sorted(set(_roles(review))),
        "others": [one.tag for one in _others(record, locale)],
        "note": press.note(record.source_locale, locale),
    }
    event = Event(
        record.id, record.revision, Action.PUBLISHED, now, PUBLISHER, locale, detail=detail
    )
    files = bundle(record, event, press)
    manifest = {
        "manifest": sha256(files[MANIFEST]).hexdigest(),
        "manifest_length": len(files[MANIFEST]),
    }
    return replace(event, detail={**detail, **manifest}), files


def _roles(review: Review) -> Iterator[str]:
    for item in review.items:
        assert item.approval
        yield "legal reviewer" if LEGAL in item.approval.detail.get("roles", ()) else "reviewer"


def _others(record: Record, locale: Locale) -> Iterator[Locale]:
    """The other locales whose last version stands."""
    for one in sorted(record.locales - {locale}):
        last = versions(record, one)[-1:]
        if last and not retraction(record, last[0]):
            yield one


def _facts(data: bytes) -> FileFacts:
    return FileFacts(len(data), sha256(data).hexdigest())
