"""What Prefect's pages tell a coordinator: how far a locale is, and how a run went."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from prefect.artifacts import (
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from flows.kept_back import told
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.draft import LocaleResult
from translate_pipeline.pipeline.run import Run
from translate_pipeline.text.languages import locale_name


class Bar:
    """A locale's progress, told to Prefect each time another quarter is done."""

    def __init__(self, locale: Locale) -> None:
        self._quarters = 0
        artifact = create_progress_artifact(0.0, description=f"{locale} · {locale_name(locale)}")
        assert isinstance(artifact, UUID)  # not a coroutine: a task here is no async one
        self._artifact = artifact

    def show(self, done: int, total: int) -> None:
        """Show so many of so many segments."""
        quarters = 4 * done // total if total else 4
        if quarters > self._quarters:
            self._quarters = quarters
            update_progress_artifact(self._artifact, 25.0 * quarters)


def show_status(
    run: Run,
    results: Sequence[LocaleResult],
    errors: Mapping[Locale | None, Exception],
    workspace: Path,
) -> None:
    """Make the table, which replaces that of an earlier run of the release."""
    release = run.job.release
    links = (f"[{one.locale}]({(workspace / one.po).as_uri()})" for one in results)
    create_table_artifact(
        key=f"status-{re.sub('[^a-z0-9]+', '-', release.id.lower()).strip('-')}",
        table=[_row(result, errors.get(result.locale)) for result in results],
        description=(
            f"Release **{release.id}**, revision {release.revision}. The source has"
            f" {len(run.findings)} findings: `translate-pipeline lint {release.path}`."
            " *Kept* was there already; *flagged* terms are named in the PO file; every draft"
            f" still needs a translator. PO files: {', '.join(links)}."
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
        "engine": result.engine or "none: " + "; ".join(result.why_not.splitlines()),
        "PO file": result.po,
    }
