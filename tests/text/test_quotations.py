"""How languages mark a quotation."""

import pytest

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.quotations import accepted, is_part, styles, unpaired


@pytest.mark.parametrize(
    ("locale", "usual"),
    [
        ("de", "„“"), ("de-AT", "„“"), ("de-CH", "«»"), ("fr-CA", "«»"), ("ru", "«»"),
        ("ja", "「」"), ("zh", "“”"), ("zh-TW", "「」"), ("pt-BR", "“”"),
        ("pt-PT", "«»"), ("sv", "””"), ("sw", "“”"),
    ],
)  # fmt: skip
def test_a_locale_has_the_marks_of_its_language_unless_it_has_its_own(
    locale: str, usual: str
) -> None:
    assert styles(Locale.parse(locale))[0] == usual
    assert set(usual) <= accepted(Locale.parse(locale))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("“We fled.”", ()),
        ("“We fled.", (0,)),
        ("»So« and «so»", ()),
        ("«a «b» c", (0,)),
        ("a» b", (1,)),
        ("「a『b』c」", ()),
        ("「a『b」", (2,)),
        ("5'10\" tall", ()),
        ('עו"ד, צה"ל ומנכ"לית', ()),
        ('ב"הפצה"', ()),
        ('<a title="b">"c"</a>', ()),
    ],
)
def test_marks_without_a_partner_are_found(text: str, places: tuple[int, ...]) -> None:
    assert unpaired(text) == places


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("“We fled,” she said.", False),
        ("She said: “We fled.", True),
        ("'We fled", True),
        ("We didn't flee.", False),
        ('He said "I "fled"".', True),
    ],
)
def test_a_source_with_an_open_quotation_is_part_of_a_longer_one(source: str, part: bool) -> None:
    assert is_part(source) is part
