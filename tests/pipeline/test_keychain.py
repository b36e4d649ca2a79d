"""From the key that an office was handed to the newest list."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.bundles import FIRST, NOW, PUBLISHED, SECOND, STRANGER, THIRD, first_list, with_key
from translate_pipeline.errors import (
    BadSignature,
    BrokenKeys,
    InputError,
    PipelineError,
    UnknownKey,
    VerificationFailed,
)
from translate_pipeline.formats.keys import serialize_keys
from translate_pipeline.model.trust import KeyId, KeyList, Revocation, RevocationReason, Signed
from translate_pipeline.pipeline.keychain import follow, in_use, replaced, revoked
from translate_pipeline.pipeline.signing import key_of, sign

ONE = first_list()
TWO = replaced(ONE, key_of(SECOND).public, PUBLISHED)
THREE = replaced(TWO, key_of(THIRD).public, NOW)
STOLEN = Revocation(NOW, RevocationReason.COMPROMISED, None)


def signed(keys: KeyList, *signing: Ed25519PrivateKey) -> Signed:
    name = f"{keys.version}.json"
    data = serialize_keys(keys, name)
    return Signed(name, data, sign(data, signing))


CHAIN = [signed(ONE, FIRST), signed(TWO, FIRST, SECOND), signed(THREE, SECOND, THIRD)]


@pytest.mark.parametrize("handed", [FIRST, SECOND, THIRD], ids=["first", "second", "third"])
def test_each_key_that_an_office_may_have_been_handed_leads_to_the_newest_list(
    handed: Ed25519PrivateKey,
) -> None:
    found = follow(CHAIN, key_of(handed).public)
    assert found == THREE
    assert in_use(found).id == key_of(THIRD).id


def test_a_reader_may_have_none_of_the_lists_before_its_key() -> None:
    assert follow(CHAIN[1:], key_of(SECOND).public) == THREE


def test_a_key_that_signed_no_list_leads_nowhere() -> None:
    with pytest.raises(UnknownKey, match="none of the lists of keys is signed by key"):
        follow(CHAIN, key_of(STRANGER).public)
    with pytest.raises(UnknownKey):
        follow([], key_of(FIRST).public)


def test_a_revoked_key_still_leads_an_office_to_the_list_that_revokes_it() -> None:
    four = revoked(THREE, key_of(FIRST).id, STOLEN)
    found = follow([*CHAIN, signed(four, THIRD)], key_of(FIRST).public)
    assert found.keys[0].revoked == STOLEN


def test_a_replaced_key_signs_no_further_list() -> None:
    false = signed(replaced(TWO, key_of(STRANGER).public, NOW), FIRST, STRANGER)
    with pytest.raises(UnknownKey):
        follow([*CHAIN[:2], false], key_of(FIRST).public)


def test_a_revoked_key_signs_no_further_list() -> None:
    gone = replace(TWO, keys=(replace(ONE.keys[0], revoked=STOLEN), TWO.keys[1]))
    three = signed(replaced(gone, key_of(STRANGER).public, NOW), FIRST, STRANGER)
    with pytest.raises(UnknownKey):
        follow([CHAIN[0], signed(gone, FIRST, SECOND), three], key_of(FIRST).public)


def test_a_new_key_signs_the_list_that_brings_it() -> None:
    with pytest.raises(UnknownKey):
        follow([CHAIN[0], signed(TWO, FIRST)], key_of(FIRST).public)
    both = replace(TWO, keys=(*TWO.keys, key_of(THIRD, PUBLISHED)))
    with pytest.raises(UnknownKey, match="a new key that did not sign it"):
        follow([CHAIN[0], signed(both, FIRST, SECOND)], key_of(FIRST).public)


REVOKED = revoked(TWO, key_of(FIRST).id, STOLEN)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (ONE, replace(TWO, version=3), "list 3, and 2 is due"),
        (ONE, replace(ONE, version=1), "list 1, and 2 is due"),
        (ONE, with_key(replace(ONE, version=2), until=NOW), "no key in use"),
        (ONE, with_key(TWO, public=key_of(STRANGER).public), "leaves out or brings back"),
        (ONE, with_key(TWO, since=NOW), "leaves out or brings back"),
        (ONE, replace(TWO, keys=()), "no key in use"),
        (ONE, replace(TWO, keys=TWO.keys[1:]), "leaves out or brings back"),
        (TWO, with_key(replace(TWO, version=3), until=None), "leaves out or brings back"),
        (TWO, replace(TWO, version=3, keys=TWO.keys[1:]), "leaves out or brings back"),
        (REVOKED, with_key(replace(REVOKED, version=4), revoked=None), "leaves out or brings back"),
        (
            REVOKED,
            with_key(replace(REVOKED, version=4), revoked=replace(STOLEN, since=NOW)),
            "leaves out or brings back",
        ),
    ],
)
def test_a_list_forgets_nothing_that_the_one_before_it_says(
    before: KeyList, after: KeyList, reason: str
) -> None:
    trusted = FIRST if before is ONE else SECOND
    with pytest.raises(BrokenKeys) as raised:
        follow([signed(before, trusted), signed(after, FIRST, SECOND)], key_of(trusted).public)
    assert reason in str(raised.value)


def test_a_list_that_its_own_signer_is_not_in_is_refused() -> None:
    with pytest.raises(BrokenKeys, match="but does not list it"):
        follow([signed(ONE, STRANGER)], key_of(STRANGER).public)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_list_in_which_any_byte_was_changed_is_refused(number: int) -> None:
    sound = CHAIN[number]
    for at in range(len(sound.data)):
        data = bytearray(sound.data)
        data[at] ^= 1
        chain = [*CHAIN[:number], replace(sound, data=bytes(data)), *CHAIN[number + 1 :]]
        with pytest.raises(BadSignature):
            follow(chain, key_of(FIRST).public)


def test_the_lists_in_another_order_lead_nowhere() -> None:
    with pytest.raises(VerificationFailed):
        follow([CHAIN[0], CHAIN[2], CHAIN[1]], key_of(FIRST).public)


def test_a_list_that_is_soundly_signed_and_no_list_cannot_be_read() -> None:
    with pytest.raises(InputError, match="not JSON"):
        follow([Signed("1.json", b"x", sign(b"x", [FIRST]))], key_of(FIRST).public)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: revoked(TWO, KeyId("0" * 16), STOLEN), "no key '0000000000000000'; `keys show`"),
        (lambda: revoked(TWO, key_of(SECOND).id, STOLEN), "is the one in use"),
        (lambda: revoked(REVOKED, key_of(FIRST).id, STOLEN), "is revoked already"),
    ],
)
def test_a_key_that_cannot_be_revoked_is_named(make: Callable[[], KeyList], reason: str) -> None:
    with pytest.raises(PipelineError) as raised:
        make()
    assert reason in str(raised.value)
