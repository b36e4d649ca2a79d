from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.engines.models import (
    ROOT_VARIABLE,
    Model,
    alphabet,
    codes,
    find_model,
    models_root,
)
from translate_pipeline.model.locale import Locale

EN = Locale("en")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    return tmp_path


def _model(root: Path, pair: str, *names: str) -> Path:
    folder = root / pair
    folder.mkdir()
    for name in names or ("model.x.bin", "lex.x.bin", "vocab.x.spm"):
        (folder / name).write_bytes(name.encode())
    return folder


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("es", ("es",)),
        ("es-MX", ("es-MX", "es")),
        ("pt-BR", ("pt-BR", "pt")),
        ("pt", ()),
        ("pt-PT", ("pt-PT",)),
        ("zh-CN", ("zh-CN", "zh-Hans", "zh")),
        ("zh-Hant", ("zh-Hant",)),
        ("zh-TW", ("zh-TW", "zh-Hant")),
        ("zh", ("zh", "zh-Hans")),
        ("sr-Latn", ("sr-Latn",)),
    ],
)
def test_a_bare_language_serves_its_regions_but_no_other_variety_or_script(
    tag: str, expected: tuple[str, ...]
) -> None:
    assert codes(Locale(tag)) == expected


def test_brazilian_portuguese_is_installed_with_us_both_ways(root: Path) -> None:
    for source, target, pair in (("en-GB", "pt-BR", "en-pt"), ("pt-BR", "en", "pt-en")):
        model = find_model(Locale(source), Locale(target))
        assert model
        assert model.pair == pair
        assert all(path.stat().st_size for path in model.paths())
    assert not any(root.iterdir())


def test_the_users_own_model_comes_before_the_installed_one(root: Path) -> None:
    folder = _model(root, "en-pt")
    assert find_model(EN, Locale("pt-BR")) == Model("en-pt", folder)


def test_the_closest_of_the_users_models_is_taken(root: Path) -> None:
    _model(root, "en-es")
    own = _model(root, "en-es-MX")
    assert find_model(EN, Locale("es-MX")) == Model("en-es-MX", own)
    assert find_model(EN, Locale("es-AR")) == Model("en-es", root / "en-es")


def test_a_folder_without_weights_is_no_model(root: Path) -> None:
    _model(root, "en-es", "vocab.x.spm")
    assert find_model(EN, Locale("es")) is None


def test_a_model_may_have_two_vocabularies(root: Path) -> None:
    names = "model.x.bin", "lex.x.bin", "srcvocab.x.spm", "trgvocab.x.spm"
    folder = _model(root, "en-zh", *names)
    files = ("model.x.bin", "srcvocab.x.spm", "trgvocab.x.spm", "lex.x.bin")
    assert tuple(path.name for path in Model("en-zh", folder).paths()) == files


def test_a_missing_file_of_a_model_is_named(root: Path) -> None:
    folder = _model(root, "en-es", "model.x.bin", "vocab.x.spm")
    with pytest.raises(FileNotFoundError, match=r"en-es has no lex\.\*\.bin"):
        Model("en-es", folder).paths()


def test_models_are_kept_in_the_users_cache_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    assert models_root().parts[-2:] == ("translate-pipeline", "models")


def _varint(number: int) -> bytes:
    low = bytes([number & 0x7F | (0x80 if number > 0x7F else 0)])
    return low + _varint(number >> 7) if number > 0x7F else low


def _piece(text: str, kind: int = 0) -> bytes:
    body = b"\x0a" + _varint(len(text.encode())) + text.encode() + b"\x15\0\0\x80\x3f"
    body += bytes([0x18, kind]) if kind else b""
    return b"\x0a" + _varint(len(body)) + body


@given(st.lists(st.tuples(st.text(max_size=200), st.integers(0, 6))))
def test_every_character_of_a_normal_piece_is_in_the_alphabet(
    pieces: list[tuple[str, int]],
) -> None:
    vocabulary = b"".join(_piece(text, kind) for text, kind in pieces)
    normal = {character for text, kind in pieces if kind < 2 for character in text}
    assert alphabet(vocabulary) == normal


def test_the_alphabet_is_what_the_normal_pieces_are_made_of() -> None:
    trainer = b"\x12\x03abc"
    vocabulary = _piece("<unk>", 2) + _piece("</s>", 3) + _piece("▁crí") + _piece("me") + trainer
    assert alphabet(vocabulary) == frozenset("▁críme")
