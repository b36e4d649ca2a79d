"""What is said of engines."""

import re
from pathlib import Path

import pytest

from tests.settings.workspaces import written
from translate_pipeline.errors import InputError
from translate_pipeline.model.engine import EngineOptions
from translate_pipeline.model.locale import Locale
from translate_pipeline.settings import read_settings


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
