"""Which texts of a revised release were made of which texts of the old one.

The release is invented: Karsholt and the Ossel Valley are no places.
"""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.text.alignment import align

RELEASE = (
    "Shelling of Karsholt must end at once",
    "Government forces have shelled the market town of Karsholt since 29 July.",
    "Over 31,480 people have fled their homes in the Ossel Valley, the health office says.",
    "Witnesses described how two rockets struck the queue outside a bakery.",
    "“I counted nine bodies on the pavement,” a nurse said.",
    "The army spokesperson did not reply to our questions.",
    "International humanitarian law prohibits attacks that do not tell soldiers from civilians.",
    "We have verified eleven videos and spoke with twenty-three survivors.",
    "Hospitals in the valley ran out of anaesthetics on Sunday.",
    "Neighbouring states should open their borders to everyone who flees.",
    "Background",
    "A ceasefire signed in March collapsed after six weeks.",
)


def revised(changes: dict[int, str | Sequence[str]]) -> list[str]:
    """The release with other texts in some places: one, several or none."""
    new: list[str] = []
    for number, text in enumerate(RELEASE):
        change = changes.get(number, text)
        new += [change] if isinstance(change, str) else change
    return new


def shuffled(count: int) -> list[int]:
    """The numbers in an order in which hardly any follows the one before it."""
    return sorted(range(count), key=lambda number: (number * 7 % count, number))


def origins(old: Sequence[str], new: Sequence[str]) -> dict[str, tuple[int, ...]]:
    return {new[number]: origin.old for number, origin in align(old, new).items()}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Witnesses told us how two rockets hit the queue at a bakery.", id="reworded"),
        pytest.param("Two rockets struck the queue outside a bakery.", id="shortened"),
        pytest.param(
            "Witnesses described how two rockets struck the queue outside a bakery, while the mayor"
            " was giving a speech about new tram lines on the other bank of the river.",
            id="extended",
        ),
        pytest.param(
            "Witneses described how two rokets struck the queue outside a bakery.", id="mistyped"
        ),
        pytest.param(
            "Outside a bakery, two rockets struck the queue, witnesses described.", id="turned"
        ),
        pytest.param(
            "WITNESSES DESCRIBED HOW TWO ROCKETS STRUCK THE QUEUE OUTSIDE A BAKERY.", id="capitals"
        ),
    ],
)
def test_an_edited_sentence_comes_from_what_it_was(text: str) -> None:
    assert origins(RELEASE, revised({3: text})) == {text: (3,)}


def test_a_sentence_with_another_number_comes_from_what_it_was() -> None:
    text = RELEASE[2].replace("31,480", "33,912")
    assert origins(RELEASE, revised({2: text})) == {text: (2,)}


def test_an_edited_sentence_is_found_where_it_was_moved_to() -> None:
    text = "Hospitals in the valley have run out of anaesthetics."
    new = revised({8: []})
    new.insert(1, text)
    assert origins(RELEASE, new) == {text: (8,)}


def test_both_halves_of_a_split_sentence_come_from_it() -> None:
    halves = [
        "Over 31,480 people have fled.",
        "They left homes in the Ossel Valley, officials say.",
    ]
    assert origins(RELEASE, revised({2: halves})) == dict.fromkeys(halves, (2,))


def test_a_sentence_split_in_three_is_found_in_each_part() -> None:
    text = (
        "The mayor resigned in protest, teachers began a strike in every district of the capital,"
        " and dockers blocked three harbours along the northern coast."
    )
    parts = [
        "The mayor resigned in protest.",
        "Teachers began a strike in every district of the capital.",
        "Dockers blocked three harbours along the northern coast.",
    ]
    assert origins([*RELEASE, text], [*RELEASE, *parts]) == dict.fromkeys(parts, (len(RELEASE),))


def test_a_merged_sentence_comes_from_all_that_it_was_made_of_in_document_order() -> None:
    text = (
        "Two rockets struck the queue outside a bakery, witnesses described, and a nurse said"
        " “I counted nine bodies on the pavement”."
    )
    assert origins(RELEASE, revised({3: text, 4: []})) == {text: (3, 4)}


def test_three_sentences_can_be_merged() -> None:
    text = " and ".join(text.rstrip(".") for text in RELEASE[7:10]) + "."
    assert origins(RELEASE, revised({7: [], 8: text, 9: []})) == {text: (7, 8, 9)}


def test_only_neighbours_are_merged() -> None:
    text = f"{RELEASE[3].rstrip('.')}, and {RELEASE[11]}"
    assert origins(RELEASE, revised({3: text, 11: []}))[text] in {(3,), (11,)}


def test_a_new_sentence_comes_from_nothing() -> None:
    text = "Aid convoys waited at the northern crossing for a third day."
    assert origins(RELEASE, revised({5: [RELEASE[5], text]})) == {}


def test_a_new_sentence_in_the_place_of_another_comes_from_nothing() -> None:
    text = "The opposition leader has called for an early election."
    assert origins(RELEASE, revised({5: text})) == {}


def test_words_that_many_sentences_have_make_no_resemblance() -> None:
    text = "It was the first time since the end of the war that nobody was in the streets."
    assert origins(RELEASE, revised({2: text})) == {}


def test_a_removed_sentence_is_nobodys_origin() -> None:
    assert origins(RELEASE, revised({4: [], 8: []})) == {}


def test_everything_may_change_at_once() -> None:
    old = [text for text in RELEASE if text != "Background"]
    new = [text.replace(" the ", " that ").rstrip(".") + ", it seems" for text in old]
    assert origins(old, new) == {text: (number,) for number, text in enumerate(new)}


def test_a_short_text_with_a_letter_wrong_is_found_in_its_place() -> None:
    assert origins(RELEASE, revised({10: "Backgruond"})) == {"Backgruond": (10,)}


def test_a_label_comes_from_no_other_label() -> None:
    assert origins(RELEASE, revised({10: "Contact"})) == {}


PLACES = ("Aver", "Belm", "Corst", "Dunmar", "Elsing", "Fjordby", "Gelt", "Hask", "Ilmen", "Jorn")


def toll(number: int, place: str) -> str:
    return f"{number} people were killed in {place} during the night."


def test_among_near_twins_a_rare_word_tells_which() -> None:
    old = [*RELEASE, *(toll(10 + n, place) for n, place in enumerate(PLACES))]
    new = [*RELEASE, *(toll(30 + n, place) for n, place in enumerate(PLACES))]
    new = [new[n] for n in shuffled(len(new))]
    found = align(old, new)
    assert len(found) == len(PLACES)
    for number, origin in found.items():
        assert old[origin.old[0]].split()[5] == new[number].split()[5]


def test_among_near_twins_a_number_that_stayed_tells_which() -> None:
    old = [*RELEASE, *(toll(10 + n, "Karsholt") for n in range(10))]
    text = "16 people were killed in Karsholt during the second night."
    new = [text, *(old[n] for n in range(len(old)) if n != len(RELEASE) + 6)]
    assert origins(old, new) == {text: (len(RELEASE) + 6,)}


def test_among_near_twins_the_place_tells_which() -> None:
    old = [part for n, text in enumerate(RELEASE) for part in (text, toll(10 + n, "Karsholt"))]
    new = [part for n, text in enumerate(RELEASE) for part in (text, toll(50 + n, "Karsholt"))]
    assert origins(old, new) == {new[n]: (n,) for n in range(1, len(new), 2)}


def test_among_near_twins_in_a_row_their_order_tells_which() -> None:
    old = [*RELEASE[:6], *(toll(10 + n, "Karsholt") for n in range(5)), *RELEASE[6:]]
    new = [*RELEASE[:6], *(toll(50 + n, "Karsholt") for n in range(5)), *RELEASE[6:]]
    assert origins(old, new) == {new[n]: (n,) for n in range(6, 11)}


def test_where_nothing_tells_near_twins_apart_none_is_offered() -> None:
    old = [*RELEASE, toll(12, "Karsholt"), toll(15, "Karsholt")]
    new = [RELEASE[n] for n in shuffled(len(RELEASE))]
    new.insert(6, toll(40, "Karsholt"))
    assert origins(old, new) == {}


def test_a_reshuffled_document_is_told_by_its_words_alone() -> None:
    edits = {
        1: "Forces of the government have been shelling the market town of Karsholt since July.",
        6: "Humanitarian law prohibits attacks that do not tell soldiers from civilians.",
        9: "States nearby should open their borders to everyone who flees.",
    }
    new = revised({**edits, 4: "“They came at noon and burned the archive,” a farmer said."})
    new = [new[n] for n in shuffled(len(new))]
    assert origins(RELEASE, new) == {text: (number,) for number, text in edits.items()}


def test_a_section_that_moved_takes_its_edited_sentences_along() -> None:
    text = "The army did not reply."
    new = revised({5: text})
    assert origins(RELEASE, [*new[6:], *new[:6]]) == {text: (5,)}


def test_letters_are_words_where_no_spaces_part_them() -> None:
    old = ["停火协议于三月签署。", "医院的麻醉剂已经用完。", "军方发言人没有答复我们的问题。"]
    new = ["停火协议于三月签署。", "军方发言人没有回答我们的问题。", "医院的麻醉剂星期日已经用完。"]
    assert origins(old, new) == {new[1]: (2,), new[2]: (1,)}


@pytest.mark.parametrize(("old", "new"), [([], []), (RELEASE, []), ([], RELEASE)])
def test_an_empty_document_has_no_origins(old: Sequence[str], new: Sequence[str]) -> None:
    assert align(old, new) == {}


def test_texts_without_words_come_from_nothing() -> None:
    assert align(["—", "…", "!"], ["?", "***"]) == {}


def test_the_likeness_is_that_of_the_letters() -> None:
    text = RELEASE[2].replace("31,480", "31,481")
    likeness = align(RELEASE, revised({2: text}))[2].likeness
    assert likeness == pytest.approx(1 - 1 / len(text))


def test_what_happens_in_another_part_changes_nothing() -> None:
    text = "Witnesses told us how two rockets hit the queue at a bakery."
    other = [f"Item {n}: {word} and {word}ing" for n, word in enumerate(PLACES)]
    plain = origins([*RELEASE, *other], [*revised({3: text}), *other])
    turned = origins([*RELEASE, *other], [*revised({3: text}), *reversed(other)])
    assert plain == turned == {text: (3,)}


words = st.sampled_from(["the", "court", "ruled", "on", "Monday", "killed", "12", "15", "Aver"])
texts = st.lists(words, max_size=8).map(" ".join)
documents = st.lists(texts, unique=True, max_size=12)


@given(documents)
def test_a_document_that_did_not_change_has_no_origins(document: list[str]) -> None:
    assert align(document, document) == {}


@given(documents, st.randoms(use_true_random=False))
def test_a_document_in_another_order_has_no_origins(
    document: list[str], chance: random.Random
) -> None:
    assert align(document, chance.sample(document, len(document))) == {}


@given(documents, documents)
def test_origins_are_of_what_is_gone_and_for_what_is_new(old: list[str], new: list[str]) -> None:
    for number, origin in align(old, new).items():
        assert new[number] not in old
        assert 0 <= origin.likeness <= 1
        assert origin.old
        assert list(origin.old) == sorted(set(origin.old))
        assert all(old[place] not in new for place in origin.old)


@given(documents, documents)
def test_what_two_texts_come_from_was_split_and_not_merged_too(
    old: list[str], new: list[str]
) -> None:
    found = align(old, new)
    used = [place for origin in found.values() for place in origin.old]
    for origin in found.values():
        if any(used.count(place) > 1 for place in origin.old):
            assert len(origin.old) == 1


@given(documents, documents)
def test_it_is_the_same_every_time(old: list[str], new: list[str]) -> None:
    assert align(old, new) == align(list(old), list(new))
