"""Publishing for every edge, commands and flows alike: a version, and all that follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from translate_pipeline.errors import ShelfError
from translate_pipeline.formats.index import INDEX
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Event
from translate_pipeline.pipeline.publish import (
    Published,
    publish,
    retract,
    shelf_place,
    version_meant,
)
from translate_pipeline.pipeline.reconcile import Deed, Reconciled, reconcile
from translate_pipeline.pipeline.record import read_record
from translate_pipeline.pipeline.versions import version_of
from translate_pipeline.wiring import Services


@dataclass(frozen=True, slots=True)
class Issue:
    """An approved version on the shelf."""

    published: Published
    index: int | None
    """The number of the index that lists it, or will after its hour."""
    problem: ShelfError | None = None
    """Why there is no index that does."""

    @property
    def place(self) -> str:
        """Where its bundle stands on the shelf."""
        return shelf_place(self.published.event)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What was due in a workspace, and what came of it."""

    found: Sequence[Reconciled]
    index: int | None
    problem: ShelfError | None = None
    """Why there is no index of what is published now: the shelf cannot be used."""

    def count(self, deed: Deed) -> int:
        """How many came to that."""
        return sum(one.deed is deed for one in self.found)


def publish_locale(
    services: Services, release: ReleaseId, locale: Locale, now: datetime, *, again: bool = False
) -> Issue:
    """Publish what is approved in a locale. Raises as ``publish``, and where no key is here."""
    published = publish(
        release, locale, desk=services.desk, press=services.press, now=now, again=again
    )
    try:
        return Issue(published, follow_up(services, now))
    except ShelfError as error:
        return Issue(published, None, error)


def retract_version(  # noqa: PLR0913  (which version, why, by what)
    services: Services,
    release: ReleaseId,
    locale: Locale,
    version: int | None,
    *,
    reason: str,
    now: datetime,
) -> Event:
    """Take a version back. Raises as ``retract``, and where no key is here to tell offices with.

    ShelfError where it is recorded, and no index tells it.
    """
    version_meant(read_record(release, services.ledger), release, locale, version)
    _ = services.signing
    event = retract(release, locale, version, reason, desk=services.desk, now=now)
    try:
        follow_up(services, now)
    except ShelfError as error:
        told = tr(
            "version {version} is retracted, and offices are not told yet: {reason}; run"
            " `translate-pipeline publish --all` when the shelf can be written",
            version=version_of(event), reason=error,
        )  # fmt: skip
        raise ShelfError(told) from error
    return event


def publish_all(services: Services, now: datetime, *, publishing: bool = True) -> Reconciliation:
    """Publish whatever is approved, and mend what is missing on the shelf.

    Raises where no key is here, or the ledger cannot be reached: before anything is done. So where
    the shelf cannot be reached, which is said.
    """
    found: tuple[Reconciled, ...] = ()
    try:
        services.shelf.read(INDEX)  # else it would be missed for every bundle, one after another
        found = tuple(reconcile(services.desk, services.press, now, publishing=publishing))
        return Reconciliation(found, follow_up(services, now))
    except ShelfError as error:
        return Reconciliation(found, None, error)


def why_not_by_itself(services: Services, release: ReleaseId | None = None) -> str:
    """Why an approval alone publishes nothing, of this release or any; empty where it does.

    Whether the key is at hand, only publishing itself can tell.
    """
    if not services.settings.publish_on_approval:
        return tr("people publish here (publish_on_approval: false)")
    record = read_record(release, services.ledger, {}, {Action.REVISED}) if release else None
    if record and record.confidential:
        return tr("people publish what is confidential")
    return why_no_key(services)


def why_no_key(services: Services) -> str:
    """What to do in a workspace that never published anything; empty where it has a key."""
    from translate_pipeline.store.key_lists import KeyLists

    if KeyLists(services.settings.keys).exists:
        return ""
    return tr("nothing can be published yet; `translate-pipeline keys init` makes the signing key")


def follow_up(services: Services, now: datetime) -> int:
    """What has to follow every publication and retraction; the index's number.

    It does what is due and no more, so that whoever was cut off can do it again at any time.
    """
    return services.renew_index(now)
