"""The table in Prefect's pages that tells a coordinator how a run went."""

import re
from collections.abc import Mapping, Sequence

from prefect.artifacts import create_table_artifact

from flows.kept_back import told
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.draft import LocaleResult
from translate_pipeline.pipeline.run import Run
from translate_pipeline.text.languages import locale_name


def show_status(
    run: Run, results: Sequence[LocaleResult], errors: Mapping[Locale | None, Exception]
) -> None:
    """Make the table, which replaces that of an earlier run of the release."""
    release = run.job.release
    create_table_artifact(
        key=f"status-{re.sub('[^a-z0-9]+', '-', release.id.lower()).strip('-')}",
        table=[_row(result, errors.get(result.locale)) for result in results],
        description=(
            f"Release **{release.id}**, revision {release.revision}. The source has"
            f" {len(run.findings)} findings: `translate-pipeline lint {release.path}`."
            " *Kept* was there already; *flagged* terms are named in the PO file; every draft"
            " still needs a translator."
        ),
    )


def _row(result: LocaleResult, error: Exception | None) -> dict[str, str | int]:
    row = {"locale": f"{result.locale} · {locale_name(result.locale)}"}
    if error:
        counts = dict.fromkeys(("drafted", "kept", "empty", "terms", "flagged"), "–")
        return {**row, **counts, "engine": told(error), "PO file": result.po}
    return {
        **row,
        "drafted": result.drafted,
        "kept": result.reused,
        "empty": result.untranslated,
        "terms": f"{result.satisfied} of {result.expected}",
        "flagged": result.flagged,
        "engine": result.engine or f"none: {result.why_not}",
        "PO file": result.po,
    }
