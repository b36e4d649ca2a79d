"""TMX: what we write comes back, other programs' files are read, hostile ones refused."""

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, repeat
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW
from tests.strategies import ANY_TEXTS, tagged_sentences
from translate_pipeline.errors import InputError
from translate_pipeline.formats.document_parts import readable
from translate_pipeline.formats.tmx import TmxTarget, TmxUnit, tmx_content, tmx_lines
from translate_pipeline.formats.tmx_reading import Pair, Skipped, TmxReader
from translate_pipeline.formats.tmx_segment import LONGEST
from translate_pipeline.formats.xml_tree import parse_xml
from translate_pipeline.model.bundle import Sentence
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.text.blocks import tidy
from translate_pipeline.text.languages import known_locale, locale_named

FR, BR = Locale("fr"), Locale("pt-BR")


def memory(*units: str, srclang: str = "en-US", head: str = "") -> bytes:
    """A memory of another program."""
    return (
        f'<?xml version="1.0"?>\n{head}<tmx version="1.4"><header srclang="{srclang}"/>'
        f"<body>{''.join(units)}</body></tmx>"
    ).encode()


def tu(*variants: tuple[str, str], more: str = "") -> str:
    inner = (f'<tuv xml:lang="{name}"><seg>{seg}</seg></tuv>' for name, seg in variants)
    return f"<tu{more}>{''.join(inner)}</tu>"


def opened(data: bytes | Iterable[bytes]) -> tuple[list[Pair], Counter[Skipped]]:
    reader = TmxReader("un.tmx", ENGLISH)
    pairs = list(reader.pairs([data] if isinstance(data, bytes) else data))
    return pairs, reader.skipped


def texts(data: bytes) -> list[tuple[str, str, str]]:
    return [(one.source, one.target, one.locale.tag) for one in opened(data)[0]]


def test_a_unit_in_several_languages_is_a_pair_for_each() -> None:
    data = memory(tu(("en", "One."), ("es", "Uno."), ("pt-BR", "Um.")))
    assert texts(data) == [("One.", "Uno.", "es"), ("One.", "Um.", "pt-BR")]


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("es", "es"), ("ES", "es"), ("es-ES", "es-ES"), ("es_es", "es-ES"), ("spa", "es"),
        ("es-MX-x-law", "es-MX"), ("es-QQ", "es"), ("zh-CN", "zh-CN"), ("zh-CHT", "zh-Hant"),
        ("zh-CHS", "zh-Hans"), ("sr-Latn-RS", "sr-Latn-RS"), (" de-DE ", "de-DE"),
        ("de-DE-1996", "de-DE"),
    ],
)  # fmt: skip
def test_a_language_is_read_in_every_spelling_that_programs_have(name: str, tag: str) -> None:
    assert locale_named(name) == Locale(tag)


@pytest.mark.parametrize("name", ["", "x-klingon", "Spanish", "*all*", "sr-SP-Latn", "../../etc"])
def test_what_is_no_language_that_cldr_knows_is_none(name: str) -> None:
    assert locale_named(name) is None


@given(st.text(max_size=12))
def test_any_name_is_a_locale_that_cldr_knows_or_none(name: str) -> None:
    locale = locale_named(name)
    assert locale is None or known_locale(locale.tag) == locale


def test_older_files_say_lang() -> None:
    data = memory(
        '<tu><tuv lang="EN-US"><seg>One.</seg></tuv><tuv lang="ES"><seg>Uno.</seg></tuv></tu>'
    )
    assert texts(data) == [("One.", "Uno.", "es")]


@pytest.mark.parametrize(
    ("srclang", "more", "source"),
    [
        ("en-GB", "", "Labour."), ("*all*", "", "Labor."), ("fr", "", "Labor."),
        ("en-US", ' srclang="en-GB"', "Labour."), ("en-US", ' srclang="*all*"', "Labor."),
    ],
)  # fmt: skip
def test_of_several_variants_of_the_source_the_one_that_the_file_names_counts(
    srclang: str, more: str, source: str
) -> None:
    unit = tu(("en-US", "Labor."), ("en-GB", "Labour."), ("es", "Trabajo."), more=more)
    pairs, skipped = opened(memory(unit, srclang=srclang))
    assert [(one.source, one.target) for one in pairs] == [(source, "Trabajo.")]
    assert skipped == {Skipped.SAME_LANGUAGE: 1}


def test_the_source_in_our_own_locale_goes_before_all_others() -> None:
    unit = tu(("en-GB", "Labour."), ("es", "Trabajo."), ("en", "Work."))
    assert texts(memory(unit, srclang="en-GB")) == [("Work.", "Trabajo.", "es")]


def test_several_texts_of_a_language_are_several_pairs() -> None:
    data = memory(tu(("en", "One."), ("es", "Uno."), ("es", "Una.")))
    assert texts(data) == [("One.", "Uno.", "es"), ("One.", "Una.", "es")]


def test_what_cannot_serve_is_left_out_and_counted() -> None:
    pairs, skipped = opened(
        memory(
            tu(("fr", "Un."), ("es", "Uno.")),
            tu(("en", "One."), ("x-klingon", "wa'")),
            tu(("en", "One."), ("es", " ")),
            tu(("en", ""), ("es", "Uno.")),
            tu(("en", "One."), ("es", "Uno\x96dos.")),
            tu(("en", "One."), ("es", "x" * (LONGEST + 1))),
            tu(("en", "One."), ("es", "Uno." + "<ph/>" * (LONGEST + 1))),
            tu(("en", "One."), ("es", "Uno.")),
            tu(("en", " One. "), ("es", "Uno.")),
            "<tu><tuv xml:lang='en'/></tu>",
        )
    )
    assert [one.target for one in pairs] == ["Uno."]
    assert skipped == {
        Skipped.NO_SOURCE: 2, Skipped.LANGUAGE: 1, Skipped.EMPTY: 2, Skipped.CONTROL: 1,
        Skipped.LONG: 2, Skipped.TWICE: 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ("a\n      b", "a b"),
        ("e\u0301", "é"),
        ("6\u202f546", "6\u202f546"),
        ("<hi type='x'>a <hi>b</hi></hi> c", "a b c"),
        ('a <bpt i="1">{\\b </bpt>b<ept i="1">}</ept>', "a b"),
        ('a<ph type="lb"/>b', "a b"),
        ("a<ph>&lt;br/></ph>b", "a b"),
        ("a<ph>&lt;img/></ph>b", "ab"),
        ('a<it pos="begin">&lt;u></it> b', "a b"),
        ("a <ut>\\cs1</ut>b", "a b"),
        ('a <ph>&lt;img alt="<sub>two</sub>"></ph> b', "a b"),
        ("a<!-- no --> b<?no?>", "a b"),
        ("<![CDATA[a < b]]>", "a < b"),
        ("a &amp; b&#233;", "a & bé"),
        ("a \U0001f54a b", "a \U0001f54a b"),
    ],
)
def test_a_text_is_kept_without_the_codes_of_other_programs(seg: str, text: str) -> None:
    assert texts(memory(tu(("en", "One."), ("es", seg)))) == [("One.", text, "es")]


def test_bold_italics_and_links_of_other_programs_are_tags_of_ours() -> None:
    bold = '<bpt i="1" x="1" type="bold">{\\b </bpt>a<ept i="1">}</ept>'
    link = '<bpt i="2" x="2" type="link">&lt;a></bpt>b<ept i="2">&lt;/a></ept>'
    again = link.replace('i="2"', 'i="1"').replace("b<ept", "c<ept")
    data = memory(tu(("en", f"{bold} {link}"), ("es", f"{again} {bold}".replace("a<", "d<"))))
    assert texts(data) == [("<b1>a</b1> <a2>b</a2>", "<a2>c</a2> <b1>d</b1>", "es")]


@pytest.mark.parametrize(
    "seg",
    [
        '<bpt i="0" x="0" type="bold"/>a<ept i="0"/>',
        '<bpt i="1" type="bold"/>a',
        'a<ept i="1"/>',
        '<bpt i="1" x="1 b" type="bold"/>a<ept i="1"/>',
        '<bpt type="bold"/>a<ept/>',
        '<bpt i="1" type="bold"/><ept i="1"/>a',
    ],
)
def test_marks_that_cannot_be_tags_of_ours_are_none(seg: str) -> None:
    assert texts(memory(tu(("en", seg), ("es", seg)))) == [("a", "a", "es")]


@pytest.mark.parametrize(
    "other", ["x", '<bpt i="1" type="italic"/>x<ept i="1"/>', '<bpt i="1" type="bold"/>x']
)
def test_where_source_and_target_have_other_marks_neither_keeps_any(other: str) -> None:
    bold = '<bpt i="1" type="bold">{\\b </bpt>a<ept i="1">}</ept>'
    assert texts(memory(tu(("en", bold), ("es", other)))) == [("a", "x", "es")]


def test_the_date_is_that_of_the_last_change() -> None:
    data = memory(
        '<tu creationdate="20190403T101112Z"><tuv xml:lang="en"><seg>One.</seg></tuv>'
        '<tuv xml:lang="es" changedate="20200403T101112Z"><seg>Uno.</seg></tuv>'
        '<tuv xml:lang="fr"><seg>Un.</seg></tuv>'
        '<tuv xml:lang="ca" creationdate="1.4.2019"><seg>U.</seg></tuv></tu>'
    )
    assert [one.at for one in opened(data)[0]] == [
        datetime(2020, 4, 3, 10, 11, 12, tzinfo=UTC), datetime(2019, 4, 3, 10, 11, 12, tzinfo=UTC),
        None,
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = memory(tu(("en", "One."), ("es", "Úno.")), head="").decode()
    if encoding == "cp1252":
        text = text.replace("?>", ' encoding="windows-1252"?>', 1)
    if encoding == "utf-16-le":
        text = "\ufeff" + text
    assert texts(text.encode(encoding)) == [("One.", "Úno.", "es")]


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"", "un.tmx:", "empty"),
        (b"\n", "un.tmx:2:1:", "no element found"),
        (b"One.\tUno.\n", "un.tmx:1:1:", "not XML: syntax error"),
        (b"PK\x03\x04\x14\x00", "un.tmx:1:3:", "not XML"),
        (b'<xliff version="1.2"/>', "un.tmx:1:1:", "a TMX file has tmx"),
        (memory(tu(("en", "One & two."))), "un.tmx:2:", "not well-formed"),
        (memory(tu(("en", "One."), ("es", "\x1f"))), "un.tmx:2:", "not well-formed"),
        (memory(tu(("en", "One.")))[:-9], "un.tmx:2:", "not XML"),
        ("é".join(map(str, range(9))).encode("latin-1"), "un.tmx:1:", "not XML"),
        (b'<?xml version="1.0" encoding="gb2312"?><tmx/>', "un.tmx", "not XML"),
        (b'<?xml version="1.0" encoding="no-such"?><tmx/>', "un.tmx:1:", "not XML"),
        (
            memory(head='<!DOCTYPE tmx [<!ENTITY a "b">]>'), "un.tmx:2:",
            "it declares entities",
        ),
        (
            memory(head='<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "un.tmx:2:",
            "it declares entities",
        ),
        (memory(tu(("en", "a&nbsp;b"))), "un.tmx:2:", "undefined entity"),
        (
            memory(tu(("en", "a&nbsp;b")), head='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'), "un.tmx:2:",
            "&nbsp; is declared nowhere",
        ),
    ],
)  # fmt: skip
def test_what_is_no_sound_memory_is_refused_with_its_place(
    data: bytes, place: str, words: str
) -> None:
    with pytest.raises(InputError) as refused:
        opened(data)
    assert str(refused.value).startswith(place)
    assert words in str(refused.value)


@pytest.mark.parametrize("begin", [b"<tmx>\n<!--", b"<tmx>\n<tu creationid='"])
def test_what_never_ends_does_not_fill_the_memory(
    begin: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate_pipeline.formats.tmx_reading._ENDLESS", 10_000)
    with pytest.raises(InputError, match=r"^un.tmx:2:1: something begins here that never ends$"):
        opened(chain([begin], repeat(b"x" * 1000)))


def test_a_long_file_has_its_end() -> None:
    data = memory(*[tu(("en", f"One {n}."), ("es", f"Uno {n}.")) for n in range(2000)])
    reader = TmxReader("un.tmx", ENGLISH)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("translate_pipeline.formats.tmx_reading._ENDLESS", 1000)
        pieces = (data[at : at + 500] for at in range(0, len(data), 500))
        assert len(list(reader.pairs(pieces))) == 2000


def test_a_document_type_is_let_be_and_never_fetched() -> None:
    head = '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">'
    assert texts(memory(tu(("en", "One."), ("es", "Uno.")), head=head)) == [("One.", "Uno.", "es")]


def test_a_file_in_pieces_is_the_file() -> None:
    data = memory(tu(("en", "One—two."), ("es", "Úno &amp; dos.")))
    assert opened(data[at : at + 1] for at in range(len(data)))[0] == opened(data)[0]


def test_pairs_come_before_all_of_the_file_was_read() -> None:
    unit = tu(("en", "One."), ("es", "Uno."))
    reader = TmxReader("un.tmx", ENGLISH)
    begin = memory(unit).partition(b"</body>")[0]

    def chunks() -> Iterable[bytes]:
        yield begin
        raise AssertionError

    assert next(reader.pairs(chunks())).target == "Uno."


def written(*units: TmxUnit) -> bytes:
    return "".join(tmx_lines(ENGLISH, NOW, (("x-release", "a & b"),), units)).encode()


def test_what_is_written_names_no_program_s_user_and_every_language() -> None:
    targets = (TmxTarget(ES, "Uno.", NOW, (("x-state", "approved"),)), TmxTarget(BR, "Um."))
    root = parse_xml("a.tmx", written(TmxUnit(ENGLISH, "One.", targets)))
    (unit,) = root.all("tu")
    assert unit.attributes == {}
    assert [tuv.attributes for tuv in unit.all("tuv")] == [
        {"lang": "en"}, {"lang": "es", "changedate": "20260503T060000Z"}, {"lang": "pt-BR"}
    ]  # fmt: skip
    assert [prop.text for prop in root.all("prop")] == ["a & b", "approved"]


def test_a_unit_from_another_language_says_so() -> None:
    root = parse_xml("a.tmx", written(TmxUnit(FR, "Un.", (TmxTarget(ES, "Uno."),))))
    assert next(root.all("header")).attributes["srclang"] == "en"
    assert next(root.all("tu")).attributes == {"srclang": "fr"}


def as_read(source: str, target: str) -> tuple[str, str]:
    """A source and a target of ours as they come back: on one line, composed."""
    one_line = re.sub(" +", " ", readable(target))
    return tidy(readable(source), "en"), normalize("NFC", one_line).strip()


@given(tagged_sentences() | st.builds(Sentence, ANY_TEXTS, ANY_TEXTS))
def test_what_is_written_comes_back(sentence: Sentence) -> None:
    content = tmx_content(sentence.source, sentence.inline)
    target = TmxTarget(ES, tmx_content(sentence.target, sentence.inline), NOW)
    pairs, skipped = opened(written(TmxUnit(ENGLISH, content, (target,))))
    source, wanted = as_read(sentence.source, sentence.target)
    if source and wanted:
        assert pairs == [Pair(source, wanted, ES, NOW)]
    else:
        assert (pairs, skipped) == ([], {Skipped.EMPTY: 1})


@given(st.binary(max_size=200), st.integers(0, 400))
def test_nothing_but_an_input_error_comes_of_any_damage(noise: bytes, at: int) -> None:
    data = memory(tu(("en", "One."), ("es", '<bpt i="1" type="bold"/>Uno.<ept i="1"/>')))
    damaged = data[:at] + noise + data[at + len(noise) :]
    with suppress(InputError):
        opened(damaged)
