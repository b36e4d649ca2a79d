"""What the pipeline expects of a translation memory, wherever it is kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta, timezone
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tests.fakes import ES, FakeLedger, FakeMemory
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.ports import Memory
from translate_pipeline.store.memory_index import IndexedMemory
from translate_pipeline.store.memory_news import Imported

FR, PT_BR = Locale("fr"), Locale("pt-BR")
MakeMemory = Callable[[Sequence[MemoryUnit]], Memory]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
UNITS = st.builds(
    MemoryUnit,
    source=TEXTS,
    target=TEXTS,
    locale=st.sampled_from([ES, PT_BR, Locale("zh-Hant")]),
    origin=TEXTS,
    approved=st.booleans(),
    before=st.none() | TEXTS.map(SegmentKey),
    after=st.none() | TEXTS.map(SegmentKey),
    embargo=st.none() | st.datetimes(timezones=st.just(timezone(timedelta(hours=5)))),
)  # fmt: skip
WORDS = (
    "the of to army said court detained released on Monday civilians were killed in Karsholt "
    "31,480 33,912 people, journalists without charge according report. and 2026"
)
SENTENCES = st.lists(st.sampled_from(WORDS.split(" ")), min_size=1, max_size=12).map(" ".join)


@pytest.fixture(params=["fake", "indexed"])
def memory_of(request: pytest.FixtureRequest, tmp_path: Path) -> MakeMemory:
    """Makes a memory of units."""
    if request.param == "fake":
        return FakeMemory
    return indexed_in(tmp_path)


def indexed_in(folder: Path) -> MakeMemory:
    numbers = count()

    def make(units: Sequence[MemoryUnit]) -> Memory:
        imported = {"other": Imported("", lambda: units)}
        place = folder / f"memory-{next(numbers)}"
        return IndexedMemory(place, FakeLedger(), lambda _: (), lambda: imported)

    return make


def unit(
    source: str, locale: Locale = ES, *, approved: bool = False, target: str = ""
) -> MemoryUnit:
    return MemoryUnit(source, target or f"[{locale}] {source}", locale, "a", approved)


def sources(memory: Memory, source: str, at_least: float = 75) -> list[str]:
    return [one.source for one, _ in memory.similar(source, [ES], at_least)]


def test_an_empty_memory_has_nothing(memory_of: MakeMemory) -> None:
    assert list(memory_of([]).similar("Nobody was charged.", [ES], 75)) == []


def test_the_same_source_comes_before_any_other(memory_of: MakeMemory) -> None:
    memory = memory_of(
        [
            unit("Nobody was ever charged."),
            unit("Nobody was charged."),
            unit("Somebody was charged."),
        ]
    )
    found = memory.similar("Nobody was charged.", [ES], 75)
    assert found[0][0].source == "Nobody was charged."
    assert [likeness for _, likeness in found] == sorted(
        (likeness for _, likeness in found), reverse=True
    )
    assert found[0][1] == 100
    assert len(found) == 3


def test_the_likeness_is_that_of_rapidfuzz(memory_of: MakeMemory) -> None:
    asked, known = "31,480 people were killed.", "More than 33,912 people were killed."
    found = memory_of([unit(known)]).similar(asked, [ES], 50)
    assert found == [(unit(known), fuzz.ratio(asked, known))]


def test_what_is_just_like_enough_is_found_and_what_is_not_is_not(memory_of: MakeMemory) -> None:
    asked, known = "31,480 people were killed.", "More than 33,912 people were killed."
    likeness = fuzz.ratio(asked, known)
    memory = memory_of([unit(known)])
    assert sources(memory, asked, likeness) == [known]
    assert sources(memory, asked, likeness + 0.01) == []


def test_only_the_same_source_is_like_it_in_full(memory_of: MakeMemory) -> None:
    memory = memory_of([unit("Nobody was charged."), unit("Nobody was charged")])
    assert sources(memory, "Nobody was charged.", 100) == ["Nobody was charged."]


def test_only_the_locales_that_were_asked_for_are_searched(memory_of: MakeMemory) -> None:
    units = [unit("Nobody was charged.", locale) for locale in (ES, FR, PT_BR)]
    memory = memory_of(units)
    assert [one for one, _ in memory.similar("Nobody was charged.", [FR], 75)] == [units[1]]
    found = {one.locale for one, _ in memory.similar("Nobody is charged.", {ES, PT_BR}, 75)}
    assert found == {ES, PT_BR}
    assert list(memory.similar("Nobody was charged.", [Locale("pt")], 75)) == []


def test_all_units_of_the_same_source_are_given_and_approved_ones_first(
    memory_of: MakeMemory,
) -> None:
    units = [unit("Notes to editors", target=str(number)) for number in range(30)]
    approved = unit("Notes to editors", approved=True)
    found = [one for one, _ in memory_of([*units, approved]).similar("Notes to editors", [ES], 75)]
    assert found[0] == approved
    assert len(found) == 31


def test_a_source_of_very_many_units_hides_no_other(memory_of: MakeMemory) -> None:
    often = "The report is embargoed until midnight today."
    rare = "The report was embargoed until midnight on Monday."
    memory = memory_of([*[unit(often, target=str(number)) for number in range(500)], unit(rare)])
    assert rare in sources(memory, "The report was embargoed until midnight today.")


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Notes to edtors", "Notes to editors"),
        ("Contcat:", "Contact:"),
        ("The cean", "The can"),
        ("NO", "NO."),
        ("press relaese", "press release"),
        ("Embargoed untill midnigth", "Embargoed until midnight"),
        ("All four were reelased witout chargge", "All four were released without charge"),
    ],
)  # fmt: skip
def test_a_short_text_with_a_typo_is_found(asked: str, known: str, memory_of: MakeMemory) -> None:
    others = [unit(f"Paragraph {number} of the release") for number in range(300)]
    assert sources(memory_of([*others, unit(known)]), asked)[:1] == [known]


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        (
            "武装部队在卡尔斯霍尔特拘留了三十一名记者，没有任何指控，也不允许他们会见律师或者家人。",
            "武装部队在卡尔斯霍尔特拘留了三十三名记者，没有任何指控，也不允许他们会见律师或家人。",
        ),
        (
            "ทหารจับกุมนักข่าวสามสิบเอ็ดคนโดยไม่ตั้งข้อหาใดๆทั้งสิ้นในเมืองนี้เมื่อวันจันทร์",
            "ทหารจับกุมนักข่าวสามสิบสามคนโดยไม่ตั้งข้อหาใดๆทั้งสิ้นในเมืองนี้เมื่อวันจันทร์",
        ),
        ("اعتقل الجيش ٣١ صحفيا", "اعتقل الجيش ٣٣ صحفيا"),
        ("СУДЬЯ ОСВОБОДИЛ журналистов", "СУДЬЯ ОСВОБОДИЛ журналиста"),
    ],
)  # fmt: skip
def test_texts_of_any_script_are_found(asked: str, known: str, memory_of: MakeMemory) -> None:
    others = [unit(f"Paragraph {number} of the release") for number in range(30)]
    assert sources(memory_of([*others, unit(known)]), asked) == [known]


@pytest.mark.parametrize(
    "source", ["", " ", "\0", "…", "a" * 70_000, "wort " * 20_000, "es.pt:\\\"'()[]{}^~*?+-"]
)
def test_a_text_may_be_anything(source: str, memory_of: MakeMemory) -> None:
    memory = memory_of([unit("Nobody was charged."), unit(source, target="x")])
    assert sources(memory, source)[:1] == [source]


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(units=st.lists(UNITS, min_size=1, max_size=5))
def test_any_unit_comes_back_as_it_was(memory_of: MakeMemory, units: list[MemoryUnit]) -> None:
    memory = memory_of(units)
    for one in units:
        assert one in [found for found, _ in memory.similar(one.source, [one.locale], 100)]


@settings(max_examples=15, deadline=None)
@given(
    known=st.lists(SENTENCES, min_size=1, max_size=30),
    asked=st.lists(SENTENCES, min_size=1, max_size=10),
    at_least=st.sampled_from([60, 75, 90]),
)
def test_the_index_finds_what_comparing_with_every_unit_finds(
    known: list[str], asked: list[str], at_least: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    units = [replace(unit(source), target=str(number)) for number, source in enumerate(known)]
    memory = indexed_in(tmp_path_factory.mktemp("memory"))(units)
    for source in (*asked, *known):
        expected = FakeMemory(units).similar(source, [ES], at_least)
        found = memory.similar(source, [ES], at_least)
        assert [likeness for _, likeness in found][:1] == [likeness for _, likeness in expected][:1]
        assert all(match in expected for match in found)
