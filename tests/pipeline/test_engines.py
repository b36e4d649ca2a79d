from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import ES, NOW, FakeEngine, a_release
from translate_pipeline.errors import EngineRefused, NotFound, PolicyRefused
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.engines import Checked, choose_engine, cloud_forbidden

EN = Locale("en")
HERE, CLOUD = FakeEngine(name="here"), FakeEngine(name="cloud", on_device=False)
RELEASE = a_release("Head")


def test_auto_takes_the_first_that_can() -> None:
    first = FakeEngine(name="first", locales=["fr"])
    assert choose_engine([first, HERE], "auto", RELEASE, ES, "").label == "here en-es"
    assert choose_engine([first, HERE], "auto", RELEASE, Locale("fr"), "").label == "first en-fr"


def test_auto_passes_over_what_is_forbidden() -> None:
    assert choose_engine([CLOUD, HERE], "auto", RELEASE, ES, "no").engine == Checked(HERE)
    assert choose_engine([CLOUD, HERE], "auto", RELEASE, ES, "").engine == Checked(CLOUD)


def test_no_engine_for_a_locale_is_no_error_and_says_why() -> None:
    choice = choose_engine([HERE], "auto", RELEASE, Locale("ar"), "")
    assert (choice.engine, choice.label, choice.why_not) == (None, "", "here: here has no ar")


def test_a_forbidden_engine_that_was_named_is_refused() -> None:
    with pytest.raises(PolicyRefused, match="cloud sends the text to an outside service, and no"):
        choose_engine([CLOUD, HERE], "cloud", RELEASE, ES, "no")


def test_an_unknown_engine_is_named_with_the_known_ones() -> None:
    with pytest.raises(NotFound, match="no engine 'x'; known: auto, here"):
        choose_engine([HERE], "x", RELEASE, ES, "")


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
