"""The documentation holds: its commands run, and its list of commands is the program's."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

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
