"""Publishing for every edge, commands and flows alike: a version, and all that follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from translate_pipeline.formats.index import INDEX
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Event
from translate_pipeline.pipeline.publish import Published, publish, retract, shelf_place
from translate_pipeline.pipeline.reconcile import Deed, Reconciled, reconcile
from translate_pipeline.pipeline.record import read_record
from translate_pipeline.wiring import Services


@dataclass(frozen=True, slots=True)
class Issue:
    """An approved version on the shelf."""

    published: Published
    index: int
    """The number of the index that lists it, or will after its hour."""

    @property
    def place(self) -> str:
        """Where its bundle stands on the shelf."""
        return shelf_place(self.published.event)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What was due in a workspace, and what came of it."""

    found: Sequence[Reconciled]
    index: int

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
    return Issue(published, follow_up(services, now))


def retract_version(  # noqa: PLR0913  (which version, why, by what)
    services: Services,
    release: ReleaseId,
    locale: Locale,
    version: int | None,
    *,
    reason: str,
    now: datetime,
) -> Event:
    """Take a version back. Raises as ``retract``, and where no key is here to tell offices with."""
    _ = services.signing
    event = retract(release, locale, version, reason, desk=services.desk, now=now)
    follow_up(services, now)
    return event


def publish_all(services: Services, now: datetime, *, publishing: bool = True) -> Reconciliation:
    """Publish whatever is approved, and mend what is missing on the shelf.

    Raises where no key is here, or ledger or shelf cannot be reached: before anything is done.
    """
    services.shelf.read(INDEX)  # else it would be missed for every bundle, one after another
    found = tuple(reconcile(services.desk, services.press, now, publishing=publishing))
    return Reconciliation(found, follow_up(services, now))


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
