"""The index on the shelf: its number only rises, and it can be verified at any moment."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from tests.bundles import FIRST, SECOND, STRANGER
from tests.fakes import ES
from tests.pipeline.desks import A
from tests.pipeline.publishers import Publisher
from translate_pipeline.errors import BadSignature, InputError, StorageError
from translate_pipeline.formats.index import INDEX, parse_index, serialize_index
from translate_pipeline.formats.keys import parse_signatures
from translate_pipeline.formats.manifest import ENDING
from translate_pipeline.model.trust import Index, KeyList, Signed
from translate_pipeline.pipeline.keychain import begun, replaced
from translate_pipeline.pipeline.publish_index import LIFE, Office, renew_index
from translate_pipeline.pipeline.signing import key_of, sign
from translate_pipeline.pipeline.verify import verify_index

HOUR = timedelta(hours=1)


class Desk(Publisher):
    """A publisher of a locale, with the index of what is published."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.keys: KeyList = begun(key_of(FIRST).public, self.now)
        self.private = FIRST

    @property
    def office(self) -> Office:
        private = self.private
        return Office(
            self.ledger, self.press.shelf, lambda data: sign(data, [private]), self.keys
        )  # fmt: skip

    def renew(self, now: datetime | None = None) -> Index:
        return renew_index(self.office, now or self.now)

    def read(self) -> tuple[bytes, bytes]:
        found = [self.press.shelf.read(name) for name in (INDEX, INDEX + ENDING)]
        assert found[0]
        assert found[1]
        return found[0], found[1]

    def verified(self, data: bytes, signatures: bytes) -> Index:
        return verify_index(Signed(INDEX, data, signatures), self.keys, now=self.now)

    def put(self, index: Index, *keys: object) -> None:
        """Replace the index on the shelf by another one."""
        data = serialize_index(index)
        self.press.shelf.write(INDEX, data)
        self.press.shelf.write(INDEX + ENDING, sign(data, keys or (FIRST,)))  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.translate()
    desk.approve()
    desk.publish()
    return desk


def test_the_index_lists_what_is_published(desk: Desk) -> None:
    index = desk.renew()
    assert [(one.release, one.locale, one.version) for one in index.versions] == [(A, ES, 1)]
    assert desk.verified(*desk.read()) == index
    desk.retract("Wrong.")
    (entry,) = desk.renew().versions
    assert entry.retracted
    assert entry.retracted.reason == "Wrong."


def test_an_index_that_is_no_news_stays_until_half_its_life_is_over(desk: Desk) -> None:
    first = desk.renew()
    assert desk.renew(first.issued + LIFE / 2 - HOUR) == first
    later = desk.renew(first.issued + LIFE / 2)
    assert (later.number > first.number, later.versions) == (True, first.versions)


def test_the_number_rises_within_one_second(desk: Desk) -> None:
    first = desk.renew()
    desk.retract("Wrong.")
    assert desk.renew(first.issued).number == first.number + 1


@pytest.mark.parametrize("name", [INDEX, INDEX + ENDING])
@pytest.mark.parametrize("what", [b"", b"\xff", b"{", None])
def test_the_number_rises_where_the_index_was_lost_or_damaged(
    desk: Desk, tmp_path: Path, name: str, what: bytes | None
) -> None:
    first = desk.renew()
    (tmp_path / name).unlink()
    if what is not None:
        (tmp_path / name).write_bytes(what)
    later = desk.renew(first.issued + HOUR)
    assert later.number > first.number
    assert desk.verified(*desk.read()) == later


def test_the_number_rises_where_an_older_index_was_put_back(desk: Desk) -> None:
    old = desk.renew()
    desk.retract("Wrong.")
    numbers = [desk.renew(desk.now + days * LIFE).number for days in range(3)]
    desk.put(old)
    assert desk.renew(desk.now + 3 * LIFE).number > numbers[-1]


def test_nobody_without_a_key_chooses_the_next_number(desk: Desk) -> None:
    index = desk.renew()
    desk.put(replace(index, number=2**53 - 1), STRANGER)
    assert index.number < desk.renew(index.issued + HOUR).number < 2**40


def test_nobody_whose_key_was_revoked_or_replaced_chooses_it(desk: Desk) -> None:
    index = desk.renew()
    desk.now += HOUR
    desk.keys = replaced(desk.keys, key_of(SECOND).public, desk.now)
    desk.private = SECOND
    desk.put(replace(index, number=2**53 - 1, issued=desk.now + HOUR))
    assert index.number < desk.renew().number < 2**40


def test_an_index_of_a_newer_program_is_left_alone(desk: Desk) -> None:
    data = serialize_index(desk.renew()).replace(b'"format": 1', b'"format": 2')
    desk.press.shelf.write(INDEX, data)
    desk.press.shelf.write(INDEX + ENDING, sign(data, [FIRST]))
    desk.retract("Wrong.")
    with pytest.raises(InputError, match="update translate-pipeline"):
        desk.renew()
    assert desk.press.shelf.read(INDEX) == data


def test_whoever_reads_the_index_before_its_signatures_can_verify_it(desk: Desk) -> None:
    desk.renew()
    for number in range(12):
        index, _ = desk.read()
        desk.change("Un día." if not number % 2 else "Algún día.",
                    "Algún día." if not number % 2 else "Un día.")  # fmt: skip
        desk.publish()
        desk.renew()
        newest, signatures = desk.read()
        for data in (index, newest):
            assert desk.verified(data, signatures) == parse_index(data)
        assert len(parse_signatures(signatures, INDEX)) <= 10


def test_whoever_is_cut_off_between_the_two_files_leaves_an_index_that_can_be_verified(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.renew()
    desk.retract("Wrong.")
    write = desk.press.shelf.write

    def cut(name: str, data: bytes) -> None:
        if name == INDEX:
            raise StorageError("cut off")
        write(name, data)

    with monkeypatch.context() as broken:
        broken.setattr(desk.press.shelf, "write", cut)
        with pytest.raises(StorageError):
            desk.renew()
    assert desk.verified(*desk.read()) == first
    assert desk.renew().number > first.number
    assert desk.verified(*desk.read()).versions[0].retracted


def test_another_index_than_the_last_few_is_not_signed(desk: Desk) -> None:
    desk.renew()
    data, signatures = desk.read()
    with pytest.raises(BadSignature):
        desk.verified(data.replace(b"}", b"} "), signatures)


def test_after_a_new_key_the_index_of_the_old_one_can_still_be_verified(desk: Desk) -> None:
    desk.renew()
    before, _ = desk.read()
    desk.now += HOUR
    desk.keys = replaced(desk.keys, key_of(SECOND).public, desk.now)
    desk.private = SECOND
    desk.renew()
    newest, signatures = desk.read()
    assert desk.verified(before, signatures) != desk.verified(newest, signatures)


def test_a_version_whose_bundle_is_not_there_is_not_listed_before_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise StorageError("full")

    desk.change("Un día.", "Algún día.")
    with monkeypatch.context() as broken:
        broken.setattr(desk.press.shelf, "put", full)
        with pytest.raises(StorageError):
            desk.publish()
    assert [one.version for one in desk.renew().versions] == [1]
    desk.change("Algún día.", "Este día.")
    assert desk.publish().version == 3
    assert [one.version for one in desk.renew().versions] == [1, 2, 3]


def test_of_many_that_renew_it_at_once_none_puts_an_older_one_over_a_newer(desk: Desk) -> None:
    def renew() -> None:
        for hours in range(5):
            desk.renew(desk.now + hours * LIFE)

    threads = [Thread(target=renew) for _ in range(4)]
    for thread in threads:
        thread.start()
    seen = [0]
    while any(thread.is_alive() for thread in threads):
        data = desk.press.shelf.read(INDEX)
        seen += [parse_index(data).number] if data else []
    assert seen == sorted(seen)


def test_titles_are_those_of_the_versions_whether_they_are_known_or_not(
    desk: Desk, tmp_path: Path
) -> None:
    desk.renew()
    desk.change("Título", "Titular")
    desk.publish()
    index = desk.renew()
    assert [one.title for one in index.versions] == ["Título", "Titular"]
    (tmp_path / INDEX).unlink()
    assert desk.renew(desk.now + HOUR).versions == index.versions


def test_an_embargo_that_is_over_is_news(desk: Desk) -> None:
    hour = desk.now + 9 * HOUR
    desk.revise(embargo=hour.isoformat())
    desk.change("Título", "Titular")
    desk.publish()
    first = desk.renew()
    assert [one.version for one in first.versions] == [1]
    later = desk.renew(hour)
    assert (later.number > first.number, len(later.versions)) == (True, 2)


@pytest.mark.parametrize("held", [{"embargo": "2036-01-01T00:00+00:00"}, {"confidential": True}])
def test_an_embargo_that_is_lifted_before_its_hour_is_news(
    tmp_path: Path, held: Mapping[str, object]
) -> None:
    desk = Desk(tmp_path)
    desk.revise(**held)
    desk.translate()
    desk.approve()
    desk.publish()
    assert desk.renew().versions == ()
    desk.revise(embargo="", confidential=False)
    (told,) = desk.renew().versions
    assert (told.title, told.embargo) == ("Título", desk.now)


def test_what_was_public_is_retracted_for_all_under_a_later_embargo(desk: Desk) -> None:
    desk.renew()
    desk.revise(embargo=(desk.now + 99 * HOUR).isoformat(), title="A title of later")
    desk.change("Título", "Titular")
    desk.publish()
    desk.retract("Wrong figure.", 1)
    (told,) = desk.renew().versions
    assert told.version == 1
    assert told.retracted
    assert told.retracted.reason == "Wrong figure."
