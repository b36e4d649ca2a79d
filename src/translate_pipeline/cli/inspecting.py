"""segments, lint: what a source holds, and what is wrong with it."""

from pathlib import Path

import click

from translate_pipeline.cli.options import (
    json_option,
    print_json,
    source_argument,
    tell_remarks,
    workspace_option,
)
from translate_pipeline.messages import tr, tr_n, word
from translate_pipeline.model.release import Release, Segment


def _read(source: Path, workspace: Path | None) -> tuple[str | bytes, Release]:
    """A source and its release; a workspace decides how it is read, but none is needed."""
    from translate_pipeline.errors import NotFound
    from translate_pipeline.formats.release import parse_release
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.sources import read_source

    try:
        settings = read_settings(workspace)
    except NotFound:
        if workspace:
            raise
        text, path = read_source(source, None)
        return text, parse_release(text, path=path)
    text, path = read_source(source, settings.workspace)
    return text, parse_release(
        text,
        path=path,
        source_locale=settings.source_locale,
        translate_boilerplate=settings.translate_boilerplate,
    )


def _inline(segment: Segment) -> dict[str, list[dict[str, str]]]:
    """What the tags in a segment's text stand for; nothing where there are none."""
    tags = [
        {"name": one.name, "kind": one.kind.value, **({"href": one.href} if one.href else {})}
        for one in segment.inline
    ]
    return {"inline": tags} if tags else {}


@click.command()
@source_argument
@json_option
@workspace_option
def segments(*, source: Path, as_json: bool, workspace: Path | None) -> None:
    """The blocks and segments of a source, as they will be translated.

    \b
    Example:
      translate-pipeline segments releases/veldania.txt
    """
    _text, release = _read(source, workspace)
    tell_remarks(release)
    if as_json:
        print_json(
            {
                "release": release.id,
                "source_locale": release.source_locale.tag,
                "text": release.text,
                "blocks": [
                    {
                        "kind": block.kind.value,
                        "line": block.line,
                        "segments": [
                            {
                                "key": segment.key,
                                "text": segment.text,
                                "start": segment.start,
                                "end": segment.end,
                                "translate": segment.translate,
                                **_inline(segment),
                            }
                            for segment in block.segments
                        ],
                    }
                    for block in release.blocks
                ],
            }
        )
        return
    for block in release.blocks:
        kept = all(segment.translate for segment in block.segments)
        kind = word(block.kind) if kept else tr("{kind}, not translated", kind=word(block.kind))
        click.secho(f"{block.line:>4}  {kind}", dim=True)
        for segment in block.segments:
            click.echo(f"      {segment.text}")


@click.command()
@source_argument
@json_option
@workspace_option
def lint(*, source: Path, as_json: bool, workspace: Path | None) -> int:
    """What is wrong with a source text, before it is multiplied by every locale.

    \b
    Example:
      translate-pipeline lint releases/veldania.txt
    """
    from translate_pipeline.checks.source import Source, run_source_checks
    from translate_pipeline.formats.release import source_lines
    from translate_pipeline.model.translation import Severity

    text, release = _read(source, workspace)
    tell_remarks(release)
    findings = run_source_checks(Source(source_lines(text, release.path), release))
    if as_json:
        fields = ("rule", "severity", "line", "column", "excerpt", "message", "suggestion")
        shapes = [{name: getattr(finding, name) for name in fields} for finding in findings]
        print_json({"release": release.id, "findings": shapes})
    else:
        for finding in findings:
            place = click.style(f"{source}:{finding.line}:{finding.column}", bold=True)
            color = "red" if finding.severity is Severity.ERROR else "yellow"
            severity = click.style(finding.severity.value, fg=color)
            click.echo(f"{place}: {severity}: {finding.message} [{finding.rule}]")
            click.echo(f"    {finding.excerpt}")
            if finding.suggestion:
                click.echo(click.style(f"    → {finding.suggestion}", fg="green"))
        count = tr_n(
            "{n} finding in {source}.", "{n} findings in {source}.", len(findings), source=source
        )
        click.echo(count, err=True)
    return int(any(finding.severity is Severity.ERROR for finding in findings))
