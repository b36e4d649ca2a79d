"""The status board: what it shows in how much room, and how it is kept up to date."""

import io
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tests.cli.conftest import Program, printed
from tests.fakes import ES, NOW
from translate_pipeline.cli.board import board
from translate_pipeline.cli.fitting import Column, fitted
from translate_pipeline.cli.moments import distance, length
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.model.review import Stage, State
from translate_pipeline.pipeline.status import LocaleStatus, ReleaseStatus

ALL = Counter(dict.fromkeys(State, 10))
BUSY = LocaleStatus(
    ES, Stage.IN_REVIEW, 60, 900, ALL, 3, 4, words_left=750,
    waiting=("translator", "reviewer"), oldest=NOW - timedelta(hours=3),
)  # fmt: skip
FINISHED = LocaleStatus(Locale("pt-BR"), Stage.APPROVED, 60, 900, Counter({State.APPROVED: 60}))
RELEASE = ReleaseStatus(ReleaseId("a"), Revision("0f"), "A headline", (BUSY, FINISHED))


def shown(*statuses: ReleaseStatus, width: int = 80, colour: bool = False, more: int = 0) -> str:
    system: Literal["standard"] | None = "standard" if colour else None
    console = Console(
        file=io.StringIO(), width=width, force_terminal=colour, color_system=system
    )  # fmt: skip
    console.print(board(statuses, width, NOW, more))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_every_count_stands_in_eighty_columns() -> None:
    headings = shown(RELEASE).splitlines()[2].split()
    assert headings == [
        "locale", "appr", "trans", "back", "draft", "stale", "empty", "words", "waits", "for",
        "since", "err",
    ]  # fmt: skip
    row = shown(RELEASE).splitlines()[4].split()
    assert row == [
        "es", "▓▒▒▒░", *["10"] * 6, "750", "transl.,", "reviewer", "3", "h", "3",
    ]  # fmt: skip


def test_a_stage_is_shown_where_counts_that_are_all_0_leave_room() -> None:
    assert " stage " not in shown(RELEASE)
    assert " approved " in shown(replace(RELEASE, locales=(FINISHED,)))


def test_a_wide_terminal_shows_names_in_full() -> None:
    text = shown(RELEASE, width=170)
    assert re.search(r"pt-BR +Portuguese \(Brazil\) +█{20} +approved", text)
    assert "translator, reviewer" in text
    assert "words left" in text


@pytest.mark.parametrize("width", [60, 70, 80, 90, 110, 140, 170])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    rows = shown(RELEASE, width=width).splitlines()
    assert max(map(cell_len, rows)) <= width
    assert len([row for row in rows if row.startswith(("es", "pt-BR"))]) == 2
    assert "…" not in shown(RELEASE, width=max(width, 80))


@given(
    st.lists(
        st.tuples(st.text("aب字 ", max_size=9), st.none() | st.integers(1, 5), st.booleans()),
        min_size=1,
        max_size=8,
    ),
    st.integers(20, 120),
)
def test_a_table_is_cut_only_where_its_narrowest_form_is_too_wide(
    columns: list[tuple[str, int | None, bool]], width: int
) -> None:
    table = fitted([Column(h, [Text(h)], {}, until, n) for h, until, n in columns], width)
    console = Console(file=io.StringIO(), width=1000)
    wide = max(cell_len(line.rstrip("\n")) for line in _lines(console, table))
    kept = [h for h, until, _ in columns if until is None]
    needed = sum(max(1, cell_len(h)) for h in kept) + len(kept)
    assert wide <= width or wide <= needed


def _lines(console: Console, table: object) -> list[str]:
    console.print(table)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_a_bar_is_full_only_where_all_is_approved() -> None:
    nearly = replace(FINISHED, states=Counter({State.APPROVED: 59, State.TRANSLATED: 1}))
    assert " ████▓ " in shown(replace(RELEASE, locales=(nearly,)))
    assert " █████ " in shown(replace(RELEASE, locales=(FINISHED,)))


@pytest.mark.parametrize(
    ("hours", "done", "line"),
    [
        (5, False, "\x1b[33mdeadline 2026-05-03 11:00+00:00, in 5 h"),
        (72, False, "\x1b[32mdeadline 2026-05-06 06:00+00:00, in 3 d"),
        (-2, False, "\x1b[1;31mdeadline 2026-05-03 04:00+00:00, 2 h ago"),
        (-2, True, "\x1b[2mdeadline 2026-05-03 04:00+00:00, 2 h ago"),
    ],
)
def test_a_deadline_stands_out_as_it_comes_near(hours: int, done: bool, line: str) -> None:
    locales = (FINISHED,) if done else (BUSY,)
    status = replace(RELEASE, locales=locales, deadline=NOW + timedelta(hours=hours))
    assert line in shown(status, colour=True)


def test_an_embargo_is_told_whether_it_lasts_or_is_over() -> None:
    ahead = replace(RELEASE, embargo=NOW + timedelta(hours=3))
    assert "embargo until 2026-05-03 09:00+00:00, in 3 h" in shown(ahead)
    over = replace(RELEASE, embargo=NOW - timedelta(hours=3))
    assert "embargo ended 2026-05-03 03:00+00:00, 3 h ago" in shown(over)
    assert "an embargo without end" in shown(replace(ahead, confidential=True))


def test_a_title_is_not_taken_for_markup() -> None:
    assert "[red]A[/red] headline" in shown(replace(RELEASE, title="[red]A[/red] headline"))


def test_what_is_left_out_is_counted() -> None:
    assert "190 more: `status --all` shows them" in shown(RELEASE, more=190)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=-5), "0 min"), (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=59), "59 min"), (timedelta(minutes=60), "1 h"),
        (timedelta(hours=47, minutes=59), "47 h"), (timedelta(days=2), "2 d"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_one_figure(span: timedelta, said: str) -> None:
    assert length(span) == said
    if span > timedelta():
        assert distance(NOW + span, NOW) == f"in {said}"
    assert distance(NOW, NOW + span).removesuffix(" ago").removeprefix("in ") == said


@pytest.fixture
def drafted(desk: Path, program: Program) -> Path:
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    return desk


def test_json_says_who_is_waited_for_and_since_when(desk: Path, program: Program) -> None:
    source = desk / "releases" / "a.txt"
    embargo = "embargo: 2026-05-04T06:00+02:00\nconfidential: true\n"
    source.write_text(f"---\n{embargo}---\n{source.read_text()}")
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    (release,) = printed(program, "status", "--json")["releases"]
    assert (release["embargo"], release["deadline"], release["confidential"]) == (
        "2026-05-04T06:00:00+02:00", None, True,
    )  # fmt: skip
    (es,) = release["locales"]
    assert (es["waiting"], es["words_left"]) == (["translator"], 12)
    assert datetime.now(UTC) - datetime.fromisoformat(es["oldest"]) < timedelta(minutes=5)


def test_the_newest_ten_releases_are_shown_unless_all_are_asked_for(
    desk: Path, program: Program
) -> None:
    for number in range(12):
        (desk / f"r{number}.txt").write_text(f"Headline number {number}\n")
    program("run", "--direct", "--engine", "slow", *(f"r{n}.txt" for n in range(12)))
    text = program("status").stdout
    assert text.count("Headline number") == 10
    assert "2 more: `status --all` shows them" in text
    assert "Headline number 11" in text
    assert program("status", "--all").stdout.count("Headline number") == 12
    assert len(printed(program, "status", "--json")["releases"]) == 12
    assert program("status", "r0").stdout.count("Headline number") == 1


class Watched:
    """`status --watch` on a terminal."""

    def __init__(self, workspace: Path, environment: dict[str, str], *more: str) -> None:
        self.terminal, other = pty.openpty()
        self.seen = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "translate_pipeline", "status", "--watch", *more],
            cwd=workspace, env=environment | {"TERM": "xterm", "COLUMNS": "100", "LINES": "30"},
            stdin=other, stdout=other, stderr=other, start_new_session=True,
        )  # fmt: skip
        os.close(other)

    def until(self, text: str) -> None:
        end = time.monotonic() + 60
        while text not in self.seen:
            assert time.monotonic() < end, self.seen
            self.read(0.2)

    def read(self, seconds: float) -> None:
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if ready:
            self.seen += os.read(self.terminal, 65536).decode(errors="replace")

    def interrupt(self) -> int:
        os.kill(self.process.pid, signal.SIGINT)
        return self.process.wait(60)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)


@pytest.fixture
def watched(drafted: Path, environment: dict[str, str]) -> Iterator[Watched]:
    watched = Watched(drafted, environment)
    yield watched
    watched.close()


def updates(watched: Watched) -> list[str]:
    """When what was drawn had been read, for each drawing."""
    return re.findall(r"updated (\d\d:\d\d:\d\d)", watched.seen)


def test_a_watched_board_is_drawn_anew_only_when_something_changed(
    watched: Watched, drafted: Path, program: Program
) -> None:
    watched.until("waits for")
    (first,) = set(updates(watched))
    watched.seen = ""
    po = drafted / "locales" / "es" / "LC_MESSAGES" / "a.po"
    po.write_text(po.read_text().replace("#, fuzzy\n", "", 1))
    program("sync", "--as", "ana")
    watched.until("in review")
    *others, last = updates(watched)
    assert last != first
    assert set(others) <= {first}  # drawn anew at a full minute, which changes the ages
    assert len(others) <= 1


def test_ctrl_c_ends_watching_quietly(watched: Watched) -> None:
    watched.until("waits for")
    assert watched.interrupt() == 0
    watched.read(0.1)
    assert "Traceback" not in watched.seen
    assert "Interrupted" not in watched.seen
    assert watched.seen.rstrip().endswith(
        "\x1b[?25h\x1b[?1049l"
    )  # the cursor and the screen are back


def test_watching_without_a_terminal_prints_when_something_changed(
    drafted: Path, program: Program, environment: dict[str, str]
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "translate_pipeline", "status", "--watch", "--json"],
        cwd=drafted, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        first = json.loads(process.stdout.readline())
        po = drafted / "locales" / "es" / "LC_MESSAGES" / "a.po"
        po.write_text(po.read_text().replace("#, fuzzy\n", "", 1))
        program("sync", "--as", "ana")
        second = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert process.stderr.read() == ""
    stages = [shape["releases"][0]["locales"][0]["stage"] for shape in (first, second)]
    assert stages == ["drafted", "in review"]
