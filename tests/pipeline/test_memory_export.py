"""What is exported: what people stand by, a unit a source, nothing secret and nobody's name."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW, FakeLedger
from tests.formats.test_tmx import as_read
from tests.strategies import ANY_TEXTS
from translate_pipeline.formats.tmx import tmx_lines
from translate_pipeline.formats.tmx_reading import TmxReader
from translate_pipeline.formats.xml_tree import parse_xml
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import ReleaseId, Revision, segment_key
from translate_pipeline.model.review import Action, Event
from translate_pipeline.pipeline.memory_export import Chosen, Exported, export_memory

BR, MX = Locale("pt-BR"), Locale("es-MX")
ALL = Chosen()


class Releases:
    """A ledger of releases whose targets people wrote and, some, approved."""

    def __init__(self) -> None:
        self.ledger, self.now = FakeLedger(), NOW

    def revise(self, release: str, **said: object) -> None:
        detail = {"title": release, "path": release, "segments": [], **said}
        self.ledger.append([Event(ReleaseId(release), Revision("r"), Action.REVISED, NOW, "c",
                                  detail=detail)])  # fmt: skip

    def write(
        self, release: str, source: str, target: str, locale: Locale = ES, *, approved: bool = False
    ) -> None:
        if ReleaseId(release) not in self.ledger.releases():
            self.revise(release)
        self.now += timedelta(hours=1)
        edit = Event(
            ReleaseId(release), Revision("r"), Action.EDITED, self.now, "ana garcía", locale,
            segment_key(source), source, target,
        )  # fmt: skip
        approval = replace(edit, action=Action.APPROVED, actor="rosa lima")
        self.ledger.append([edit, *([approval] if approved else [])])

    def export(self, chosen: Chosen = ALL, now: datetime = NOW) -> Exported:
        return export_memory(self.ledger, chosen, now)


@pytest.fixture
def releases() -> Releases:
    return Releases()


def texts(found: Exported) -> list[list[tuple[str, str]]]:
    return [
        [("source", unit.content), *((one.locale.tag, one.content) for one in unit.targets)]
        for unit in found.units
    ]


def test_a_source_is_one_unit_with_all_its_locales(releases: Releases) -> None:
    releases.write("a", "One.", "Uno.")
    releases.write("b", "One.", "Um.", BR)
    releases.write("b", "Two.", "Dos.")
    found = releases.export()
    assert texts(found) == [
        [("source", "One."), ("es", "Uno."), ("pt-BR", "Um.")], [("source", "Two."), ("es", "Dos.")]
    ]  # fmt: skip
    assert found.pairs == 3


def test_the_same_target_of_several_releases_stands_once(releases: Releases) -> None:
    releases.write("a", "One.", "Uno.", approved=True)
    releases.write("b", "One.", "Uno.")
    (unit,) = releases.export().units
    (target,) = unit.targets
    assert dict(target.props) == {"x-release": "a", "x-state": "approved"}


def test_of_several_targets_the_best_is_in_the_first_unit_and_none_is_lost(
    releases: Releases,
) -> None:
    releases.write("a", "One.", "approved", approved=True)
    releases.write("b", "One.", "old")
    releases.write("c", "One.", "new")
    releases.write("c", "One.", "um", BR)
    assert texts(releases.export()) == [
        [("source", "One."), ("es", "approved"), ("pt-BR", "um")],
        [("source", "One."), ("es", "new")], [("source", "One."), ("es", "old")],
    ]  # fmt: skip


def test_one_locale_one_release_or_the_approved_alone_can_be_chosen(releases: Releases) -> None:
    releases.write("a", "One.", "Uno.", approved=True)
    releases.write("a", "One.", "Um.", BR)
    releases.write("b", "Two.", "Dos.", MX)
    assert texts(releases.export(Chosen((ES,)))) == [[("source", "One."), ("es", "Uno.")]]
    assert texts(releases.export(Chosen(approved=True))) == [[("source", "One."), ("es", "Uno.")]]
    assert texts(releases.export(Chosen(release=ReleaseId("b")))) == [
        [("source", "Two."), ("es-MX", "Dos.")]
    ]


@pytest.mark.parametrize(
    "said", [{"confidential": True}, {"embargo": (NOW + timedelta(hours=1)).isoformat()}]
)
def test_what_is_secret_is_left_out_unless_it_is_named(
    releases: Releases, said: dict[str, object]
) -> None:
    releases.write("a", "One.", "Uno.")
    releases.revise("a", **said)
    found = releases.export()
    assert (found.units, found.pairs, found.secret) == ([], 0, ["a"])
    named = releases.export(Chosen(release=ReleaseId("a")))
    assert (named.pairs, named.secret) == (1, ["a"])


def test_after_the_hour_nothing_is_secret(releases: Releases) -> None:
    releases.write("a", "One.", "Uno.")
    releases.revise("a", embargo=NOW.isoformat())
    assert (releases.export().pairs, releases.export().secret) == (1, [])


def test_a_release_in_another_language_is_told_apart(releases: Releases) -> None:
    releases.revise("a", source_locale="fr")
    releases.write("a", "Un.", "Uno.")
    releases.write("b", "Un.", "Una.")
    assert [unit.source_locale.tag for unit in releases.export().units] == ["fr", "en"]


def test_tags_are_pairs_where_both_texts_have_the_same(releases: Releases) -> None:
    releases.write("a", "A <b1>crime</b1>.", "Un <b1>crimen</b1>.")
    releases.write("a", "A <b1>crime</b1>.", "Um <b1>crime.", BR)
    (unit,) = releases.export().units
    contents = [unit.content, *(one.content for one in unit.targets)]
    assert ["<bpt" in content for content in contents] == [True, True, False]
    assert contents[2] == "Um &lt;b1&gt;crime."


WRITTEN = st.tuples(
    st.sampled_from("ab"), ANY_TEXTS.filter(bool), ANY_TEXTS.filter(lambda text: "\n" not in text),
    st.sampled_from([ES, BR]), st.booleans(),
)  # fmt: skip


@given(st.lists(WRITTEN, max_size=5))
def test_what_is_exported_comes_back_and_names_nobody(
    written: list[tuple[str, str, str, Locale, bool]],
) -> None:
    releases = Releases()
    for release, source, target, locale, approved in written:
        releases.write(release, source, target, locale, approved=approved)
    lines = tmx_lines(ENGLISH, NOW, (), releases.export().units)
    data = "".join(lines).encode()
    parse_xml("ours.tmx", data)
    assert not any(name in data.decode() for name in ("ana garcía", "rosa lima"))
    last = {(release, source, locale): target for release, source, target, locale, _ in written}
    wanted = {(*as_read(source, target), locale) for (_, source, locale), target in last.items()}
    read = [one[:3] for one in TmxReader("ours.tmx", ENGLISH).pairs([data])]
    assert sorted(read) == sorted(one for one in wanted if one[0] and one[1])
