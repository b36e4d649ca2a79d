"""Approved versions: made of what is approved, once, and again from the ledger."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.fakes import ES
from tests.pipeline.desks import CRIMES, HEAD, LATER, ONE, A
from tests.pipeline.publishers import Publisher
from translate_pipeline.errors import Conflict, InputError, NotFound, PolicyRefused, StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action, Event, Stage
from translate_pipeline.model.translation import Severity
from translate_pipeline.pipeline.documents import as_before, published_document
from translate_pipeline.pipeline.publish import (
    MANIFEST,
    SIGNATURE,
    Published,
    bundle,
    retract,
    stock,
)
from translate_pipeline.pipeline.reconcile import Deed, reconcile
from translate_pipeline.pipeline.record import read_record
from translate_pipeline.pipeline.status import release_status
from translate_pipeline.store.shelf import FolderShelf

FR = Locale("fr")


@pytest.fixture
def desk(tmp_path: Path) -> Publisher:
    desk = Publisher(tmp_path)
    desk.translate()
    return desk


@pytest.fixture
def approved(desk: Publisher) -> Publisher:
    desk.approve()
    return desk


def test_what_is_approved_becomes_version_one(approved: Publisher) -> None:
    published = approved.publish()
    assert (published.version, published.new) == (1, True)
    files = approved.press.shelf.get("a/es/v1")
    assert files is not None
    assert sorted(files) == [MANIFEST, SIGNATURE, "text.txt"]
    assert files["text.txt"].decode().splitlines()[1:] == [
        "headline: Título", "paragraph: Un día.", "paragraph: Son crímenes de guerra.",
    ]  # fmt: skip
    manifest = approved.manifest(1)
    assert (manifest["version"], manifest["title"]) == (1, "Título")
    assert (manifest["changes"], manifest["approved_by"]) == ([], ["legal reviewer"])
    assert files[SIGNATURE] == sha256(files[MANIFEST]).digest()


def test_nothing_is_published_before_all_is_approved(desk: Publisher) -> None:
    desk.approve("bo")
    with pytest.raises(PolicyRefused) as caught:
        desk.publish()
    key = desk.review("paragraph 2").items[0].source.key[:8]
    assert str(caught.value) == (
        "a es cannot be published: 1 of 3 segments are not approved\n"
        f"  {key}  paragraph 2: translated"
    )
    assert desk.press.shelf.get("a/es/v1") is None


def test_nothing_is_published_with_an_error_that_nobody_waived(approved: Publisher) -> None:
    approved.tools = replace(approved.tools, severities={"spaces": None})
    approved.edit('msgstr "Un día."', 'msgstr "Un  día."')
    approved.sync()
    approved.approve()
    approved.publish()
    approved.tools = replace(approved.tools, severities={"spaces": Severity.ERROR})
    with pytest.raises(PolicyRefused, match=r"1 segment has errors\n.*\[spaces\]"):
        approved.publish()


def test_a_waived_error_does_not_stand_in_the_way(desk: Publisher) -> None:
    desk.edit("Son crímenes de guerra.", "Son abusos.")
    desk.sync()
    desk.approve("rosa", waived={"glossary-terms": "A quotation."})
    assert desk.publish().version == 1


def test_a_file_that_says_something_else_is_a_conflict(approved: Publisher) -> None:
    approved.edit('msgstr "Un día."', 'msgstr "Otro día."')
    with pytest.raises(Conflict, match="says something else than was approved"):
        approved.publish()


def test_publishing_again_without_a_change_makes_no_new_version(approved: Publisher) -> None:
    first = approved.publish()
    before = list(approved.ledger.log)
    second = approved.publish()
    assert (second.new, second.event, approved.ledger.log) == (False, first.event, before)


def test_a_changed_target_is_the_next_version_with_what_changed(approved: Publisher) -> None:
    approved.publish()
    approved.change("Un día.", "Algún día.")
    assert approved.publish().version == 2
    assert approved.manifest(2)["changes"] == ["[-Un-]{+Algún+} día."]
    assert approved.manifest(1)["changes"] == []


def test_a_corrected_source_is_the_next_version(approved: Publisher) -> None:
    approved.publish()
    approved.run(HEAD, "Soldiers left.", CRIMES)
    with pytest.raises(PolicyRefused, match="1 of 3 segments are not approved"):
        approved.publish()
    approved.edit('msgstr "[Soldiers left.]"', 'msgstr "Los soldados se fueron."')
    approved.translate()
    approved.approve()
    assert approved.publish().version == 2
    assert approved.manifest(2)["changes"] == ["{+Los soldados se fueron.+}", "[-Un día.-]"]


def test_the_same_files_come_of_the_ledger_at_any_time(approved: Publisher) -> None:
    first = approved.publish()
    files = approved.press.shelf.get("a/es/v1")
    approved.change("Un día.", "Algún día.")
    approved.publish()
    record = read_record(A, approved.ledger)
    assert record is not None
    assert bundle(as_before(record, first.event), first.event, approved.press) == files


def test_a_version_whose_bundle_is_missing_is_put_there_by_publishing_again(
    approved: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise StorageError("full")

    with monkeypatch.context() as broken:
        broken.setattr(approved.press.shelf, "put", full)
        with pytest.raises(StorageError):
            approved.publish()
    assert approved.press.shelf.get("a/es/v1") is None
    published = approved.publish()
    assert (published.version, published.new) == (1, False)
    assert approved.press.shelf.has("a/es/v1")


def test_every_version_whose_bundle_is_missing_is_put_there(
    approved: Publisher, tmp_path: Path
) -> None:
    approved.publish()
    approved.change("Un día.", "Algún día.")
    approved.publish()
    for version in (1, 2):
        shutil.rmtree(tmp_path / "a" / "es" / f"v{version}")
    approved.change("Algún día.", "Este día.")
    assert approved.publish().warnings == ()
    assert all(approved.press.shelf.has(f"a/es/v{version}") for version in (1, 2, 3))


DAMAGE: Mapping[str, Callable[[Path], object]] = {
    "a file is missing": lambda folder: (folder / "text.txt").unlink(),
    "the manifest is missing": lambda folder: (folder / "manifest.json").unlink(),
    "the signature is missing": lambda folder: (folder / "manifest.json.sig").unlink(),
    "all are missing": lambda folder: (shutil.rmtree(folder), folder.mkdir()),  # type: ignore[func-returns-value]
    "a file is cut off": lambda folder: (folder / "text.txt").write_bytes(b"T"),
    "the manifest is another": lambda folder: (folder / "manifest.json").write_bytes(b"{}"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("by", ["publish", "reconcile"])
def test_a_bundle_that_is_not_whole_is_mended(
    approved: Publisher, by: str, damage: Callable[[Path], object]
) -> None:
    approved.publish()
    files = approved.press.shelf.get("a/es/v1")
    damage(approved.folder / "a" / "es" / "v1")
    if by == "publish":
        published = approved.publish()
        assert (published.new, published.restocked) == (False, (1,))
    else:
        (done,) = reconcile(approved.tools, approved.press, approved.now)
        assert (done.deed, done.version) == (Deed.RESTOCKED, 1)
    assert approved.press.shelf.get("a/es/v1") == files
    assert approved.publish().restocked == ()


def test_whoever_publishes_a_locale_has_the_bytes_of_its_bundles_compared(
    approved: Publisher,
) -> None:
    approved.publish()
    path = approved.folder / "a" / "es" / "v1" / "text.txt"
    sound = path.read_bytes()
    path.write_bytes(sound.swapcase())
    approved.change("Un día.", "Algún día.")
    assert approved.publish().restocked == (1,)
    assert path.read_bytes() == sound


def test_a_bundle_that_was_signed_anew_is_left_as_it_is(approved: Publisher) -> None:
    approved.publish()
    path = approved.folder / "a" / "es" / "v1"
    (path / "manifest.json.sig").write_bytes(b"by another key")
    assert approved.publish().restocked == ()
    (path / "text.txt").unlink()
    assert approved.publish().restocked == (1,)
    assert (path / "manifest.json.sig").read_bytes() == b"by another key"


def test_an_old_version_that_cannot_be_made_again_does_not_stand_in_the_way(
    approved: Publisher, tmp_path: Path
) -> None:
    approved.publish()
    shutil.rmtree(tmp_path / "a" / "es" / "v1")
    approved.press = replace(approved.press, render=lambda _: {"text.txt": b"other"})
    approved.change("Un día.", "Algún día.")
    published = approved.publish()
    assert (published.version, len(published.warnings)) == (2, 1)
    assert "a/es/v1: this program makes other files" in published.warnings[0]
    assert not approved.press.shelf.has("a/es/v1")


def test_a_program_that_makes_other_files_puts_none_there(
    approved: Publisher, tmp_path: Path
) -> None:
    event = approved.publish().event
    record = read_record(A, approved.ledger)
    assert record is not None
    assert not stock(record, event, approved.press)
    other = replace(
        approved.press,
        shelf=FolderShelf(tmp_path / "other"),
        render=lambda _: {"text.txt": b"other"},
    )
    with pytest.raises(StorageError, match="this program makes other files"):
        stock(record, event, other)


def test_of_two_publishers_at_once_one_makes_the_version(
    approved: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = approved.ledger.append
    others: list[Published] = []

    def slow(events: list[Event], *, known: int | None = None) -> bool:
        if not others and events and events[0].action is Action.PUBLISHED:
            monkeypatch.setattr(approved.ledger, "append", append)
            others.append(approved.publish())
        return append(events, known=known)

    monkeypatch.setattr(approved.ledger, "append", slow)
    published = approved.publish()
    assert (published.version, published.new, others[0].new) == (1, False, True)
    assert sum(event.action is Action.PUBLISHED for event in approved.ledger.log) == 1


def test_a_retracted_version_keeps_its_record_and_is_not_published_again_unasked(
    approved: Publisher,
) -> None:
    approved.publish()
    event = retract(A, ES, None, "Wrong figure.", desk=approved.tools, now=approved.now)
    assert (event.action, event.detail) == (
        Action.RETRACTED, {"version": 1, "reason": "Wrong figure."},
    )  # fmt: skip
    assert retract(A, ES, 1, "Other.", desk=approved.tools, now=approved.now) == event
    assert approved.press.shelf.has("a/es/v1")
    with pytest.raises(PolicyRefused, match="v1 with exactly this text was retracted: Wrong fig"):
        approved.publish()
    assert approved.publish(again=True).version == 2


def test_a_version_that_is_not_there_cannot_be_retracted(approved: Publisher) -> None:
    with pytest.raises(NotFound, match="published: none yet"):
        retract(A, ES, None, "x", desk=approved.tools, now=LATER)
    approved.publish()
    with pytest.raises(NotFound, match="published: v1"):
        retract(A, ES, 2, "x", desk=approved.tools, now=LATER)
    with pytest.raises(NotFound):
        retract(ReleaseId("b"), ES, None, "x", desk=approved.tools, now=LATER)


def test_the_other_locales_that_are_published_are_known(approved: Publisher) -> None:
    french = replace(approved.ledger.log[-1], action=Action.PUBLISHED, locale=FR, key=None,
                     detail={"version": 1})  # fmt: skip
    approved.ledger.append([french])
    event = approved.publish().event
    record = read_record(A, approved.ledger)
    assert record is not None
    assert published_document(as_before(record, event), event).others == (FR,)
    taken = replace(french, action=Action.RETRACTED, detail={"version": 1, "reason": "x"})
    approved.ledger.append([taken])
    approved.change("Un día.", "Algún día.")
    assert approved.publish().event.detail["others"] == []


def test_a_release_of_an_early_version_has_to_be_run_once_more(approved: Publisher) -> None:
    revised = next(e for e in approved.ledger.log if e.action is Action.REVISED)
    bare = {name: value for name, value in revised.detail.items() if name != "blocks"}
    approved.ledger.log = [
        replace(e, detail=bare) if e is revised else e for e in approved.ledger.log
    ]
    with pytest.raises(InputError, match="`run` it once more"):
        approved.publish()


def stage(desk: Publisher) -> tuple[Stage, int | None]:
    status = release_status(A, desk.ledger)
    assert status is not None
    (locale,) = status.locales
    return locale.stage, locale.published_version


def test_the_board_tells_what_is_published_and_whether_it_still_stands(
    approved: Publisher,
) -> None:
    assert stage(approved) == (Stage.APPROVED, None)
    approved.publish()
    assert stage(approved) == (Stage.PUBLISHED, 1)
    approved.edit('msgstr "Un día."', 'msgstr "Algún día."')
    approved.sync()
    assert stage(approved) == (Stage.IN_REVIEW, 1)
    approved.approve()
    assert stage(approved) == (Stage.APPROVED, 1)
    approved.publish()
    assert stage(approved) == (Stage.PUBLISHED, 2)
    approved.run(HEAD, "Soldiers left.", CRIMES)
    assert stage(approved) == (Stage.OUTDATED, 2)
    approved.run(HEAD, ONE, CRIMES)
    retract(A, ES, None, "Wrong.", desk=approved.tools, now=approved.now)
    assert stage(approved) == (Stage.RETRACTED, 2)
