import re
import shutil
import threading
from pathlib import Path

import pytest

from translate_pipeline.engines.models import ROOT_VARIABLE, find_model
from translate_pipeline.engines.neural import LONGEST, Neural
from translate_pipeline.errors import EngineRefused
from translate_pipeline.model.locale import Locale

EN, BRAZIL = Locale("en"), Locale("pt-BR")


def _draft(text: str) -> str:
    return Neural().translate([text], EN, BRAZIL)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("War crimes", "Crimes de guerra"),
        (
            "“This is a war crime,” said the court.",
            "“Este é um crime de guerra”, disse o tribunal.",
        ),
        (
            "The group called it “a crime against humanity” – and ‘inhuman’.",
            "O grupo chamou-o de “um crime contra a humanidade” – e ‘desumano’.",
        ),
        ("The naïve façade of the coup d’état.", "A fachada ingênua do golpe de Estado."),
    ],
)
def test_drafts_keep_the_marks_of_the_source(text: str, expected: str) -> None:
    assert _draft(text) == expected


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        ("{}, the organization’s Secretary General, said the world must act.", "Agnès Callamard"),
        ("{} was sentenced to 15 years.", "Nguyễn Văn Đài"),
        ("“We have no water,” said {}, a nurse.", "Gülistan Koçyiğit"),
        ("{} signed the decree.", "Владимир Путин"),
        ("For more information, write to {}.", "press@example.org"),
        ("Sales of arms rose by {} billion.", "£3.5"),
    ],
)
def test_what_the_model_cannot_spell_comes_through_unharmed(frame: str, name: str) -> None:
    assert name in _draft(frame.format(name))


def test_nothing_is_lost_of_a_very_long_segment() -> None:
    clauses = [
        f"on {number} May the authorities denied {number + 40} families access to food and water"
        for number in range(1, 13)
    ]
    text = "; ".join(clauses) + "."
    assert len(text) > 2 * LONGEST
    draft = _draft(text)
    assert re.findall(r"\d+", draft) == re.findall(r"\d+", text)
    assert "; Em" not in draft


def test_white_space_has_no_translation() -> None:
    assert Neural().translate(["", " \u00a0"], EN, BRAZIL) == ["", ""]


def test_a_model_in_the_users_cache_serves_its_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    installed = find_model(EN, BRAZIL)
    assert installed
    shutil.copytree(installed.folder, tmp_path / "en-es")
    assert Neural().supports(EN, Locale("es-MX")) == "en-es"
    assert Neural().translate(["War crimes"], EN, Locale("es")) == ["Crimes de guerra"]


@pytest.mark.parametrize("missing", ["", "vocab.x.spm"])
def test_a_damaged_model_is_refused_with_its_folder(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    folder = tmp_path / "en-es"
    folder.mkdir()
    for name in {"model.x.bin", "lex.x.bin", "vocab.x.spm"} - {missing}:
        (folder / name).write_bytes(b"nonsense")
    with pytest.raises(EngineRefused, match="en-es holds no usable model"):
        Neural().translate(["War crimes"], EN, Locale("es"))


def test_threads_share_an_engine() -> None:
    engine, drafts = Neural(), {}

    def draft(number: int) -> None:
        drafts[number] = engine.translate(["War crimes"], EN, BRAZIL)

    threads = [threading.Thread(target=draft, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drafts == {number: ["Crimes de guerra"] for number in range(3)}


def test_plain_portuguese_is_not_served_by_a_brazilian_model() -> None:
    assert Neural().supports(EN, Locale("pt")) == ""
    assert "Brazilian" in Neural().why_not(EN, Locale("pt"))


def test_a_missing_model_comes_with_the_command_that_gets_it() -> None:
    with pytest.raises(EngineRefused, match=r"translate-pipeline engines fetch ar$"):
        Neural().translate(["War crimes"], EN, Locale("ar"))
