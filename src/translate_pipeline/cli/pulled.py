"""What pull tells: of each release in a locale as soon as it is known, and at the end of all."""

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, NoReturn

import click

from translate_pipeline.cli.options import print_json, spoken
from translate_pipeline.errors import PipelineError
from translate_pipeline.messages import tr, tr_n
from translate_pipeline.pipeline.pull_goals import Fate, Outcome
from translate_pipeline.store.pulling import Order, Round, pull_once
from translate_pipeline.store.web_client import Waiting

_LONGEST_PAUSE = 900
"""Seconds between two tries to reach what cannot be reached."""


@dataclass
class Teller:
    """Says what is news; what was said in the round before is none."""

    as_json: bool
    now: datetime
    said: set[str] = field(default_factory=set)
    before: frozenset[str] = frozenset()

    def tell(self, outcome: Outcome) -> None:
        """Tell of one release in a locale."""
        for warning in _warnings(outcome, self.now):
            self.say(warning, err=True)
        if not self.as_json:
            self.say("\n".join(_lines(outcome)))

    def say(self, text: str, *, err: bool = False) -> None:
        """Print it, once."""
        if text and text not in self.said | self.before:
            click.echo(text, err=err)
        self.said.add(text)

    @property
    def waiting(self) -> Waiting:
        """Says why it takes longer."""
        return Waiting(say=partial(self.say, err=True))

    def next(self, now: datetime) -> "Teller":
        """For the next round."""
        return Teller(self.as_json, now, before=frozenset(self.said))


def once(order: Order, now: datetime, *, as_json: bool) -> int:
    """Pull once; the exit code. Raises PipelineError where nothing can be known."""
    teller = Teller(as_json, now)
    with spoken(as_json=as_json):
        try:
            done = pull_once(order, now, teller.tell, teller.waiting)
        except PipelineError as error:
            if as_json:
                print_json(shape(order, error=error))
            raise
        if as_json:
            print_json(shape(order, done))
        _sum_up(order, done, teller)
    return _code(done)


def watch(order: Order, period: int, *, as_json: bool) -> NoReturn:
    """Pull again and again until interrupted. What goes wrong is told once, and tried again.

    Raises what is wrong usage in the first round: waiting does not mend it.
    """
    teller, failures = Teller(as_json, datetime.now(UTC)), 0
    before: dict[str, Any] | None = None
    while True:
        with spoken(as_json=as_json):
            try:
                done = pull_once(order, teller.now, teller.tell, teller.waiting)
                _sum_up(order, done, teller)
                found, code = shape(order, done), _code(done)
            except PipelineError as error:
                if before is None and error.exit_code not in (1, 4):
                    raise
                teller.say(tr("Error: {message}", message=error), err=True)
                found, code = shape(order, error=error), error.exit_code
        if as_json and (before is None or _changed(found, before)):
            click.echo(json.dumps(found, ensure_ascii=False))
        before = found
        failures = failures + 1 if code == 4 else 0
        pause = max(period, min(period * 2**failures, _LONGEST_PAUSE))
        time.sleep(pause * random.uniform(0.9, 1))  # noqa: S311  (not all offices at once)
        teller = teller.next(datetime.now(UTC))


def shape(
    order: Order, done: Round | None = None, *, error: PipelineError | None = None
) -> dict[str, Any]:
    """The shape of ``pull --json``."""
    found: dict[str, Any] = {"from": order.address, "index": done.index if done else None}
    found |= {fate.value: [] for fate in Fate}
    for outcome in done.outcomes if done else ():
        found[outcome.fate].append(_row(outcome))
    if error:
        row = {"release": None, "locale": None, "version": None}
        found[Fate.FAILED].append({**row, **_failure(error)})
    return found


def _row(outcome: Outcome) -> dict[str, Any]:
    goal, manifest = outcome.goal, outcome.manifest
    row: dict[str, Any] = {
        "release": goal.release, "locale": goal.locale.tag, "version": outcome.version,
    }  # fmt: skip
    if outcome.error:
        return {**row, "folder": outcome.folder, **_failure(outcome.error)}
    if outcome.fate is Fate.RETRACTED:
        entry = outcome.version and goal.entries.get(outcome.version)
        title = manifest.title if manifest else entry.title if entry else ""
        folder = outcome.folder or None
        return {**row, "title": title, "folder": folder, "reason": outcome.reason}
    assert manifest
    row |= {"title": manifest.title, "folder": outcome.folder}
    row["files"] = list(outcome.files)
    gone = outcome.doubt
    row["retracted_correction"] = gone.version if gone else None
    row["embargo"] = outcome.embargo.isoformat() if outcome.embargo else None
    if outcome.fate is Fate.PULLED:
        row |= {"replaces": outcome.replaced, "changes": list(manifest.changes)}
    return row


def _changed(found: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether something happened since the round before; what was pulled then is current now."""
    news = [row for row in found[Fate.RETRACTED] if row not in before[Fate.RETRACTED]]
    return bool(found[Fate.PULLED] or news) or _standing(found) != _standing(before)


def _standing(found: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What is held after a round, and what failed."""
    held = [
        {key: value for key, value in row.items() if key not in ("replaces", "changes")}
        for fate in (Fate.PULLED, Fate.CURRENT)
        for row in found[fate]
    ]
    return sorted(held, key=lambda row: (row["release"], row["locale"])), found[Fate.FAILED]


def _failure(error: PipelineError) -> dict[str, str]:
    return {"failure": type(error).__name__, "reason": str(error)}


def _code(done: Round) -> int:
    """What is most urgent: something not to be used, an outage, something to be set right."""
    codes = {outcome.error.exit_code for outcome in done.outcomes if outcome.error}
    if any(outcome.fate is Fate.RETRACTED or outcome.doubt for outcome in done.outcomes):
        codes.add(1)
    return next((code for code in (1, 4, 2, 3) if code in codes), 0)


def _lines(outcome: Outcome) -> Iterator[str]:
    """What was pulled, for people."""
    manifest = outcome.manifest
    if outcome.fate is not Fate.PULLED or manifest is None:
        return
    version = tr("version {number}", number=manifest.version)
    yield f"{manifest.release} · {manifest.locale} · {version} · {manifest.title}"
    keys = ", ".join(key.id for key in outcome.signed_by)
    taken = tr("{n} of {all} files", n=len(outcome.files), all=len(manifest.files))
    yield "  " + tr(
        "{folder}: {files}, each what was published; signed by key {key}",
        folder=outcome.folder, files=taken, key=keys,
    )  # fmt: skip
    if outcome.replaced:
        yield "  " + tr("It takes the place of version {number}.", number=outcome.replaced)
    if manifest.changes:
        yield "  " + tr("Corrected:")
        yield from (f"  - {change}" for change in manifest.changes)


def _warnings(outcome: Outcome, now: datetime) -> Iterator[str]:
    goal = outcome.goal
    what = f"{goal.release} {goal.locale}"
    if outcome.error:
        yield tr("Error: {message}", message=f"{outcome.folder}: {outcome.error}")
    if outcome.fate is Fate.RETRACTED and not outcome.manifest:
        yield tr(
            "RETRACTED: {what} version {number}: {reason}\nDo not use it any more, and take down"
            " what you published of it. It is not there as it was pulled; see where else you have"
            " it.",
            what=what, number=outcome.version, reason=outcome.reason,
        )  # fmt: skip
    elif outcome.fate is Fate.RETRACTED:
        yield tr(
            "RETRACTED: {what} version {number}: {reason}\nDo not use it any more, and take down"
            " what you published of it. It is moved to {folder}.",
            what=what, number=outcome.version, reason=outcome.reason, folder=outcome.folder,
        )  # fmt: skip
    if (gone := outcome.doubt) and gone.retracted:
        yield tr(
            "Warning: {what} version {number}, which had corrected this version {older}, was"
            " retracted: {reason}\nAsk the coordinators whether version {older} may be used.",
            what=what, number=gone.version, older=outcome.version, reason=gone.retracted.reason,
        )  # fmt: skip
    in_use = outcome.fate in (Fate.PULLED, Fate.CURRENT)
    if in_use and outcome.embargo and outcome.embargo > now:
        yield tr(
            "Warning: {what} is under embargo until {moment} UTC: nobody may publish it before.",
            what=what, moment=f"{outcome.embargo:%Y-%m-%d %H:%M}",
        )  # fmt: skip


def _sum_up(order: Order, done: Round, teller: Teller) -> None:
    """What is there in all, and what is not there yet."""
    wishes = order.wishes
    there = {(goal.release, goal.locale) for goal in done.goals}
    for locale in sorted(wishes.locales):
        missing = [one for one in sorted(wishes.releases) if (one, locale) not in there]
        for release in missing:
            told = tr("{what} is not published yet.", what=f"{release} {locale}")
            teller.say(told, err=True)
        if not wishes.releases and not any(locale == one for _, one in there):
            teller.say(tr("Nothing is published in {locale} yet.", locale=locale), err=True)
    count = Counter(outcome.fate for outcome in done.outcomes)
    held = count[Fate.PULLED] + count[Fate.CURRENT]
    told = tr_n(
        "{n} approved version is in {folder}, as published by {moment} UTC.",
        "{n} approved versions are in {folder}, as published by {moment} UTC.",
        held, folder=order.folder, moment=f"{done.issued:%Y-%m-%d %H:%M}",
    )  # fmt: skip
    teller.say(told, err=True)
