import time

import pytest

from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.doubts import doubt, worthless, worthless_of

EN, ES = Locale("en"), Locale("es")
SOURCE = "The court found on 12 May that soldiers had shelled the orchard for 45 days."
TARGET = "El tribunal concluyó el 12 de mayo que los soldados habían bombardeado el huerto 45 días."


@pytest.mark.parametrize(
    ("source", "target", "tag"),
    [
        (SOURCE, TARGET, "es"),
        (SOURCE, "", "es"),
        ("Amnesty International", "Amnesty International", "es"),
        ("Gaza: “Il faut bien le faire.”", "Gaza: “Il faut bien le faire.”", "es"),
        ("https://example.org/a", "https://example.org/a", "ar"),
        ("Read “The Law of the Sea” by Ana Li.", "Lea “The Law of the Sea”, de Ana Li.", "es"),
        ("They were tried.", "被审判。", "zh"),
        ("Sign <b>now</b>, or the page is closed.", "<b>Firma</b> ya, o la página cierra.", "es"),
    ],
)
def test_a_translation_raises_no_doubt(source: str, target: str, tag: str) -> None:
    assert doubt(source, target, EN, Locale(tag)) == ""


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (SOURCE, "the source itself"),
        (SOURCE.upper(), "the source itself"),
        ("<!DOCTYPE html><html><title>502 Bad Gateway</title></html>", "a web page"),
        ("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS", "a notice of the service"),
        ("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", "a notice of the service"),
        ("I am sorry, but I cannot help you with this.", "a text in the language of the source"),
        (
            "Das Gericht stellte fest, dass die Soldaten den Garten und das Haus beschossen.",
            "a text in another language (de)",
        ),
        (
            "Суд установил, что солдаты и после этого были на месте и обстреляли сад.",
            "a text in another language (ru)",
        ),
        ("El tribunal", "a part of a translation"),
        (TARGET * 4, "much more than a translation"),
    ],
)
def test_what_is_no_translation_is_told(target: str, told: str) -> None:
    assert worthless(SOURCE, target, EN, ES) == told


def test_a_lost_placeholder_is_doubtful_but_not_worthless() -> None:
    source, target = "Write to %(name)s about the law.", "Escriba a nombre sobre la ley."
    assert worthless(source, target, EN, ES) == ""
    assert doubt(source, target, EN, ES) == ("without 1 of the source's addresses or placeholders")


def test_another_sentences_translation_is_seen_by_its_figures() -> None:
    other = "On 30 June the minister promised to pay 78 families for their houses."
    its = "El 30 de junio el ministro prometió pagar a 78 familias por sus casas."
    assert worthless_of([SOURCE, other], [TARGET, its], EN, ES) == ("", "")
    swapped = worthless_of([SOURCE, other], [its, TARGET], EN, ES)
    assert swapped == ("another's translation",) * 2
    arabic = "قالت المحكمة في ١٢ مايو إن الجنود قصفوا البستان لمدة ٤٥ يوما في الصيف."
    assert worthless_of([SOURCE, other], [arabic, its], EN, Locale("ar"))[0] == ""


def test_one_answer_to_two_sentences_is_no_translation_of_either() -> None:
    other = "Nobody has ever been charged with any of these killings in the north."
    assert worthless_of([SOURCE, other], [TARGET, TARGET], EN, ES) == ("another's translation",) * 2
    assert worthless_of([SOURCE, SOURCE], [TARGET, TARGET], EN, ES) == ("", "")


def test_a_look_at_an_answer_costs_next_to_nothing() -> None:
    began = time.process_time()
    for number in range(200):
        worthless(f"{number} {SOURCE}", f"{number} {TARGET}", EN, ES)
    assert time.process_time() - began < 1
