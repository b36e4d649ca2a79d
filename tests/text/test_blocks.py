import pytest

from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.blocks import Passage, classify, part_credits, says_something, tidy
from translate_pipeline.text.blocks.dates import is_dateline
from translate_pipeline.text.blocks.lines import (
    bullet_end,
    is_attribution,
    is_call_to_action,
    is_caption,
    is_contact,
    is_credit,
    is_dash_item,
    is_end_mark,
    is_label,
    opens_quote,
)
from translate_pipeline.text.blocks.wrapping import continuations


def kinds_of(*texts: str, titled: bool = False) -> list[str]:
    """The kinds of one-sentence passages."""
    passages = [Passage(text, line) for line, text in enumerate(texts, 1)]
    sentences = [[(0, len(text))] for text in texts]
    return [str(kind) for kind in classify(passages, sentences, "en", titled=titled)]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("26 October 2023", "en"),
        ("October 26, 2023", "en"),
        ("LONDON, 3 May 2026", "en"),
        ("Rio de Janeiro – Monday 3 May 2026, 10:30 GMT", "en"),
        ("Updated: 3rd May 2026", "en"),
        ("2026-05-03", "en"),
        ("26 0ctober 2023", "en"),
        ("26 Ocotber 2023", "en"),
        ("Madrid, 26 de octubre de 2023", "es"),
        ("Le 1er février 2024", "fr"),
        ("3 de março de 2024", "pt"),
        ("٢٦ أكتوبر/تشرين الأول ٢٠٢٣", "ar"),
        ("Москва, 26 октября 2023 года", "ru"),
    ],
)
def test_a_date_with_or_without_a_place_is_a_dateline(line: str, language: str) -> None:
    assert is_dateline(line, language)


@pytest.mark.parametrize(
    "line",
    [
        "Police arrested Lina Ortega on 26 October 2023",
        "In May 2021, families began protesting",
        "Veldania Human Rights Report May 2026",
        "Resolution 2712 of the Security Council",
        "Veldania 2026",
        "99 October 2023",
    ],
)
def test_a_line_that_says_more_than_a_date_is_no_dateline(line: str) -> None:
    assert not is_dateline(line, "en")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Press Release", "en"),
        ("PRESS RELEASE:", "en"),
        ("Press release | 3 May 2026", "en"),
        ("Watch Veldania | Press release | 3 May 2026", "en"),
        ("WV Index: EUR 25/0142/2026", "en"),
        ("News | Statement", "en"),
        ("EMBARGOED UNTIL 00:01 GMT", "en"),
        ("Communiqué de presse", "fr"),
        ("Пресс-релиз", "ru"),
        ("بيان صحفي", "ar"),
    ],
)
def test_the_sort_of_document_is_a_label(line: str, language: str) -> None:
    assert is_label(line, language)


def test_a_headline_with_a_label_in_it_is_no_label() -> None:
    assert not is_label("News blackout imposed on Veldania", "en")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Photo by Lina ORTEGA / AFP", "en"),
        ("(Photo by Lina Ortega, March 2026)", "en"),
        ("LINA ORTEGA/AFP via Getty ImagesVeldania/South", "en"),
        ("Lina Ortega via Getty Images", "en"),
        ("© Watch Veldania 2026", "en"),
        ("Copyright 2026 Watch Veldania", "en"),
        ("Credit: Lina Ortega", "en"),
        ("Photo: Lina Ortega / Reuters", "en"),
        ("Crédit : Lina Ortega / AFP", "fr"),
        ("Crédit photo : AFP", "fr"),
        ("Image: © Private", "en"),
        ("Crédit\u00a0: Lina Ortega", "fr"),
        ("Foto de Lina Ortega", "es"),
        ("Фото: Анна Ли / AFP", "ru"),
    ],
)
def test_the_owner_of_a_picture_is_a_credit(line: str, language: str) -> None:
    assert is_credit(line, language)


@pytest.mark.parametrize(
    "line",
    [
        "Photo by photo, she documented the siege",
        "Foto de familia",
        "Police raid AP/Reuters bureau",
        "Veldania News via Reuters said on Monday that eleven were held.",
        "Copyright law must change",
        "© AFP holds the rights to it, it said.",
        "Photo: A woman waits at a well.",
    ],
)
def test_text_that_must_be_translated_is_no_credit(line: str) -> None:
    assert not is_credit(line, "es")


def test_a_described_picture_is_a_caption() -> None:
    assert is_caption("Photo: A woman waits at a well.", "en")
    assert is_caption("Légende : Une femme attend", "fr")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("For more information or media requests please contact: [email protected]", "en"),
        ("press@example.org", "en"),
        ("Ann Lee, +44 20 7946 0958", "en"),
        ("Press contact: Ann Lee", "en"),
        ("press [at] example.org", "en"),
        ("Contacts", "en"),
        ("Pour toute demande, veuillez contacter Ann Lee", "fr"),
    ],
)
def test_whom_to_ask_is_a_contact(line: str, language: str) -> None:
    assert is_contact(line, language)


def test_contact_with_somebody_else_is_no_contact() -> None:
    assert not is_contact("Contact with the prisoners has been lost since Monday", "en")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Sign the petition", "en"),
        ("Please share", "en"),
        ("Subscribe to our newsletter", "en"),
        ("Take action: tell the council to protect the wells.", "en"),
        ("Read more: Six weeks without water.", "en"),
        ("Lire aussi : Six semaines sans eau.", "fr"),
        ("Пожалуйста, подпишите петицию", "ru"),
        ("Demand justice for the eleven", "en"),
        ("Take action now!", "en"),
        ("Donate", "en"),
        ("Firma la petición", "es"),
        ("Signez la pétition", "fr"),
        ("Assine a petição", "pt"),
        ("وقّعوا على العريضة", "ar"),
        ("Подпишите петицию", "ru"),
    ],
)
def test_a_short_imperative_is_a_call_to_action(line: str, language: str) -> None:
    assert is_call_to_action(line, language)


@pytest.mark.parametrize(
    "line",
    [
        "Demand for water is rising",
        "Sign language interpreters were turned away",
        "Sign of hope in Veldania",
        "Join forces",
        "Demand that the government free them.",
        "Share of women in prison doubles",
        "Take action against the officers.",
        "Firma del acuerdo",
    ],
)
def test_what_only_looks_imperative_is_no_call_to_action(line: str) -> None:
    assert not is_call_to_action(line, "es")


@pytest.mark.parametrize(
    "mark", ["•", "• ", "  • ", "- ", "* ", "– ", "◦ ", "1. ", "1) ", "(a) ", "→ ", "✓ "]
)
def test_a_bullet_ends_where_the_text_of_its_item_begins(mark: str) -> None:
    line = mark + "Free them"
    assert line[bullet_end(line) :] == "Free them"


@pytest.mark.parametrize("line", ["-30-", "1948. Since", "A. Lee said", "–", "3.5 million"])
def test_what_begins_like_a_bullet_may_be_none(line: str) -> None:
    assert bullet_end(line) == 0


def test_the_arrow_of_a_link_is_no_bullet() -> None:
    assert bullet_end("→ Read more") == 0


@pytest.mark.parametrize("before", ["It asks for:", "— an inquiry,"])
def test_a_line_behind_a_long_dash_goes_on_with_a_list(before: str) -> None:
    assert is_dash_item("— an end to it", before, listed=before.startswith("—"))


def test_what_somebody_says_behind_a_long_dash_is_no_item() -> None:
    assert not is_dash_item("— We were cold.", "They were asked.", listed=False)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("ENDS", "en"),
        ("- Ends -", "en"),
        ("/ENDS", "en"),
        ("-30-", "en"),
        ("FIN", "fr"),
        ("КОНЕЦ", "ru"),
    ],
)
def test_the_end_of_a_release_is_marked(line: str, language: str) -> None:
    assert is_end_mark(line, language)


@pytest.mark.parametrize("line", ["Ends of justice", "30", "The End"])
def test_what_only_sounds_like_an_end_marks_none(line: str) -> None:
    assert not is_end_mark(line, "en")


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("A woman waits in Seln. © AFP via Getty Images", "A woman waits in Seln."),
        ("A woman waits © 2026 Reuters", "A woman waits"),
        ("A woman waits (Photo by Lina Ortega / AFP)", "A woman waits"),
        ("A woman waits. Lina Ortega/AFP", "A woman waits."),
    ],
)
def test_a_credit_is_parted_from_its_caption(line: str, caption: str) -> None:
    parts = list(part_credits([Passage(line, 3)], "en"))
    assert [(part.hint, part.line) for part in parts] == [
        (BlockKind.CAPTION, 3),
        (BlockKind.CREDIT, 3),
    ]
    assert parts[0].text == caption
    assert line.endswith(parts[1].text)


@pytest.mark.parametrize(
    "line",
    [
        "© AFP",
        "Image: © Private",
        "The picture: © AFP holds the rights, it said. Write to them.",
        "The map is © Open Maps contributors and shows the town. It is new.",
        "She saw it. Photo by photo, she told it.",
        "He spoke (to AFP).",
    ],
)
def test_a_line_that_is_not_both_stays_whole(line: str) -> None:
    assert [part.text for part in part_credits([Passage(line, 1)], "en")] == [line]


@pytest.mark.parametrize("line", ["“No.”", '"No."', "« Non. »", "„Nein.“", "'No,' she said"])
def test_every_quotation_mark_opens_a_quote(line: str) -> None:
    assert opens_quote(line)


def test_an_apostrophe_opens_no_quote() -> None:
    assert not opens_quote("’tis the season")


def test_an_attribution_is_a_name_and_a_title() -> None:
    assert is_attribution("Lina de Ortega, editor of The Veldan", "en", with_title=True)
    assert not is_attribution("Lina Ortega", "en", with_title=True)
    assert is_attribution("Lina Ortega", "en", with_title=False)
    assert not is_attribution("In the end, nobody came", "en", with_title=True)


def test_the_first_lines_are_headline_label_and_dateline() -> None:
    assert kinds_of("Veldania: free the eleven", "Press Release", "3 May 2026", "They wait.") == [
        "headline",
        "label",
        "dateline",
        "paragraph",
    ]


def test_a_label_may_stand_above_the_headline() -> None:
    assert kinds_of("PRESS RELEASE", "3 May 2026", "Free the eleven", "They wait.") == [
        "label",
        "dateline",
        "headline",
        "paragraph",
    ]


def test_a_label_far_down_is_a_heading() -> None:
    assert kinds_of("Free them", "They wait.", "News", "They still wait.")[2] == "heading"


def test_the_name_of_the_house_above_a_label_is_no_headline() -> None:
    kinds = kinds_of("Watch Veldania UK", "Press release", "Veldania: Free them", "They wait.")
    assert kinds == ["label", "label", "headline", "paragraph"]


def test_a_name_that_the_text_mentions_is_no_headline() -> None:
    kinds = kinds_of("Watch Veldania", "Veldania: Free them", "They wait, Watch Veldania says.")
    assert kinds == ["label", "headline", "paragraph"]


def test_a_name_above_the_text_is_the_headline() -> None:
    assert kinds_of("Eleven Reporters Held", "Press release", "They wait.")[0] == "headline"


def test_a_first_paragraph_is_no_headline() -> None:
    text = "Police held forty people. Nobody was charged."
    passages = [Passage(text, 1), Passage("They wait.", 3)]
    kinds = classify(passages, [[(0, 25), (26, len(text))], [(0, 10)]], "en")
    assert kinds == (BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)


def test_a_long_statement_is_no_headline() -> None:
    assert kinds_of("They wait " + "and wait " * 20 + "there.", "So do we.")[0] == "paragraph"


def test_a_headline_that_sounds_like_a_call_to_action_is_the_headline() -> None:
    assert kinds_of("Demand justice for the eleven", "They wait.")[0] == "headline"


def test_a_full_sentence_is_no_headline_if_the_title_is_known() -> None:
    assert kinds_of("They wait.", "So do we.", titled=True) == ["paragraph", "paragraph"]


def test_a_sentence_of_the_text_on_a_line_of_its_own_is_a_pull_quote() -> None:
    said = "“Nobody told our families where we were. We were cold,” said Lina Ortega."
    passages = [Passage(text, 1) for text in ("Free them", said, "Nobody told our families where")]
    passages[2] = Passage("Nobody told our families where we were.", 3)
    end = said.index(". We") + 1
    sentences = [[(0, 9)], [(0, end), (end + 1, len(said))], [(0, len(passages[2].text))]]
    assert classify(passages, sentences, "en")[2] is BlockKind.PULL_QUOTE


@pytest.mark.parametrize("order", [1, -1])
def test_the_line_beside_a_pull_quote_is_its_attribution(order: int) -> None:
    pair = ["We were cold and nobody came", "Lina Ortega, reporter"][::order]
    kinds = kinds_of("Free them", "“We were cold and nobody came,” she said.", *pair, "They wait.")
    assert kinds[2:4] == ["pull_quote", "attribution"][::order]


def test_the_beginning_of_a_sentence_is_a_pull_quote_if_a_speaker_stands_below() -> None:
    kinds = kinds_of(
        "Free them",
        "“We were cold and nobody came to help us,” she said.",
        "We were cold and nobody came",
        "Lina Ortega, reporter",
    )
    assert kinds == ["headline", "quote", "pull_quote", "attribution"]


def test_a_heading_whose_words_the_text_repeats_stays_a_heading() -> None:
    kinds = kinds_of("Free them", "Nobody came to help us", "“Nobody came to help us,” she said.")
    assert kinds[1] == "heading"


@pytest.mark.parametrize("speaker", ["Lina Ortega, reporter", "Dr Ortega, surgeon"])
def test_a_few_words_are_a_pull_quote_if_a_speaker_stands_below(speaker: str) -> None:
    kinds = kinds_of("Free them", "“It was planned,” she said of it.", "“It was planned.”", speaker)
    assert kinds[2:] == ["pull_quote", "attribution"]


def test_a_few_words_that_stand_twice_are_no_pull_quote() -> None:
    kinds = kinds_of("Free them", "“It was planned,” she said of it.", "It was planned.", "So?")
    assert kinds[2] == "paragraph"


def test_a_paragraph_that_stands_twice_is_no_pull_quote() -> None:
    kinds = kinds_of("Free them", "They wait for us there.", "They wait for us there.")
    assert kinds[1:] == ["paragraph", "paragraph"]


def test_a_short_line_above_a_paragraph_is_a_heading() -> None:
    kinds = kinds_of("Free them", "They wait.", "Background Information:", "It began in May.")
    assert kinds[2] == "heading"


def test_the_sections_of_a_release_are_headings_whatever_follows() -> None:
    kinds = kinds_of("Free them", "They wait.", "Background", "Notes to editors", "Methodology")
    assert kinds[2:] == ["heading", "heading", "heading"]


def test_a_question_above_a_paragraph_is_a_heading() -> None:
    assert kinds_of("Free them", "They wait.", "What is happening?", "Much.")[2] == "heading"


def test_the_names_below_a_contact_belong_to_it() -> None:
    kinds = kinds_of("Free them", "They wait.", "Media contact", "Ann Lee, Press Officer", "It is.")
    assert kinds[2:] == ["contact", "contact", "paragraph"]


def test_what_stands_between_two_contacts_belongs_to_them() -> None:
    lines = ("Media contact", "Ann Lee", "Third floor, Lindgate House", "press@example.org")
    assert kinds_of("Free them", "They wait.", *lines)[2:] == ["contact"] * 4


def test_a_short_line_at_the_end_is_no_heading() -> None:
    assert kinds_of("Free them", "They wait.", "And so do we")[2] == "paragraph"


def test_what_leads_in_a_list_is_a_paragraph() -> None:
    passages = [
        Passage("Free them", 1),
        Passage("It asks for:", 2),
        Passage("an end to it", 3, BlockKind.LIST_ITEM, 1),
    ]
    kinds = classify(passages, [[(0, len(p.text))] for p in passages], "en")
    assert kinds == (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def test_a_call_to_action_in_a_list_is_a_list_item() -> None:
    passages = [Passage("Free them", 1), Passage("Sign the treaty", 2, BlockKind.LIST_ITEM, 1)]
    assert classify(passages, [[(0, 9)], [(0, 15)]], "en")[1] is BlockKind.LIST_ITEM


def test_white_space_runs_become_one_space() -> None:
    assert tidy(" 17,439\u00a0 have\tbeen\u202f ", "en") == "17,439 have been"


def test_french_keeps_a_single_no_break_space() -> None:
    assert tidy("10\u202f000 personnes\u00a0: «\u00a0 oui\u00a0»", "fr") == (
        "10\u202f000 personnes\u00a0: « oui\u00a0»"
    )


def test_letters_are_composed() -> None:
    assert tidy("Agne\u0300s", "en") == "Agnès"


@pytest.mark.parametrize("line", ["", " \u00a0", "***", "* * *", "---", "\u200b", "_____", "•"])
def test_blank_lines_and_rules_say_nothing(line: str) -> None:
    assert not says_something(line)


def test_a_number_says_something() -> None:
    assert says_something("-30-")


WRAPPED = [
    "The police in Veldania have been holding eleven reporters without any",
    "charge since the march for water on 12 April, and two of the eleven,",
    "Lina Ortega and Tomas Grey, were beaten when they were arrested.",
]


def test_lines_that_a_mail_program_wrapped_are_continuations() -> None:
    assert continuations(WRAPPED, "en") == {1, 2}


def test_lines_copied_from_a_web_page_are_not_joined() -> None:
    lines = [
        "Veldania: Reporters must be freed at once, says Watch Veldania report",
        "Press Release",
        "3 May 2026",
        "Police Hold Eleven Reporters Without Charge In Veldania",
        "They have been held since the march for water in April.",
    ]
    assert continuations(lines, "en") == frozenset()


def test_an_address_is_not_joined_to_the_line_above() -> None:
    lines = [*WRAPPED, "", "Ann Lee, head of the press office of Watch Veldania", "ann@example.org"]
    assert continuations(lines, "en") == {1, 2}


def test_a_label_below_a_full_line_is_not_joined_to_it() -> None:
    lines = ["Veldania: Reporters must be freed at once, says a new report of ours"]
    assert continuations([*lines, "Press Release", "", *WRAPPED], "en") == {4, 5}


def test_a_list_item_does_not_continue_the_line_above() -> None:
    lines = [*WRAPPED[:2], "• an end to detention without charge"]
    assert continuations(lines, "en") == {1}


def test_marks_of_line_breaking_are_no_part_of_a_text() -> None:
    assert (
        tidy("\ufeffcheck\u00adpoints\u200b. The\u2060 end\u200b", "en") == "checkpoints. The end"
    )
