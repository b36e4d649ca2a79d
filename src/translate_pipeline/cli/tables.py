"""Runs and engines: tables for people, the shapes of the contracts for programs."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from translate_pipeline.cli.board import flagged, print_why_not, revision
from translate_pipeline.messages import tr, tr_n
from translate_pipeline.model.engine import Outside
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.translation import Severity
from translate_pipeline.pipeline.draft import LocaleResult
from translate_pipeline.pipeline.run import RunReport
from translate_pipeline.ports import Engine
from translate_pipeline.settings import Settings


def report_json(report: RunReport) -> dict[str, Any]:
    """The shape of ``run --json``.

    A locale that failed has ``error`` too, and one with empty targets whose reason is known has
    ``why_not``, a line an engine.
    """
    return {
        "release": report.release.id,
        "revision": report.release.revision,
        "source_findings": len(report.findings),
        "locales": [_result_json(result) for result in report.locales],
        "seconds": round(report.seconds, 3),
    }


def _result_json(result: LocaleResult) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "locale": result.locale.tag,
        "po": result.po,
        "segments": result.segments,
        "drafted": result.drafted,
        "reused": result.reused,
        "carried": result.carried,
        "repaired": result.repaired,
        "remembered": result.remembered,
        "untranslated": result.untranslated,
        "engine": result.engine or None,
        "terms": {
            "expected": result.expected,
            "satisfied": result.satisfied,
            "flagged": result.flagged,
        },
        "findings": {"error": result.errors, "warning": result.warnings},
        "seconds": round(result.seconds, 3),
    }
    more = {"error": result.failure, "why_not": result.why_not}
    return shape | {name: value for name, value in more.items() if value}


def report_table(report: RunReport, workspace: Path) -> None:
    """What a run did, a row a locale, and what to do about what is missing."""
    release = report.release
    table = Table(
        title=f"{escape(release.title)}\n[dim]{release.id} · {revision(release.revision)}",
        title_justify="left", box=box.SIMPLE_HEAD,
    )  # fmt: skip
    table.add_column(tr("locale"))
    columns = _columns(report.locales)
    for heading in columns:
        table.add_column(heading, justify="right")
    table.add_column(tr("engine"))
    for number, result in enumerate(report.locales):
        if result.failure:
            dashes = ["–"] * len(columns)
            table.add_row(result.locale.tag, *dashes, f"[red]{tr('failed, see below')}")
            continue
        table.add_row(
            result.locale.tag,
            *(column[number] for column in columns.values()),
            result.engine or f"[yellow]{tr('no engine here')}",
        )
    Console().print(table)
    for result in report.locales:
        if result.failure:
            told = tr("{locale} failed: {reason}", locale=result.locale, reason=result.failure)
            click.secho(told, fg="red")
        print_why_not(result.locale, result.engine, result.why_not)
        if result.without_term:
            told = tr_n(
                "{locale}: the glossary has no term for {n} of the release's concepts; the PO file"
                " names it",
                "{locale}: the glossary has no term for {n} of the release's concepts; the PO file"
                " names them",
                result.without_term, locale=result.locale,
            )  # fmt: skip
            click.echo(told)
    if report.findings:
        errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
        told = tr_n(
            "The source has {n} finding, {errors} of them errors: {command}",
            "The source has {n} findings, {errors} of them errors: {command}",
            len(report.findings), errors=errors,
            command=f"translate-pipeline lint {release.path}",
        )  # fmt: skip
        click.echo(told)
    click.echo(tr("PO files: {files}", files=_folder(report.locales, workspace)))


def _columns(results: Sequence[LocaleResult]) -> dict[str, list[str]]:
    """The counts by heading; those of a correction only where a locale has any."""
    taken = {
        tr("stale"): [one.carried for one in results],
        tr("repaired"): [one.repaired for one in results],
        tr("from memory"): [one.remembered for one in results],
    }
    kept = [one.reused - one.carried - one.repaired - one.remembered for one in results]
    return {
        tr("drafted"): [str(one.drafted) for one in results],
        tr("kept"): list(map(str, kept)),
        **{heading: list(map(str, counts)) for heading, counts in taken.items() if any(counts)},
        tr("empty"): [flagged(one.untranslated) for one in results],
        tr("terms"): [f"{one.satisfied}/{one.expected}" for one in results],
        tr("flagged"): [flagged(one.flagged) for one in results],
    }


def _folder(results: Iterable[LocaleResult], workspace: Path) -> str:
    first = next(iter(results), None)
    name = Path(first.po).name if first else "*.po"
    return f"{_short(workspace)}locales/*/LC_MESSAGES/{name}"


def _short(folder: Path) -> str:
    return "" if folder == Path.cwd() else f"{folder}/"


def engines_json(
    engines: Sequence[Engine], settings: Settings, locales: Iterable[Locale]
) -> dict[str, Any]:
    """The shape of ``engines --json``."""
    source = settings.source_locale
    wanted = list(locales)
    return {
        "engines": [
            {
                "engine": engine.name,
                "on_device": engine.on_device,
                "allowed": engine.on_device or settings.allow_cloud,
                "service": _service(engine),
                "locales": [
                    {
                        "locale": locale.tag,
                        "uses": engine.supports(source, locale) or None,
                        "why_not": ""
                        if engine.supports(source, locale)
                        else engine.why_not(source, locale),
                    }
                    for locale in wanted
                ],
            }
            for engine in engines
        ]
    }


def _service(engine: Engine) -> dict[str, Any] | None:
    """What an engine that asks a service says of it; None for one that asks none."""
    outside: Outside | None = getattr(engine, "outside", None)
    if outside is None:
        return None
    facts = asdict(outside)
    key = {name: facts.pop(field) for name, field in _OF_KEYS.items()}
    return {"key": key if outside.key else None, **facts}


_OF_KEYS = {"variable": "key", "needed": "key_needed", "set": "key_set"}


def engines_table(shape: dict[str, Any]) -> None:
    """The engines for people."""
    for engine in shape["engines"]:
        where = tr("on this machine") if engine["on_device"] else tr("an outside service")
        if not engine["allowed"]:
            where = tr("{place}, not allowed by the workspace (allow_cloud: false)", place=where)
        click.secho(f"{engine['engine']}: {where}", bold=True)
        if service := engine["service"]:
            click.echo(f"  {_said_of(service)}")
        reasons = {locale["why_not"] for locale in engine["locales"]}
        if len(reasons) == 1 and len(engine["locales"]) > 1 and reasons != {""}:
            click.secho("  " + tr("no: {reason}", reason=reasons.pop()), fg="yellow")
            continue
        for locale in engine["locales"]:
            text = locale["uses"] or tr("no: {reason}", reason=locale["why_not"])
            click.secho(
                f"  {locale['locale']:<8}{text}", fg="green" if locale["uses"] else "yellow"
            )


def _said_of(service: dict[str, Any]) -> str:
    """A service's key and limits, in a line."""
    said = []
    if key := service["key"]:
        without = tr("not set") if key["needed"] else tr("not set, not needed")
        told = tr("set") if key["set"] else without
        said.append(tr("key {variable}: {state}", variable=key["variable"], state=told))
    sent, limit = service["characters_today"], service["characters_a_day"]
    said.append(
        tr("{sent} of {limit} characters today", sent=sent, limit=limit)
        if limit
        else tr("{sent} characters today, no limit", sent=sent)
    )
    return " · ".join(said)
