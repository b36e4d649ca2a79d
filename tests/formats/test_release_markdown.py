import pytest

from translate_pipeline.errors import InputError
from translate_pipeline.formats.release import parse_release
from translate_pipeline.formats.release_markdown import DEEPEST
from translate_pipeline.model.release import Release


def parse(*lines: str) -> Release:
    return parse_release("\n".join(lines), path="v.md")


def outline(*lines: str) -> list[tuple[int, str, str]]:
    release = parse(*lines)
    texts = release.text.split("\n")
    return [
        (block.line, str(block.kind), text)
        for block, text in zip(release.blocks, texts, strict=True)
    ]


def test_the_first_heading_is_the_headline() -> None:
    assert outline("# Free them", "", "They wait.", "", "## Since May", "", "It is cold.") == [
        (1, "headline", "Free them"),
        (3, "paragraph", "They wait."),
        (5, "heading", "Since May"),
        (7, "paragraph", "It is cold."),
    ]


def test_a_label_above_the_headline_is_a_label() -> None:
    assert outline("Press release", "", "# Free them", "", "LONDON, 3 May 2026") == [
        (1, "label", "Press release"),
        (3, "headline", "Free them"),
        (5, "dateline", "LONDON, 3 May 2026"),
    ]


def test_emphasis_strong_and_links_are_tags_and_code_keeps_its_text() -> None:
    source = "The *first*\n**and** [last](http://x.example) `one` \\* &amp; <http://y.example>."
    (segment,) = parse("# T", "", source).blocks[1].segments
    assert segment.text == (
        "The <i1>first</i1> <b2>and</b2> <a3>last</a3> one * & <a4>http://y.example</a4>."
    )
    assert [one.href for one in segment.inline] == ["", "", "http://x.example", "http://y.example"]


def test_what_is_set_apart_over_two_sentences_is_set_apart_in_each() -> None:
    segments = parse("# T", "", "They **wait. It is** cold.").blocks[1].segments
    assert [one.text for one in segments] == ["They <b1>wait.</b1>", "<b1>It is</b1> cold."]


def test_a_paragraph_all_in_bold_is_a_paragraph() -> None:
    assert parse("# **T**", "", "**They wait. It is cold**.").text == "T\nThey wait. It is cold."


def test_tags_of_inline_html_are_those_of_markdown() -> None:
    source = '<b>Five</b> <a href="http://x.example/?a=1&amp;b=2">wait</a> <i>here.'
    (segment,) = parse("# T", "", source).blocks[1].segments
    assert segment.text == "<b1>Five</b1> <a2>wait</a2> here."
    assert segment.inline[1].href == "http://x.example/?a=1&b=2"


def test_what_looks_like_a_tag_stays_text_and_gives_its_number_away() -> None:
    (segment,) = parse("# T", "", "The \\<b1> and **five** wait.").blocks[1].segments
    assert segment.text == "The <b1> and <b2>five</b2> wait."
    assert [one.name for one in segment.inline] == ["b2"]


def test_a_link_to_no_page_keeps_its_text_only() -> None:
    assert (
        parse("# T", "", "See [here](file.pdf) and [there](#b).").text == "T\nSee here and there."
    )


def test_a_list_keeps_its_tags_behind_typed_bullets() -> None:
    assert parse("# T", "", "It asks:", "• **an** end", "• a [b](http://x.example)").text == (
        "T\nIt asks:\n<b1>an</b1> end\na <a1>b</a1>"
    )


def test_a_hard_break_is_a_space() -> None:
    assert parse("# T", "", "one  ", "two\\", "three.").text == "T\none two three."


def test_lists_have_items_and_lead_ins() -> None:
    release = parse("# T", "", "It asks for:", "", "- an end:", "  1. now", "  2. here", "- work")
    assert [(block.line, block.kind, block.lead_in) for block in release.blocks[2:]] == [
        (5, "list_item", "It asks for:"),
        (6, "list_item", "an end:"),
        (7, "list_item", "an end:"),
        (8, "list_item", "It asks for:"),
    ]


def test_a_second_paragraph_of_an_item_does_not_end_the_list() -> None:
    release = parse("# T", "", "It asks for:", "", "- one", "", "  More on it.", "", "- two")
    assert [(block.kind, block.lead_in) for block in release.blocks[2:]] == [
        ("list_item", "It asks for:"),
        ("paragraph", ""),
        ("list_item", "It asks for:"),
    ]


def test_bullets_typed_as_characters_make_a_list() -> None:
    release = parse("# T", "", "It asks for:", "• one", "• two")
    assert [(block.line, block.kind, block.lead_in) for block in release.blocks[1:]] == [
        (3, "paragraph", ""),
        (4, "list_item", "It asks for:"),
        (5, "list_item", "It asks for:"),
    ]


@pytest.mark.parametrize("speaker", ["> — Lina Ortega, reporter", ">\n> Lina Ortega, reporter"])
def test_a_blockquote_is_a_quote_with_its_attribution(speaker: str) -> None:
    blocks = outline("# T", "", "> We were cold for days.", speaker)
    assert [(kind, text) for _, kind, text in blocks[1:]] == [
        ("quote", "We were cold for days."),
        ("attribution", "Lina Ortega, reporter"),
    ]


def test_a_blockquote_that_repeats_the_text_is_a_pull_quote() -> None:
    said = "“We were cold for days,” said Lina Ortega."
    blocks = outline("# T", "", said, "", "> We were cold for days", "", "— Lina Ortega")
    assert blocks[1:] == [
        (3, "quote", said),
        (5, "pull_quote", "We were cold for days"),
        (7, "attribution", "Lina Ortega"),
    ]


def test_a_picture_gives_captions_and_a_credit() -> None:
    assert outline("# T", "", '![A *woman* waits](a.jpg "© Tomas Grey")')[1:] == [
        (3, "caption", "A woman waits"),
        (3, "credit", "© Tomas Grey"),
    ]


def test_the_cells_of_a_table_are_paragraphs() -> None:
    assert outline("# T", "", "| Name | Held |", "| --- | --- |", "| Lina | May |")[1:] == [
        (3, "paragraph", "Name"),
        (3, "paragraph", "Held"),
        (5, "paragraph", "Lina"),
        (5, "paragraph", "May"),
    ]


def test_a_cell_too_many_is_refused_because_it_would_be_dropped() -> None:
    with pytest.raises(InputError, match=r"^v\.md:3:1: this row has more cells"):
        parse("| Name |", "| --- |", "| Lina | May |")


def test_code_stays_whole_and_is_not_translated() -> None:
    release = parse("# T", "", "    curl a.example. Then wait.", "", "```", "x = 1", "y = 2", "```")
    assert [[(s.text, s.translate) for s in block.segments] for block in release.blocks[1:]] == [
        [("curl a.example. Then wait.", False)],
        [("x = 1 y = 2", False)],
    ]


@pytest.mark.parametrize(
    "source",
    [
        "killed ~~12~~ 23 people",
        "killed ~~12~~23 people",
        "killed <del>12</del><ins>23</ins> people",
        "killed <S>12</S>23 people",
        "killed <strike>12</strike>23 people",
        "**killed <del>12</del>23 people** in May",
        'killed <span><span style="text-decoration: line-through">12</span>23</span> people',
    ],
)
def test_struck_text_goes_and_is_told(source: str) -> None:
    release = parse("# T", "", source)
    assert "killed 23 people" in release.text
    (remark,) = release.remarks
    assert "struck words are not read (1 words): “12”" in remark


def test_a_raised_number_joins_no_other() -> None:
    release = parse("# T", "", "killed 23<sup>1</sup> people<sup>2</sup> on 5 km<sup>2</sup>")
    assert release.text == "T\nkilled 23¹ people on 5 km²"
    notes, raised = release.remarks
    assert "marks of notes are not read (1 words): “people²”" in notes
    assert "kept so: “23¹”" in raised


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>[1](#n)</sup>",
        '<sup><a href="#n">1</a></sup>',
        '<a href="#n"><sup>1</sup></a>',
        "[<sup>1</sup>](https://x.example/#n)",
    ],
)
def test_a_raised_number_that_leads_to_a_note_goes(mark: str) -> None:
    release = parse("# T", "", f"killed 23{mark} people")
    assert (release.text, release.remarks) == ("T\nkilled 23 people", ())


def test_struck_words_of_a_description_are_none_of_its_caption() -> None:
    assert parse("# T", "", "![killed ~~12~~ 23](a.png)").text == "T\nkilled 23"


@pytest.mark.parametrize(
    "source",
    [
        "killed <del>12 23 people",
        "killed 12</del> 23 people",
        "killed <sup/>12 people",
        "<del>\n\nkilled 12\n\n</del>",
        "<!-- so --> killed <del>12</del> 23 people",
        "<span style='vertical-align: super'>\n\n12\n\n</span>",
    ],
)
def test_a_tag_that_strikes_no_one_knows_what_is_refused(source: str) -> None:
    with pytest.raises(InputError, match="in Markdown is not read"):
        parse("# T", "", *source.split("\n"))


def test_a_comment_may_name_a_tag_that_strikes() -> None:
    assert parse("# T", "", "<!-- no <del> here -->", "", "They wait.").text == "T\nThey wait."


def test_a_footnote_is_a_paragraph_and_its_mark_goes() -> None:
    source = ("# T", "", "They wait[^1] here[^b].", "", "[^1]: In Seln.", "[^b]: http://x.example")
    assert outline(*source)[1:] == [
        (3, "paragraph", "They wait here."),
        (5, "paragraph", "In Seln."),
        (6, "paragraph", "http://x.example"),
    ]


def test_a_footnote_may_have_several_paragraphs() -> None:
    blocks = outline("# T", "", "Here.[^1]", "", "[^1]: One.", "", "    Two.", "", "Three.")
    assert [(line, text) for line, _, text in blocks[2:]] == [
        (5, "One."),
        (7, "Two."),
        (9, "Three."),
    ]


def test_a_mark_without_its_footnote_is_text() -> None:
    assert parse("# T", "", "They wait.[^1]").text == "T\nThey wait.[^1]"


@pytest.mark.parametrize("box", ["[ ]", "[x]", "[X]"])
def test_the_box_of_a_task_is_no_text(box: str) -> None:
    assert parse("# T", "", f"- {box} free them").text == "T\nfree them"


def test_a_picture_in_a_sentence_leaves_no_gap() -> None:
    source = "See an image ![A well](a.jpg). And ![Seln](b.jpg) *wait*."
    assert parse("# T", "", source).text.split("\n")[-1] == "See an image. And <i1>wait</i1>."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("one<br>two", "one two"),
        ("one <u>two</u> <!-- not\nthree --> four", "one two four"),
        ("<!-- a note -->\n\none", "one"),
        ("<!-- a note --> one", "one"),
        ("<br>\none", "one"),
        ('<span class="x">one</span> <a href="x.html">two</a>', "one two"),
    ],
)
def test_comments_and_harmless_tags_go_and_their_text_stays(source: str, text: str) -> None:
    assert parse("# T", "", source).text == f"T\n{text}"


def test_lines_count_on_below_a_comment() -> None:
    assert outline("# T", "", "<!--", "a note", "-->", "one")[1:] == [(6, "paragraph", "one")]


def test_items_behind_long_dashes_are_a_list() -> None:
    blocks = outline("# T", "", "It asks for:", "", "— an end;", "— an inquiry.", "", "— Then.")
    assert blocks[2:] == [
        (5, "list_item", "an end;"),
        (6, "list_item", "an inquiry."),
        (8, "list_item", "Then."),
    ]


def test_indented_and_fenced_text_is_kept() -> None:
    blocks = outline("# T", "", "    one", "", "    two", "", "```", "three", "```")
    assert blocks[1:] == [
        (3, "paragraph", "one"),
        (5, "paragraph", "two"),
        (8, "paragraph", "three"),
    ]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["# T", "", "<div>text</div>"], "3:1"),
        (["# T", "", "one", 'two <img alt="three">'], "4:5"),
        (["# T", "", '<abbr title="three">two</abbr>'], "3:1"),
        (["# T", "<b>", "<script>text</script>"], "2:1"),
    ],
)
def test_raw_html_is_refused_with_its_place(lines: list[str], place: str) -> None:
    with pytest.raises(InputError, match=rf"^v\.md:{place}: HTML"):
        parse(*lines)


def test_nesting_that_the_parser_would_drop_is_refused() -> None:
    assert parse(">" * (DEEPEST - 3) + " text").text == "text"
    with pytest.raises(InputError, match="nested too deeply"):
        parse(">" * DEEPEST + " text")


def test_nested_footnotes_are_refused_too() -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        parse("[^a]: " * DEEPEST + "text")


def test_front_matter_stands_above_markdown_too() -> None:
    release = parse("---", "id: w", "---", "# Free them")
    assert (release.id, release.blocks[0].line) == ("w", 4)


def test_code_counts_its_empty_lines() -> None:
    release = parse_release("# Head\n\n```\n\none\n\n\ntwo\n```\n", path="v.md")
    assert [(block.segments[0].text, block.line) for block in release.blocks[1:]] == [
        ("one", 5),
        ("two", 8),
    ]
