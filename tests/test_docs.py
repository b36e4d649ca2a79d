"""The documentation holds: its commands run, and its list of commands is the program's."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.cli.starter import Starter
from translate_pipeline.cli import cli

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference.md"
GUIDES = ("README.md", "docs/coordinators.md", "docs/glossary.md")
BEGIN, END = "<!-- commands: begin -->\n", "<!-- commands: end -->\n"


def commands(command: click.Command, name: str) -> Iterator[str]:
    settings = {**cli.context_settings, "max_content_width": 96, "terminal_width": 96}
    context = click.Context(command, info_name=name, **settings)
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from commands(child, f"{name} {child.name}")
    else:
        yield f"### `{name}`\n\n```text\n{command.get_help(context)}\n```\n"


def test_the_reference_lists_the_commands_as_the_program_does() -> None:
    text = REFERENCE.read_text("utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    expected = (
        before + BEGIN + "\n" + "\n".join(commands(cli, "translate-pipeline")) + "\n" + END + after
    )
    if "UPDATE_DOCS" in os.environ:
        REFERENCE.write_text(expected, "utf-8")
    assert text == expected, "run: UPDATE_DOCS=1 make test"


def test_every_command_has_an_example() -> None:
    listed = REFERENCE.read_text("utf-8").split(BEGIN)[1].split("### ")[1:]
    assert [page.splitlines()[0] for page in listed if "Example:" not in page] == []


def examples(guide: str) -> list[list[str]]:
    text = (ROOT / guide).read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = (line.split("  #")[0] for block in blocks for line in block.splitlines())
    calls = [shlex.split(line) for line in lines if line.startswith("translate-pipeline ")]
    return [call[1:] for call in calls if call[1] not in ("up", "down", "init")]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_commands_of_a_guide_run(
    guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = CliRunner()
    runner.invoke(cli, ["init", str(tmp_path)], catch_exceptions=False)
    monkeypatch.chdir(tmp_path)
    calls = examples(guide)
    assert calls
    for call in calls:
        direct = ["--direct"] if call[0] == "run" and "--direct" not in call else []
        result = runner.invoke(cli, [*call, *direct], standalone_mode=False, catch_exceptions=False)
        assert result.return_value in (None, 0, 1), call


JOURNEYS = (
    "docs/review.md", "docs/notifications.md", "docs/trust.md", "docs/webhooks.md",
    "docs/to-an-office.md", "docs/corrections.md",
    "docs/memory.md",
)  # fmt: skip
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def steps(guide: str) -> list[tuple[str, str]]:
    """The commands of a guide's console blocks, each with what it prints."""
    found: list[tuple[str, str]] = []
    for block in CONSOLE.findall((ROOT / guide).read_text("utf-8")):
        for line in block.splitlines():
            command, printed = found[-1] if found else ("", "")
            if line.startswith("$ "):
                found.append((line[2:], ""))
            elif line.startswith(">") and not printed:
                found[-1] = (f"{command}\n{line[1:].removeprefix(' ')}", "")
            else:
                found[-1] = (command, f"{printed}{line}\n")
    return found


@pytest.mark.parametrize("guide", JOURNEYS)
def test_a_journey_goes_as_its_guide_shows(guide: str, tmp_path: Path, starter: Starter) -> None:
    CliRunner().invoke(cli, ["init", str(tmp_path)], catch_exceptions=False)
    told = steps(guide)
    assert told
    end = "=-=-= next"
    script = "".join(f"{command}\necho '{end}'\n" for command, _ in told)
    programs = tmp_path.with_name(f"{tmp_path.name}-programs")
    programs.mkdir()
    passed_on = starter.program(programs)
    folders = [str(programs), str(Path(sys.executable).parent), os.environ["PATH"]]
    environment = os.environ | {"PATH": os.pathsep.join(folders), "PYTHONUNBUFFERED": "1"}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1", "COLUMNS": "100"}
    environment["XDG_CONFIG_HOME"] = str(tmp_path.with_name(f"{tmp_path.name}-config"))
    done = subprocess.run(
        ["bash"], input=script, cwd=tmp_path, env=environment, text=True, check=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, pass_fds=[passed_on],
    )  # fmt: skip
    printed = done.stdout.split(f"{end}\n")
    for (command, expected), real in zip(told, printed, strict=False):
        pattern = re.escape(expected).replace("…", ".*")
        assert re.fullmatch(pattern, real), f"$ {command}\n{real}"
