"""Where the ledger is: a file of the workspace, or a database on a PostgreSQL server."""

from pathlib import Path

from translate_pipeline.errors import NotFound
from translate_pipeline.messages import tr
from translate_pipeline.store.ledger import ChainedLedger
from translate_pipeline.store.server import Server

Place = Path | Server


def open_ledger(place: Place) -> ChainedLedger:
    """The ledger at a place. Raises NotFound where the driver for its database is not installed."""
    if isinstance(place, Path):
        from translate_pipeline.store.sqlite import SqliteLedger

        return SqliteLedger(place)
    try:
        from translate_pipeline.store.postgres import PostgresLedger
    except ImportError as error:
        told = tr(
            "the ledger is at {place}, and the driver for PostgreSQL is not installed; get it with:"
            " {command}",
            place=place, command="pip install 'psycopg[binary]'",
        )  # fmt: skip
        raise NotFound(told) from error
    return PostgresLedger(place)
