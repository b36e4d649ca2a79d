"""What the glossary finds in sentences made for it: its words in their uses, and false friends.

A sentence with ``[ceasefire](ceasefire)`` expects that hit; what is not marked is not to be found.
"""

import re
from pathlib import Path

import pytest

from tests.glossary.test_glossary import MATCHER

Hits = set[tuple[int, str, str]]

_MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")


def sentences(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def expected(marked: str) -> tuple[str, Hits]:
    """A sentence without its marks, and the hits that they stand for."""
    text, hits, at = "", set(), 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        hits.add((len(text), mark[1], mark[2]))
        text, at = text + mark[1], mark.end()
    return text + marked[at:], hits


def found(text: str) -> Hits:
    return {(hit.start, hit.text, hit.concept.id) for hit in MATCHER.find(text)}


@pytest.mark.parametrize("marked", sentences("news.txt"))
def test_ordinary_news_holds_the_terms_that_are_marked_and_no_others(marked: str) -> None:
    text, hits = expected(marked)
    assert found(text) == hits


@pytest.mark.parametrize("marked", sentences("rights.txt"))
def test_a_human_rights_text_holds_the_terms_that_are_marked_and_no_others(marked: str) -> None:
    text, hits = expected(marked)
    assert found(text) == hits


def test_there_are_enough_sentences_of_both_kinds() -> None:
    news = [expected(marked)[1] for marked in sentences("news.txt")]
    assert sum(map(bool, news)) >= 70
    assert sum(not hits for hits in news) >= 70
