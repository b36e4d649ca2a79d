"""The commands for models, as users type them, against a server on this machine."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Program, printed
from tests.engines.model_server import ModelServer, model_server

FILES = {"model.x.bin": b"weights", "lex.x.bin": b"shortlist", "vocab.x.spm": b"vocabulary"}


@pytest.fixture
def server(environment: dict[str, str], workspace: Path) -> Iterator[ModelServer]:
    with model_server() as running:
        running.add("en-es", FILES)
        running.add("en-ar", FILES, version="3.2")
        environment["FXTRANSLATE_RECORDS_URL"] = running.url
        environment["TRANSLATE_PIPELINE_MODELS"] = str(workspace / "models")
        yield running


@pytest.mark.usefixtures("desk")
def test_fetched_models_are_listed_used_and_removed(
    server: ModelServer, program: Program, workspace: Path
) -> None:
    assert printed(program, "engines", "list", "--json")["models"][0]["pair"] == "en-pt-BR"
    done = program("engines", "fetch", "es-MX", "ar")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("2 models to download, 0.1 kB")
    assert f"en-es: 3.0 → {workspace / 'models' / 'en-es'}" in done.stdout
    models = printed(program, "engines", "list", "--json")["models"]
    own = [(model["pair"], model["version"]) for model in models if model["from"] == "user"]
    assert own == [("en-ar", "3.2"), ("en-es", "3.0")]
    engines = printed(program, "engines", "--locale", "ar", "--json")["engines"]
    neural = next(one for one in engines if one["engine"] == "neural")
    assert neural["locales"][0]["uses"] == "en-ar"

    before = server.asked.total()
    assert "en-ar: version 3.2 is here" in program("engines", "fetch", "ar").stdout
    assert server.asked.total() == before + 1  # the catalog, and no file
    assert program("engines", "remove", "ar", "es").returncode == 0
    assert not list((workspace / "models").iterdir())


@pytest.mark.usefixtures("desk")
def test_nothing_but_fetch_and_an_asked_for_list_goes_to_the_server(
    server: ModelServer, program: Program
) -> None:
    for arguments in (
        ("engines", "--locale", "ar"),
        ("engines", "list"),
        ("engines", "remove", "ar"),
        ("run", "releases/a.txt", "--locale", "ar", "--engine", "neural", "--direct"),
    ):
        program(*arguments)
    assert not server.asked
    available = printed(program, "engines", "list", "--available", "--json")["available"]
    assert [model["pair"] for model in available] == ["en-ar", "en-es"]
    assert server.asked.total() == 1


def test_a_locale_without_a_model_is_named_and_the_others_come(
    server: ModelServer, program: Program, workspace: Path
) -> None:
    done = program("engines", "fetch", "sw", "es")
    assert done.returncode == 2
    assert f"{server.url} has no model from en to sw" in done.stderr
    assert (workspace / "models" / "en-es").is_dir()


def test_a_server_that_fails_ends_in_one_line_and_code_4(
    server: ModelServer, program: Program, workspace: Path
) -> None:
    server.statuses[server.path("model.x.bin")] = [404]
    done = program("engines", "fetch", "es")
    assert done.returncode == 4
    assert "answered 404" in done.stderr.splitlines()[-1]
    assert printed(program, "engines", "list", "--json")["models"][0]["from"] != "user"
    assert not (workspace / "models" / "en-es").exists()


def test_models_are_carried_from_one_machine_to_another(
    server: ModelServer, program: Program, workspace: Path, environment: dict[str, str]
) -> None:
    program("engines", "fetch", "es")
    stick = shutil.make_archive(str(workspace / "stick"), "zip", workspace, "models")
    environment["TRANSLATE_PIPELINE_MODELS"] = str(workspace / "elsewhere")
    before = server.asked.total()
    done = program("engines", "fetch", "--from", stick)
    assert (done.returncode, "en-es: " in done.stdout, "checked" in done.stdout) == (0, True, True)
    assert server.asked.total() == before
    assert (workspace / "elsewhere" / "en-es" / "model.x.bin").read_bytes() == b"weights"


def test_the_model_that_came_with_the_program_cannot_be_removed(
    server: ModelServer, program: Program
) -> None:
    del server
    done = program("engines", "remove", "pt-BR")
    assert (done.returncode, "came with the program" in done.stderr) == (2, True)


@pytest.mark.usefixtures("desk")
def test_drafts_of_an_earlier_run_are_used_and_can_be_cleared(
    program: Program, workspace: Path, environment: dict[str, str]
) -> None:
    run = ("run", "releases/a.txt", "--locale", "pt-BR", "--engine", "neural", "--direct", "--json")
    drafts = workspace / "drafts.db"
    environment["TRANSLATE_PIPELINE_DRAFTS"] = str(drafts)
    assert printed(program, *run)["locales"][0]["drafted"] == 3
    with closing(sqlite3.connect(drafts)) as file, file:
        assert file.execute("UPDATE drafts SET target = 'Pois ' || target").rowcount >= 3
    catalog = workspace / "locales" / "pt_BR" / "LC_MESSAGES" / "a.po"
    for folder in ("locales", ".translate-pipeline"):
        shutil.rmtree(workspace / folder)
    assert printed(program, *run)["locales"][0]["drafted"] == 3
    assert catalog.read_text().count('msgstr "Pois ') == 3
    assert "drafts.db: removed" in program("engines", "clear-cache").stdout
    assert not drafts.exists()


@pytest.mark.parametrize("arguments", [(), ("es", "--from", "x")])
def test_fetch_wants_locales_or_a_folder(arguments: tuple[str, ...], program: Program) -> None:
    done = program("engines", "fetch", *arguments)
    assert (done.returncode, "--from" in done.stderr) == (2, True)
