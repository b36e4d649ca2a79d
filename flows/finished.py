"""What Prefect remembers of a finished locale, and whether that still holds.

The counts and the catalog's digest, under a key that changes with all that the catalog is made
from. No text.
"""

from hashlib import sha256
from typing import Any

from translate_pipeline.model.review import Action
from translate_pipeline.pipeline.job import Work
from translate_pipeline.pipeline.settled import digest_of, is_settled, made_from, result_of
from translate_pipeline.wiring import Services


def cache_key(work: Work, services: Services) -> str:
    """Another key for everything that would make another catalog. A file name, without ``/``."""
    parts = (str(services.settings.workspace), made_from(work, services.memo.installed))
    digest = sha256("\0".join(parts).encode()).hexdigest()
    return f"draft-{work.locale}-{digest}"


def still_holds(remembered: dict[str, Any], work: Work, services: Services) -> bool:
    """Whether the catalog is byte for byte as it was left, the ledger knows, and all is drafted."""
    result = result_of(remembered)
    if not is_settled(result) or result.digest != digest_of(work, services.catalogs):
        return False
    prepared = services.ledger.events(
        work.job.release.id, {Action.PREPARED}, locale=work.locale
    )  # fmt: skip
    return any(event.revision == work.job.release.revision for event in prepared)
