"""glossary lint, import, export: the controlled terminology as an asset."""

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from translate_pipeline.cli.options import json_option, print_json, workspace_option
from translate_pipeline.messages import tr, tr_n

_FORMATS = {".tbx": "tbx", ".xml": "tbx", ".csv": "csv", ".tsv": "csv"}
_format_option = click.option(
    "--format",
    "kind",
    type=click.Choice(["tbx", "csv"]),
    help="Else what the file's ending says; tbx where it says nothing.",
)


@click.command()
@json_option
@workspace_option
def lint(*, as_json: bool, workspace: Path | None) -> int:
    """What is wrong with the glossary, and what it lacks.

    Errors are what makes a check wrong: a form listed twice, a term that the check does not find.
    Warnings are gaps and doubts; notes are worth knowing and need nothing.

    \b
    Example:
      translate-pipeline glossary lint
    """
    from translate_pipeline.model.translation import Severity
    from translate_pipeline.pipeline.glossary_lint import lint_glossary
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    settings = read_settings(workspace)
    today = datetime.now().astimezone().date()  # an approval is dated by the calendar on the wall
    findings = lint_glossary(
        Services(settings).glossary, settings.locales, settings.glossary.name, today
    )
    counts = Counter(finding.severity for finding in findings)
    if as_json:
        fields = ("file", "line", "column", "rule", "severity", "message")
        print_json(
            {"findings": [{name: getattr(one, name) for name in fields} for one in findings]}
        )
    else:
        colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
        for one in findings:
            place = f"{one.file}:{one.line}:{one.column}" if one.line else one.file
            severity = click.style(one.severity.value, fg=colours[one.severity])
            click.echo(f"{click.style(place, bold=True)}: {severity}: {one.message} [{one.rule}]")
        totals = (
            tr_n("{n} error", "{n} errors", counts[Severity.ERROR]),
            tr_n("{n} warning", "{n} warnings", counts[Severity.WARNING]),
            tr_n("{n} note", "{n} notes", counts[Severity.NOTE]),
        )
        click.echo(", ".join(totals) + ".", err=True)
    return int(counts[Severity.ERROR] > 0)


@click.command("export")
@_format_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Else it is printed.")
@workspace_option
def export_(*, kind: str | None, out: Path | None, workspace: Path | None) -> None:
    """The glossary for other programs: TBX-Basic (ISO 30042:2019), or CSV for a spreadsheet.

    Nothing is lost: `glossary import` reads either back as it was.

    \b
    Example:
      translate-pipeline glossary export --format csv --out glossary.csv
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.files import replace_file
    from translate_pipeline.wiring import Services

    termbase = Services(read_settings(workspace)).termbase
    if (kind or _kind(out)) == "csv":
        from translate_pipeline.formats.glossary_csv import serialize_csv

        data = b"\xef\xbb\xbf" + serialize_csv(termbase).encode()  # Excel reads UTF-8 only so
    else:
        from translate_pipeline.formats.tbx import serialize_tbx

        data = serialize_tbx(termbase).encode()
    if out is None:
        sys.stdout.buffer.write(data)
        return
    replace_file(out, data)
    told = tr_n(
        "{n} concept written to {file}", "{n} concepts written to {file}", len(termbase.concepts),
        file=out,
    )  # fmt: skip
    click.echo(told, err=True)


def _kind(path: Path | None) -> str | None:
    return _FORMATS.get(path.suffix.lower()) if path else None


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@_format_option
@click.option("--replace", is_flag=True, help="Let the file's concepts take the place of ours.")
@workspace_option
def import_(*, file: Path, kind: str | None, replace: bool, workspace: Path | None) -> None:
    """Take the concepts of a TBX or CSV file into the glossary.

    New concepts go into a new file of the glossary folder. A concept that the glossary has in other
    words is a conflict: nothing is imported, unless --replace lets it take its place.

    \b
    Example:
      translate-pipeline glossary export --out terms.tbx
      translate-pipeline glossary import terms.tbx
    """
    from translate_pipeline.pipeline.glossary_import import plan_import
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.files import replace_file
    from translate_pipeline.wiring import Services

    settings = read_settings(workspace)
    imported = _read(file, kind)
    folder = settings.glossary.relative_to(settings.workspace).as_posix()
    plan = plan_import(
        Services(settings).glossary, imported, str(file), folder=folder, replace=replace
    )
    for name, text in plan.files.items():
        replace_file(settings.workspace / name, text.encode())
        click.echo(name)
    for notice in imported.notices:
        click.echo(notice, err=True)
    told = tr_n(
        "{n} concept added, {replaced} replaced, {unchanged} unchanged.",
        "{n} concepts added, {replaced} replaced, {unchanged} unchanged.",
        len(plan.added), replaced=len(plan.replaced), unchanged=len(plan.unchanged),
    )  # fmt: skip
    click.echo(told, err=True)


def _read(file: Path, kind: str | None) -> Any:  # noqa: ANN401  (formats are imported when needed)
    from translate_pipeline.errors import InputError
    from translate_pipeline.store.files import read_file
    from translate_pipeline.store.sources import MAX_GLOSSARY

    data = read_file(file, at_most=MAX_GLOSSARY)
    kind = kind or _kind(file)
    if kind is None:
        reason = tr("its ending does not tell what it is; use --format")
        raise InputError(str(file), 0, reason)
    if kind == "tbx":
        from translate_pipeline.formats.tbx import parse_tbx

        return parse_tbx(str(file), data)
    from translate_pipeline.formats.decoding import decode_text
    from translate_pipeline.formats.glossary_csv import parse_csv

    return parse_csv(str(file), decode_text(data, str(file)))
