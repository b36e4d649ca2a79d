"""What the pipeline may expect of every engine of ours."""

from collections.abc import Iterator

import pytest
from deep_translator.constants import BASE_URLS

from tests.engines.google_server import google_server
from translate_pipeline.engines import load_engine
from translate_pipeline.errors import EngineRefused
from translate_pipeline.model.locale import Locale
from translate_pipeline.ports import Engine

EN, TARGET, NOWHERE = Locale("en"), Locale("pt-BR"), Locale("tlh")
TEXTS = ["War crimes.", "", "The court ruled.", "  ", "War crimes."]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with google_server() as url:
        yield url


@pytest.fixture(params=["apertium", "deep:google", "neural"])
def engine(
    request: pytest.FixtureRequest, address: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Engine]:
    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", address)
    engine = load_engine(request.param)
    if not engine.supports(EN, TARGET):
        pytest.skip(engine.why_not(EN, TARGET))
    yield engine
    if close := getattr(engine, "close", None):
        close()


def test_there_are_as_many_targets_as_texts_in_their_order(engine: Engine) -> None:
    targets = engine.translate(TEXTS, EN, TARGET)
    assert [bool(target) for target in targets] == [True, False, True, False, True]
    assert targets[0] == targets[4] != targets[2]


def test_no_texts_have_no_targets(engine: Engine) -> None:
    assert list(engine.translate([], EN, TARGET)) == []


def test_a_pair_it_does_not_support_is_refused_with_the_reason(engine: Engine) -> None:
    assert engine.supports(EN, NOWHERE) == ""
    reason = engine.why_not(EN, NOWHERE)
    assert reason
    assert "\n" not in reason
    with pytest.raises(EngineRefused) as raised:
        engine.translate(["War crimes."], EN, NOWHERE)
    assert reason in str(raised.value)


def test_a_language_is_not_translated_into_itself(engine: Engine) -> None:
    assert engine.supports(EN, Locale("en-US")) == ""
