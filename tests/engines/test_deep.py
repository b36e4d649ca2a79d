"""What holds for every service through deep-translator."""

import logging
import socket
from pathlib import Path
from traceback import format_exception
from typing import Any

import pytest

from tests.engines.conftest import Asking
from tests.engines.services.protocols import KEY, PROTOCOLS
from tests.engines.services.server import Server
from translate_pipeline.engines.deep.engine import Deep
from translate_pipeline.engines.deep.transport import TimeLimits
from translate_pipeline.errors import EngineError, EngineRefused, EngineUnavailable
from translate_pipeline.model.engine import EngineOptions
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.egress import Sent, listening

EN, ES = Locale("en"), Locale("es")
JSON = sorted(set(PROTOCOLS) - {"deep:google"})


@pytest.fixture(params=sorted(PROTOCOLS))
def engine(request: pytest.FixtureRequest, asking: Asking) -> Deep:
    return asking(request.param)


def test_texts_are_translated_in_order(engine: Deep) -> None:
    texts = ["war crimes", "a & <b>", " ", "", "señor 100%"]
    code = engine.code(ES)
    expected = [f"{code}: WAR CRIMES", f"{code}: A & <B>", "", "", f"{code}: SEÑOR 100%"]
    assert engine.translate(texts, EN, ES) == expected


def test_it_asks_with_the_codes_of_its_service(engine: Deep, services: Server) -> None:
    engine.translate(["war crimes"], EN, ES)
    assert "-".join(services.pairs[0]) == engine.supports(EN, ES)


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("429 Veldania", EngineUnavailable, "says 429.*try again after 60 s"),
        ("500 Veldania", EngineUnavailable, "says 500"),
        ("503 Veldania", EngineUnavailable, "says 503"),
        ("400 Veldania", EngineRefused, "says 400"),
        ("403 Veldania", EngineRefused, "says 403|used up"),
        ("413 Veldania", EngineRefused, "says 413"),
        ("quota Veldania", EngineRefused, "used up|403"),
        ("cut Veldania", EngineUnavailable, "no connection to"),
        ("moved Veldania", EngineRefused, "says 302"),
        ("page Veldania", EngineRefused, "web page|page without a translation"),
    ],
)
def test_a_failure_says_whether_trying_again_helps_and_never_quotes_text_or_key(
    engine: Deep, text: str, error: type[EngineError], words: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(error, match=words) as raised:
        engine.translate(["first", text], EN, ES)
    said = str(raised.value) + "".join(format_exception(raised.value)) + caplog.text
    assert "Veldania" not in said
    assert KEY not in said


@pytest.mark.parametrize("text", ["stall Veldania", "drip Veldania"])
def test_a_server_that_is_silent_or_sends_a_byte_at_a_time_is_late(
    engine: Deep, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate_pipeline.engines.deep.manners.ATTEMPTS", 1)
    monkeypatch.setattr(Deep, "time_limits", TimeLimits(60.0, 0.15, 0.25))
    with pytest.raises(EngineUnavailable, match="did not answer in time"):
        engine.translate([text], EN, ES)


@pytest.mark.parametrize("name", JSON)
def test_an_answer_that_cannot_be_read_is_asked_for_again(
    name: str, asking: Asking, services: Server
) -> None:
    engine = asking(name)
    with pytest.raises(EngineUnavailable, match="cannot read"):
        engine.translate(["garbage Veldania"], EN, ES)
    assert services.seen["garbage Veldania"] == 3


@pytest.mark.parametrize("name", sorted(set(JSON) - {"deep:libre", "deep:mymemory"}))
def test_a_wrong_key_is_refused_and_its_variable_named(
    name: str, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = asking(name)
    monkeypatch.setenv(engine.variable, "wrong-key-4711")
    with pytest.raises(EngineRefused, match=f"is {engine.variable} right") as raised:
        engine.translate(["war crimes"], EN, ES)
    assert "4711" not in str(raised.value)


@pytest.mark.parametrize("name", sorted(n for n, one in PROTOCOLS.items() if one.engine.wants_key))
def test_without_its_key_it_serves_nothing_and_names_the_variable(name: str) -> None:
    engine = PROTOCOLS[name].engine()
    assert engine.supports(EN, ES) == ""
    assert f"set {engine.variable}" in engine.why_not(EN, ES)
    with pytest.raises(EngineRefused, match=engine.variable):
        engine.translate(["war crimes"], EN, ES)


def test_a_key_may_be_in_a_file(
    asking: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = asking("deep:deepl")
    monkeypatch.delenv(engine.variable)
    file = tmp_path / "key"
    monkeypatch.setenv(f"{engine.variable}_FILE", str(file))
    assert f"{file}: no such file" in engine.why_not(EN, ES)
    file.write_text("two words\n")
    assert "holds no key" in engine.why_not(EN, ES)
    file.write_text(f"{KEY}\n")
    assert engine.translate(["war crimes"], EN, ES) == ["ES: WAR CRIMES"]


def test_a_service_that_is_busy_is_asked_again_after_the_time_it_asks_for(
    engine: Deep, pauses: list[float]
) -> None:
    assert engine.translate(["busy Monday"], EN, ES) == [f"{engine.code(ES)}: BUSY MONDAY"]
    assert [pause for pause in pauses if pause > 1] == [4.0]  # 3 s, and half of up to 2 s


def test_a_service_that_asks_for_a_long_time_is_left_alone(engine: Deep, services: Server) -> None:
    with pytest.raises(EngineUnavailable, match="429"):
        engine.translate(["429 Veldania"], EN, ES)
    with pytest.raises(EngineUnavailable, match="left alone for 60 s more"):
        engine.translate(["war crimes"], EN, ES)
    assert sum(services.seen.values()) == 1


def test_what_was_answered_before_a_failure_is_not_sent_again(
    engine: Deep, services: Server
) -> None:
    for _ in range(2):
        with pytest.raises(EngineRefused):
            engine.translate(["war crimes", "400 it"], EN, ES)
    assert services.seen == {"war crimes": 1, "400 it": 2}


def test_a_doubtful_answer_is_asked_for_once_more(engine: Deep, services: Server) -> None:
    text = "echo the court found that nobody was to blame for this"
    assert engine.translate([text], EN, ES) == [text]
    assert services.seen[text] == 2


def test_what_is_sent_is_told(engine: Deep) -> None:
    with listening() as heard:
        engine.translate(["war crimes", "", "busy Monday"], EN, ES)
    host = "127.0.0.1" if engine.name == "deep:libre" else min(engine.hosts)
    assert {one.host for one in heard} <= {host, "api-free.deepl.com"}
    assert [(one.engine, one.characters) for one in heard] == [
        (engine.name, 10), (engine.name, 11), (engine.name, 11),
    ]  # fmt: skip
    assert isinstance(heard[0], Sent)


def test_a_day_has_a_limit_of_characters(engine: Deep, services: Server) -> None:
    engine.configure(EngineOptions(characters_a_day=15))
    engine.translate(["war crimes"], EN, ES)
    with pytest.raises(EngineRefused, match=r"10 of 15 characters a day .* this text has 9"):
        engine.translate(["ceasefire"], EN, ES)
    assert list(services.seen) == ["war crimes"]
    assert engine.outside.characters_today == 10


def test_a_sentence_longer_than_a_request_is_cut_where_a_clause_ends(
    asking: Asking, services: Server
) -> None:
    engine = asking("deep:mymemory")
    text = "The court heard, " + "ünd found that nobody was to blame, " * 20 + "it said."
    (answer,) = engine.translate([text], EN, ES)
    assert answer.count("BLAME") == 20
    assert len(services.seen) > 1
    assert all(len(one.encode()) <= 499 for one in services.seen)
    assert " ".join(services.seen) == text


def test_what_cannot_be_cut_is_refused_before_anything_is_sent(
    engine: Deep, services: Server
) -> None:
    with pytest.raises(EngineRefused, match=f"at most {engine.longest} are taken"):
        engine.translate(["short", "x" * (engine.longest + 1)], EN, ES)
    assert not services.seen


def test_connections_are_kept_between_texts(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    connect = socket.socket.connect

    def noted(self: socket.socket, address: Any) -> None:
        made.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    asking("deep:deepl").translate(["one", "two", "three"], EN, ES)
    assert len(made) == 1


def test_two_locales_of_one_language_are_no_pair(engine: Deep) -> None:
    assert engine.supports(Locale("en"), Locale("en-US")) == ""
    assert engine.why_not(Locale("en"), Locale("en-US"))
