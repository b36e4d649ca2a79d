"""What Prefect remembers of a finished locale, and whether that still holds.

The counts and the catalog's digest, under a key that changes with all that the catalog is made
from. No text.
"""

from dataclasses import asdict, fields, replace
from hashlib import sha256
from typing import Any

from translate_pipeline import __version__
from translate_pipeline.errors import InputError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import Action
from translate_pipeline.pipeline.draft import LocaleResult
from translate_pipeline.pipeline.job import Work
from translate_pipeline.wiring import Services

_FIELDS = tuple(item.name for item in fields(LocaleResult))


def cache_key(work: Work, services: Services) -> str:
    """Another key for everything that would make another catalog. A file name, without ``/``."""
    release = work.job.release
    parts = (
        __version__, *_FIELDS, str(services.settings.workspace), release.id, release.revision,
        release.source_locale.tag, work.locale.tag, work.choice.label, work.job.termbase.revision,
        *(f"{rule}={severity}" for rule, severity in sorted(work.job.severities.items())),
        # The text may be the same and its places others: an empty line in the source moves them.
        *(line for unit in work.job.units for line in (*unit.comments, *unit.references)),
    )  # fmt: skip
    digest = sha256("\0".join(parts).encode()).hexdigest()
    return f"draft-{work.locale}-{digest}"


def record(result: LocaleResult) -> dict[str, Any]:
    """What is remembered, as JSON values."""
    return {**asdict(result), "locale": result.locale.tag}


def result_of(remembered: dict[str, Any]) -> LocaleResult:
    """The result as it was."""
    values = {name: remembered[name] for name in _FIELDS}
    return LocaleResult(**{**values, "locale": Locale(remembered["locale"])})


def reused(result: LocaleResult, work: Work) -> LocaleResult:
    """The result of a run that found all this finished."""
    kept = result.drafted + result.reused
    return replace(result, drafted=0, reused=kept, seconds=0.0, why_not=work.choice.why_not)


def still_holds(remembered: dict[str, Any], work: Work, services: Services) -> bool:
    """Whether the catalog is byte for byte as it was left, the ledger knows, and all is drafted."""
    if remembered["untranslated"] or remembered["digest"] != _digest(work, services):
        return False
    return any(
        event.action is Action.PREPARED and event.locale == work.locale
        for event in services.ledger.events(work.job.release.id)
        if event.revision == work.job.release.revision
    )


def _digest(work: Work, services: Services) -> str:
    """The SHA-256 of the catalog's bytes; empty where there is no catalog."""
    try:
        text = services.catalogs.read(work.job.release.id, work.locale)
    except InputError:
        return ""
    return sha256(text.encode()).hexdigest() if text is not None else ""
