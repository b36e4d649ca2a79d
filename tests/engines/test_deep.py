import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from traceback import format_exception

import pytest
from deep_translator.constants import BASE_URLS, GOOGLE_LANGUAGES_TO_CODES

from tests.engines.google_server import google_server
from translate_pipeline.engines import deep
from translate_pipeline.engines.deep import CODES, LONGEST, Google, google_code
from translate_pipeline.errors import EngineError, EngineRefused, EngineUnavailable
from translate_pipeline.model.locale import Locale

EN, ES = Locale("en"), Locale("es")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with google_server() as url:
        yield url


@pytest.fixture
def google(address: str, monkeypatch: pytest.MonkeyPatch) -> Google:
    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", address)
    monkeypatch.setattr(deep, "TIMEOUT", (1.0, 1.0))
    return Google()


def test_texts_are_translated_in_order(google: Google) -> None:
    assert google.translate(["war crimes", "a & <b>"], EN, ES) == ["es:semirc raw", "es:>b< & a"]


def test_a_text_that_stays_the_same_is_a_translation(google: Google) -> None:
    assert google.translate(["echo Gaza"], EN, ES) == ["echo Gaza"]


def test_what_google_has_no_translation_for_is_empty(google: Google) -> None:
    assert google.translate(["...", " ", ""], EN, ES) == ["", "", ""]


def test_threads_get_their_own_sentences(google: Google) -> None:
    texts = [f"sentence {number}" for number in range(80)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: google.translate([text], EN, ES), texts))
    assert answers == [[f"es:{text[::-1]}"] for text in texts]


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("429 Veldania", EngineUnavailable, "says 429 Too Many Requests, try again after 60 s"),
        ("500 Veldania", EngineUnavailable, "says 500 Internal Server Error"),
        ("503 Veldania", EngineUnavailable, "says 503 Service Unavailable"),
        ("403 Veldania", EngineRefused, "says 403 Forbidden"),
        ("stall Veldania", EngineUnavailable, "did not answer in time"),
        ("cut Veldania", EngineUnavailable, "no connection to 127.0.0.1"),
        ("garbage Veldania", EngineRefused, "a page without a translation"),
    ],
)
def test_a_failure_says_whether_trying_again_helps_and_never_quotes_the_text(
    google: Google, text: str, error: type[EngineError], words: str
) -> None:
    with pytest.raises(error, match=words) as raised:
        google.translate(["first", text], EN, ES)
    assert "Veldania" not in str(raised.value)
    assert "Veldania" not in "".join(format_exception(raised.value))


def test_no_connection_is_worth_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/m"
        monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", url)
        with pytest.raises(EngineUnavailable, match="no connection"):
            Google().translate(["Veldania"], EN, ES)


def test_too_long_a_segment_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(EngineRefused, match="5000 characters, at most 4999"):
        Google().translate(["short", "x" * (LONGEST + 1)], EN, ES)


def test_a_segment_of_the_greatest_length_is_taken(google: Google) -> None:
    assert google.translate(["x" * LONGEST], EN, ES) == ["es:" + "x" * LONGEST]


def test_the_codes_are_those_of_deep_translator() -> None:
    assert set(GOOGLE_LANGUAGES_TO_CODES.values()) == CODES


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("es", "es"),
        ("es-MX", "es"),
        ("he", "iw"),
        ("pt-BR", "pt"),
        ("zh", "zh-CN"),
        ("zh-CN", "zh-CN"),
        ("zh-Hant", "zh-TW"),
        ("zh-Hant-HK", "zh-TW"),
        ("zh-HK", "zh-TW"),
        ("nb", "no"),
        ("fil", "tl"),
        ("sr-Latn", ""),
        ("tlh", ""),
    ],
)
def test_a_locale_has_googles_code_or_none(tag: str, code: str) -> None:
    assert google_code(Locale.parse(tag)) == code


def test_two_locales_with_one_code_are_no_pair() -> None:
    assert Google().supports(Locale("pt-BR"), Locale("pt-PT")) == ""
    assert "does not tell pt-BR from pt-PT" in Google().why_not(Locale("pt-BR"), Locale("pt-PT"))
