from pathlib import Path

import pytest

from translate_pipeline.engines.modes import (
    Mode,
    installed_modes,
    modes_folder,
    parse_mode,
    route,
    stages,
)
from translate_pipeline.model.locale import Locale

NAMES = (
    "cat-fra cat-ita cat-por_BR cat-spa en-gl eng-cat eng-spa es-fr es-pt es-pt_BR "
    "gl-en spa-cat spa-eng spa-eng_US spa-ita"
)


def _modes(names: str = NAMES) -> tuple[Mode, ...]:
    return tuple(mode for name in names.split() if (mode := parse_mode(name)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("eng-spa", Mode("eng-spa", "en", "es", "")),
        ("en-gl", Mode("en-gl", "en", "gl", "")),
        ("es-pt_BR", Mode("es-pt_BR", "es", "pt", "BR")),
        ("eng-cat_valencia", None),
        ("cat-por_PTpre1990", None),
        ("eco-es-fr", None),
    ],
)
def test_a_modes_name_says_what_it_translates(name: str, expected: Mode | None) -> None:
    assert parse_mode(name) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("en", "es", "eng-spa"),
        ("en-GB", "es-MX", "eng-spa"),
        ("en", "ca", "eng-cat"),
        ("en", "gl", "en-gl"),
        ("en", "fr", "eng-spa es-fr"),
        ("en", "it", "eng-spa spa-ita"),
        ("en", "pt", "eng-spa es-pt"),
        ("en", "pt-PT", "eng-spa es-pt"),
        ("en", "pt-BR", "eng-spa es-pt_BR"),
        ("es", "en-US", "spa-eng_US"),
        ("es", "en-GB", "spa-eng"),
        ("gl", "fr", ""),
        ("en", "ar", ""),
        ("en", "en-US", ""),
        ("en", "es-Latn", ""),
    ],
)
def test_the_direct_mode_or_one_language_between(source: str, target: str, expected: str) -> None:
    found = route(_modes(), Locale(source), Locale(target))
    assert " ".join(mode.name for mode in found) == expected


def test_another_language_stands_between_where_spanish_cannot() -> None:
    found = route(_modes("eng-cat cat-fra eng-spa"), Locale("en"), Locale("fr"))
    assert [mode.name for mode in found] == ["eng-cat", "cat-fra"]


def test_the_installation_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    assert installed_modes() == ()
    modes_folder().mkdir()
    for name in ("spa-ita.mode", "eng-spa.mode", "README", "eng-cat_valencia.mode"):
        (modes_folder() / name).touch()
    assert [mode.name for mode in installed_modes()] == ["eng-spa", "spa-ita"]


def test_every_stage_flushes_at_the_null_byte_and_the_generator_leaves_no_marks() -> None:
    mode = (
        "lt-proc 'a b.bin' | vislcg3 -g x.bin | apertium-tagger -g $2 y.prob | lt-proc $1 z.bin\n"
    )
    assert stages(mode) == [
        ["lt-proc", "-z", "a b.bin"],
        ["vislcg3", "-g", "x.bin"],
        ["apertium-tagger", "-z", "-g", "y.prob"],
        ["lt-proc", "-z", "-n", "z.bin"],
    ]
