"""glossary impact, consistency, candidates: the glossary and the texts that use it."""

from pathlib import Path

import click

from translate_pipeline.cli.options import (
    json_option,
    print_json,
    source_argument,
    workspace_option,
)
from translate_pipeline.messages import tr, tr_n, word

_EXCERPT = 60


@click.command()
@click.argument("revision")
@json_option
@workspace_option
def impact(*, revision: str, as_json: bool, workspace: Path | None) -> None:
    """Which targets use a term that changed since a revision of the glossary.

    The first digits of a revision will do; runs record them, and an unknown one lists them all.
    Targets are listed in every state, so drafts, translations and what has been approved.

    \b
    Example:
      translate-pipeline glossary impact 1f0c2a9be774
    """
    from translate_pipeline.pipeline.usage import impact as find_impact
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    services = Services(read_settings(workspace))
    old, touched = find_impact(revision, services.ledger, services.matcher)
    new = services.matcher.termbase.revision
    if as_json:
        print_json(
            {
                "from": old,
                "to": new,
                "segments": [
                    {
                        "release": one.used.release,
                        "locale": one.used.locale.tag,
                        "segment": one.used.key,
                        "source": one.used.source,
                        "state": one.used.state.value,
                        "current": one.used.current,
                        "concept": one.concept,
                        "change": one.change,
                    }
                    for one in touched
                ],
            }
        )
        return
    for one in touched:
        used = one.used
        state = word(used.state)
        if not used.current:
            state = tr("{state}, no longer in the release", state=state)
        where = f"{used.release} {used.locale} {used.key} {state}"
        click.echo(f"{where}: {_changed(one.concept, one.change)}: {_excerpt(used.source)}")
    told = tr_n(
        "{n} target touched from {old} to {new}.", "{n} targets touched from {old} to {new}.",
        len(touched), old=old, new=new,
    )  # fmt: skip
    click.echo(told, err=True)


def _changed(concept: str, change: str) -> str:
    told = {
        "added": tr("{concept} was added", concept=concept),
        "changed": tr("{concept} was changed", concept=concept),
        "removed": tr("{concept} was removed", concept=concept),
    }
    return told[change]


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


@click.command()
@json_option
@workspace_option
def consistency(*, as_json: bool, workspace: Path | None) -> None:
    """The concepts that the workspace's releases say in more than one approved way.

    \b
    Example:
      translate-pipeline glossary consistency
    """
    from translate_pipeline.pipeline.usage import divided_concepts
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Services

    services = Services(read_settings(workspace))
    divided = divided_concepts(services.ledger, services.matcher)
    if as_json:
        print_json(
            {
                "concepts": [
                    {
                        "concept": one.concept,
                        "locale": one.locale.tag,
                        "renderings": [
                            {
                                "term": rendering.term,
                                "releases": {str(k): n for k, n in rendering.releases.items()},
                            }
                            for rendering in one.renderings
                        ],
                    }
                    for one in divided
                ]
            }
        )
        return
    for one in divided:
        click.echo(tr("{concept} in {locale}", concept=one.concept, locale=one.locale))
        for rendering in one.renderings:
            places = ", ".join(f"{name} ({times})" for name, times in rendering.releases.items())
            click.echo(f"  {rendering.term}: {places}")
    told = tr_n(
        "{n} concept is said in more than one way.",
        "{n} concepts are said in more than one way.",
        len(divided),
    )
    click.echo(told, err=True)


@click.command()
@source_argument
@json_option
@workspace_option
def candidates(*, source: Path, as_json: bool, workspace: Path | None) -> None:
    """Terms of a source that the glossary might control but does not yet.

    Acronyms, names, and phrases that stand there at least twice. The score is how often a candidate
    stands there, times its words, doubled for names, acronyms and phrases with a word of law.

    \b
    Example:
      translate-pipeline glossary candidates releases/veldania.txt
    """
    from translate_pipeline.pipeline.run import read_release
    from translate_pipeline.settings import read_settings
    from translate_pipeline.text.candidates import Text, find_candidates
    from translate_pipeline.text.inline import plain, reading
    from translate_pipeline.wiring import Order, Services

    services = Services(read_settings(workspace))
    release = read_release(services.request(Order(source)))
    places = [(block.line, s) for block in release.blocks for s in block.segments if s.translate]
    found = find_candidates(
        Text(text, [(hit.start, hit.end) for hit in services.matcher.find(text)])
        for _, s in places
        for text in (plain(s.text),)
    )
    if as_json:
        print_json(
            {
                "candidates": [
                    {
                        "text": one.text,
                        "kind": one.kind,
                        "score": one.score,
                        "places": [
                            {
                                "segment": segment.key,
                                "line": line,
                                "start": segment.start + first,
                                "end": segment.start + last,
                            }
                            for number, (start, end) in one.places
                            for line, segment in (places[number],)
                            for first, last in (reading(segment.text).whole(start, end),)
                        ],
                    }
                    for one in found
                ]
            }
        )
        return
    for one in found:
        lines = ", ".join(dict.fromkeys(str(places[number][0]) for number, _ in one.places))
        where = tr("{times}×, line {lines}", times=len(one.places), lines=lines)
        click.echo(f"{one.score:>4}  {one.kind:<8}{one.text}  [{where}]")
    told = tr_n(
        "{n} candidate in {source}.", "{n} candidates in {source}.", len(found), source=source
    )
    click.echo(told, err=True)
