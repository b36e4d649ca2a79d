"""What a run is given: here, whose drafts are kept for the next run."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes import FakeEngine
from translate_pipeline.engines.remembering import VARIABLE, Remembering
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.engines import Checked
from translate_pipeline.settings import read_settings
from translate_pipeline.wiring import Order, Services

NOW = datetime(2026, 5, 1, tzinfo=UTC)
TEXT = "Halt the war crimes\n\nThe court found war crimes.\n"


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "drafts.db"))
    (tmp_path / "translate-pipeline.yaml").write_text("locales: [pt-BR]\n")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "plain.txt").write_text(TEXT)
    for name, field in {
        "secret": "confidential: true",
        "early": "embargo: 2026-05-02T06:00Z",
    }.items():
        (tmp_path / "releases" / f"{name}.md").write_text(f"---\n{field}\n---\n\n# {TEXT}")
    return Services(read_settings(tmp_path))


def _kept(services: Services, name: str, now: datetime = NOW, **order: datetime) -> bool:
    source = services.settings.workspace / "releases" / name
    (work,) = services.open(Order(source, (Locale("pt-BR"),), **order), now).works  # type: ignore[arg-type]
    (first, *_) = work.choice.drafters
    assert isinstance(first.engine, Checked)
    assert first.label == "neural en-pt"
    return isinstance(first.engine.engine, Remembering)


def test_drafts_are_kept_for_the_next_run(services: Services) -> None:
    assert _kept(services, "plain.txt")


def test_no_draft_of_a_confidential_release_is_kept(services: Services) -> None:
    assert not _kept(services, "secret.md")


def test_no_draft_of_a_release_under_embargo_is_kept_until_its_hour(services: Services) -> None:
    assert not _kept(services, "early.md")
    assert not _kept(services, "plain.txt", embargo=NOW + timedelta(hours=1))
    assert _kept(services, "early.md", NOW + timedelta(days=2))


def test_an_engine_that_is_not_here_is_none_with_kept_drafts_either(services: Services) -> None:
    source = services.settings.workspace / "releases" / "plain.txt"
    (work,) = services.open(Order(source, (Locale("sw"),)), NOW).works
    assert work.choice.drafters == ()


def test_the_drafts_of_each_engine_that_may_be_asked_are_kept(services: Services) -> None:
    class Repeating(FakeEngine):
        def made_with(self, source: Locale, target: Locale) -> str:
            return f"{source}-{target}"

    engines = (Repeating(name="one"), Repeating(name="two"), FakeEngine(name="three"))
    vars(services)["engines"] = engines  # what the property would hold
    source = services.settings.workspace / "releases" / "plain.txt"
    (work,) = services.open(Order(source, (Locale("es"),)), NOW).works
    found = [drafter.engine for drafter in work.choice.drafters]
    assert all(isinstance(one, Checked) for one in found)
    kinds = [type(one.engine) for one in found if isinstance(one, Checked)]
    assert kinds == [Remembering, Remembering, FakeEngine]
