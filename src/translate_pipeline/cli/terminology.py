"""glossary: the controlled terminology."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from translate_pipeline.cli.options import (
    json_option,
    print_json,
    source_argument,
    workspace_option,
)
from translate_pipeline.model.termbase import TermHit


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
    {"terms": [{"concept", "verdict", "start", "end"}]} for each, in the same order.

    \b
    Example:
      translate-pipeline glossary check --batch pairs.jsonl --json
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.text.forms import check_terms
    from translate_pipeline.wiring import Services

    services = Services(read_settings(workspace))
    unsatisfied = 0
    encoder = json.JSONEncoder(ensure_ascii=False)
    for pair in _read_pairs(batch):
        hits = services.matcher.find(pair["source"])
        terms = check_terms(hits, pair["target"], pair["locale"], services.matcher.termbase)
        shapes = [
            {"concept": t.concept.id, "verdict": t.verdict.value, "start": t.start, "end": t.end}
            for t in terms
        ]
        unsatisfied += sum(not term.verdict.satisfied for term in terms)
        if as_json:
            line = encoder.encode({"terms": shapes})
        else:
            line = " ".join(f"{s['concept']}={s['verdict']}" for s in shapes) or "no terms"
        # Not click.echo, which flushes every line.
        sys.stdout.write(line + "\n")
    return int(unsatisfied > 0)


def _read_pairs(batch: Path) -> Iterable[dict[str, Any]]:
    from translate_pipeline.errors import InputError
    from translate_pipeline.store.files import read_file

    lines = read_file(batch, at_most=1_000_000_000).split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _read_pair(line)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                str(batch), number, f'not a {{"locale", "source", "target"}} object: {error}'
            ) from error


def _read_pair(line: bytes) -> dict[str, Any]:
    """A line's locale, source and target. Raises ValueError, KeyError or TypeError."""
    from translate_pipeline.text.languages import known_locale

    pair = json.loads(line.decode("utf-8-sig"))
    locale, source, target = (pair[name] for name in ("locale", "source", "target"))
    if not all(isinstance(text, str) for text in (locale, source, target)):
        raise TypeError("all three are strings")
    return {"locale": known_locale(locale), "source": source, "target": target}
