"""Telling Prefect of a decision at once; where it cannot be told, it looks at the ledger later."""

import os

import click

from translate_pipeline.cli.servers import API_URL
from translate_pipeline.messages import tr
from translate_pipeline.model.review import Stage, stage_of
from translate_pipeline.pipeline.review import Review
from translate_pipeline.pipeline.status import release_status
from translate_pipeline.pipeline.sync import Desk


def tell_stage(before: Review, desk: Desk) -> None:
    """Announce the stage that a locale has now, if it is another than in the review of before.

    Only where the environment names a server; one that does not answer is warned of, no more.
    """
    url = os.environ.get(API_URL)
    if not url:
        return
    from translate_pipeline.announcing import announce, announcement

    status = release_status(before.record.id, desk.ledger)
    assert status
    locale = next(one for one in status.locales if one.locale == before.locale)
    event = announcement(status, locale, _stage(before))
    if event and not announce(event):
        click.echo(
            tr(
                "Warning: Prefect's server at {url} did not take the news; it is recorded here all"
                " the same, and the flow sync-reviews will see it",
                url=url,
            ),
            err=True,
        )


def _stage(review: Review) -> Stage:
    states = (review.standings.state(source.key) for source in review.record.sources)
    return stage_of(states, started=True)
