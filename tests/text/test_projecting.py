"""A tag is put where its words are found, and nowhere else."""

from collections.abc import Mapping

import pytest

from translate_pipeline.text.inline import plain
from translate_pipeline.text.projecting import Span, project

SOURCE = "The <b1>war crimes</b1> in <i2>Seln</i2>, see the <a3>new report</a3>."
TARGET = "Los crímenes de guerra en Seln, véase el nuevo informe."


def projected(
    source: str,
    target: str,
    meanings: Mapping[str, str] | None = None,
    terms: Mapping[Span, Span] | None = None,
    *,
    spaced: bool = True,
) -> str:
    return project(source, target, meanings or {}, terms or {}, spaced=spaced)


def test_terms_names_and_translations_are_found() -> None:
    meanings = {"new report": "Nuevo informe"}
    assert projected(SOURCE, TARGET, meanings, {(4, 14): (4, 22)}) == (
        "Los <b1>crímenes de guerra</b1> en <i2>Seln</i2>, véase el <a3>nuevo informe</a3>."
    )


def test_what_is_not_found_is_left_out() -> None:
    assert projected(SOURCE, TARGET, {"new report": "memoria"}) == (
        "Los crímenes de guerra en <i2>Seln</i2>, véase el nuevo informe."
    )


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("<a1>Read it now</a1>.", "<a1>Léelo ahora mismo</a1>."),
        ("<a1>Read it now.</a1>", "<a1>Léelo ahora mismo.</a1>"),
        ("“<a1>Read it now</a1>”", "«<a1>Léelo ahora mismo</a1>»"),
        ("<a1><b2>Read it now</b2>.</a1>", "<a1><b2>Léelo ahora mismo</b2>.</a1>"),
    ],
)
def test_a_tag_around_everything_stays_around_everything(source: str, target: str) -> None:
    assert projected(source, plain(target)) == target


def test_another_form_of_the_words_is_found_where_it_is_alone() -> None:
    meanings = {"displaced people": "personas desplazadas"}
    source = "Aid for <b1>displaced people</b1>."
    assert projected(source, "Ayuda a la persona desplazada.", meanings) == (
        "Ayuda a la <b1>persona desplazada</b1>."
    )
    twice = "Persona desplazada y persona desplazada."
    assert projected(source, twice, meanings) == twice


def test_words_that_stand_as_often_are_counted() -> None:
    assert projected("Seln and <b1>Seln</b1>", "Seln y Seln") == "Seln y <b1>Seln</b1>"
    assert projected("Seln and <b1>Seln</b1>", "Seln") == "Seln"


def test_punctuation_within_a_tag_stays_within() -> None:
    source = "He said <i1>“Seln!”</i1> twice."
    assert projected(source, "Dijo «Seln!» dos veces.") == "Dijo <i1>«Seln!»</i1> dos veces."


def test_a_tag_within_another_is_placed_within_it_or_not_at_all() -> None:
    source = "See <a1>the <b2>Rome</b2> text</a1>."
    meanings = {"the Rome text": "el texto de Roma", "Rome": "Roma"}
    assert projected(source, "Véase el texto de Roma.", meanings) == (
        "Véase <a1>el texto de <b2>Roma</b2></a1>."
    )
    assert projected(
        source, "Roma: véase el texto.", {"the Rome text": "el texto", "Rome": "Roma"}
    ) == ("Roma: véase <a1>el texto</a1>.")


def test_languages_without_spaces_have_no_words_to_look_for() -> None:
    source, meanings = "They fled <b1>Seln</b1>.", {"Seln": "塞尔恩"}
    assert projected(source, "他们逃离了塞尔恩。", meanings, spaced=False) == (
        "他们逃离了<b1>塞尔恩</b1>。"
    )
