"""What an engine changed without a reason is taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.text.mending import mended


def places(text: str, *terms: str) -> list[tuple[int, int]]:
    return [(text.index(term), text.index(term) + len(term)) for term in terms]


@pytest.mark.parametrize(
    ("first", "second", "term", "expected"),
    [
        ("Ana Pantano estuvo allí", "Ana Li Estuvo allí", "Ana Li", "Ana Li estuvo allí"),
        ("dado que actos", "dadas que atrocidades", "atrocidades", "dado que atrocidades"),
        ("I rifugi nuovi", "gli insediamenti nuovi", "insediamenti", "Gli insediamenti nuovi"),
        ("la amnistía dijo", "Amnistía Internacional Dijo", "Amnistía Internacional",
         "Amnistía Internacional dijo"),
        ("todos tiene que ir", "los presos tienen que ir", "presos", "los presos tienen que ir"),
        ("vino él. después", "Vino Ana Li. Después", "Ana Li", "Vino Ana Li. Después"),
    ],
)  # fmt: skip
def test_capitals_and_conjunctions_stay_as_they_were(
    first: str, second: str, term: str, expected: str
) -> None:
    assert mended(first, second, places(second, term)) == expected


def test_a_term_keeps_its_own_capitals() -> None:
    second = "el Tribunal Penal Internacional"
    assert mended("el tribunal penal", second, places(second, "Tribunal Penal Internacional")) == (
        "el Tribunal Penal Internacional"
    )


@given(st.text(), st.text())
def test_nothing_but_capitals_and_participles_changes(first: str, second: str) -> None:
    words = {"dado", "dato", "donat", "donné"}
    if words.isdisjoint(first.casefold().split()):
        assert mended(first, second, []).casefold() == second.casefold()


@given(st.text())
def test_a_draft_is_as_it_was_beside_itself(text: str) -> None:
    assert mended(text, text, []) == text
