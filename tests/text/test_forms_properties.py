"""What holds of the checker for any glossary term and any text around it."""

import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.formats.glossary_yaml import parse_glossary
from translate_pipeline.formats.po import Catalog, Entry, new_entry, parse_po, serialize_po
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import (
    Concept,
    LocaleTerms,
    SourceTerms,
    Termbase,
    TermCheck,
    TermHit,
    Verdict,
)
from translate_pipeline.text.forms import check_terms

GLOSSARY = Path(__file__).parents[2] / "glossary"
LOCALES = ("ar", "ca", "de", "es", "fa", "fr", "he", "it", "pt-BR", "ru", "tr", "zh")
OTHERS = {
    "hi": LocaleTerms("युद्ध अपराध", ("क़ब्ज़ा", "बंधक"), ("लड़ाई",)),
    "ja": LocaleTerms("ジェノサイド", ("戦争犯罪", "テロ"), ("ボイコット",)),
    "ko": LocaleTerms("전쟁 범죄", ("인질", "아파르트헤이트"), ("테러",)),
    "nl": LocaleTerms("oorlogsmisdaad", ("geïnterneerde",), ("gijzeling",)),
    "pl": LocaleTerms("zbrodnia wojenna", ("naruszenie prawa",), ("więzień",)),
    "uk": LocaleTerms("воєнний злочин", ("військовий злочин",), ("її звільнення",)),
}
AROUND = st.text(
    "aeínÇß İıأهىةپכ,.·-—’ \n\u00a0\u200b\u200c\u00ad\u0301\u064b\u05b8中Яйकक़ガ바",
    max_size=12,
)


@cache
def termbase() -> Termbase:
    shipped = parse_glossary({str(p): p.read_text("utf-8") for p in GLOSSARY.glob("*.yaml")})
    terms = {Locale(tag): terms for tag, terms in OTHERS.items()}
    other = Concept("other", "law", "", "", SourceTerms("other"), terms)
    return replace(shipped, concepts=(*shipped.concepts, other), revision="with other languages")


@st.composite
def targets(draw: st.DrawFn) -> tuple[Concept, Locale, str]:
    """A concept, and a text that holds one of its terms."""
    locale = Locale(draw(st.sampled_from((*LOCALES, *OTHERS))))
    concept = draw(st.sampled_from([c for c in termbase().concepts if c.terms_in(locale)]))
    terms = concept.terms_in(locale)
    assert terms
    term = draw(st.sampled_from((*terms.approved, *terms.forbidden)))
    space = draw(st.sampled_from(["", " "]))
    return concept, locale, f"{draw(AROUND)}{space}{term}{space}{draw(AROUND)}"


def judge(concept: Concept, locale: Locale, target: str) -> TermCheck:
    (check,) = check_terms([TermHit(concept, 0, 1, "x")], target, locale, termbase())
    return check


@given(targets())
def test_composed_and_decomposed_targets_are_judged_alike(
    case: tuple[Concept, Locale, str],
) -> None:
    concept, locale, target = case
    seen = []
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, target)
        check = judge(concept, locale, text)
        place = text[check.start : check.end] if check.start >= 0 else ""
        seen.append((check.verdict, unicodedata.normalize("NFC", place)))
    assert seen[0] == seen[1]


@given(targets())
def test_a_target_is_judged_alike_after_a_round_trip_through_po(
    case: tuple[Concept, Locale, str],
) -> None:
    concept, locale, target = case
    written = serialize_po(Catalog((new_entry(Entry("Source", target)),)))
    (ours,) = parse_po(written, "x.po").entries
    (rewrapped,) = parse_po(str(polib.pofile(written, wrapwidth=20)), "x.po").messages()
    expected = judge(concept, locale, target)
    assert judge(concept, locale, ours.msgstr) == expected
    assert judge(concept, locale, rewrapped.msgstr) == expected


@given(targets())
def test_a_verdict_has_a_place_inside_the_target_unless_the_term_is_missing(
    case: tuple[Concept, Locale, str],
) -> None:
    concept, locale, target = case
    check = judge(concept, locale, target)
    if check.verdict is Verdict.MISSING:
        assert (check.start, check.end) == (-1, -1)
    else:
        assert 0 <= check.start < check.end <= len(target)


@given(targets())
def test_a_target_is_judged_alike_each_time(case: tuple[Concept, Locale, str]) -> None:
    assert judge(*case) == judge(*case)


@given(st.text(), st.sampled_from([*LOCALES, *OTHERS, "th", "xx"]))
def test_any_text_in_any_locale_can_be_judged(target: str, tag: str) -> None:
    for concept in termbase().concepts[:3]:
        checks = check_terms([TermHit(concept, 0, 1, "x")], target, Locale(tag), termbase())
        assert all(check.end <= len(target) for check in checks)


@pytest.mark.parametrize("tag", LOCALES)
def test_every_approved_term_of_the_glossary_is_found_in_capitals(tag: str) -> None:
    locale = Locale(tag)
    for concept in termbase().concepts:
        terms = concept.terms_in(locale)
        for term in terms.approved if terms and tag != "tr" else ():
            assert judge(concept, locale, term.upper()).verdict.satisfied
