"""What is particular to each service."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.engines.conftest import Asking
from tests.engines.services.protocols import KEY
from tests.engines.services.server import Server
from translate_pipeline.errors import EngineRefused, EngineUnavailable
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.egress import listening

EN, ES, BR = Locale("en"), Locale("es"), Locale("pt-BR")


def test_google_asks_for_a_captcha_where_it_has_had_enough(asking: Asking) -> None:
    with pytest.raises(EngineUnavailable, match="says 429"):
        asking("deep:google").translate(["captcha Veldania"], EN, ES)


def test_google_has_two_layouts(asking: Asking) -> None:
    assert asking("deep:google").translate(["layout of it"], EN, ES) == ["EN LA PLAYA"]


def test_google_has_no_translation_of_three_dots(asking: Asking) -> None:
    assert asking("deep:google").translate(["..."], EN, ES) == [""]


@pytest.mark.parametrize(
    ("key", "host"), [(KEY, "api-free.deepl.com"), (KEY.removesuffix(":fx"), "api.deepl.com")]
)
def test_the_key_tells_which_of_deepls_hosts_to_ask(
    key: str, host: str, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = asking("deep:deepl")
    monkeypatch.setenv(engine.variable, key)
    monkeypatch.setattr("tests.engines.services.protocols.KEY", key)
    with listening() as heard:
        engine.translate(["war crimes"], EN, ES)
    assert [one.host for one in heard] == [host]


def test_deepl_is_asked_for_a_region_that_deep_translator_does_not_know(
    asking: Asking, services: Server
) -> None:
    asking("deep:deepl").translate(["war crimes"], EN, BR)
    assert services.pairs == [("EN", "PT-BR")]


def test_libretranslate_gets_a_key_only_where_there_is_one(
    asking: Asking, services: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = asking("deep:libre")
    engine.translate(["war crimes"], EN, ES)
    monkeypatch.setenv(engine.variable, KEY)
    engine.translate(["ceasefire"], EN, ES)
    assert ["api_key" in asked.form for _, asked in services.asked] == [False, True]


def test_microsoft_is_asked_once_a_text_and_with_the_region_of_the_key(
    asking: Asking, services: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSLATE_PIPELINE_MICROSOFT_REGION", "westeurope")
    asking("deep:microsoft").translate(["war crimes"], EN, Locale("zh-Hant"))
    ((_, asked),) = services.asked  # and not for its list of languages
    assert asked.headers["Ocp-Apim-Subscription-Region"] == "westeurope"
    assert services.pairs == [("en", "zh-Hant")]


def test_mymemory_writes_entities(asking: Asking) -> None:
    assert asking("deep:mymemory").translate(["apostrophe of it"], EN, ES) == ['L\'ONU "sabía"']


def test_mymemory_says_with_a_status_of_success_that_it_has_no_such_pair(asking: Asking) -> None:
    with pytest.raises(EngineRefused, match=r"says 403 .INVALID LANGUAGE PAIR SPECIFIED"):
        asking("deep:mymemory").translate(["pair of them"], EN, ES)


def test_qcri_fails_with_a_status_of_success(asking: Asking) -> None:
    with pytest.raises(EngineRefused, match=r"says 400 .no such domain"):
        asking("deep:qcri").translate(["domain of it"], EN, ES)


def test_an_answer_of_chatgpt_that_was_cut_off_is_none(asking: Asking) -> None:
    assert asking("deep:chatgpt").translate(["cutoff of it"], EN, ES) == [""]


def test_chatgpts_model_can_be_chosen(
    asking: Asking, services: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = asking("deep:chatgpt")
    engine.translate(["war crimes"], EN, ES)
    monkeypatch.setenv("TRANSLATE_PIPELINE_CHATGPT_MODEL", "another")
    engine.translate(["ceasefire"], EN, ES)
    models = [json.loads(asked.body)["model"] for _, asked in services.asked]
    assert models == ["gpt-4.1-mini", "another"]


def test_whoever_coordinates_processes_puts_a_limit_of_all_of_them_in_the_paces_place(
    asking: Asking,
) -> None:
    turns: list[str] = []

    @contextmanager
    def turn() -> Iterator[None]:
        turns.append("begin")
        yield
        turns.append("end")

    engine = asking("deep:deepl")
    engine.turn = turn
    engine.translate(["one", "two"], EN, ES)
    assert turns == ["begin", "end"] * 2


def test_a_text_does_not_go_without_encryption(
    asking: Asking, services: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = asking("deep:mymemory")
    monkeypatch.setattr(type(engine), "request", lambda _self, request, _call: request)
    with pytest.raises(EngineRefused, match=r"would call api\.mymemory\.translated\.net"):
        engine.translate(["war crimes"], EN, ES)
    assert not services.asked


def test_a_yandex_key_that_is_blocked_is_no_allowance_used_up(asking: Asking) -> None:
    with pytest.raises(EngineRefused, match=r"says 401 .*KEY right\?"):
        asking("deep:yandex").translate(["402 of it"], EN, ES)


def test_no_host_but_the_services_is_called(
    asking: Asking, services: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = asking("deep:google")
    monkeypatch.setattr(type(engine), "hosts", frozenset({"translate.example"}))
    with pytest.raises(EngineRefused, match=r"would call translate\.google\.com"):
        engine.translate(["war crimes"], EN, ES)
    assert not services.asked


def test_others_have_deep_translator_as_it_is(asking: Asking) -> None:
    import deep_translator.google
    import requests

    asking("deep:google").translate(["war crimes"], EN, ES)
    assert deep_translator.google.requests is requests
