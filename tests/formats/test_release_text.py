from translate_pipeline.formats.release import parse_release
from translate_pipeline.formats.release_text import read_text
from translate_pipeline.model.release import BlockKind, Release

PAGE = """\
Veldania: Free the eleven reporters held since the march for water

Press Release
26 0ctober 2023

Police in Veldania have held eleven reporters for a month. Two of them were beaten.

“We were kept without light for three days. Nobody told our families,” said Lina Ortega.

We were kept without light for three days.

Lina Ortega, reporter at The Veldan

Watch Veldania also asks the government for:

  • An end to detention without charge
  • An inquiry. It must be independent.
Demand that the government frees the eleven
Photo by Tomas GREY / AFP

Background Information:

Reporters have been held in Veldania since 2019.

For media requests please contact: [email protected]
Sign the petition
"""

MAIL = """\
Veldania: Police must free the eleven reporters they have held since the
march for water
Press Release
3 May 2026

The police in Veldania have been holding eleven reporters without charge
since the march for water on 12 April, as Watch Veldania said on Monday.
Two of the eleven, Lina Ortega and Tomas Grey, were beaten by the life-
guards of the president.

The organisation asks the government to:

  - release all reporters who are held only because they did their own
    work, at once;
  - investigate the beatings.
"""


def kinds(release: Release) -> list[tuple[int, str]]:
    return [(block.line, str(block.kind)) for block in release.blocks]


def test_the_blocks_of_a_web_page_are_told_apart() -> None:
    assert kinds(parse_release(PAGE, path="v.txt")) == [
        (1, "headline"),
        (3, "label"),
        (4, "dateline"),
        (6, "paragraph"),
        (8, "quote"),
        (10, "pull_quote"),
        (12, "attribution"),
        (14, "paragraph"),
        (16, "list_item"),
        (17, "list_item"),
        (18, "paragraph"),
        (19, "credit"),
        (21, "heading"),
        (23, "paragraph"),
        (25, "contact"),
        (26, "call_to_action"),
    ]


def test_list_items_know_the_sentence_that_they_finish() -> None:
    items = [
        (block.lead_in, len(block.segments))
        for block in parse_release(PAGE, path="v.txt").blocks
        if block.kind is BlockKind.LIST_ITEM
    ]
    lead_in = "Watch Veldania also asks the government for:"
    assert items == [(lead_in, 1), (lead_in, 2)]


def test_wrapped_lines_are_put_together_and_the_opening_lines_are_not() -> None:
    blocks = parse_release(MAIL, path="v.txt").text.split("\n")
    assert blocks == [
        "Veldania: Police must free the eleven reporters they have held since the march for water",
        "Press Release",
        "3 May 2026",
        (
            "The police in Veldania have been holding eleven reporters without charge since the"
            " march for water on 12 April, as Watch Veldania said on Monday. Two of the eleven,"
            " Lina Ortega and Tomas Grey, were beaten by the life-guards of the president."
        ),
        "The organisation asks the government to:",
        "release all reporters who are held only because they did their own work, at once;",
        "investigate the beatings.",
    ]


def test_a_wrapped_block_begins_at_its_first_line() -> None:
    release = parse_release(MAIL, path="v.txt")
    assert [block.line for block in release.blocks] == [1, 3, 4, 6, 11, 13, 15]


def test_an_item_of_an_inner_list_finishes_the_item_above_it() -> None:
    source = "Free them\nIt asks for:\n1. an end to it:\n  a) now\n  b) here\n2. an inquiry\n"
    blocks = parse_release(source, path="v.txt").blocks
    assert [block.lead_in for block in blocks[2:]] == [
        "It asks for:",
        "an end to it:",
        "an end to it:",
        "It asks for:",
    ]


def test_a_list_without_a_lead_in_has_none() -> None:
    blocks = parse_release("Free them\nThey wait.\n- one\n- two\n", path="v.txt").blocks
    assert [block.lead_in for block in blocks] == ["", "", "", ""]


def test_a_name_behind_a_dash_is_an_attribution_without_the_dash() -> None:
    (passage,) = read_text("— Lina Ortega, reporter", first_line=1, language="en")
    assert (passage.text, passage.hint) == ("Lina Ortega, reporter", BlockKind.ATTRIBUTION)


def test_another_text_behind_a_dash_keeps_it() -> None:
    (passage,) = read_text("— and so it went on.", first_line=7, language="en")
    assert (passage.text, passage.hint, passage.line) == ("— and so it went on.", None, 7)


def test_items_behind_long_dashes_are_a_list() -> None:
    source = "Free them\n\nThe government must:\n\n— release them;\n— end torture.\n"
    blocks = parse_release(source, path="v.txt").blocks
    assert [(str(block.kind), block.lead_in) for block in blocks[1:]] == [
        ("paragraph", ""),
        ("list_item", "The government must:"),
        ("list_item", "The government must:"),
    ]


def test_the_mark_of_the_end_keeps_its_dashes() -> None:
    (passage,) = read_text("- ENDS -", first_line=1, language="en")
    assert (passage.text, passage.hint) == ("- ENDS -", BlockKind.LABEL)


def test_a_bullet_without_text_is_left_out() -> None:
    assert read_text("•\n• ***\n-\n", first_line=1, language="en") == []
