import datetime as dt

import pytest

from translate_pipeline.errors import InputError
from translate_pipeline.formats.release_front_matter import (
    LONGEST,
    FrontMatter,
    split_front_matter,
)
from translate_pipeline.model.locale import Locale


def read(*lines: str) -> FrontMatter:
    front_matter, _, _ = split_front_matter("\n".join(["---", *lines, "---", "Text"]), "v.md")
    return front_matter


def refusal(*lines: str) -> str:
    with pytest.raises(InputError) as refused:
        read(*lines)
    return str(refused.value)


def test_every_key_is_read() -> None:
    read_one = read(
        "id: veldania-2",
        'title: "Veldania: eleven held"',
        "date: 2026-05-03",
        "embargo: 2026-05-03T10:00:00+02:00",
        "contact: press@example.org",
        "locales: [es, pt_BR, no]",
        "source_locale: en-GB",
        "confidential: yes",
        "translate_boilerplate: false",
    )
    assert read_one == FrontMatter(
        id="veldania-2",
        title="Veldania: eleven held",
        date=dt.date(2026, 5, 3),
        embargo=dt.datetime(2026, 5, 3, 8, tzinfo=dt.UTC),
        contact="press@example.org",
        locales=(Locale("es"), Locale("pt-BR"), Locale("no")),
        source_locale=Locale("en-GB"),
        confidential=True,
        translate_boilerplate=False,
    )


def test_the_body_and_its_first_line_are_found() -> None:
    assert split_front_matter("---\nid: v\n---\nText\n", "v.md")[1:] == ("Text\n", 4)


def test_a_text_without_front_matter_is_left_alone() -> None:
    text = "Free them\n---\nid: v\n---\n"
    assert split_front_matter(text, "v.md") == (FrontMatter(), text, 1)


def test_a_blank_line_above_does_not_hide_an_embargo() -> None:
    text = "\n \n---\nembargo: 2026-05-03T10:00Z\n---\nText"
    assert split_front_matter(text, "v.md")[0].embargo is not None


def test_empty_front_matter_says_nothing() -> None:
    assert read("# a comment") == FrontMatter()


@pytest.mark.parametrize(
    "written", ["2026-05-03T10:00Z", "2026-05-03 10:00:00 +00:00", '"2026-05-03T12:00+02:00"']
)
def test_an_embargo_may_be_written_in_several_ways(written: str) -> None:
    assert read(f"embargo: {written}").embargo == dt.datetime(2026, 5, 3, 10, tzinfo=dt.UTC)


def test_an_embargo_without_a_time_zone_is_refused_with_the_way_to_write_it() -> None:
    message = refusal("id: v", "embargo: 2026-05-03 10:00")
    assert message.startswith("v.md:3:10: embargo:")
    assert "2026-05-03T10:00:00+02:00" in message


@pytest.mark.parametrize(
    ("line", "place", "what"),
    [
        ("embargo: tomorrow", "2:10", "not a date and time"),
        ("embargo:", "2:1", "no value"),
        ("date: 2026-13-03", "2:7", "not a date"),
        ("date: [2026-05-03]", "2:7", "write one value"),
        ("id: ../secret", "2:5", "cannot be a file name"),
        ("id: a..b", "2:5", "cannot be a file name"),
        ("id: " + "x" * 101, "2:5", "cannot be a file name"),
        ("locales: es", "2:10", "write a list"),
        ("locales: []", "2:1", "write a list"),
        ("locales: [Spanish]", "2:10", "not a locale"),
        ("language: English", "2:11", "not a locale"),
        ("locales: [es, xx]", "2:10", "'xx' is not a locale that CLDR knows"),
        ("source_locale: xx", "2:16", "'xx' is not a locale that CLDR knows"),
        ("confidential: maybe", "2:15", "neither true nor false"),
        ("embargoe: 2026-05-03", "2:11", "did you mean embargo?"),
        ("weather: fine", "2:10", "Known are id, title"),
        ("title: Veldania: eleven held", "2:16", "must stand in quotes"),
        ("contact: {a: {b: c}}", "2:14", "plain values"),
        ("contact: {a: b}", "2:10", "plain values"),
        ("[a, b]: c", "2:1", "plain values"),
        ("just words", "2:1", "must be lines such as"),
        ('title: "\\ud800"', "2:8", "plain values"),
    ],
)
def test_a_bad_line_is_refused_with_its_place(line: str, place: str, what: str) -> None:
    message = refusal(line)
    assert message.startswith(f"v.md:{place}: ")
    assert what in message


@pytest.mark.parametrize("line", ["title: &a [*a]", "locales: [&a es, *a]", "title: &x Free"])
def test_anchors_and_aliases_are_refused(line: str) -> None:
    assert "no & and *" in refusal(line)


def test_a_code_point_that_does_not_exist_is_refused() -> None:
    assert "not valid YAML" in refusal('title: "\\UFFFFFFFF"')


@pytest.mark.parametrize("again", ["id: w", "language: fr"])
def test_a_key_said_twice_is_refused(again: str) -> None:
    assert refusal("id: v", "source_locale: en", again).startswith("v.md:4:")


def test_nesting_that_would_overflow_is_refused() -> None:
    assert "plain values" in refusal("[" * 5_000)


def test_front_matter_without_an_end_is_refused() -> None:
    with pytest.raises(InputError, match=r"^v\.md:1: front matter begins here and never ends"):
        split_front_matter("---\nid: v\nText", "v.md")


def test_a_text_between_rules_is_not_taken_for_front_matter() -> None:
    assert "characters" in refusal("word " * (LONGEST // 5 + 1))
