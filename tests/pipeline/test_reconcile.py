"""Reconciling: what is approved is published, what is missing is put back, and nothing else."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeCatalogs
from tests.pipeline.desks import CRIMES, HEAD, ONE, A
from tests.pipeline.publishers import Publisher
from translate_pipeline.errors import Conflict, PolicyRefused, StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Stage
from translate_pipeline.model.translation import Severity
from translate_pipeline.pipeline.reconcile import Deed, Reconciled, reconcile
from translate_pipeline.pipeline.record import read_record
from translate_pipeline.pipeline.status import release_status

PUBLISHED = ("a", "es", Deed.PUBLISHED, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Publisher:
    desk = Publisher(tmp_path)
    desk.translate()
    return desk


@pytest.fixture
def approved(desk: Publisher) -> Publisher:
    desk.approve()
    return desk


def found(desk: Publisher, *, publishing: bool = True) -> Sequence[Reconciled]:
    return list(reconcile(desk.tools, desk.press, desk.now, publishing=publishing))


def told(desk: Publisher) -> list[tuple[str, str, Deed, int | None]]:
    return [(one.release, str(one.locale), one.deed, one.version) for one in found(desk)]


def test_what_is_approved_is_published_once(approved: Publisher) -> None:
    assert told(approved) == [PUBLISHED]
    assert approved.press.shelf.has("a/es/v1")
    assert told(approved) == []


def test_a_link_alone_that_leads_elsewhere_is_published(approved: Publisher) -> None:
    assert told(approved) == [PUBLISHED]
    approved.revise(blocks=linked(approved, "https://example.org/new"))
    assert told(approved) == [("a", "es", Deed.PUBLISHED, 2)]
    assert told(approved) == []
    assert approved.manifest(2)["changes"] == ["Título {+https://example.org/new+}"]


def linked(desk: Publisher, href: str) -> list[dict[str, object]]:
    """The blocks of the release, whose first sentence is a link."""
    record = read_record(A, desk.ledger)
    assert record
    first, *others = record.revised.detail["blocks"]
    return [{**first, "inline": [{"a1": href}]}, *others]


def test_what_is_not_approved_is_left_without_a_look_at_its_file(
    desk: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.approve("bo")  # all but the segment of law

    def opened(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr(FakeCatalogs, "read", opened)
    assert told(desk) == []


def test_what_is_published_is_left_without_a_look_at_its_file(
    approved: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved.publish()
    monkeypatch.setattr(FakeCatalogs, "read", lambda *_: pytest.fail("opened"))
    assert told(approved) == []


def test_a_changed_target_is_published_once_it_is_approved(approved: Publisher) -> None:
    approved.publish()
    approved.edit('msgstr "Un día."', 'msgstr "Algún día."')
    approved.sync()
    assert told(approved) == []
    approved.approve()
    assert told(approved) == [("a", "es", Deed.PUBLISHED, 2)]


def test_a_correction_is_published_once_it_is_approved(approved: Publisher) -> None:
    approved.publish()
    approved.run(HEAD, "Soldiers left.", CRIMES)
    assert told(approved) == []
    approved.edit('msgstr "[Soldiers left.]"', 'msgstr "Los soldados se fueron."')
    approved.translate()
    approved.approve()
    assert told(approved) == [("a", "es", Deed.PUBLISHED, 2)]


def test_what_was_retracted_is_not_published_again_but_its_correction_is(
    approved: Publisher,
) -> None:
    approved.publish()
    approved.retract("Wrong.")
    assert told(approved) == []
    approved.change("Un día.", "Algún día.")
    assert told(approved) == [("a", "es", Deed.PUBLISHED, 2)]


def test_a_text_that_returns_to_what_was_retracted_is_not_published(approved: Publisher) -> None:
    approved.publish()
    approved.retract("Wrong.")
    approved.change("Un día.", "Algún día.")
    approved.publish()
    approved.change("Algún día.", "Un día.")
    assert told(approved) == []


def test_where_people_publish_only_bundles_are_put_back(approved: Publisher) -> None:
    assert found(approved, publishing=False) == []
    approved.publish()
    approved.change("Un día.", "Algún día.")
    approved.publish()
    shutil.rmtree(approved.folder / "a")
    done = found(approved, publishing=False)
    assert [(one.deed, one.version) for one in done] == [
        (Deed.RESTOCKED, 1), (Deed.RESTOCKED, 2),
    ]  # fmt: skip
    assert approved.press.shelf.has("a/es/v1")
    assert approved.press.shelf.has("a/es/v2")


def test_what_is_confidential_is_left_to_people(approved: Publisher) -> None:
    approved.revise(confidential=True)
    assert told(approved) == []
    assert approved.publish().new


def test_an_edit_that_nobody_recorded_stands_in_the_way(approved: Publisher) -> None:
    approved.edit('msgstr "Un día."', 'msgstr "Otro día."')
    (one,) = found(approved)
    assert (one.deed, type(one.error), one.version) == (Deed.REFUSED, Conflict, None)


def test_an_error_that_nobody_waived_stands_in_the_way(approved: Publisher) -> None:
    approved.tools = replace(approved.tools, severities={"spaces": None})
    approved.change("Un día.", "Un  día.")
    approved.tools = replace(approved.tools, severities={"spaces": Severity.ERROR})
    (one,) = found(approved)
    assert (one.deed, isinstance(one.error, PolicyRefused)) == (Deed.REFUSED, True)


def also(desk: Publisher, release: str, locale: str) -> None:
    """Let all that happened to the release in es have happened elsewhere too."""
    name, where = ReleaseId(release), Locale(locale)
    for event in list(desk.ledger.events(A)):
        moved = where if event.locale else None
        desk.ledger.append([replace(event, release=name, locale=moved)])


def test_a_failure_does_not_keep_the_others_from_it(
    approved: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    also(approved, "b", "es")
    also(approved, "c", "es")
    put = approved.press.shelf.put

    def full(place: str, files: object) -> bool:
        if place.startswith("b/"):
            raise StorageError("full")
        return put(place, files)  # type: ignore[arg-type]

    monkeypatch.setattr(approved.press.shelf, "put", full)
    assert told(approved) == [
        ("c", "es", Deed.PUBLISHED, 1), ("b", "es", Deed.FAILED, None), PUBLISHED,
    ]  # fmt: skip
    monkeypatch.undo()
    assert told(approved) == [("b", "es", Deed.RESTOCKED, 1)]


def test_a_bundle_that_cannot_be_made_again_keeps_no_version_back(approved: Publisher) -> None:
    approved.publish()
    shutil.rmtree(approved.folder / "a")
    approved.press = replace(approved.press, note=lambda *_: "", render=lambda _: {"other": b""})
    approved.change("Un día.", "Algún día.")
    done = found(approved)
    assert [(one.deed, one.version) for one in done] == [(Deed.PUBLISHED, 2), (Deed.FAILED, None)]
    assert "this program makes other files" in str(done[1].error)


def test_a_fault_does_not_keep_the_others_from_it(approved: Publisher) -> None:
    also(approved, "b", "es")
    approved.ledger.log = [
        replace(event, detail={}) if (event.release, event.action) == ("b", "revised") else event
        for event in approved.ledger.log
    ]
    first, second = found(approved)
    assert (first.release, first.deed, type(first.error)) == ("b", Deed.FAILED, KeyError)
    assert (second.release, second.deed) == ("a", Deed.PUBLISHED)


def stage(desk: Publisher) -> Stage:
    status = release_status(A, desk.ledger)
    assert status
    return status.locales[0].stage


def test_a_correction_that_is_approved_again_waits_to_be_published(approved: Publisher) -> None:
    approved.publish()
    approved.run(HEAD, "Soldiers left.", CRIMES)
    approved.edit('msgstr "[Soldiers left.]"', 'msgstr "Los soldados se fueron."')
    approved.translate()
    assert stage(approved) is Stage.OUTDATED
    approved.approve()
    assert stage(approved) is Stage.APPROVED
    approved.publish()
    assert stage(approved) is Stage.PUBLISHED


def test_a_correction_of_what_was_retracted_waits_to_be_published(approved: Publisher) -> None:
    approved.publish()
    approved.retract("Wrong.")
    approved.edit('msgstr "Un día."', 'msgstr "Algún día."')
    approved.sync()
    assert stage(approved) is Stage.RETRACTED
    approved.approve()
    assert stage(approved) is Stage.APPROVED


def test_a_source_that_returns_to_what_was_published_is_published(approved: Publisher) -> None:
    approved.publish()
    approved.run(HEAD, "Soldiers left.", CRIMES)
    approved.run(HEAD, ONE, CRIMES)
    assert stage(approved) is Stage.PUBLISHED
    assert told(approved) == []
