import re
from pathlib import Path

import pytest

from translate_pipeline.errors import InputError
from translate_pipeline.model.engine import EngineOptions
from translate_pipeline.model.locale import Locale
from translate_pipeline.settings import (
    LEDGER_VARIABLE,
    SHELF_VARIABLE,
    WORKSPACE_FILE,
    read_settings,
)


def written(folder: Path, text: str) -> Path:
    (folder / WORKSPACE_FILE).write_text(text)
    return folder


@pytest.mark.parametrize("environ", [{}, {LEDGER_VARIABLE: ""}])
def test_the_ledger_is_in_the_workspace_unless_something_says_otherwise(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    found = read_settings(written(tmp_path, "locales: [es]\n"), environ).ledger
    assert found == tmp_path / ".translate-pipeline" / "ledger.db"


def test_the_ledger_is_where_the_workspace_says(tmp_path: Path) -> None:
    found = read_settings(written(tmp_path, "ledger: postgresql://desk@db/press\n"), {}).ledger
    assert str(found) == "postgresql://desk@db/press"


def test_the_environment_says_it_before_the_workspace(tmp_path: Path) -> None:
    written(tmp_path, "ledger: postgresql://desk@db/press\n")
    environ = {LEDGER_VARIABLE: "postgresql://rosa:s3cret@other/press"}
    settings = read_settings(tmp_path, environ)
    assert str(settings.ledger) == "postgresql://rosa@other/press"
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize("url", ["postgresql://a:s3cret@db/p", "postgresql://db/p?password=s3cret"])
def test_a_password_in_the_workspace_file_is_refused_with_the_reason(
    tmp_path: Path, url: str
) -> None:
    written(tmp_path, f"locales: [es]\nledger: {url}\n")
    with pytest.raises(InputError, match=r":2:9: ledger: a password does not .*PGPASS") as caught:
        read_settings(tmp_path, {})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("value", ["ledger.db", "[a]", "''", "5", "postgresql://a:b/c@db"])
def test_a_place_that_is_no_url_is_refused(tmp_path: Path, value: str) -> None:
    written(tmp_path, f"ledger: {value}\n")
    with pytest.raises(InputError, match=r":1:9: ledger: .*such as postgresql://"):
        read_settings(tmp_path, {})


def test_a_variable_that_holds_no_url_is_named(tmp_path: Path) -> None:
    written(tmp_path, "")
    with pytest.raises(InputError, match=f"^{LEDGER_VARIABLE}: not a URL") as caught:
        read_settings(tmp_path, {LEDGER_VARIABLE: "postgresql://a:s3/cret@db"})
    assert "cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("line", "environ", "found"),
    [
        ("", {}, "{folder}/published"),
        ("", {SHELF_VARIABLE: ""}, "{folder}/published"),
        ("shelf: ../web", {}, "{folder}/../web"),
        ("shelf: /srv/web", {}, "/srv/web"),
        ("shelf: s3://press/approved", {}, "s3://press/approved"),
        ("shelf: s3://press", {SHELF_VARIABLE: "out"}, "{folder}/out"),
        ("", {SHELF_VARIABLE: "sftp://rosa:s3cret@host/press"}, "sftp://host/press"),
    ],
)
def test_the_shelf_is_where_the_environment_says_or_else_the_workspace(
    tmp_path: Path, line: str, environ: dict[str, str], found: str
) -> None:
    settings = read_settings(written(tmp_path, f"locales: [es]\n{line}\n"), environ)
    assert str(settings.shelf) == found.format(folder=tmp_path)
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize("url", ["sftp://a:s3cret@host/p", "abfs://box/p?sig=s3cret"])
def test_a_shelf_with_a_password_in_the_workspace_file_is_refused(tmp_path: Path, url: str) -> None:
    written(tmp_path, f"locales: [es]\nshelf: {url}\n")
    with pytest.raises(InputError, match=r":2:8: shelf: a password does not .*_SHELF") as caught:
        read_settings(tmp_path, {})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("value", ["[a]", "''", ".", "{a: b}"])
def test_a_shelf_that_is_no_place_is_refused(tmp_path: Path, value: str) -> None:
    written(tmp_path, f"shelf: {value}\n")
    with pytest.raises(InputError, match=r":1:8: shelf: .*such as s3://BUCKET"):
        read_settings(tmp_path, {})


def test_a_workspace_says_where_an_engines_service_is_and_how_much_it_may_get(
    tmp_path: Path,
) -> None:
    text = "engines:\n  deep:libre: {url: http://localhost:5000}\n  x: {characters_a_day: 10_000}\n"
    assert read_settings(written(tmp_path, text), {}).engines == {
        "deep:libre": EngineOptions("http://localhost:5000"),
        "x": EngineOptions(characters_a_day=10_000),
    }


@pytest.mark.parametrize(
    ("value", "order"),
    [
        ("[apertium, deep:deepl]", {None: ("apertium", "deep:deepl")}),
        (
            "{es: [deep:deepl, neural], other: [neural, neural]}",
            {Locale("es"): ("deep:deepl", "neural"), None: ("neural",)},
        ),
    ],
)
def test_a_workspace_says_which_engines_auto_asks(
    tmp_path: Path, value: str, order: dict[Locale | None, tuple[str, ...]]
) -> None:
    found = read_settings(written(tmp_path, f"engines:\n  auto: {value}\n"), {})
    assert (found.engine_order, found.engines) == (order, {})


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("neural", ":1:17: engines: auto: write a list of engines, such as [neural, apertium]"),
        ("[]", ":1:17: engines: auto: write a list of engines"),
        ("[neural, magic]", ":1:26: engines: auto: no engine 'magic'; known: apertium, deep:"),
        ("[[neural]]", ":1:18: engines: auto: no engine"),
        ("{xx1: [neural]}", ":1:18: engines: auto: "),
        ("{[a]: [neural]}", ":1:18: engines: auto: write one locale"),
        ("{es: neural}", ":1:22: engines: auto: write a list"),
        ("{es: [neural], spa: [neural]}", ":1:32: engines: auto: spa stands twice"),
        ("[neural], auto: [neural]", ":1:27: engines: auto stands twice"),
    ],
)
def test_what_is_no_list_of_engines_is_refused_where_it_stands(
    tmp_path: Path, value: str, words: str
) -> None:
    written(tmp_path, f"engines: {{auto: {value}}}\n")
    with pytest.raises(InputError, match=re.escape(words)):
        read_settings(tmp_path, {})


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("[a]", ":1:10: engines: write lines such as deep:deepl"),
        ("{a: b}", ":1:14: engines: a: write lines such as"),
        ("{a: {}, a: {}}", ":1:18: engines: a stands twice"),
        ("{[a]: {}}", ":1:11: engines: a name must be a plain word"),
        (
            "{a: {key: s3cret}}",
            ":1:15: engines: a: only url, characters_a_day can stand here; a key",
        ),
        ("{a: {url: here}}", ":1:20: engines: a: url: write one URL"),
        ("{a: {characters_a_day: lots}}", "characters_a_day: write a whole number"),
        ("{a: {characters_a_day: -3}}", "characters_a_day: write a whole number"),
    ],
)
def test_what_is_no_setting_of_an_engine_is_refused_where_it_stands(
    tmp_path: Path, value: str, words: str
) -> None:
    written(tmp_path, f"engines: {value}\n")
    with pytest.raises(InputError, match=re.escape(words)) as caught:
        read_settings(tmp_path, {})
    assert "s3cret" not in str(caught.value)
