"""What may serve for a new sentence: the best first, each target once, nothing that is secret."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW, FakeMemory
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import ReleaseId, SegmentKey
from translate_pipeline.pipeline.evidence import is_evidence
from translate_pipeline.pipeline.memory import Kind, Match, Wanted, comments, matches, mended
from translate_pipeline.pipeline.repairing import Repaired

SOURCE = "The court found 12 war crimes."
LONG = "At least 12 people were killed when the army opened fire on the port of Ossel on Friday."
A, B = ReleaseId("a"), ReleaseId("b")
MX, PT, BR = Locale("es-MX"), Locale("pt"), Locale("pt-BR")
HOUR = NOW + timedelta(hours=1)
ONE, TWO = SegmentKey("1"), SegmentKey("2")


def unit(target: str = "Uno.", source: str = SOURCE, **other: object) -> MemoryUnit:
    facts: dict[str, object] = {"locale": ES, "origin": A, "approved": True, **other}
    return MemoryUnit(source, target, **facts)  # type: ignore[arg-type]


def found(*units: MemoryUnit, locale: Locale = ES, **other: object) -> list[Match]:
    wanted = Wanted(SOURCE, locale, **other)  # type: ignore[arg-type]
    return list(matches(FakeMemory(units), wanted, NOW))


def targets(*units: MemoryUnit, locale: Locale = ES, **other: object) -> list[str]:
    return [one.target for one in found(*units, locale=locale, **other)]


def test_the_same_between_the_same_neighbours_goes_before_the_same_and_that_before_the_like() -> (
    None
):
    (first, second, third) = found(
        unit("like", "The court found 92 war crimes."), unit("same"),
        unit("there", before=ONE, after=TWO), before=ONE, after=TWO,
    )  # fmt: skip
    assert [(first.target, first.kind), (second.target, second.kind)] == [
        ("there", Kind.IN_CONTEXT), ("same", Kind.EXACT)
    ]  # fmt: skip
    assert (third.target, third.kind) == ("like", Kind.FUZZY)
    assert first.percent == second.percent == 100 > third.percent


@pytest.mark.parametrize(
    "same",
    [
        unit("same", LONG, origin="tmx:un", approved=False),
        unit("same", LONG, origin=B, approved=False, locale=MX),
    ],
)
def test_the_same_sentence_goes_before_a_like_one_whatever_is_taken_off(same: MemoryUnit) -> None:
    like = unit("like", LONG.replace("12", "92"))
    first, second = matches(FakeMemory([like, same]), Wanted(LONG, ES), NOW)
    assert [first.target, second.target] == ["same", "like"]
    assert second.score > first.score


def test_where_no_neighbour_is_known_nothing_is_in_context() -> None:
    assert found(unit())[0].kind is Kind.EXACT


def test_the_edge_of_a_text_is_a_neighbour_too() -> None:
    assert found(unit(after=TWO), after=TWO)[0].kind is Kind.IN_CONTEXT
    assert found(unit(before=ONE, after=TWO), after=TWO)[0].kind is Kind.EXACT


def test_what_is_less_like_than_asked_for_is_no_match() -> None:
    assert found(unit(source="Nobody was charged with anything.")) == []


def test_what_is_taken_off_counts() -> None:
    like = unit(source=SOURCE + " Or more.")  # 86.96 %
    assert len(matches(FakeMemory([like]), Wanted(SOURCE, ES), NOW, at_least=86)) == 1
    assert not matches(FakeMemory([like]), Wanted(SOURCE, MX), NOW, at_least=86)


@pytest.mark.parametrize(
    ("one", "wanted", "percent", "notes"),
    [
        (unit(), Wanted(SOURCE, ES), 100, ()),
        (unit(approved=False), Wanted(SOURCE, ES, A), 100, ("not approved",)),
        (unit(approved=False), Wanted(SOURCE, ES, B), 97, ("not approved",)),
        (unit(approved=False), Wanted(SOURCE, ES), 97, ("not approved",)),
        (unit(approved=False, origin="tmx:un"), Wanted(SOURCE, ES), 95, ("imported",)),
        (unit(), Wanted(SOURCE, MX), 98, ("es",)),
        (unit(locale=MX), Wanted(SOURCE, ES), 95, ("es-MX",)),
        (unit(locale=MX), Wanted(SOURCE, Locale("es-AR")), 95, ("es-MX",)),
        (unit(locale=PT), Wanted(SOURCE, BR), 98, ("pt",)),
        (unit(locale=BR), Wanted(SOURCE, PT), 95, ("pt-BR",)),
        (unit(locale=Locale("zh-TW")), Wanted(SOURCE, Locale("zh-Hant")), 95, ("zh-TW",)),
        (unit(approved=False, locale=MX), Wanted(SOURCE, ES, B), 92, ("not approved", "es-MX")),
    ],
)
def test_penalties(one: MemoryUnit, wanted: Wanted, percent: int, notes: tuple[str, ...]) -> None:
    (match,) = matches(FakeMemory([one]), wanted, NOW)
    assert (match.percent, match.notes) == (percent, notes)


@pytest.mark.parametrize("other", ["zh", "zh-Hans", "zh-CN", "zh-SG"])
def test_traditional_and_simplified_characters_never_serve_for_each_other(other: str) -> None:
    assert not targets(unit(locale=Locale(other)), locale=Locale("zh-Hant"))
    assert not targets(unit(locale=Locale("zh-Hant")), locale=Locale(other))


def test_another_language_is_no_match() -> None:
    assert not targets(unit(locale=Locale("ca")))


def test_of_equals_the_approved_goes_first_and_then_the_newer() -> None:
    old, new = NOW - timedelta(days=9), NOW - timedelta(days=1)
    assert targets(
        unit("old", at=old), unit("new", at=new), unit("undated"),
        unit("mine", origin=B, approved=False, at=NOW), release=B,
    ) == ["new", "old", "undated", "mine"]  # fmt: skip


def test_each_target_is_offered_once_as_its_best_unit() -> None:
    (match,) = found(unit(approved=False, origin="tmx:un"), unit(), unit(approved=False))
    assert match.unit == unit()


def test_what_is_under_an_embargo_is_seen_in_its_own_release_until_the_hour() -> None:
    secret = unit(embargo=HOUR)
    assert not found(secret)
    assert not found(secret, release=B)
    assert found(secret, release=A)
    assert matches(FakeMemory([secret]), Wanted(SOURCE, ES, B), HOUR)


def to_twelve(old: str, target: str, new: str) -> Repaired:
    """A repair of the sentence with 92."""
    assert (old, target, new) == ("The court found 92 war crimes.", "92", SOURCE)
    return Repaired("12", ("number changed: 92 → 12",))


def test_a_repaired_target_says_so_and_keeps_its_score() -> None:
    (match,) = found(unit("92", "The court found 92 war crimes."))
    made = mended(match, SOURCE, to_twelve)
    assert (match.target, match.repaired) == ("92", False)
    assert (made.target, made.repaired, made.unit, made.score) == (
        "12", True, match.unit, match.score
    )  # fmt: skip


def test_the_same_sentence_needs_no_repair_and_what_is_in_doubt_gets_none() -> None:
    same, like = found(unit(), unit("92", "The court found 92 war crimes."))
    assert mended(same, SOURCE, to_twelve) == same
    assert mended(like, SOURCE, lambda *_: None) == like


def test_the_comments_say_where_a_match_is_from_and_what_changed() -> None:
    (match,) = found(unit("92", "The court found 92 war crimes.", locale=MX, approved=False))
    first = "memory: 88 % the same · a · not approved · es-MX"
    assert list(comments(match, SOURCE)) == [
        first, "source changed: The court found [-92-]{+12+} war crimes.",
    ]  # fmt: skip
    made = mended(match, SOURCE, to_twelve)
    assert list(comments(made, SOURCE)) == [first, "number changed: 92 → 12"]


def test_a_catalog_knows_the_comments_as_its_own() -> None:
    like = unit("92", "The court found 92 war crimes.")
    (match,) = matches(FakeMemory([like]), Wanted(SOURCE, ES), NOW)
    assert all(map(is_evidence, comments(match, SOURCE)))


def test_the_comment_on_the_same_sentence_shows_no_difference() -> None:
    (match,) = found(unit(origin="tmx:un", approved=False))
    assert list(comments(match, SOURCE)) == ["memory: the same sentence · un · imported"]


UNITS = st.builds(
    unit, st.sampled_from(["Uno.", "Dos.", "Tres."]),
    st.sampled_from([SOURCE, SOURCE[:-1], "The court found 92 war crimes.", "Nobody."]),
    locale=st.sampled_from([ES, MX, BR]), origin=st.sampled_from(["a", "b", "tmx:un"]),
    approved=st.booleans(), embargo=st.sampled_from([None, NOW, HOUR]),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
)  # fmt: skip


@given(st.lists(UNITS, max_size=8), st.sampled_from([None, A, B]))
def test_whatever_is_there_the_order_is_sound_and_nothing_secret_is_shown(
    units: list[MemoryUnit], release: ReleaseId | None
) -> None:
    shown = found(*units, release=release)
    order = [(one.kind is Kind.FUZZY, -one.score) for one in shown]
    assert order == sorted(order)
    assert len({one.target for one in shown}) == len(shown)
    assert all(75 <= one.score <= 100 and one.unit.locale != BR for one in shown)
    assert not [one for one in shown if one.unit.embargo == HOUR and one.unit.origin != release]
    backwards = found(*reversed(units), release=release)
    assert [one.score for one in backwards] == [one.score for one in shown]
