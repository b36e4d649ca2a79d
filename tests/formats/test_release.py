import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.errors import InputError
from translate_pipeline.formats.release import MAX_BYTES, decode_source, parse_release
from translate_pipeline.formats.release_front_matter import split_front_matter
from translate_pipeline.formats.release_markdown import read_markdown
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Release, segment_key
from translate_pipeline.text.blocks import part_credits
from translate_pipeline.text.inline import plain, tags

FRAGMENTS = st.sampled_from(
    [
        *"abcAB .,:;—–-*#>|`[]()!<>&“”«»\"'1٣\t\u00a0\u200b\u0301é•",
        *(
            "\n",
            "\n\n",
            "\n- ",
            "\n> ",
            "\n# ",
            "\n1. ",
            "\n---\n",
            "    ",
            "\n```\n",
            "\r\n",
            "\f",
        ),
        *(
            "![a](b)",
            "\n| a | b |\n|---|---|\n",
            "Photo by Ann Lee",
            "3 May 2026",
            "Ann Lee, editor",
        ),
        *(
            "\n[^1]: ",
            "[^1]",
            "~~",
            "<br>",
            "<!-- x -->",
            "\n<b>\n",
            "- [ ] ",
            "\n— ",
            ": ",
            "© AFP",
        ),
        *(
            "**",
            "*",
            "[",
            "](https://x.example)",
            "<b>",
            "</b>",
            "\\<b1>",
            "</b1>",
            "a **b. C** d ",
        ),
        *("Sign the petition\n", "We were cold and nobody came. ", "\nid: x\n", "بيان صحفي\n"),
    ]
)
SOURCES = st.lists(FRAGMENTS, max_size=50).map("".join) | st.text()


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as refused:
        decode_source(data, "releases/a.txt")
    return str(refused.value)


def test_a_byte_order_mark_and_foreign_line_ends_are_taken_off() -> None:
    data = b"\xef\xbb\xbfone\r\ntwo\rthree\x0cfour\x0bfive"
    assert decode_source(data, "a.txt") == "one\ntwo\nthree\nfour\nfive"


def test_unicode_line_ends_are_line_ends() -> None:
    assert decode_source("a\u2028b\u2029c\u0085d".encode(), "a.txt") == "a\nb\nc\nd"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u00a0\u200b".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "releases/a.txt: the file is empty" in refusal(data)


def test_a_file_over_the_limit_is_refused_with_both_sizes() -> None:
    assert f"{MAX_BYTES + 1:,} bytes" in refusal(b"a" * (MAX_BYTES + 1))
    assert decode_source(b"a" * MAX_BYTES, "a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a DOCX"),
        (b"{\\rtf1 text}", "an RTF file"),
        (b"a\x00b", "a binary file"),
        ("text".encode("utf-16"), "UTF-16"),
        ("text".encode("utf-16-le"), "UTF-16"),
        ("text".encode("utf-32"), "UTF-32"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    assert what in refusal(data)


def test_the_first_byte_that_is_not_utf8_is_named_with_the_command_to_convert() -> None:
    message = refusal("\ufeffone\r\nd\u00e9tenu ".encode() + b"caf\xe9")
    assert message.startswith("releases/a.txt:2:11: byte 0xE9 is not UTF-8")
    assert "iconv -f latin1 -t utf-8 'releases/a.txt'" in message


def test_quotation_marks_of_windows_are_recognised() -> None:
    assert "iconv -f windows-1252" in refusal(b"\x93We were cold,\x94 she said")


def test_a_control_character_is_refused_with_its_place() -> None:
    assert refusal(b"one\ntwo\x08").startswith("releases/a.txt:2:4: U+0008")


def test_a_wrongly_converted_quotation_mark_is_explained() -> None:
    assert "windows-1252" in refusal("\u0093Cold\u0094".encode())


def texts(release: Release) -> list[str]:
    return [segment.text for segment in release.segments()]


def test_a_release_is_its_blocks_one_a_line() -> None:
    release = parse_release("Free them\n\n  • Now.  At\u00a0once.\n***\n", path="releases/v.txt")
    assert (release.id, release.title, release.path) == ("v", "Free them", "releases/v.txt")
    assert release.text == "Free them\nNow. At once."
    assert texts(release) == ["Free them", "Now.", "At once."]
    assert [block.line for block in release.blocks] == [1, 3]


def test_the_key_of_a_segment_is_that_of_its_text() -> None:
    release = parse_release("Free them\n\nThey wait.", path="v.txt")
    assert [segment.key for segment in release.segments()] == [
        segment_key("Free them"),
        segment_key("They wait."),
    ]


def test_line_ends_of_any_kind_make_the_same_release() -> None:
    unix = parse_release("Free them\n\nThey wait.", path="v.md")
    assert parse_release("Free them\r\n\r\nThey wait.", path="v.md") == unix


@pytest.mark.parametrize(
    ("asked", "translated"), [(False, [True, False, False]), (True, [True, True, True])]
)
def test_credits_and_calls_to_action_are_translated_on_request_only(
    *, asked: bool, translated: list[bool]
) -> None:
    source = "Free them\nPhoto by Lina Ortega\nSign the petition\n"
    release = parse_release(source, path="v.txt", translate_boilerplate=asked)
    assert [segment.translate for segment in release.segments()] == translated


def test_front_matter_wins_over_the_request() -> None:
    source = "---\ntranslate_boilerplate: false\nlanguage: fr\n---\nLibres\nSignez la pétition\n"
    release = parse_release(source, path="v.txt", translate_boilerplate=True)
    assert [segment.translate for segment in release.segments()] == [True, False]
    assert release.source_locale == Locale("fr")


def test_lines_count_from_the_top_of_the_file() -> None:
    release = parse_release("---\nid: v\n---\n\nFree them\n", path="x.txt")
    assert [block.line for block in release.blocks] == [5]


def test_the_title_of_the_front_matter_wins_over_the_headline() -> None:
    release = parse_release("---\ntitle: Eleven held\n---\nFree them\n", path="x.txt")
    assert release.title == "Eleven held"


def test_a_title_without_a_headline_is_the_first_sentence() -> None:
    source = "Press release\n3 May 2026\n\nPolice held forty people. Nobody was charged.\n"
    assert parse_release(source, path="x.txt").title == "Police held forty people."


def test_a_credit_behind_a_caption_is_not_translated() -> None:
    source = "Free them\n\nA woman waits in Seln. © AFP via Getty Images\n"
    release = parse_release(source, path="x.txt")
    assert [segment.translate for segment in release.segments()] == [True, True, False]


@pytest.mark.parametrize("path", ["v.txt", "v.md"])
def test_a_document_without_text_is_refused(path: str) -> None:
    with pytest.raises(InputError, match=rf"{path}:4: there is no text"):
        parse_release("---\nid: v\n---\n***\n", path=path)


def test_html_is_refused_as_plain_text() -> None:
    with pytest.raises(InputError, match="HTML"):
        parse_release("<!DOCTYPE html>\n<p>Free them</p>", path="v.txt")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("releases/veldania.txt", "veldania"),
        ("Free the eleven.md", "Free-the-eleven"),
        ("día de agua (2).txt", "dia-de-agua-2"),
        ("a..b.txt", "a-b"),
        ("folder\\v.1.txt", "v.1"),
        ("x" * 150 + ".txt", "x" * 100),
    ],
)
def test_an_id_comes_from_the_file_name_made_safe(path: str, expected: str) -> None:
    assert parse_release("Free them", path=path).id == expected


@pytest.mark.parametrize("path", ["بيان.txt", "Апрель 2026.txt", "….txt"])
def test_a_file_name_that_would_lose_its_letters_is_refused(path: str) -> None:
    with pytest.raises(InputError, match="write id: some-name"):
        parse_release("Free them", path=path)


@given(SOURCES, st.sampled_from(["v.txt", "v.md"]), st.sampled_from(["en", "fr", "ar"]))
def test_any_text_is_refused_or_kept_whole(source: str, path: str, language: str) -> None:
    try:
        text = decode_source(source.encode(), path)
        release = parse_release(text, path=path, source_locale=Locale(language))
    except InputError:
        return
    end = 0
    for segment in release.segments():
        assert release.text[segment.start : segment.end] == segment.text
        assert segment.text == segment.text.strip() != ""
        names = [one.name for one in segment.inline]
        own = [tag for tag in tags(segment.text) if tag.name in names]
        assert len(own) == 2 * len(names) == 2 * len({*names})
        assert [tag.name for tag in own if not tag.closing] == names
        assert not release.text[end : segment.start].strip()
        end = segment.end
    assert not release.text[end:].strip()
    lines = text.split("\n")
    assert len(release.blocks) == release.text.count("\n") + 1
    assert all(lines[block.line - 1].strip() for block in release.blocks)


@given(SOURCES)
def test_the_text_without_tags_is_what_the_passages_say(source: str) -> None:
    try:
        release = parse_release(decode_source(source.encode(), "v.md"), path="v.md")
        body = split_front_matter(decode_source(source.encode(), "v.md"), "v.md")[1]
        read = read_markdown(body, path="v.md", first_line=1, language="en")
    except InputError:
        return
    passages = list(part_credits(read.passages, "en"))
    if not any(tags(passage.text) for passage in passages):
        assert plain(release.text) == "\n".join(passage.text for passage in passages)


@given(st.binary())
def test_any_bytes_are_refused_or_text(data: bytes) -> None:
    try:
        text = decode_source(data, "v.txt")
    except InputError:
        return
    assert text.strip()
    assert "\r" not in text


@given(SOURCES)
def test_any_front_matter_is_refused_or_read(source: str) -> None:
    try:
        release = parse_release(f"---\n{source}\n---\nFree them", path="v.txt")
    except InputError:
        return
    assert release.text.endswith("Free them")
