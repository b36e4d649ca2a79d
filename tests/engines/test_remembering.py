import os
import shutil
import sqlite3
import stat
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from translate_pipeline.engines.apertium import Apertium
from translate_pipeline.engines.models import ROOT_VARIABLE, find_model
from translate_pipeline.engines.neural import Neural
from translate_pipeline.engines.remembering import VARIABLE, clear, drafts_file, remembering
from translate_pipeline.errors import EngineRefused
from translate_pipeline.model.locale import Locale
from translate_pipeline.ports import Engine

EN, ES, FR = Locale("en"), Locale("es"), Locale("fr")


class Counting:
    """An engine that counts what it is asked."""

    name = "counting"
    on_device = True

    def __init__(self, made_with: str = "1") -> None:
        self.asked: list[str] = []
        self.now = made_with

    def supports(self, source: Locale, target: Locale) -> str:
        return f"{source}-{target}"

    def why_not(self, source: Locale, target: Locale) -> str:
        return f"not {source}-{target}"

    def made_with(self, source: Locale, target: Locale) -> str:
        return f"{self.now} {source} {target}"

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        self.asked += texts
        del source
        return ["" if text == "hard" else f"{target}:{text}" for text in texts]


class Cloud(Counting):
    on_device = False


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache" / "drafts.db"))
    return tmp_path / "cache" / "drafts.db"


@pytest.mark.usefixtures("file")
def test_a_text_is_translated_once() -> None:
    engine = Counting()
    first = remembering(engine).translate(["a", "b", "a"], EN, ES)
    assert first == ["es:a", "es:b", "es:a"]
    assert remembering(engine).translate(["b", "c", "a"], EN, ES) == ["es:b", "es:c", "es:a"]
    assert engine.asked == ["a", "b", "c"]


@pytest.mark.usefixtures("file")
def test_another_locale_engine_or_model_makes_its_own_draft() -> None:
    engine, newer = Counting(), Counting("2")
    for one, locale in ((engine, ES), (engine, FR), (newer, ES)):
        assert remembering(one).translate(["a"], EN, locale) == [f"{locale}:a"]
    assert (engine.asked, newer.asked) == (["a", "a"], ["a"])


@pytest.mark.usefixtures("file")
def test_a_text_without_a_draft_is_asked_again() -> None:
    engine = Counting()
    for _ in range(2):
        assert remembering(engine).translate(["hard"], EN, ES) == [""]
    assert engine.asked == ["hard", "hard"]


@pytest.mark.usefixtures("file")
def test_an_engine_with_too_few_targets_is_refused() -> None:
    class Short(Counting):
        def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
            return super().translate(texts[1:], source, target)

    with pytest.raises(EngineRefused, match="counting gave 1 targets for 2 segments"):
        remembering(Short()).translate(["a", "b"], EN, ES)


@pytest.mark.usefixtures("file")
def test_a_model_that_is_not_whole_is_refused_by_its_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    (tmp_path / "en-es").mkdir()
    (tmp_path / "en-es" / "model.x.bin").touch()
    with pytest.raises(EngineRefused, match="en-es holds no usable model"):
        remembering(Neural()).translate(["a"], EN, ES)


@pytest.mark.usefixtures("file")
def test_the_engine_is_as_it_was() -> None:
    engine = Counting()
    wrapped = remembering(engine)
    assert (wrapped.name, wrapped.on_device) == ("counting", True)
    assert (wrapped.supports(EN, ES), wrapped.why_not(EN, ES)) == ("en-es", "not en-es")
    assert wrapped.translate([], EN, ES) == []


@pytest.mark.usefixtures("file")
def test_no_draft_of_a_cloud_engine_or_of_one_that_may_differ_is_kept() -> None:
    class Plain:
        name, on_device = "plain", True
        supports = why_not = translate = staticmethod(lambda *_: "")

    engines: list[Engine] = [Cloud(), Plain()]
    assert [remembering(engine) for engine in engines] == engines


def test_the_file_is_for_its_owner_and_holds_no_source(file: Path) -> None:
    remembering(Counting()).translate(["the source of it"], EN, ES)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = sqlite3.connect(file).execute("SELECT key, target FROM drafts").fetchall()
    assert [(len(key), target) for key, target in rows] == [(32, "es:the source of it")]


def test_a_file_that_others_could_read_is_closed_to_them(file: Path) -> None:
    file.parent.mkdir()
    file.touch(0o644)
    remembering(Counting()).translate(["a"], EN, ES)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_cleared_drafts_are_gone(file: Path) -> None:
    engine = Counting()
    remembering(engine).translate(["a"], EN, ES)
    assert clear(file) > 0
    assert not list(file.parent.iterdir())
    assert clear(file) == 0
    remembering(engine).translate(["a"], EN, ES)
    assert engine.asked == ["a", "a"]


def test_nothing_is_kept_where_it_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "off")
    engine = Counting()
    assert remembering(engine) is engine
    assert drafts_file() is None


def test_the_users_cache_is_where_drafts_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    file = drafts_file()
    assert file
    assert file.parts[-2:] == ("translate-pipeline", "drafts.db")


def test_the_oldest_drafts_make_room(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate_pipeline.engines.remembering.LARGEST", 200_000)
    engine = Counting()
    for start in range(0, 3_000, 100):
        texts = [f"{number} {'x' * 200}" for number in range(start, start + 100)]
        remembering(engine).translate(texts, EN, ES)
    assert file.stat().st_size < 400_000
    engine.asked.clear()
    remembering(engine).translate([f"{number} {'x' * 200}" for number in (0, 2_999)], EN, ES)
    assert [text.split()[0] for text in engine.asked] == ["0"]


@pytest.mark.parametrize("damage", [b"no database", b"", b"SQLite format 3\0" + b"\0" * 4_000])
def test_a_damaged_file_is_replaced(damage: bytes, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(damage)
    engine = Counting()
    for _ in range(3):
        assert remembering(engine).translate(["a"], EN, ES) == ["es:a"]
    assert len(engine.asked) < 3


def test_a_file_that_is_damaged_in_the_middle_never_stands_in_the_way(file: Path) -> None:
    engine = Counting()
    texts = [f"{number} {'x' * 200}" for number in range(300)]
    expected = remembering(engine).translate(texts, EN, ES)
    data = bytearray(file.read_bytes())
    data[4096:20_000] = os.urandom(20_000 - 4096)
    file.write_bytes(data)
    assert remembering(engine).translate(texts, EN, ES) == expected


def test_a_place_that_cannot_be_written_never_stands_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "drafts.db"))
    assert remembering(Counting()).translate(["a"], EN, ES) == ["es:a"]


def test_a_link_is_not_followed(file: Path) -> None:
    file.parent.mkdir()
    file.symlink_to(file.parent / "elsewhere")
    assert remembering(Counting()).translate(["a"], EN, ES) == ["es:a"]
    assert not (file.parent / "elsewhere").exists()


def _translate(first: int) -> int:
    engine = Counting()
    texts = [f"text {number}" for number in range(first, first + 60)]
    for start in range(0, len(texts), 5):
        remembering(engine).translate(texts[start : start + 5], EN, ES)
    return len(engine.asked)


def test_processes_may_write_at_once(file: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert sum(processes.map(_translate, [0, 30, 60])) >= 120  # different texts
    assert _translate(0) == _translate(60) == 0
    check = sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone()
    assert check == ("ok",)


def test_a_draft_of_neural_is_of_the_model_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    model = find_model(EN, Locale("pt-BR"))
    assert model
    shutil.copytree(model.folder, tmp_path / "en-es")
    before = Neural().made_with(EN, ES)
    os.utime(next((tmp_path / "en-es").glob("lex.*.bin")), (1, 1))
    assert before != Neural().made_with(EN, ES) != ""


def test_a_draft_of_apertium_is_of_the_dictionaries_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Apertium().supports(EN, ES):
        pytest.skip(Apertium().why_not(EN, ES))
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    (tmp_path / "modes").mkdir()
    dictionary = tmp_path / "x.bin"
    (tmp_path / "modes" / "eng-spa.mode").write_text(f"lt-proc $1 {dictionary}")
    dictionary.write_text("one")
    before = Apertium().made_with(EN, ES)
    assert shutil.which("lt-proc") in before.split()
    dictionary.write_text("other")
    assert Apertium().made_with(EN, ES) != before
