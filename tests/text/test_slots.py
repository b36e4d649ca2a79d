import pytest

from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase
from translate_pipeline.text.slots import Slot, slots
from translate_pipeline.text.terms import SourceMatcher

ES = Locale("es")


def concept(id_: str, source: SourceTerms, target: str) -> Concept:
    return Concept(id_, "law", "A meaning.", "", source, {ES: LocaleTerms(target)})


def found(text: str, *concepts: Concept) -> tuple[Slot, ...]:
    termbase = Termbase(ENGLISH, concepts, text)
    hits = SourceMatcher(termbase).find(text)
    return slots(text, hits, frozenset(one.id for one in concepts), ES, termbase)


CRIMES = concept("war_crimes", SourceTerms("war crimes"), "crimen de guerra")
PARTIES = concept(
    "parties",
    SourceTerms("parties to the conflict", ("all parties", "warring parties")),
    "partes en el conflicto",
)
CAUSES = concept(
    "causes", SourceTerms("root causes", ("root causes of the conflict",)), "causas profundas"
)


@pytest.mark.parametrize(
    ("text", "term"),
    [("These are war crimes.", "crímenes de guerra"), ("A war crime.", "crimen de guerra")],
)
def test_a_slot_asks_for_the_number_of_its_source(text: str, term: str) -> None:
    (slot,) = found(text, CRIMES)
    assert slot.term == term


def test_a_term_that_is_plural_where_english_is_singular_stays_plural() -> None:
    treatment = concept("ill_treatment", SourceTerms("ill-treatment"), "malos tratos")
    (slot,) = found("He suffered ill-treatment.", treatment)
    assert (slot.one, slot.many) == ("malos tratos", "malos tratos")


def test_a_term_locked_to_its_number_is_written_as_it_stands() -> None:
    locked = Concept(
        "opt", "place", "A place.", "", SourceTerms("Occupied Territory"),
        {ES: LocaleTerms("Territorio Ocupado")}, number_locked=True,
    )  # fmt: skip
    (slot,) = found("the Occupied Territories", locked)
    assert slot.term == "Territorio Ocupado"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("A truce by all parties now.", "parties"),
        ("The warring parties met.", "warring parties"),
        ("The root causes of the conflict remain.", "root causes"),
        ("Root causes remain.", "Root causes"),
    ],
)
def test_a_slot_leaves_out_what_its_term_does_not_say(text: str, held: str) -> None:
    (slot,) = found(text, PARTIES, CAUSES)
    assert slot.text == held == text[slot.start : slot.end]


def test_a_hyphen_does_not_make_another_form() -> None:
    taking = concept("taking", SourceTerms("hostage taking", ("hostage",)), "toma de rehenes")
    (slot,) = found("They condemned hostage-taking.", taking)
    assert slot.text == "hostage-taking"


def test_the_longer_of_two_terms_takes_the_place() -> None:
    law = concept("law", SourceTerms("international law"), "derecho internacional")
    customary = concept(
        "customary",
        SourceTerms("customary international law"),
        "derecho internacional consuetudinario",
    )
    (slot,) = found("It breaks customary international law.", law, customary)
    assert slot.concept is customary
    assert [hit.concept for hit in slot.within] == [law]


def test_a_verb_has_no_place_for_a_noun() -> None:
    terms = SourceTerms("forced displacement", ("forcibly displaced",))
    assert not found("They were forcibly displaced.", concept("d", terms, "desplazamiento forzado"))
    (slot,) = found("They were forcibly displaced.", concept("d", terms, "desplazados a la fuerza"))
    assert slot.verbal


@pytest.mark.parametrize("text", ["They took hostage three men.", "They were taken hostage."])
def test_a_verb_of_two_words_has_no_place_for_a_noun(text: str) -> None:
    terms = SourceTerms("hostage taking", ("taken hostage", "took hostage", "hostage"))
    assert not found(text, concept("taking", terms, "toma de rehenes"))


def test_a_term_whose_words_stand_apart_has_no_place_of_its_own() -> None:
    one = concept("one", SourceTerms("indiscriminate attacks"), "ataque indiscriminado")
    two = concept("two", SourceTerms("unlawful attacks"), "ataque ilegítimo")
    (slot,) = found("Stop indiscriminate and unlawful attacks.", one, two)
    assert (slot.concept, slot.text) == (two, "unlawful attacks")


def test_a_longer_term_that_would_lose_what_is_in_it_leaves_the_place() -> None:
    variant = "crime against humanity of apartheid"
    crime = concept("crime", SourceTerms("crime of apartheid", (variant,)), "crimen de apartheid")
    humanity = concept(
        "humanity", SourceTerms("crimes against humanity"), "crimen de lesa humanidad"
    )
    (slot,) = found("The crime against humanity of apartheid.", crime, humanity)
    assert (slot.concept, slot.text) == (humanity, "crime against humanity")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("They were taken hostage.", "tomado como rehén"),
        ("Men have also been taken hostage.", "tomado como rehén"),
        ("They want to take hostage three men.", "tomar como rehén"),
        ("They must not take hostage anybody.", "tomar como rehén"),
    ],
)
def test_a_participle_and_an_infinitive_take_the_terms_own(text: str, term: str) -> None:
    source = SourceTerms("hostage taking", ("taken hostage", "take hostage", "hostage"))
    terms = LocaleTerms("toma de rehenes", forms=("tomar como rehén", "tomado como rehén"))
    (slot,) = found(text, Concept("taking", "law", "x", "", source, {ES: terms}))
    assert (slot.term, slot.verbal) == (term, True)
    assert slot.text in ("taken hostage", "take hostage")


@pytest.mark.parametrize(
    "text",
    [
        "They took three men hostage.",
        "They take hostage three men.",
        "Taken hostage in May, he wept.",
        "They are taking hostages.",
    ],
)
def test_any_other_form_of_a_verb_is_left_to_the_engine(text: str) -> None:
    source = SourceTerms("hostage taking", ("taken hostage", "take hostage", "taking hostages",
                                            "hostage"))  # fmt: skip
    terms = LocaleTerms("toma de rehenes", forms=("tomar como rehén", "tomado como rehén"))
    assert not found(text, Concept("taking", "law", "x", "", source, {ES: terms}))
