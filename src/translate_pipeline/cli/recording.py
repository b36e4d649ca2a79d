"""ledger: the record of who did what, verified and exported."""

from pathlib import Path

import click

from translate_pipeline.cli.options import json_option, print_json, workspace_option


@click.group()
def ledger() -> None:
    """The workspace's record of who did what, and when."""


@ledger.command()
@json_option
@workspace_option
def verify(*, as_json: bool, workspace: Path | None) -> int:
    """Whether the record is as it was written: nothing changed, removed or slipped in.

    Note the number and link that it prints somewhere else: they tell a record that was made anew
    from this one.

    \b
    Example:
      translate-pipeline ledger verify
    """
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.ledger import SqliteLedger

    record = SqliteLedger(read_settings(workspace).ledger)
    damage, (events, link) = list(record.damage()), record.head()
    if as_json:
        print_json({"events": events, "link": link, "damage": damage})
    else:
        for line in damage:
            click.echo(line)
        state = f"{len(damage)} places are damaged" if damage else "sound"
        click.echo(f"{events} events, {state}. Link: {link or 'none yet'}", err=bool(damage))
    return int(bool(damage))


@ledger.command()
@workspace_option
def export(*, workspace: Path | None) -> None:
    """All events, oldest first, as JSON lines.

    \b
    Example:
      translate-pipeline ledger export > ledger.jsonl
    """
    import json

    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.ledger import SqliteLedger

    for row in SqliteLedger(read_settings(workspace).ledger).rows():
        click.echo(json.dumps(row, ensure_ascii=False))
