from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW, FakeEngine, a_release
from translate_pipeline.errors import EngineRefused, NotFound, PolicyRefused
from translate_pipeline.model.engine import EngineOrder
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.engines import Checked, choose_engines, cloud_forbidden

EN = Locale("en")
HERE, CLOUD = FakeEngine(name="here"), FakeEngine(name="cloud", on_device=False)
RELEASE = a_release("Head")


def test_auto_takes_all_that_can_in_their_order() -> None:
    first = FakeEngine(name="first", locales=["fr"])
    both = "first en-fr, here en-fr"
    assert choose_engines([first, HERE], "auto", RELEASE, ES, "").label == "here en-es"
    assert choose_engines([first, HERE], "auto", RELEASE, Locale("fr"), "").label == both


def test_a_named_engine_is_alone() -> None:
    assert choose_engines([HERE, CLOUD], "cloud", RELEASE, ES, "").label == "cloud en-es"


@pytest.mark.parametrize(
    ("locale", "label"),
    [
        ("es", "cloud en-es, here en-es"),
        ("es-MX", "cloud en-es-MX, here en-es-MX"),
        ("fr", "here en-fr"),
    ],
)
def test_a_workspace_says_whom_auto_asks_in_a_locale_and_those_within_it(
    locale: str, label: str
) -> None:
    both = ("es", "es-MX", "fr")
    here = FakeEngine(name="here", locales=both)
    cloud = FakeEngine(name="cloud", locales=both, on_device=False)
    order = {ES: ("cloud", "here"), None: ("here",)}
    choice = choose_engines([here, cloud], "auto", RELEASE, Locale(locale), "", order=order)
    assert choice.label == label


def test_a_locale_without_a_list_keeps_the_usual_order() -> None:
    order: EngineOrder = {ES: ("cloud",)}
    choice = choose_engines([HERE, CLOUD], "auto", RELEASE, Locale("fr"), "", order=order)
    assert choice.label == "here en-fr, cloud en-fr"


ENGINES = [HERE, CLOUD, FakeEngine(name="other", on_device=False), FakeEngine(name="mine")]
NAMES = [engine.name for engine in ENGINES]


@given(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), st.permutations(ENGINES))
def test_whatever_a_list_says_nothing_that_is_forbidden_gets_into_it(
    names: list[str], engines: list[FakeEngine]
) -> None:
    order: EngineOrder = {None: tuple(names)}
    free = choose_engines(engines, "auto", RELEASE, ES, "", order=order).drafters
    kept = choose_engines(engines, "auto", RELEASE, ES, "no", order=order).drafters
    assert [one.engine.name for one in free] == names
    assert kept == tuple(one for one in free if one.engine.on_device)


def test_a_list_of_which_nothing_is_allowed_says_why() -> None:
    choice = choose_engines([HERE, CLOUD], "auto", RELEASE, ES, "no", order={None: ("cloud",)})
    assert choice.drafters == ()
    assert choice.why_not == "cloud sends the text to an outside service, and no"


def test_auto_passes_over_what_is_forbidden() -> None:
    assert choose_engines([CLOUD, HERE], "auto", RELEASE, ES, "no").drafters[0].engine == Checked(
        HERE
    )
    assert choose_engines([CLOUD, HERE], "auto", RELEASE, ES, "").drafters[0].engine == Checked(
        CLOUD
    )


def test_no_engine_for_a_locale_is_no_error_and_says_why() -> None:
    choice = choose_engines([HERE], "auto", RELEASE, Locale("ar"), "")
    assert (choice.drafters, choice.label, choice.why_not) == ((), "", "here: here has no ar")


def test_a_forbidden_engine_that_was_named_is_refused() -> None:
    with pytest.raises(PolicyRefused, match="cloud sends the text to an outside service, and no"):
        choose_engines([CLOUD, HERE], "cloud", RELEASE, ES, "no")


def test_an_unknown_engine_is_named_with_the_known_ones() -> None:
    with pytest.raises(NotFound, match="no engine 'x'; known: auto, here"):
        choose_engines([HERE], "x", RELEASE, ES, "")


def test_a_text_leaves_only_where_workspace_and_release_allow_it() -> None:
    embargoed = replace(RELEASE, embargo=NOW + timedelta(hours=1))
    assert cloud_forbidden(RELEASE, allow_cloud=True, now=NOW) == ""
    assert "allow_cloud" in cloud_forbidden(RELEASE, allow_cloud=False, now=NOW)
    assert "embargo" in cloud_forbidden(embargoed, allow_cloud=True, now=NOW)
    assert cloud_forbidden(embargoed, allow_cloud=True, now=NOW + timedelta(hours=1)) == ""
    secret = replace(RELEASE, confidential=True)
    assert "confidential" in cloud_forbidden(secret, allow_cloud=True, now=NOW)


def test_an_answer_that_is_no_translation_counts_as_none_and_is_told_without_the_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    said = "The court found that nobody was to blame for this"
    engine = Checked(FakeEngine(lambda text: text if text == said else "La sentencia"))
    assert engine.translate(["The ruling", said], EN, ES) == ["La sentencia", ""]
    assert caplog.messages == [
        "fake: 1 of 2 answers for es are no translations (the source itself) and were left out"
    ]


def test_an_engine_that_loses_count_is_refused() -> None:
    class Forgetful(FakeEngine):
        def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> list[str]:
            return [*super().translate(texts, source, target)][1:]

    with pytest.raises(EngineRefused, match="fake gave 1 targets for 2 segments"):
        Checked(Forgetful()).translate(["One", "Two"], EN, ES)
