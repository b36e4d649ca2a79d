"""glossary: the controlled terminology."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from translate_pipeline.cli.options import (
    json_option,
    print_json,
    source_argument,
    workspace_option,
)
from translate_pipeline.messages import tr
from translate_pipeline.model.termbase import TermHit

_MAX_BATCH = 1_000_000_000
"""The most bytes that a file of pairs may have."""


@click.group()
def glossary() -> None:
    """The controlled terminology of a workspace."""


@glossary.command()
@source_argument
@json_option
@workspace_option
def match(*, source: Path, as_json: bool, workspace: Path | None) -> None:
    """Where a source uses the glossary's concepts.

    Offsets count code points of the text that `segments --json` prints.

    \b
    Example:
      translate-pipeline glossary match releases/veldania.txt
    """
    from translate_pipeline.pipeline.run import read_release
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Order, Services

    services = Services(read_settings(workspace))
    release = read_release(services.request(Order(source)))
    hits = [
        (block.line, _shape(hit, segment.key, segment.start))
        for block in release.blocks
        for segment in block.segments
        for hit in services.matcher.find(segment.text)
    ]
    if as_json:
        print_json({"hits": [hit for _, hit in hits]})
        return
    for line, hit in hits:
        _print_hit(source, line, hit, 0)


def _shape(hit: TermHit, segment: str, offset: int) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "concept": hit.concept.id,
        "segment": segment,
        "start": offset + hit.start,
        "end": offset + hit.end,
        "text": hit.text,
    }
    return shape | {"within": [_shape(inner, segment, offset) for inner in hit.within]}


def _print_hit(source: Path, line: int, hit: dict[str, Any], depth: int) -> None:
    click.echo(f"{source}:{line}: {'  ' * depth}{hit['text']} [{hit['concept']}]")
    for inner in hit["within"]:
        _print_hit(source, line, inner, depth + 1)


@glossary.command()
@click.option("--batch", type=click.Path(path_type=Path), required=True, help="A JSON lines file.")
@json_option
@workspace_option
def check(*, batch: Path, as_json: bool, workspace: Path | None) -> int:
    """The verdict on every glossary concept of sources and their targets.

    The file has a line {"locale", "source", "target"} for each pair; the output a line
    {"terms": [{"concept", "verdict", "start", "end"}]} for each, in the same order. All lines are
    read first: where one is no such pair, it is named and nothing is printed.

    \b
    Example:
      translate-pipeline glossary check --batch pairs.jsonl --json
    """
    from translate_pipeline.formats.pairs import parse_pairs
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.files import read_file
    from translate_pipeline.text.forms import check_terms
    from translate_pipeline.wiring import Services

    services = Services(read_settings(workspace))
    pairs = parse_pairs(str(batch), read_file(batch, at_most=_MAX_BATCH))
    unsatisfied = 0
    encoder = json.JSONEncoder(ensure_ascii=False)
    for pair in pairs:
        hits = services.matcher.find(pair.source)
        terms = check_terms(hits, pair.target, pair.locale, services.matcher.termbase)
        shapes = [
            {"concept": t.concept.id, "verdict": t.verdict.value, "start": t.start, "end": t.end}
            for t in terms
        ]
        unsatisfied += sum(not term.verdict.satisfied for term in terms)
        if as_json:
            line = encoder.encode({"terms": shapes})
        else:
            line = " ".join(f"{s['concept']}={s['verdict']}" for s in shapes) or tr("no terms")
        # Not click.echo, which flushes every line.
        sys.stdout.write(line + "\n")
    return int(unsatisfied > 0)
