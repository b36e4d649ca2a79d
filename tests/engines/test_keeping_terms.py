"""The glossary's terms in drafts of the real engines."""

import shutil
from collections.abc import Iterator

import pytest

from translate_pipeline.engines.apertium import Apertium
from translate_pipeline.engines.modes import installed_modes
from translate_pipeline.engines.neural import Neural
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase
from translate_pipeline.pipeline.enforce import Enforced, Raw, enforce
from translate_pipeline.ports import Engine
from translate_pipeline.text.placeholders import nouns, participles
from translate_pipeline.text.romance import grammar_of
from translate_pipeline.text.romance.grammar import Shape, inflect_participle
from translate_pipeline.text.terms import SourceMatcher

MODES = {
    "es": {"eng-spa"},
    "ca": {"eng-cat"},
    "gl": {"en-gl"},
    "fr": {"eng-spa", "es-fr"},
    "it": {"eng-spa", "spa-ita"},
}
INSTALLED = {mode.name for mode in installed_modes()} if shutil.which("lt-proc") else set()


@pytest.fixture(scope="module")
def apertium() -> Iterator[Apertium]:
    engine = Apertium()
    yield engine
    engine.close()


def _engine(tag: str, apertium: Apertium) -> Engine:
    if tag == "pt-BR":
        return Neural()
    if not MODES[tag] <= INSTALLED:
        pytest.skip(f"Apertium is not installed with {', '.join(sorted(MODES[tag] - INSTALLED))}")
    return apertium


@pytest.mark.parametrize("tag", [*MODES, "pt-BR"])
def test_the_words_that_hold_places_come_through(tag: str, apertium: Apertium) -> None:
    engine, locale = _engine(tag, apertium), Locale(tag)
    rules = grammar_of(locale.language)
    assert rules
    expected = {}
    for feminine in (False, True):
        for plural, notion, frame in (
            (False, False, "The {} is prohibited."),
            (True, False, "They condemn all {} in the valley."),
            (False, True, "They accuse the army of {}."),
        ):
            for noun in nouns(locale.language, Shape(feminine, plural), rules, notion=notion):
                expected[frame.format(noun.source)] = noun.many if plural else noun.one
    for english, word in participles(locale.language):
        sentence = f"Two men were {english} in the camp."
        expected[sentence] = inflect_participle(word, 2, rules)
    answers = engine.translate(list(expected), ENGLISH, locale)
    lost = [
        (source, answer)
        for (source, word), answer in zip(expected.items(), answers, strict=True)
        if word not in answer.lower()
    ]
    assert lost == []


def _drafts(engine: Engine, locale: Locale, termbase: Termbase, *texts: str) -> list[Enforced]:
    matcher = SourceMatcher(termbase)
    targets = engine.translate(texts, ENGLISH, locale)
    raw = [Raw(text, matcher.find(text), t) for text, t in zip(texts, targets, strict=True)]
    ask = lambda masked: engine.translate(masked, ENGLISH, locale)  # noqa: E731
    return list(enforce(raw, ask, locale, termbase))


def _termbase(tag: str, **terms: str) -> Termbase:
    concepts = tuple(
        Concept(id_, "law", "x", "", SourceTerms(id_.replace("_", " ")),
                {Locale(tag): LocaleTerms(term)})
        for id_, term in terms.items()
    )  # fmt: skip
    return Termbase(ENGLISH, concepts, f"real {tag}")


@pytest.mark.parametrize(
    ("tag", "terms", "text", "target"),
    [
        ("es", {"forced_evictions": "desalojo forzoso"},
         "The forced evictions were condemned.", "Los desalojos forzosos estuvieron condenados."),
        ("es", {"enforced_disappearance": "desaparición forzada"},
         "The enforced disappearance is prohibited.", "La desaparición forzada está prohibida."),
        ("es", {"war_crimes": "crimen de guerra", "unlawful_killings": "homicidio ilegítimo"},
         "The army commits war crimes and unlawful killings.",
         "El ejército comete crímenes de guerra y homicidios ilegítimos."),
        ("fr", {"hostage_taking": "prise d’otages"},
         "The hostage taking is prohibited.", "La prise d'otages est interdite."),
        ("fr", {"blockade": "embargo"}, "The blockade is prohibited.", "L'embargo est interdit."),
        ("ca", {"enforced_disappearance": "desaparició forçada"},
         "The enforced disappearance is prohibited.", "La desaparició forçada és prohibida."),
        ("it", {"war_crimes": "crimine di guerra"},
         "The war crimes were condemned.", "I crimini di guerra furono condannati."),
        ("gl", {"forced_eviction": "desaloxo forzoso"},
         "The forced eviction is prohibited.", "O desaloxo forzoso é prohibido."),
        ("pt-BR", {"forcible_transfer": "transferência forçada"},
         "The forcible transfer of civilians is prohibited.",
         "A transferência forçada dos civis é proibida."),
        ("pt-BR", {"summary_killings": "execução sumária"},
         "The witnesses described the summary killings.",
         "As testemunhas descreveram as execuções sumárias."),
    ],
)  # fmt: skip
def test_a_term_is_put_in_and_all_around_it_agrees(
    tag: str, terms: dict[str, str], text: str, target: str, apertium: Apertium
) -> None:
    engine = _engine(tag, apertium)
    (done,) = _drafts(engine, Locale(tag), _termbase(tag, **terms), text)
    assert done == Enforced(target, len(terms))
