"""A workspace on disk, the program as users start it, and an engine of the tests' own."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.starter import Starter
from translate_pipeline.cli import main

SLOW_ENGINE = """
import string
import time

LETTERS = string.ascii_lowercase
SHIFTED = str.maketrans(LETTERS, LETTERS[1:] + LETTERS[0])

class Slow:
    name, on_device = "slow", True

    def supports(self, source, target):
        return "" if target.tag == "sw" else "en-all"

    def why_not(self, source, target):
        return "slow has no Swahili"

    def translate(self, texts, source, target):
        time.sleep(0.2)
        return [f"{target}: letters sin {text.translate(SHIFTED)}" for text in texts]
"""

GLOSSARY = """\
concepts:
  war_crimes:
    domain: crime
    definition: Grave breaches.
    source: Rome Statute art. 8
    en: {preferred: war crimes}
    locales:
      es: {preferred: crímenes de guerra, status: attested}
"""

TARGETS = {
    "Halt the war crimes": "Alto a los crímenes de guerra",
    "The court found war crimes.": "El tribunal halló crímenes de guerra.",
    "Nobody was charged.": "Nadie fue acusado.",
}

PUBLISHING = """\
locales: [es]
reviewers: {rosa: {roles: [legal]}}
attribution: {es: "Traducción revisada; el original es en inglés."}
"""

SOURCES = Path(__file__).parents[2] / "src"

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with a glossary of one concept and a short release."""
    (tmp_path / "translate-pipeline.yaml").write_text("locales: [es]\n")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "a.txt").write_text(
        "Halt the war crimes\n\nThe court found war crimes. Nobody was charged.\n"
    )
    plugin = tmp_path / "plugin"
    (plugin / "slow-1.dist-info").mkdir(parents=True)
    (plugin / "slow.py").write_text(SLOW_ENGINE)
    (plugin / "slow-1.dist-info" / "METADATA").write_text("Name: slow\nVersion: 1\n")
    (plugin / "slow-1.dist-info" / "entry_points.txt").write_text(
        "[translate_pipeline.engines]\nslow = slow:Slow\n"
    )
    return tmp_path


@pytest.fixture
def environment(workspace: Path) -> dict[str, str]:
    """The environment in which the tests' engine is found, and the program that is tested."""
    paths = [str(workspace / "plugin"), str(SOURCES)]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "NO_COLOR": "1"}


@pytest.fixture
def program(workspace: Path, environment: dict[str, str], starter: Starter) -> Program:
    """Run the program in the workspace; behind ``prefix``, another program.

    Where the start itself matters, by a sitecustomize module, an interpreter of its own is started.
    """

    def call(*arguments: str, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        own_start = prefix or (workspace / "plugin" / "sitecustomize.py").exists()
        if not own_start:
            return starter.run(arguments, workspace, environment)
        command = [*prefix, sys.executable, "-m", "translate_pipeline", *arguments]
        return subprocess.run(
            command, cwd=workspace, env=environment, capture_output=True, text=True, check=False
        )

    return call


@pytest.fixture
def glossary() -> str:
    """A sound glossary file of one concept."""
    return GLOSSARY


@pytest.fixture
def desk(workspace: Path, glossary: str) -> Path:
    """The workspace with its glossary."""
    (workspace / "glossary" / "a.yaml").write_text(glossary)
    return workspace


@pytest.fixture
def in_process(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Program:
    """Run the program in the workspace, in this process: for many short runs."""
    monkeypatch.chdir(workspace)
    monkeypatch.syspath_prepend(workspace / "plugin")
    monkeypatch.setenv("NO_COLOR", "1")

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["translate-pipeline", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return subprocess.CompletedProcess(arguments, code, out.decode(), err.decode())

    return call


class Kept:
    """Workspaces that were made once, to be copied where they are wanted again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def made(self, name: str, workspace: Path, make: Callable[[], None]) -> None:
        """The workspace as ``make`` leaves it, with its key beside it if it has one."""
        kept, key = self._folder / name, workspace.with_suffix(".pem")
        if kept.exists():
            shutil.copytree(kept, workspace, dirs_exist_ok=True)
            _copy(kept.with_suffix(".pem"), key)
            return
        make()
        shutil.copytree(workspace, kept)
        _copy(key, kept.with_suffix(".pem"))


def _copy(key: Path, to: Path) -> None:
    if key.exists():
        shutil.copy(key, to)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The workspaces that were made already."""
    return Kept(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def translated_with_key(
    desk: Path, program: Program, environment: dict[str, str], kept: Kept
) -> Path:
    """The catalog of a release that waits for an approval, in a workspace that has a key."""
    environment["TRANSLATE_PIPELINE_SIGNING_KEY"] = str(desk.with_suffix(".pem"))
    kept.made("translated", desk, lambda: _translate(desk, program))
    return desk / "locales" / "es" / "LC_MESSAGES" / "a.po"


def _translate(desk: Path, program: Program) -> None:
    (desk / "translate-pipeline.yaml").write_text(PUBLISHING)
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    po = desk / "locales" / "es" / "LC_MESSAGES" / "a.po"
    text = po.read_text().replace("#, fuzzy\n", "")
    for source, target in TARGETS.items():
        text = re.sub(f'(msgid "{source}"\nmsgstr) ".*"', rf'\1 "{target}"', text)
    po.write_text(text)
    program("sync", "a", "--as", "ana")
    assert program("keys", "init").returncode == 0


def printed(program: Program, *arguments: str, code: int = 0) -> Any:
    """The JSON that a command prints, with the exit code that it should have."""
    done = program(*arguments)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)
