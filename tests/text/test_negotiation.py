"""Which locale answers an Accept-Language header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.negotiation import language_ranges, preferred_locale


@pytest.mark.parametrize(
    ("header", "available", "expected"),
    [
        ("es", "ar es", "es"),
        ("ES", "ar es", "es"),
        ("es-MX", "ar es", "es"),
        ("es-MX", "es es-MX", "es-MX"),
        ("pt", "pt-BR", "pt-BR"),
        ("pt-BR", "pt", "pt"),
        ("pt-PT", "es pt-BR", "pt-BR"),
        ("zh-TW", "zh zh-Hant", "zh-Hant"),
        ("zh-TW", "zh", None),
        ("sr-Latn", "sr", None),
        ("de, fr;q=0.5, es;q=0.7", "es fr", "es"),
        ("fr;q=0, es;q=0.1", "es fr", "es"),
        ("de-CH-1996", "de", "de"),
        ("de, *;q=0.5", "es", None),
        ("", "es", None),
        ("eo", "es", None),
        (";;q=,x y z", "es", None),
        ("es;q=2", "es", None),
    ],
)
def test_a_header_picks_the_best_locale(header: str, available: str, expected: str | None) -> None:
    found = preferred_locale(header, [Locale(tag) for tag in available.split()])
    assert found == (Locale(expected) if expected else None)


def test_ranges_of_one_weight_keep_their_order() -> None:
    assert language_ranges("fr;q=0.5, *;q=0.1, es, ca ; q=0.5") == ["es", "fr", "ca", "*"]


@given(st.text(max_size=80) | st.from_regex(r"([a-z]{2}(-[A-Z]{2})?(;q=0\.\d)?, ?){1,5}"))
def test_whatever_the_header_says_the_answer_is_available(header: str) -> None:
    available = [Locale("es"), Locale("pt-BR"), Locale("zh-Hant")]
    assert preferred_locale(header, available) in [None, *available]
