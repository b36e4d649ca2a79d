"""PO files that came back by mail, at the command line: what came of each of their entries."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from translate_pipeline.cli.options import print_json, spoken
from translate_pipeline.cli.telling import telling
from translate_pipeline.errors import InputError, PipelineError
from translate_pipeline.formats.po_mailed import parse_mailed_po
from translate_pipeline.messages import tr, tr_n, word
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.standing import UNKNOWN
from translate_pipeline.pipeline.addressing import locale_meant, release_meant
from translate_pipeline.pipeline.mailed import Mailed, Merged, take_in_mailed
from translate_pipeline.pipeline.merging import RECORDED, Answer, EntryFate
from translate_pipeline.pipeline.record import read_record
from translate_pipeline.pipeline.sync import Signature
from translate_pipeline.settings import read_settings
from translate_pipeline.store.files import MAX_CATALOG, read_file
from translate_pipeline.text.difference import difference
from translate_pipeline.wiring import Services

_MANY = 20
"""From more drafts on it is told where all came back accepted: a program may have done that."""
_UNDONE = (EntryFate.CONFLICT, EntryFate.LEFT, EntryFate.REFUSED)
"""What was not taken, so that somebody has to look at it."""


def merge_files(  # noqa: PLR0913  (the options of the command)
    files: Sequence[Path],
    release: str | None,
    locale: Locale | None,
    actor: str,
    workspace: Path | None,
    *,
    as_json: bool,
) -> int:
    """Merge files that came back, tell what came of them, and the exit code for that.

    One that cannot be used does not keep the others from it.
    """
    services = Services(read_settings(workspace))
    click.get_current_context().with_resource(telling(services))
    merged: list[tuple[Path, Merged]] = []
    codes = [0]
    for file in files:
        try:
            with spoken(as_json=as_json):
                mailed = _read(file, release, locale, services)
                signature = Signature(datetime.now(UTC), actor)
                done = take_in_mailed(mailed, signature, services.desk)
        except PipelineError as error:
            click.echo(tr("Error: {message}", message=error), err=True)
            codes.append(error.exit_code)
            continue
        merged.append((file, done))
        codes.append(int(bool(done.of(*_UNDONE))))
    if as_json:
        shapes = [_json(file, one) for file, one in merged]
        print_json({"actor": actor or None, "files": shapes})
        return max(codes)
    for file, one in merged:
        for line in (line for answer in one.answers for line in _lines(answer, file)):
            click.echo(line)
        for line in _summary(one):
            click.echo(line, err=True)
    return max(codes)


def _read(file: Path, release: str | None, locale: Locale | None, services: Services) -> Mailed:
    path, desk = str(file), services.desk
    catalog = parse_mailed_po(read_file(file, at_most=MAX_CATALOG), path)
    meant = release_meant(catalog, path, desk.ledger, release)
    record = read_record(meant, desk.ledger, {})
    assert record
    found = locale_meant(catalog, path, record, locale)
    if file.resolve() == (services.settings.workspace / desk.catalogs.path(meant, found)).resolve():
        command = f"sync {meant} --locale {found}"
        reason = tr(
            "this is the PO file here, and none that came back; use `{command}`", command=command
        )
        raise InputError(path, 0, reason)
    return Mailed(catalog, meant, found)


def _lines(one: Answer, file: Path) -> Iterator[str]:
    """What somebody should know of an entry."""
    said, place = one.said, f"{file}:{one.said.line}"
    if one.undone or one.fate in _UNDONE:
        yield f"{place}: {word(one.fate)}: {' '.join(said.source.split())}"
    if one.reason:
        yield f"    {one.reason}"
    if one.undone:
        yield f"    {_over(one.undone)}"
    if one.undone and one.fate is EntryFate.TAKEN:
        yield f"    {difference(one.before, said.target)}"
    if one.fate in _UNDONE and said.written:
        yield "    " + tr("here: {target}", target=one.before or tr("(empty)"))
        yield "    " + tr("by mail: {target}", target=said.written)
    for remark in one.remarks:
        yield f"{place}: " + tr("remark: {segment}", segment=remark)


def _over(event: Event) -> str:
    """What a decision was that does not hold any more."""
    name, day = event.actor, f"{event.at:%Y-%m-%d}"
    if event.action is Action.APPROVED:
        return tr("{name} had approved it, {day}; that is void now", name=name, day=day)
    reason = " ".join(event.detail["reason"].split())
    return tr("{name} had sent it back, {day}: {reason}", name=name, day=day, reason=reason)


def _summary(one: Merged) -> Iterator[str]:
    counts = {fate: len(one.of(fate)) for fate in EntryFate}
    said = {
        EntryFate.TAKEN: tr_n("{n} taken", "{n} taken", counts[EntryFate.TAKEN]),
        EntryFate.ACCEPTED: tr_n("{n} accepted", "{n} accepted", counts[EntryFate.ACCEPTED]),
        EntryFate.MARKED: tr_n(
            "{n} marked as not done", "{n} marked as not done", counts[EntryFate.MARKED]
        ),
        EntryFate.CONFLICT: tr_n("{n} in conflict", "{n} in conflict", counts[EntryFate.CONFLICT]),
        EntryFate.LEFT: tr_n("{n} left", "{n} left", counts[EntryFate.LEFT]),
        EntryFate.REFUSED: tr_n("{n} refused", "{n} refused", counts[EntryFate.REFUSED]),
        EntryFate.KNOWN: tr_n("{n} known already", "{n} known already", counts[EntryFate.KNOWN]),
        EntryFate.SAME: tr_n("{n} unchanged", "{n} unchanged", counts[EntryFate.SAME]),
    }
    told = ", ".join(said[fate] for fate, n in counts.items() if n or fate is EntryFate.TAKEN)
    yield tr("{release} {locale}: {counts}, by {name}.",
             release=one.release, locale=one.locale, counts=told, name=one.actor)  # fmt: skip
    if one.of(*RECORDED) and one.actor == UNKNOWN:
        command = f"sync {one.release} --locale {one.locale} --as NAME"
        yield tr(
            "Nobody can approve that until it is said whose it is: `{command}`", command=command
        )
    elif one.of(*RECORDED):
        yield tr("What {name} edited or accepted waits for a second person.", name=one.actor)
    elif not one.of(EntryFate.CONFLICT):
        yield tr("Nothing in it is new; nothing was recorded.")
    if one.handed_on:
        yield tr_n(
            "{n} sentence was corrected since, and begins with what came for it as it was.",
            "{n} sentences were corrected since, and begin with what came for them as they were.",
            one.handed_on,
        )
    if one.edits:
        yield tr_n(
            "Before it, {n} edit in the PO file here was recorded.",
            "Before it, {n} edits in the PO file here were recorded.", one.edits,
        )  # fmt: skip
    accepted = len(one.of(EntryFate.ACCEPTED))
    if accepted > _MANY and not any(answer.said.fuzzy for answer in one.answers):
        yield tr(
            "Note: all {n} drafts came back accepted. If a program took every mark off, set them"
            " again in the PO file here, and `sync` it.",
            n=accepted,
        )
    if one.missing:
        yield tr_n(
            "Note: {n} sentence of the release is not in the file. If it should be, was the file"
            " cut off?",
            "Note: {n} sentences of the release are not in the file. If they should be, was the"
            " file cut off?",
            one.missing,
        )  # fmt: skip


def _json(file: Path, one: Merged) -> dict[str, Any]:
    names = {fate: fate.value for fate in EntryFate if fate is not EntryFate.SAME}
    names[EntryFate.CONFLICT] = "conflicts"
    return {
        "file": str(file),
        "release": one.release,
        "locale": one.locale.tag,
        "actor": one.actor,
        "made": one.made.isoformat() if one.made else None,
        "edits": one.edits,
        "missing": one.missing,
        "handed_on": one.handed_on,
        "errors": one.errors,
        "warnings": one.warnings,
        **{name: [_entry(answer) for answer in one.of(fate)] for fate, name in names.items()},
        "same": len(one.of(EntryFate.SAME)),
        "remarks": [remark for answer in one.answers for remark in answer.remarks],
    }


def _entry(one: Answer) -> dict[str, Any]:
    over = one.undone
    return {
        "key": one.said.key,
        "line": one.said.line,
        "source": one.said.source,
        "target": one.before,
        "returned": one.said.written,
        "fuzzy": one.said.fuzzy,
        "reason": one.reason or None,
        "void": {"action": over.action, "actor": over.actor, "at": over.at.isoformat()}
        if over
        else None,
    }
