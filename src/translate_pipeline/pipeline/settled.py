"""Settled: locales in which a run would change nothing, known without doing it all again.

A run remembers, of a locale in which nothing is left to do, the result and what stands for all that
it came from: the release, the glossary, the settings, the engines at hand, what is installed here,
the catalog's bytes and the ledger's events. As long as all of these are the same, so is the result.
Where targets are missing and no engine is at hand, only the translation memory may have them: then
what it has counts too, and the hour, since an embargo on what it has may end. What is remembered
only saves time; without it everything is looked at anew.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from time import perf_counter
from typing import Any

from translate_pipeline.errors import InputError, PipelineError
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.draft import LocaleResult
from translate_pipeline.pipeline.job import Progress, Work
from translate_pipeline.pipeline.run import draft_or_fail
from translate_pipeline.ports import Catalogs, Ledger, Memory, Settled

_FIELDS = tuple(item.name for item in fields(LocaleResult))


@dataclass(frozen=True, slots=True)
class Memo:
    """What runs remember."""

    settled: Settled
    installed: str
    """What stands for this program, its dictionaries and all else that is installed."""


def draft_unless_settled(  # noqa: PLR0913  (what is drafted, and with what)
    work: Work,
    memo: Memo,
    *,
    catalogs: Catalogs,
    ledger: Ledger,
    progress: Progress,
    memory: Memory | None = None,
) -> LocaleResult:
    """Draft a locale, as ``draft_or_fail`` does, unless it is known that nothing would change."""
    began = perf_counter()
    release, locale = work.job.release.id, work.locale
    mark = _mark(work, ledger)
    known = memo.settled.get(release, locale) or {}
    source = memory if known.get("untranslated") else None
    origin = _origin(work, memo, digest_of(work, catalogs), mark, source)
    if origin and known.get("from") == origin:
        result, total = result_of(known), len(work.job.units)
        progress(locale, max(total - result.untranslated, 0), total)
        return replace(result, seconds=perf_counter() - began)
    result = draft_or_fail(work, catalogs=catalogs, ledger=ledger, progress=progress, memory=memory)
    after = _mark(work, ledger)
    # Whoever recorded something meanwhile may have changed what the result came from.
    only_memory = not (result.failure or work.choice.drafters)  # has what is missing, if anything
    if (is_settled(result) or only_memory) and after[0] == mark[0] + result.recorded:
        source = memory if result.untranslated else None
        origin = _origin(work, memo, result.digest, after, source)
        memo.settled.put(release, locale, {**shape_of(unchanged(result)), "from": origin})
    return result


def is_settled(result: LocaleResult) -> bool:
    """Whether a run right after it would have nobody to ask for a target, memory or engine."""
    return not (result.failure or result.untranslated)


def unchanged(result: LocaleResult) -> LocaleResult:
    """The result of a run that finds everything as this one left it."""
    kept = result.drafted + result.reused
    return replace(
        result,
        drafted=0, reused=kept, carried=0, repaired=0, remembered=0, seconds=0.0, recorded=0,
    )  # fmt: skip


def made_from(work: Work, installed: str) -> str:
    """What stands for all that a locale's catalog is made from but itself and the ledger."""
    job, choice = work.job, work.choice
    release = job.release
    parts = (
        installed, *_FIELDS, release.id, release.revision, release.source_locale.tag,
        work.locale.tag, job.termbase.revision, str(job.names),
        *(f"{rule}={severity}" for rule, severity in sorted(job.severities.items())),
        *(drafter.label for drafter in choice.drafters), choice.why_not,
        # The text may be the same and its places others: an empty line in the source moves them.
        *(line for unit in job.units for line in (unit.segment.text, *unit.comments)),
        *(reference for unit in job.units for reference in unit.references),
    )  # fmt: skip
    return sha256("\0".join(parts).encode()).hexdigest()


def shape_of(result: LocaleResult) -> dict[str, Any]:
    """A result as JSON values."""
    return {**asdict(result), "locale": result.locale.tag}


def result_of(shape: Mapping[str, Any]) -> LocaleResult:
    """The result as it was."""
    values = {name: shape[name] for name in _FIELDS}
    return LocaleResult(**{**values, "locale": Locale(shape["locale"])})


def digest_of(work: Work, catalogs: Catalogs) -> str:
    """The SHA-256 of the catalog; empty where there is none that can be read."""
    try:
        text = catalogs.read(work.job.release.id, work.locale)
    except InputError:
        return ""
    return "" if text is None else sha256(text.encode()).hexdigest()


def _mark(work: Work, ledger: Ledger) -> tuple[int, str]:
    """What stands for the locale's events; as of none where the ledger cannot say."""
    try:
        return ledger.mark(work.job.release.id, work.locale)
    except PipelineError:  # whoever reads the events says it better
        return 0, ""


def _origin(
    work: Work, memo: Memo, digest: str, mark: tuple[int, str], memory: Memory | None
) -> str:
    """What stands for all that a result came from; empty where that cannot be said.

    With a memory, what that has is part of it.
    """
    if not digest or not mark[0]:
        return ""
    try:
        remembered = (memory.mark(), f"{work.now:%Y-%m-%d %H}") if memory else ()
    except PipelineError:
        return ""
    parts = (made_from(work, memo.installed), digest, *map(str, mark), *remembered)
    return sha256("\0".join(parts).encode()).hexdigest()
