"""Packets at the command line: what is sent out, and what came of one that is back."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from translate_pipeline.cli.desk import Asked, opened
from translate_pipeline.cli.options import print_json
from translate_pipeline.cli.telling import telling
from translate_pipeline.errors import Conflict, PolicyRefused, StorageError
from translate_pipeline.formats.packets import MAX_PACKET, read_packet, write_packet
from translate_pipeline.messages import tr, tr_n
from translate_pipeline.model.packet import Decision, Packet
from translate_pipeline.model.review import State
from translate_pipeline.pipeline.fates import BY_HAND, Answer, Fate
from translate_pipeline.pipeline.packets import embargo_on, packet_of
from translate_pipeline.pipeline.returns import take_in
from translate_pipeline.settings import read_settings
from translate_pipeline.store.files import read_file, replace_file
from translate_pipeline.text.difference import difference
from translate_pipeline.wiring import Services

_MANY = 20
"""From more rows on it is told where all came back approved: a program may have done that."""
_ALWAYS = (Fate.EDITED, Fate.APPROVED, Fate.REJECTED, Fate.LEFT)
"""What is counted in any case."""


def send_out(
    asked: Asked, states: Sequence[str], out: Path, *, force: bool, embargoed: bool
) -> None:
    """Write a packet of what stands in these states, else of all that is open or was named."""
    desk = Services(read_settings(asked.workspace)).desk
    review = opened(asked, desk)
    if (why := embargo_on(review.record, datetime.now(UTC))) and not embargoed:
        raise PolicyRefused(
            tr(
                "{release} is {why}, and a packet is made to leave this machine; if this one may"
                " all the same, say so with --embargoed",
                release=asked.release,
                why=why,
            )
        )
    usual = [state for state in State if asked.segments or state is not State.APPROVED]
    packet = packet_of(review, states or usual, desk.matcher)
    data = write_packet(packet, out.suffix)
    if not packet.rows:
        click.echo(tr("Nothing of that is open; no packet was written."), err=True)
        return
    if out.exists() and not force:
        raise StorageError(
            tr(
                "{file} is there already, and somebody may have worked in it: take it in with"
                " `review return`, name another file, or write over it with --force",
                file=out,
            )
        )
    replace_file(out, data)
    told = tr_n("{n} segment in {file}.", "{n} segments in {file}.", len(packet.rows), file=out)
    click.echo(told, err=True)


def taken_in(file: Path, name: str, workspace: Path | None, *, as_json: bool) -> int:
    """Take a packet in, tell what came of its rows, and the exit code for that."""
    packet = read_packet(read_file(file, at_most=MAX_PACKET), str(file))
    services = Services(read_settings(workspace))
    click.get_current_context().with_resource(telling(services))
    desk, answers = services.desk, None
    while answers is None:  # a translator may have saved the PO file just now
        answers = take_in(packet, name, desk, datetime.now(UTC))
    if as_json:
        print_json(_json(packet, answers))
    else:
        for line in (line for one in answers for line in _lines(one, file)):
            click.echo(line)
        for line in _summary(answers, name):
            click.echo(line, err=True)
    return _code(answers)


def _of(answers: Sequence[Answer], *fates: Fate) -> list[Answer]:
    return [one for one in answers if one.fate in fates]


def _code(answers: Sequence[Answer]) -> int:
    """3 where a rule forbids something or texts are in conflict, 1 where there is work to do."""
    if _of(answers, Fate.CONFLICT) or any(one.forbidden for one in answers):
        return Conflict.exit_code
    faulty = any(one.item and one.item.errors for one in _of(answers, *BY_HAND))
    return int(faulty or bool(_of(answers, Fate.LEFT, Fate.REFUSED)))


def _summary(answers: Sequence[Answer], name: str) -> Iterator[str]:
    counts = {fate: len(_of(answers, fate)) for fate in Fate}
    said = {
        Fate.EDITED: tr_n("{n} edited", "{n} edited", counts[Fate.EDITED]),
        Fate.ACCEPTED: tr_n("{n} accepted", "{n} accepted", counts[Fate.ACCEPTED]),
        Fate.APPROVED: tr_n("{n} approved", "{n} approved", counts[Fate.APPROVED]),
        Fate.REJECTED: tr_n("{n} sent back", "{n} sent back", counts[Fate.REJECTED]),
        Fate.LEFT: tr_n("{n} left", "{n} left", counts[Fate.LEFT]),
        Fate.CONFLICT: tr_n("{n} in conflict", "{n} in conflict", counts[Fate.CONFLICT]),
        Fate.REFUSED: tr_n("{n} refused", "{n} refused", counts[Fate.REFUSED]),
        Fate.KNOWN: tr_n("{n} known already", "{n} known already", counts[Fate.KNOWN]),
        Fate.OPEN: tr_n("{n} untouched", "{n} untouched", counts[Fate.OPEN]),
    }
    told = (said[fate] for fate, n in counts.items() if n or fate in _ALWAYS)
    yield f"{', '.join(told)}."
    if _of(answers, *BY_HAND):
        yield tr("What {name} edited or accepted waits for a second person.", name=name)
    if len(_of(answers, Fate.KNOWN, Fate.OPEN)) == len(answers):
        yield tr("Nothing in it is new; nothing was recorded.")
    if len(answers) > _MANY and all(one.row.decision is Decision.APPROVE for one in answers):
        yield tr(
            "Note: all {n} rows came back approved. If a program took every mark off, send them"
            " back with `review reject`.",
            n=len(answers),
        )


def _lines(one: Answer, file: Path) -> Iterator[str]:
    """What somebody should know of a row."""
    row, item = one.row, one.item
    where = f"{row.key[:8]}  {row.place}"
    at = f"{where}  ({file}:{row.at})"
    errors = item.errors if item and one.fate in BY_HAND else ()
    if item and (one.fate is Fate.EDITED or errors):
        yield f"{one.fate}: {where}\n    {difference(one.before, item.target)}"
        yield from (f"    error: {error.message} [{error.rule}]" for error in errors)
    if one.reason:
        yield f"{one.fate}: {at}\n    {one.reason}"
    if one.fate is Fate.CONFLICT:
        yield f"    came back: {row.target}" + (f" ({row.decision})" if row.decision else "")
    recorded = one.fate is Fate.REJECTED or (one.fate is Fate.KNOWN and row.decision)
    if row.reason and not recorded:
        yield f"remark: {at}\n    {' '.join(row.reason.split())}"


def _json(packet: Packet, answers: Sequence[Answer]) -> dict[str, Any]:
    names = {fate: fate.value for fate in Fate} | {Fate.CONFLICT: "conflicts"}
    groups = {name: _of(answers, fate) for fate, name in names.items()}
    return {
        "release": packet.release,
        "locale": packet.locale.tag,
        **{name: [_row_json(one) for one in group] for name, group in groups.items()},
    }


def _row_json(one: Answer) -> dict[str, Any]:
    errors = one.item.errors if one.item else ()
    return {
        "key": one.row.key,
        "place": one.row.place,
        "at": one.row.at,
        "target": one.item.target if one.item else None,
        "returned": one.row.target,
        "decision": one.row.decision.value or None,
        "remark": one.row.reason or None,
        "reason": one.reason or None,
        "forbidden": one.forbidden,
        "errors": [{"rule": error.rule, "message": error.message} for error in errors],
    }
