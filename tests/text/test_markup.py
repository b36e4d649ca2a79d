"""What a program reads in a text."""

import pytest

from translate_pipeline.text.markup import masked, pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They fled, 100% of them; 5 < 6 & 7 > 6.", []),
        ("See https://a.org/b_(c), now.", ["https://a.org/b_(c)"]),
        ("(www.a.org/b)", ["www.a.org/b"]),
        ("(see https://a.org).", ["https://a.org"]),
        ("press@a.org, @amnesty and a.b@c-d.co.uk.", ["press@a.org", "@amnesty", "a.b@c-d.co.uk"]),
        ("press@a.org-ban", ["press@a.org-ban"]),
        (
            "{a} {{b c}} ${d} {not this} %s %1$s %(e)s %d",
            ["{a}", "{{b c}}", "${d}", "%s", "%1$s", "%(e)s", "%d"],
        ),
        ("50 %de, 100%s, %50'si, 5 % d", []),
        ("%s人", ["%s"]),
        ("<B>a</b><br/> &amp; &nbsp;", ["<b>", "</b>", "<br>", "&amp;"]),
        ('<a href="https://a.org">b</a>', ["https://a.org", "<a>", "</a>"]),
        ("**a** ~~b~~ `c` [d](e) [^1]", ["**", "**", "~~", "~~", "`", "`", "(", "[^1]"]),
        ("*a*, 2 * 3 * 4", ["*"]),
    ],
)
def test_addresses_placeholders_and_markup_are_found(text: str, expected: list[str]) -> None:
    assert [piece.text for piece in pieces(text)] == expected


def test_what_a_program_reads_is_masked_and_the_rest_stays_in_its_place() -> None:
    text = 'A <a title="b">c</a> {d} *e*'
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert hidden.replace("\ufffc", "") == "A c  *e*"
