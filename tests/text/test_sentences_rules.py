"""What the splitter does with English, one behaviour a test."""

import pytest

from translate_pipeline.text.sentences import split_sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


def assert_split(*sentences: str, language: str = "en") -> None:
    assert split(" ".join(sentences), language) == list(sentences)


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert_split("The army opened fire.", "Nobody was warned.")


def test_stops_in_a_row_end_one_sentence() -> None:
    assert_split("Release them now!!", "Who gave the order?!", "We ask again.")


def test_a_quotation_of_several_sentences_is_split_inside() -> None:
    assert_split(
        "“They came at dawn.", "They took my brother.", "Justice must be done,” said Ana Duarte."
    )


def test_an_attribution_stays_with_the_quotation_it_follows() -> None:
    assert_split("“Why did they come?” he asked.", "“Stop!” she shouted.", "Nobody listened.")


def test_a_capitalised_attribution_stays_with_its_question() -> None:
    assert_split("“Where are our sons?” Ms. Duarte of the committee asked.", "No reply came.")


def test_a_new_subject_after_a_quoted_question_opens_a_sentence() -> None:
    assert_split("They asked: “Where are our sons?”", "The minister said nothing.")


def test_a_full_stop_inside_closing_quotation_marks_ends_a_sentence() -> None:
    assert_split("The judge called it “unlawful.”", "Amnesty agreed.", "He said: “No.”", "We left.")


def test_a_full_stop_outside_closing_quotation_marks_ends_a_sentence() -> None:
    assert_split("They spoke of “collateral damage”.", "It was a school.")


def test_a_sentence_in_brackets_stands_alone() -> None:
    assert_split("(The ministry did not reply to the company Acme Inc.)", "Talks go on.")


def test_a_bracketed_sentence_inside_another_ends_nothing() -> None:
    assert_split("He teaches law (He was once a judge in Lima.) at a college.", "He is 70.")


def test_abbreviated_particles_belong_to_the_name() -> None:
    assert_split("Judge J. v. d. Berg and A. v. d. Meer dissented.", "They were heard.")


@pytest.mark.parametrize("title", ["Dr.", "Mr.", "Prof.", "Gen.", "Lt. Col.", "Rev. Dr."])
def test_a_title_belongs_to_its_name(title: str) -> None:
    assert_split(f"We wrote to {title} Osei on Monday.", "No reply came.")


def test_initials_belong_to_their_name() -> None:
    assert_split("It was written by J. R. Osei and Lena M. Vogt.", "Omar K. Haddad agreed.")


def test_an_initial_may_end_a_sentence_before_a_word_that_opens_one() -> None:
    assert_split("We spoke to Salma R. She is nine.", language="xx")
    assert_split("We spoke to Salma R.", "She is nine.")


def test_a_dotted_abbreviation_belongs_to_the_name_it_begins() -> None:
    assert_split("The U.S. Congress and the U.N. Security Council met.")


def test_a_dotted_abbreviation_may_end_a_sentence() -> None:
    assert_split("The arms came from the U.S.", "However, nobody was charged.")


@pytest.mark.parametrize("reference", ["No. 7", "Art. IV", "App. No. 12", "paras. 3", "p. 55"])
def test_a_number_belongs_to_what_it_counts(reference: str) -> None:
    assert_split(f"The court cited {reference} of the file.", "It was brief.")


def test_the_word_no_ends_a_sentence_before_a_word() -> None:
    assert_split("We asked and they said no.", "Then they left.")


def test_a_date_is_not_split() -> None:
    assert_split("On Feb. 14, 2023 and 3.11.2023 they met.", "It rained.")


def test_a_month_may_end_a_sentence() -> None:
    assert_split("They were freed on 3 Sept.", "Families rejoiced.")


def test_a_time_of_day_may_end_a_sentence() -> None:
    assert_split(
        "Shelling began at 6 a.m.", "Families fled.", "It went on until 7 p.m. the next day."
    )


def test_a_time_of_day_goes_on_with_the_weekday_or_time_zone() -> None:
    assert_split("It starts at 6 p.m. Monday and ends at 9 a.m. GMT on Friday.")


def test_a_date_or_time_that_begins_a_sentence_goes_on() -> None:
    assert_split("On 7 Oct. Soldiers came.", "At 5 a.m. Ms. Duarte left.")


def test_etc_goes_on_before_a_small_letter_only() -> None:
    assert_split(
        "Tents, blankets, etc. were burnt.", "They took phones, cash, etc.", "Nobody paid."
    )


def test_a_company_goes_on_with_its_name() -> None:
    assert_split("It was made by Acme Inc. Holdings for Brock Co. Ltd. in 2019.")


def test_decimals_and_amounts_are_not_split() -> None:
    assert_split("Prices rose by 3.5% to $1.200.50.", "2.1 million people went hungry.")


def test_addresses_are_not_split() -> None:
    assert_split(
        "Write to desk.one@example.org.", "See www.example.org/a.b?c=1.2.", "Thank you for helping."
    )


def test_an_address_may_open_a_sentence() -> None:
    assert_split("Read the report in full.", "https://example.org/report")


def test_an_ellipsis_before_a_small_letter_goes_on() -> None:
    assert_split("I saw them … they were running ... and then nothing.")


def test_an_ellipsis_before_a_capital_ends_a_sentence() -> None:
    assert_split("We waited...", "Nobody came.")


def test_an_ellipsis_may_open_a_sentence() -> None:
    assert_split("… And then they left.", "We stayed.")


def test_three_dots_set_apart_are_a_pause_and_four_an_end() -> None:
    assert_split("The thing is . . . I forgot . . . .", "Forgive me.")


def test_words_left_out_of_a_quotation_do_not_end_it() -> None:
    assert_split('"The State [...] shall pay [...]" (Order 55).', "It did not.")


@pytest.mark.parametrize("mark", ["[3]", " [12]", "³", "12", "[citation needed]"])
def test_a_footnote_mark_stays_with_its_sentence(mark: str) -> None:
    assert_split(f"The army denied it.{mark}", "Witnesses disagreed.")


@pytest.mark.parametrize(
    "items",
    [
        ("1. Free them", "2. Pay them", "3. Say so"),
        ("1) Free them.", "2) Pay them."),
        ("1.) Free them", "2.) Pay them"),
        ("(1) Free them;", "(2) Pay them."),
        ("a. Free them", "b. Pay them"),
        ("• Free them", "• Pay them"),
        ("• 9. Free them", "• 10. Pay them"),
    ],
)
def test_list_items_run_together_are_split(items: tuple[str, ...]) -> None:
    assert_split(*items)


def test_a_number_inside_an_item_is_no_further_item() -> None:
    assert_split("1. Amend article 2.", "The court said so.")


def test_a_list_inside_a_sentence_is_not_split() -> None:
    assert_split("The State must 1) free them and 2) pay them.")


def test_a_roman_numeral_before_a_heading_is_not_split_off() -> None:
    assert_split("IV. Findings of the inquiry")


def test_a_ruled_line_stands_alone() -> None:
    assert_split("The end of part one", "***", "Part two begins.")


def test_a_missing_space_between_two_sentences_is_forgiven() -> None:
    text = "They fled from the city.The army came later."
    assert split(text) == ["They fled from the city.", "The army came later."]


def test_names_with_a_stop_inside_are_not_split() -> None:
    assert_split("The site Example.Org and the file annex.Final.pdf were named.")


def test_a_small_letter_after_a_stop_goes_on() -> None:
    assert_split("The unit (est. 1990) of the Dept. of Mines met the comm. of elders.")


def test_an_informal_writer_opens_sentences_with_small_letters() -> None:
    assert_split("i saw them.", "soldiers were everywhere.")
    assert_split("Nobody helped us.", "they just watched.")


def test_a_brand_with_an_exclamation_mark_goes_on() -> None:
    assert_split("Users of Wahoo! in that country were traced.")


def test_a_smiley_stays_with_its_sentence() -> None:
    assert_split("We won! :-)", "Thanks to all.")


def test_a_dateline_goes_on() -> None:
    assert_split("LONDON (AP) — The court met on Tuesday.", "It adjourned.")
