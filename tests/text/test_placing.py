import pytest

from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase
from translate_pipeline.text.persons import Person
from translate_pipeline.text.placeholders import NAMES
from translate_pipeline.text.placing import Masked, fill, lost, mask
from translate_pipeline.text.slots import name_slot, slots
from translate_pipeline.text.terms import SourceMatcher


def masked(text: str, *terms: tuple[str, str], tag: str = "es", turn: int = 0) -> Masked:
    locale = Locale.parse(tag)
    concepts = tuple(
        Concept(source, "law", "x", "", SourceTerms(source), {locale: LocaleTerms(target)})
        for source, target in terms
    )
    termbase = Termbase(ENGLISH, concepts, text + tag)
    hits = SourceMatcher(termbase).find(text)
    ids = frozenset(one.id for one in concepts)
    places = slots(text, hits, ids, locale, termbase)
    return mask(text, places, locale, turns=dict.fromkeys(ids, turn))


def texts(answer: str, held: Masked) -> tuple[str, ...]:
    return tuple(filled.text for filled in fill(answer, held))


@pytest.mark.parametrize(
    ("text", "term", "held"),
    [
        ("The siege must end.", ("siege", "asedio"), "The piano must end."),
        ("End the blockades.", ("blockade", "bloqueo"), "End the pianos."),
        ("an enforced disappearance", ("enforced disappearance", "desaparición forzada"),
         "a shirt"),
        ("Impunity reigns.", ("impunity", "impunidad"), "Democracy reigns."),
        ("They use torture.", ("torture", "tortura"), "They use democracy."),
        ("They were detained.", ("detained", "detenidos"), "They were photographed."),
        ("He went to Rhodania.", ("Rhodania", "Rodania"), "He went to Velora."),
        ("In the Salt Strip.", ("Salt Strip", "Franja de la Sal"), "In the shirt."),
        ("They forcibly evict us.", ("forcibly evict", "desalojar a la fuerza"), "They Velora us."),
    ],
)  # fmt: skip
def test_a_place_is_held_by_a_word_like_the_term(
    text: str, term: tuple[str, str], held: str
) -> None:
    assert masked(text, term).text == held


def test_a_word_of_the_text_never_holds_a_place() -> None:
    text = "The piano survived the siege; the museum did not."
    assert masked(text, ("siege", "asedio")).text == (
        "The piano survived the castle; the museum did not."
    )


def test_another_turn_takes_other_words_and_the_last_one_names() -> None:
    term = ("siege", "asedio")
    held = {masked("End the siege.", term, turn=turn).text for turn in (0, 1, 2)}
    assert len(held) == 3
    assert f"End the {NAMES[0]}." in held


def test_without_a_grammar_names_hold_the_places() -> None:
    assert masked("End the siege.", ("siege", "حصار"), tag="ar").text == f"End the {NAMES[0]}."


def test_two_places_of_one_term_are_held_by_one_word() -> None:
    one = masked("A siege is a siege.", ("siege", "asedio"))
    assert one.text == "A piano is a piano."
    assert texts("Un piano es un piano.", one) == ("Un asedio es un asedio.",)


def test_the_singular_and_the_plural_are_held_by_two_words() -> None:
    one = masked("A war crime among war crimes.", ("war crimes", "crimen de guerra"))
    assert texts("Un piano entre museos.", one) == (
        "Un crimen de guerra entre crímenes de guerra.",
    )


@pytest.mark.parametrize(
    "answer", ["El violín continúa.", "El piano y el piano continúan.", "El pianoforte continúa."]
)
def test_a_holder_lost_or_doubled_is_no_answer(answer: str) -> None:
    one = masked("The siege goes on.", ("siege", "asedio"))
    assert lost(answer, one) == {"siege"}
    assert texts(answer, one) == ()


@pytest.mark.parametrize(
    ("text", "term", "answer", "filled"),
    [
        ("Sieges kill.", ("sieges", "asedio"), "Los pianos matan.", "Los asedios matan."),
        ("Sieges kill.", ("sieges", "asedio"), "El piano mata.", "El asedio mata."),
        ("War crimes.", ("war crimes", "crimen de guerra"), "Pianos.", "Crímenes de guerra."),
        ("Torture and impunity.", ("impunity", "impunidad"), "Tortura y democracia.",
         "Tortura e impunidad."),
    ],
)  # fmt: skip
def test_a_term_takes_the_number_and_the_capital_of_its_holder(
    text: str, term: tuple[str, str], answer: str, filled: str
) -> None:
    assert texts(answer, masked(text, term)) == (filled,)


def test_a_name_leaves_its_gender_to_the_determiner() -> None:
    one = masked("End the shootings.", ("shootings", "matanzas"), turn=2)
    assert texts("Fin del Velora.", one) == ("Fin de las matanzas.",)


def test_a_name_gives_no_capital_after_a_colon() -> None:
    one = masked("News: the siege goes on.", ("siege", "asedio"), turn=2)
    assert texts("Noticias: Velora continúa.", one) == ("Noticias: asedio continúa.",)


def test_a_participle_agrees_and_stands_as_written_in_the_second_answer() -> None:
    one = masked("Women were detained.", ("detained", "detenidos"))
    assert texts("Las mujeres fueron fotografiadas.", one) == (
        "Las mujeres fueron detenidas.",
        "Las mujeres fueron detenidos.",
    )


@pytest.mark.parametrize(
    ("text", "filled"),
    [("The army's siege.", "L'embargo."), ("“The siege”", "“L’embargo”")],
)
def test_apostrophes_are_written_as_the_source_writes_them(text: str, filled: str) -> None:
    one = masked(text, ("siege", "embargo"), tag="fr")
    quoted = "“Le piano”" if "“" in text else "Le piano."
    assert texts(quoted, one) == (filled,)


def test_a_holder_is_found_between_letters_of_another_script() -> None:
    one = masked("End the siege.", ("siege", "围困"), tag="zh")
    assert texts("结束Velora吧。", one) == ("结束围困吧。",)


@pytest.mark.parametrize("answer", ["", "\\1 piano \\g<0>", "piano " * 50])
def test_any_answer_can_be_filled(answer: str) -> None:
    filled = texts(answer, masked("The siege.", ("siege", "asedio")))
    assert filled == tuple(answer.replace("piano", "asedio") for _ in filled)


@pytest.mark.parametrize(
    ("answer", "held"),
    [
        ("El piano y el piano.", ["asedio", "asedio"]),
        ("Fin a el piano de los pianos.", ["asedio", "asedios"]),
    ],
)
def test_what_was_put_in_has_its_places(answer: str, held: list[str]) -> None:
    one = masked("A siege is a siege.", ("siege", "asedio"))
    (filled,) = fill(answer, one)
    assert [filled.text[slice(*place)] for place in filled.places] == held


def test_a_persons_name_is_held_by_another_name_in_every_turn() -> None:
    person = Person("Ana Li", 0, 6)
    held = {
        turn: mask("Ana Li wept.", [name_slot(person)], Locale("es"), turns={"person Ana Li": turn})
        for turn in (0, 1)
    }
    assert held[0].text == f"{NAMES[0]} wept."
    assert held[1].text == f"{NAMES[-1]} wept."
    assert texts(f"De {NAMES[0]} lloró.", held[0]) == ("De Ana Li lloró.",)
