"""Telling Prefect of a decision at once; where it cannot be told, it looks at the ledger later."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from translate_pipeline.cli.servers import API_URL
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Stage
from translate_pipeline.pipeline.review import Review
from translate_pipeline.pipeline.status import LocaleStatus, ReleaseStatus, release_status
from translate_pipeline.pipeline.versions import locale_stage
from translate_pipeline.ports import Ledger


def tell_stage(before: Review, ledger: Ledger) -> None:
    """Announce the stage that a locale has now, if it is another than in the review of before."""
    record, locale = before.record, before.locale
    states = (before.standings.state(source.key) for source in record.sources)
    tell_stages({(record.id, locale): locale_stage(record, locale, states)}, ledger)


@contextmanager
def telling_stage(release: ReleaseId, locale: Locale, ledger: Ledger) -> Iterator[None]:
    """Announce the stage that a locale has afterwards, if it is another than before."""
    found = _status(release, locale, ledger) if API_URL in os.environ else None
    yield
    if found:
        tell_stages({(release, locale): found[1].stage}, ledger)


def tell_stages(before: Mapping[tuple[ReleaseId, Locale], Stage], ledger: Ledger) -> None:
    """Announce the stages that locales have now, where they are others than these of before.

    Only where the environment names a server; one that does not answer is warned of, no more.
    """
    url = os.environ.get(API_URL)
    if not url:
        return
    from translate_pipeline.announcing import announce, announcement

    for (release, locale), stage in before.items():
        found = _status(release, locale, ledger)
        event = announcement(*found, stage) if found else None
        if event and not announce(event):
            told = tr(
                "Prefect's server at {url} did not take the news; it is recorded here all the"
                " same, and the flow sync-reviews will see it",
                url=url,
            )
            click.echo(tr("Warning: {message}", message=told), err=True)
            return  # nor will it take the rest


def _status(
    release: ReleaseId, locale: Locale, ledger: Ledger
) -> tuple[ReleaseStatus, LocaleStatus] | None:
    """Where a release stands, and a locale of it; None where there is no such thing."""
    status = release_status(release, ledger)
    found = (one for one in status.locales if one.locale == locale) if status else iter(())
    return next(((status, one) for one in found if status), None)
