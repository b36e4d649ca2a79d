"""What an office holds after it pulled: what is approved, verified, and nothing that was not."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.bundles import FIRST, SECOND, STRANGER, bundle, manifest, written
from tests.hosts import Host, status
from tests.publisher import ES, TEXTS, VELDANIA, Publisher
from tests.pulling.conftest import Office
from translate_pipeline.errors import (
    BadSignature,
    ExpiredIndex,
    OldIndex,
    OldKeys,
    OriginRefused,
    OriginUnavailable,
    PipelineError,
    UnknownKey,
)
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.trust import Revocation, RevocationReason
from translate_pipeline.pipeline.keychain import revoked
from translate_pipeline.pipeline.pull_goals import Fate, Outcome, Wishes
from translate_pipeline.pipeline.signing import key_of, sign
from translate_pipeline.store.key_lists import KeyLists
from translate_pipeline.store.pulling import Order, pull_once

FR = Locale("fr")
PROOF = ["manifest.json", "manifest.json.sig"]
WHOLE = sorted(f"veldania/es/{name}" for name in [*TEXTS, *PROOF])


def test_what_is_published_is_there_whole_and_only_in_the_locales_wanted(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    publisher.publish(locale=FR)
    assert office.pull() == {"pulled": [1]}
    assert office.names == WHOLE
    assert office.read("veldania/es/text.docx") == TEXTS["text.docx"]
    assert office.pull() == {"current": [1]}
    assert office.pull(ES, FR) == {"current": [1], "pulled": [1]}


def test_a_release_that_is_named_comes_alone(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    publisher.publish(release="other")
    assert office.pull(release="other") == {"pulled": [1]}
    assert office.names[0] == "other/es/index.html"
    assert office.pull(release="unknown") == {}


def test_a_correction_takes_the_place_of_what_it_corrects(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    publisher.publish(2, changes=("«120» is «12»",), texts={"index.html": b"x"})
    assert office.pull() == {"pulled": [2]}
    assert office.names == sorted(f"veldania/es/{name}" for name in ["index.html", *PROOF])
    (told,) = office.told
    assert told.manifest
    assert (told.replaced, told.manifest.changes) == (1, ("«120» is «12»",))


def test_only_the_formats_that_are_wanted_come_and_each_is_verified(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    assert office.pull(formats="html,txt") == {"pulled": [1]}
    some = sorted(f"veldania/es/{name}" for name in ["index.html", "text.txt", *PROOF])
    assert office.names == some
    assert office.pull(formats="html,txt") == {"current": [1]}
    assert office.pull() == {"pulled": [1]}
    assert office.names == WHOLE
    assert office.pull(formats="html,txt") == {"pulled": [1]}
    assert office.names == some


def test_a_format_that_a_version_has_not_is_said(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    office.pull(formats="tmx")
    assert office.errors == ["NotFound"]
    assert "index.html" in str(office.told[0].error)


def test_a_key_is_named_once(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    office.pull()
    office.key = None
    assert office.pull() == {"current": [1]}
    office.key = key_of(STRANGER).public
    with pytest.raises(PipelineError, match="names " + key_of(STRANGER).id):
        office.pull()


def test_a_wrong_key_is_not_remembered(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    office.key = key_of(STRANGER).public
    with pytest.raises(UnknownKey):
        office.pull()
    office.key = key_of(FIRST).public
    assert office.pull() == {"pulled": [1]}


def test_keys_are_followed_from_the_one_that_was_handed_over(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    publisher.rotate(SECOND)
    publisher.publish(2)
    assert office.pull() == {"pulled": [2]}
    assert [key.id for key in office.told[0].signed_by] == [key_of(SECOND).id]


def test_an_office_that_joins_late_is_handed_the_newest_key(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    publisher.rotate(SECOND)
    office.key = key_of(SECOND).public
    assert office.pull() == {"pulled": [1]}


def test_where_the_lists_of_keys_are_withheld_nothing_is_believed(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    publisher.rotate(SECOND)
    for name in ("2.json", "2.json.sig"):
        (publisher.folder / "keys" / name).unlink()
    with pytest.raises(UnknownKey):
        office.pull()
    for name in ("1.json", "1.json.sig"):
        (publisher.folder / "keys" / name).unlink()
    with pytest.raises(OldKeys, match="no lists of keys"):
        office.pull()


def test_what_a_revoked_key_signed_is_replaced_where_it_was_signed_anew(
    publisher: Publisher, office: Office
) -> None:
    place = publisher.publish()
    office.pull()
    publisher.rotate(SECOND)
    gone = Revocation(publisher.now, RevocationReason.COMPROMISED, None)
    publisher.keys = revoked(publisher.keys, key_of(FIRST).id, gone)
    KeyLists(publisher.folder / "keys").add(publisher.keys, SECOND)
    publisher.renew()
    office.pull()
    assert office.errors == ["RevokedKey"]
    written(place, {"manifest.json.sig": sign((place / "manifest.json").read_bytes(), [SECOND])})
    assert office.pull() == {"pulled": [1]}
    assert office.pull() == {"current": [1]}


def test_a_version_that_was_retracted_is_told_and_moved_out_of_the_way(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    publisher.retract(reason="The number is wrong.")
    assert office.pull() == {"retracted": [1]}
    (told,) = office.told
    assert told.reason == "The number is wrong."
    assert told.folder == str(office.folder / "_retracted" / "veldania" / "es" / "v1")
    assert office.names == sorted(f"_retracted/veldania/es/v1/{name}" for name in [*TEXTS, *PROOF])
    assert office.pull() == {}


def test_a_retraction_is_told_before_anything_is_moved(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    publisher.retract()
    seen: list[list[str]] = []
    order = Order(office.address, office.folder, Wishes(frozenset({ES})))
    pull_once(order, office.now, lambda _: seen.append(office.names))
    assert seen == [WHOLE]
    assert office.names != WHOLE


def test_a_retraction_needs_no_sound_signature_of_what_is_held(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    (office.folder / "veldania" / "es" / "manifest.json.sig").write_text("{}")
    assert office.pull() == {"failed": [1]}
    publisher.retract()
    assert office.pull() == {"retracted": [1]}


def test_files_of_one_s_own_beside_a_retracted_version_go_along(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    (office.folder / "veldania" / "es" / "index.html").write_text("mine")
    (office.folder / "veldania" / "es" / "notes.txt").write_text("mine")
    publisher.retract()
    assert office.pull() == {"retracted": [1]}
    assert office.read("_retracted/veldania/es/v1/notes.txt") == b"mine"
    assert office.read("_retracted/veldania/es/v1/index.html") == b"mine"


def test_where_a_correction_was_retracted_the_version_before_comes_with_a_word(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    publisher.publish(2)
    office.pull()
    publisher.retract(2, "Worse.")
    assert office.pull() == {"retracted": [2], "pulled": [1]}
    assert [one.doubt.version if one.doubt else None for one in office.told] == [None, 2]
    assert b"<p>1</p>" in office.read("veldania/es/index.html")


def test_a_retraction_is_told_though_nothing_else_can_be_fetched(
    publisher: Publisher, far: Office, host: Host
) -> None:
    publisher.publish()
    far.pull()
    publisher.publish(release="a")
    host.always["/a/es/v1/manifest.json"] = status(500)
    publisher.retract()
    assert far.pull() == {"retracted": [1], "failed": [1]}


def test_a_version_that_is_retracted_twice_keeps_both_folders(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    there = office.folder / "_retracted" / "veldania" / "es" / "v1"
    there.mkdir(parents=True)
    publisher.retract()
    office.pull()
    assert office.told[0].folder == f"{there}-2"
    assert (there.with_name("v1-2") / "manifest.json").is_file()


def changed(folder: Path) -> None:
    (folder / "text.txt").write_text("mine")


def more(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")


def folder_more(folder: Path) -> None:
    (folder / "mine").mkdir()


def no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def another_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("{}")


def linked(folder: Path) -> None:
    (folder / "text.txt").rename(folder.parent / "text.txt")
    (folder / "text.txt").symlink_to(folder.parent / "text.txt")


OWN: dict[Callable[[Path], None], str] = {
    changed: "AlteredFile",
    more: "ExtraFile",
    folder_more: "ExtraFile",
    no_manifest: "MissingFile",
    another_manifest: "BadSignature",
    linked: "AlteredFile",
}


@pytest.mark.parametrize(("change", "failure"), OWN.items())
def test_what_is_not_what_was_published_is_told_and_left_alone(
    publisher: Publisher, office: Office, change: Callable[[Path], None], failure: str
) -> None:
    publisher.publish()
    office.pull()
    change(office.folder / "veldania" / "es")
    before = {name: office.read(name) for name in office.names}
    publisher.publish(2)
    assert office.pull() == {"failed": [2]}
    assert office.errors == [failure]
    assert {name: office.read(name) for name in office.names} == before


@pytest.mark.parametrize("change", [changed, more])
def test_it_is_told_to_move_a_file_of_one_s_own_and_then_all_is_well(
    publisher: Publisher, office: Office, change: Callable[[Path], None]
) -> None:
    publisher.publish()
    office.pull()
    place = office.folder / "veldania" / "es"
    change(place)
    office.pull()
    said = str(office.told[0].error)
    assert said.endswith("; move it somewhere else, and pull again")
    (place / said.partition(" ")[0]).rename(office.folder / "mine")
    assert set(office.pull()) <= {"pulled", "current"}
    assert office.names == ["mine", *WHOLE]


def a_link(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))
    folder.symlink_to(folder.with_name("moved"))


@pytest.mark.parametrize("change", [no_manifest, another_manifest, a_link])
def test_a_retraction_is_told_first_and_again_while_something_unknown_is_in_its_place(
    publisher: Publisher, office: Office, change: Callable[[Path], None]
) -> None:
    publisher.publish()
    office.pull()
    place = office.folder / "veldania" / "es"
    change(place)
    before = office.names
    publisher.retract(reason="The number is wrong.")
    for _ in range(2):
        assert office.pull() == {"retracted": [1], "failed": [None]}
        assert [one.fate for one in office.told] == ["retracted", "failed"]
        assert office.told[0].reason == "The number is wrong."
        assert str(office.told[1].error).endswith("somewhere else, and pull again")
        assert office.names == before
    place.rename(office.folder / "mine")
    assert office.pull() == {"retracted": [1]}
    assert office.pull() == {}


def test_a_retraction_of_what_was_moved_elsewhere_is_told_once(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    (office.folder / "veldania").rename(office.folder / "mine")
    publisher.retract(reason="The number is wrong.")
    assert office.pull() == {"retracted": [1]}
    (told,) = office.told
    assert (told.reason, told.manifest, told.folder) == ("The number is wrong.", None, "")
    assert office.pull() == {}


def test_so_is_that_of_a_version_that_a_newer_one_replaced(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    publisher.publish(2)
    office.pull()
    publisher.retract(1)
    assert office.pull() == {"retracted": [1], "current": [2]}
    assert office.pull() == {"current": [2]}


def test_a_retraction_that_nobody_heard_is_told_again(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    office.pull()
    (office.folder / "veldania").rename(office.folder / "mine")
    publisher.retract()

    def deaf(_: Outcome) -> None:
        raise BrokenPipeError

    order = Order(office.address, office.folder, Wishes(frozenset({ES})))
    with pytest.raises(BrokenPipeError):
        pull_once(order, office.now, deaf)
    assert office.pull() == {"retracted": [1]}


def test_where_every_version_is_retracted_it_is_told_of_whatever_stands_there(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    publisher.publish(2)
    publisher.retract(1)
    publisher.retract(2, "Worse.")
    mine = office.folder / "veldania" / "es"
    mine.mkdir(parents=True)
    (mine / "text.txt").write_bytes(TEXTS["text.txt"])
    assert office.pull() == {"retracted": [2], "failed": [None]}


def test_what_an_older_program_pulled_is_remembered_once_it_was_seen(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    state = office.folder / ".translate-pipeline-pull" / "state.json"
    known = json.loads(state.read_bytes())
    assert known.pop("pulled") == [["veldania", "es", 1]]
    state.write_text(json.dumps(known))
    assert office.pull() == {"current": [1]}
    (office.folder / "veldania").rename(office.folder / "mine")
    publisher.retract()
    assert office.pull() == {"retracted": [1]}


def test_what_was_deleted_comes_again(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    office.pull()
    (office.folder / "veldania/es/text.txt").unlink()
    assert office.pull() == {"pulled": [1]}
    assert office.names == WHOLE


def test_a_folder_of_something_else_is_left_alone(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    mine = office.folder / "veldania" / "es"
    mine.mkdir(parents=True)
    (mine / "letter.txt").write_text("mine")
    assert office.pull() == {"failed": [1]}
    assert office.names == ["veldania/es/letter.txt"]


def test_another_bundle_of_the_same_publisher_in_its_place_is_told(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    publisher.publish(release="other")
    office.pull()
    (office.folder / "other").rename(office.folder / "moved")
    (office.folder / "veldania").rename(office.folder / "other")
    office.pull(release="other")
    assert "stands where other es should" in str(office.told[0].error)


@pytest.mark.parametrize("level", ["veldania", "veldania/es"])
def test_nothing_is_written_through_a_link(
    publisher: Publisher, office: Office, level: str
) -> None:
    publisher.publish()
    secret = office.folder.with_name("secret")
    secret.mkdir()
    link = office.folder / level
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(secret)
    assert office.pull() == {"failed": [1]}
    assert list(secret.iterdir()) == []


@pytest.mark.parametrize("name", [".translate-pipeline-pull", ".translate-pipeline-pull/parts"])
def test_nor_through_a_link_in_the_place_of_its_own_folder(
    publisher: Publisher, office: Office, name: str
) -> None:
    publisher.publish()
    secret = office.folder.with_name("secret")
    secret.mkdir()
    (office.folder / name).parent.mkdir(parents=True, exist_ok=True)
    (office.folder / name).symlink_to(secret)
    with pytest.raises(PipelineError, match="is a link"):
        office.pull()
    assert list(secret.iterdir()) == []


@pytest.mark.parametrize("name", ["index.json", "state.json", "lock", "parts/x", "keys/1.json"])
def test_nor_through_one_in_the_place_of_a_file(
    publisher: Publisher, office: Office, tmp_path: Path, name: str
) -> None:
    publisher.publish()
    (tmp_path / "secret").write_text("mine")
    link = office.folder / ".translate-pipeline-pull" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "secret")
    with pytest.raises(PipelineError, match="is a link"):
        office.pull()
    assert (tmp_path / "secret").read_text() == "mine"


def test_an_older_index_than_before_is_refused(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    office.pull()
    publisher.renew(number=1)
    with pytest.raises(OldIndex):
        office.pull()
    assert office.names == WHOLE


def test_so_it_is_from_another_address(
    publisher: Publisher, office: Office, tmp_path: Path
) -> None:
    publisher.publish()
    office.pull()
    stick = Publisher(tmp_path / "stick")
    office.address = str(stick.folder)
    with pytest.raises(OldIndex):
        office.pull()


def test_an_index_that_has_expired_is_not_believed(publisher: Publisher, office: Office) -> None:
    publisher.publish()
    publisher.renew(days=8)
    with pytest.raises(ExpiredIndex):
        office.pull()
    assert office.names == []


@pytest.mark.parametrize(
    ("name", "error"),
    [("index.json", OriginRefused), ("index.json.sig", BadSignature)],
)
def test_without_an_index_nothing_is_believed(
    publisher: Publisher, office: Office, name: str, error: type[PipelineError]
) -> None:
    publisher.publish()
    (publisher.folder / name).unlink()
    with pytest.raises(error):
        office.pull()


def test_a_file_that_was_swapped_is_never_seen(publisher: Publisher, office: Office) -> None:
    place = publisher.publish()
    other = publisher.publish(release="other")
    (place / "text.txt").write_bytes(TEXTS["text.txt"].upper())
    (other / "text.txt").unlink()
    assert office.pull() == {"failed": [1, 1]}
    assert (office.errors, office.names) == (["MissingFile", "AlteredFile"], [])


def test_a_bundle_that_another_key_signed_is_refused(publisher: Publisher, office: Office) -> None:
    place = publisher.publish()
    data = bundle(manifest({}, 1), STRANGER, texts={})
    written(place, {"manifest.json": data["manifest.json"]})
    office.pull()
    assert (office.errors, office.names) == (["BadSignature"], [])


def test_a_soundly_signed_manifest_that_the_index_does_not_mean_is_refused(
    publisher: Publisher, office: Office
) -> None:
    place = publisher.publish()
    other = replace(manifest({}, 1), title="Other")
    written(place, bundle(other, FIRST, texts={}))
    office.pull()
    assert (office.errors, office.names) == (["NotInIndex"], [])
    written(place, bundle(replace(other, version=manifest({}, 2).version), FIRST, texts={}))
    office.pull()
    assert (office.errors, office.names) == (["NotInIndex"], [])


def test_a_stick_that_is_not_there_leaves_what_is_held(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    office.pull()
    publisher.folder.rename(publisher.folder.with_name("away"))
    with pytest.raises(OriginUnavailable) as told:
        office.pull()
    assert (told.value.exit_code, office.names) == (4, WHOLE)


def test_a_stick_that_is_pulled_out_in_the_middle_is_no_false_copy(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish(release="a")
    publisher.publish(release="b")

    def pull_out(outcome: Outcome) -> None:
        outcomes.append(outcome)
        if outcome.fate is Fate.PULLED:
            publisher.folder.rename(publisher.folder.with_name("away"))

    outcomes: list[Outcome] = []
    order = Order(office.address, office.folder, Wishes(frozenset({ES})), office.key)
    pull_once(order, office.now, pull_out)
    assert [type(one.error).__name__ for one in outcomes] == ["NoneType", "OriginUnavailable"]


def test_what_is_too_long_on_a_stick_is_no_outage(publisher: Publisher, office: Office) -> None:
    place = publisher.publish(release="a")
    publisher.publish(release="b")
    with (place / "text.txt").open("ab") as file:
        file.write(bytes(10**6))
    os.mkfifo(place / "pipe")
    (place / "manifest.json.sig").write_bytes(bytes(10**6))
    assert office.pull() == {"failed": [1], "pulled": [1]}
    assert office.errors == ["BadSignature"]
    (place / "manifest.json.sig").unlink()
    (place / "pipe").rename(place / "manifest.json.sig")
    office.pull()
    assert office.errors == ["MissingFile"]


@pytest.mark.parametrize(
    "form", ["{folder}/", "{folder}/index.json", "file://{folder}", "file://{folder}/index.html"]
)
def test_a_folder_has_several_names(publisher: Publisher, office: Office, form: str) -> None:
    publisher.publish()
    office.address = form.format(folder=publisher.folder)
    assert office.pull() == {"pulled": [1]}


def test_a_version_under_embargo_in_an_index_is_pulled_with_its_hour(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish(embargo=publisher.now + timedelta(hours=3))
    assert office.pull() == {"pulled": [1]}
    assert office.told[0].manifest
    assert office.told[0].manifest.embargo


def test_many_releases_come_in_the_order_of_their_names(
    publisher: Publisher, office: Office
) -> None:
    for name in ("c", "a", VELDANIA, "b"):
        publisher.publish(release=name)
    office.pull()
    assert [one.goal.release for one in office.told] == ["a", "b", "c", "veldania"]
