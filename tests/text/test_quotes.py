import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.text.quotes import plain, restore


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“War crimes,” she said.", '"War crimes," she said.'),
        ("‘We will not leave,’ he said.", "'We will not leave,' he said."),
        ("« droits humains »", '"droits humains"'),
        ("«\u00a0droits humains\u00a0»", '"droits humains"'),
        ("the people’s right—no one else’s", "the people's right - no one else's"),
        ("It went on – for years…", "It went on - for years..."),
        ("2019–2023", "2019-2023"),
    ],
)
def test_plain_leaves_only_marks_an_engine_can_read(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ('"É um crime", disse.', "“It is a crime,” she said.", "“É um crime”, disse."),
        ('"Nós não vamos", disse.', "‘We will not,’ he said.", "‘Nós não vamos’, disse."),
        ('"Uma sala', "“A room without its closing mark", "“Uma sala"),
        ('Um fim".', "An end.”", "Um fim”."),
        ('o "fim" é', "« fin » est", "o « fim » é"),
        ('"x", "y"', "‘x’ – ‘y’", "‘x’, ‘y’"),
        ("l'organització", "the organisation’s", "l’organització"),
        ('o "a" e o "b"', "only “one” pair", "o “a” e o “b”"),
        ('"a"', "an end.”", "“a”"),
        ('"a"', "„Ein Anfang", "„a“"),
    ],
)
def test_a_target_gets_the_kind_of_quotes_of_its_source(
    target: str, source: str, expected: str
) -> None:
    assert restore(target, source) == expected


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("o grupo - armado - fugiu", "the group – armed – fled", "o grupo – armado – fugiu"),
        ("o direito - de todos", "the right—everyone’s", "o direito — de todos"),
        ("a - b - c", "a — b", "a — b — c"),
        ("em 2019-2023 e 12019-2023", "in 2019–2023", "em 2019–2023 e 12019-2023"),
        ("cessar-fogo - já", "a ceasefire – now", "cessar-fogo – já"),
        ("e depois...", "and then…", "e depois…"),
    ],
)
def test_dashes_and_the_ellipsis_come_back(target: str, source: str, expected: str) -> None:
    assert restore(target, source) == expected


@pytest.mark.parametrize("target", ['o "fim" d\'água - e...', "“já” – assim…"])
def test_a_target_of_a_plain_source_is_left_alone(target: str) -> None:
    assert restore(target, "A plain source.") == target


def test_an_apostrophe_is_no_closing_quote() -> None:
    source = "The workers’ rights, ‘as ever’, and the judge’s."
    assert restore(plain(source), source) == source


_WORDS = st.sampled_from(["crime", "people’s", "war", "1,204", "Agnès", "end.", "so,"])
_PHRASES = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_QUOTED = st.one_of(
    _PHRASES,
    _PHRASES.map("“{}”".format),
    _PHRASES.map("« {} »".format),
    _PHRASES.map("– {}".format),
)


@given(st.lists(_QUOTED, min_size=1, max_size=5).map(" ".join).map("It is {}".format))
def test_a_text_made_plain_and_restored_after_itself_is_itself(text: str) -> None:
    assert restore(plain(text), text) == text


@given(st.text(alphabet="ab “”‘’«»„—–-…'\" .1", max_size=30), st.text(max_size=30))
def test_plain_text_stays_plain_and_restoring_never_touches_letters(a: str, b: str) -> None:
    assert plain(plain(a)) == plain(a)
    assert [c for c in restore(plain(a), b) if c.isalnum()] == [c for c in a if c.isalnum()]
