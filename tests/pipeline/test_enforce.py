"""Putting approved terms into an engine's targets, with engines made up for each case."""

from collections.abc import Callable, Sequence

import pytest

from tests.fakes import ES
from translate_pipeline.errors import EngineUnavailable
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase
from translate_pipeline.pipeline.enforce import Enforced, Raw, enforce
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.persons import Person
from translate_pipeline.text.placeholders import NAMES
from translate_pipeline.text.terms import SourceMatcher


def concept(source: str, target: str, *variants: str, forbidden: str = "") -> Concept:
    terms = LocaleTerms(target, forbidden=tuple(filter(None, (forbidden,))))
    return Concept(source, "law", "x", "", SourceTerms(source, variants), {ES: terms})


CRIMES = concept("war crimes", "crimen de guerra", forbidden="crimen bélico")
SIEGE = concept("siege", "asedio")
TRUCE = concept("ceasefire", "alto el fuego")
APARTHEID = concept(
    "crime of apartheid", "crimen de apartheid", "crime against humanity of apartheid"
)
HUMANITY = concept("crimes against humanity", "crimen de lesa humanidad")
TERMBASE = Termbase(ENGLISH, (CRIMES, SIEGE, TRUCE, APARTHEID, HUMANITY), "enforce")
MATCHER = SourceMatcher(TERMBASE)


class Words:
    """An engine that translates by a list of phrases, and counts its calls."""

    def __init__(self, *phrases: tuple[str, str], alter: Callable[[str], str] = str) -> None:
        nouns = [("pianos", "pianos"), ("museums", "museos"), ("castles", "castillos")]
        nouns += [("museum", "museo"), ("castle", "castillo"), ("theatre", "teatro")]
        self.phrases = [*phrases, *nouns]
        self.calls: list[list[str]] = []
        self.alter = alter

    def __call__(self, texts: Sequence[str]) -> list[str]:
        self.calls.append(list(texts))
        return [self.alter(self.one(text)) for text in texts]

    def one(self, text: str) -> str:
        for source, target in self.phrases:
            text = text.replace(source, target)
        return text


def run(engine: Words, *sources: str, locale: Locale = ES) -> tuple[Enforced, ...]:
    raw = [Raw(source, MATCHER.find(source), engine.one(source)) for source in sources]
    return enforce(raw, engine, locale, TERMBASE)


def run_naming(engine: Words, source: str, *names: str) -> Enforced:
    persons = tuple(Person(n, source.index(n), source.index(n) + len(n)) for n in names)
    raw = Raw(source, MATCHER.find(source), engine.one(source), persons)
    return enforce([raw], engine, ES, TERMBASE)[0]


def lacking(source: str, target: str) -> list[str]:
    checks = check_terms(MATCHER.find(source), target, ES, TERMBASE)
    return [check.concept.id for check in checks if not check.verdict.satisfied]


def test_a_target_with_its_terms_stays_and_asks_nothing() -> None:
    engine = Words(("War crimes", "Crímenes de guerra"), ("go on", "siguen"))
    assert run(engine, "War crimes go on.") == (Enforced("Crímenes de guerra siguen."),)
    assert engine.calls == []


@pytest.mark.parametrize("wrong", ["delitos de guerra", "crímenes bélicos"])
def test_a_term_that_is_missing_or_forbidden_is_replaced(wrong: str) -> None:
    engine = Words(("They commit", "Cometen"), ("war crimes", wrong))
    assert run(engine, "They commit war crimes.") == (Enforced("Cometen crímenes de guerra.", 1),)
    assert engine.calls == [["They commit pianos."]]


def test_only_what_is_missing_is_held() -> None:
    engine = Words(("war crimes", "delitos"), ("ceasefire", "alto el fuego"), ("or", "o"))
    (done,) = run(engine, "a ceasefire or war crimes")
    assert engine.calls == [["a ceasefire or pianos"]]
    assert done == Enforced("a alto el fuego o crímenes de guerra", 1)


def test_a_batch_is_asked_at_most_twice_more() -> None:
    engine = Words(("war crimes", "delitos"), alter=lambda text: text.replace("piano", "violín"))
    done = run(engine, "war crimes", "a siege", "nothing", "war crimes and a siege")
    assert [one.placed for one in done] == [1, 1, 0, 2]
    assert len(engine.calls) == 2
    assert len(engine.calls[0]) == 3


def test_a_term_at_the_start_of_a_sentence_has_a_capital() -> None:
    engine = Words(("War crimes", "Delitos de guerra"), ("Pianos", "Pianos"))
    assert run(engine, "War crimes.")[0].target == "Crímenes de guerra."


def test_a_term_that_comes_twice_is_put_in_twice_and_counts_once() -> None:
    engine = Words(("war crimes", "delitos"), ("after", "tras"))
    assert run(engine, "war crimes after war crimes") == (
        Enforced("crímenes de guerra tras crímenes de guerra", 1),
    )


@pytest.mark.parametrize(
    "alter",
    [
        lambda text: text.replace("pianos", "violines"),  # lost
        lambda text: text.replace("pianos", "pianos y pianos"),  # doubled
        lambda text: "" if "pianos" in text else text,  # no answer
    ],
)
def test_where_a_holder_fails_others_are_tried(alter: Callable[[str], str]) -> None:
    engine = Words(("war crimes", "delitos"), ("They commit", "Cometen"), alter=alter)
    assert run(engine, "They commit war crimes.")[0].target == "Cometen crímenes de guerra."


def test_where_all_holders_fail_the_raw_target_stays() -> None:
    engine = Words(("war crimes", "delitos"), alter=lambda _: "Otra cosa.")
    assert run(engine, "war crimes") == (Enforced("delitos"),)


def test_one_term_is_placed_where_another_cannot_be() -> None:
    def loses_all_that_holds_the_siege(text: str) -> str:
        return "Nada." if "asedio" not in text and "cerco" not in text else text

    engine = Words(
        ("war crimes", "delitos"), ("siege", "cerco"), alter=loses_all_that_holds_the_siege
    )
    source = "war crimes in a siege"
    (done,) = run(engine, source)
    assert (done.placed, lacking(source, done.target)) == (1, ["siege"])


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda text: text.replace("43 ", ""), "a figure"),
        (lambda text: text.replace("Karsholt", "Karl"), "a name"),
        (lambda text: text + " y sigue y sigue y sigue y sigue y sigue y sigue y sigue", "length"),
    ],
)
def test_a_candidate_that_damages_something_else_is_refused(
    spoil: Callable[[str], str], why: str
) -> None:
    engine = Words(("war crimes", "delitos"), alter=spoil)
    source = "43 war crimes in Karsholt"
    assert run(engine, source) == (Enforced("43 delitos in Karsholt"),), why


def test_a_candidate_that_loses_another_term_does_not_win() -> None:
    def loses_the_truce(text: str) -> str:
        return text.replace("alto el fuego", "pausa") if "delitos" not in text else text

    engine = Words(("war crimes", "delitos"), ("ceasefire", "alto el fuego"), alter=loses_the_truce)
    source = "a ceasefire or war crimes"
    (done,) = run(engine, source)
    assert lacking(source, done.target) in ([], ["war crimes"])
    assert "alto el fuego" in done.target


def test_a_form_that_says_more_than_its_term_is_left_as_it_is() -> None:
    engine = Words(
        ("crime against humanity of apartheid", "crimen de lesa humanidad del apartheid")
    )
    source = "the crime against humanity of apartheid"
    (done,) = run(engine, source)
    assert done == Enforced("the crimen de lesa humanidad del apartheid")
    assert lacking(source, done.target) == []
    assert engine.calls == []


def test_an_empty_target_stays_empty() -> None:
    source = "war crimes"
    engine = Words()
    assert enforce([Raw(source, MATCHER.find(source), "")], engine, ES, TERMBASE) == (Enforced(""),)
    assert engine.calls == []


def test_what_the_engine_raises_comes_through() -> None:
    def fails(_: Sequence[str]) -> Sequence[str]:
        raise EngineUnavailable("gone")

    source = "war crimes"
    with pytest.raises(EngineUnavailable, match="gone"):
        enforce([Raw(source, MATCHER.find(source), "delitos")], fails, ES, TERMBASE)


def test_a_language_without_grammar_has_its_terms_from_names() -> None:
    german = Locale("de")
    term = Concept(
        "siege", "law", "x", "", SourceTerms("siege"), {german: LocaleTerms("Belagerung")}
    )
    termbase = Termbase(ENGLISH, (term,), "de")
    source = "The siege goes on."
    raw = Raw(source, SourceMatcher(termbase).find(source), "Die Sperre dauert an.")
    engine = Words((f"The {NAMES[0]} goes on", f"Die {NAMES[0]} dauert an"))
    assert enforce([raw], engine, german, termbase) == (Enforced("Die Belagerung dauert an.", 1),)


def test_a_name_that_the_engine_translates_is_kept() -> None:
    engine = Words(("said", "dijo"), ("Victor Marsh", "Victor Pantano"))
    done = run_naming(engine, "Victor Marsh said no.", "Victor Marsh")
    assert done == Enforced("Victor Marsh dijo no.", placed=0)


def test_a_name_that_came_through_needs_no_second_call() -> None:
    engine = Words(("said", "dijo"))
    assert run_naming(engine, "Ana Li said no.", "Ana Li").target == "Ana Li dijo no."
    assert engine.calls == []


def test_names_and_terms_are_put_in_together() -> None:
    engine = Words(("Victor Marsh", "Pantano"), ("condemned war crimes", "condenó la guerra"),
                   ("condemned", "condenó"))  # fmt: skip
    done = run_naming(engine, "Victor Marsh condemned war crimes.", "Victor Marsh")
    assert done == Enforced("Victor Marsh condenó crímenes de guerra.", placed=1)


def test_a_name_that_is_a_term_of_the_glossary_is_said_as_the_glossary_says() -> None:
    engine = Words(("The siege ended", "El sitio terminó"), ("ended", "terminó"), ("The", "El"))
    done = run_naming(engine, "The siege ended.", "siege")
    assert lacking("The siege ended.", done.target) == []


def test_a_verb_that_may_say_the_term_is_left_as_it_is() -> None:
    source = SourceTerms("collective punishment", ("collectively punished",))
    terms = LocaleTerms("castigo colectivo", forms=("castigado colectivamente",))
    punished = Concept("punishment", "law", "x", "", source, {ES: terms})
    termbase = Termbase(ENGLISH, (punished,), "verbs")
    text, target = "They were collectively punished.", "Los castigaron de forma colectiva."
    raw = Raw(text, SourceMatcher(termbase).find(text), target)
    engine = Words()
    assert enforce([raw], engine, ES, termbase)[0].target == target
    assert engine.calls == []
