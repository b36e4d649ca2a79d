from pathlib import Path
from subprocess import run

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_pipeline.errors import InputError
from translate_pipeline.formats.po import (
    Catalog,
    Entry,
    header_entry,
    new_entry,
    parse_po,
    serialize_po,
    update_entry,
    update_header,
)

EDITED = r"""# Translators: the es office
msgid ""
msgstr ""
"Language: es\n"
"X-Office: Montevideo\n"
"Content-Type: text/plain; charset=UTF-8\n"

# the court says otherwise
#. paragraph 1
#: releases/a.txt:3
#, fuzzy, no-wrap
#| msgid "The court ruled."
msgid ""
"The court has "
"ruled."
msgstr ""
"El tribunal "
"ha fallado."

#, fuzzy
#~| msgid "Older"
#~ msgid "Gone"
#~ msgstr "Ido"
"""

# Text that a PO file can hold: no other control characters than those with an escape.
letters = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t"\\')
texts = st.text(letters, min_size=1)


def the(catalog: Catalog, msgid: str) -> Entry:
    return next(entry for entry in catalog.entries if entry.msgid == msgid)


@given(texts, st.text(letters), st.booleans())
def test_what_is_written_is_read_back(msgid: str, msgstr: str, fuzzy: bool) -> None:
    entry = new_entry(Entry(msgid, msgstr, fuzzy=fuzzy, references=("a b.txt:1", "c:2")))
    assert parse_po(serialize_po(Catalog((entry,))), "x.po").entries == (entry,)


@given(st.dictionaries(texts, texts, min_size=1))
@settings(max_examples=30)
def test_polib_reads_what_is_written(
    tmp_path_factory: pytest.TempPathFactory, pairs: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("po") / "x.po"
    entries = (new_entry(Entry(msgid, msgstr)) for msgid, msgstr in pairs.items())
    text = serialize_po(
        Catalog((header_entry({"Content-Type": "text/plain; charset=UTF-8"}), *entries))
    )
    path.write_text(text, "utf-8", newline="")
    assert {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} == pairs


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_that_nobody_changes_keeps_every_byte(newline: str) -> None:
    text = EDITED.replace("\n", newline)
    assert serialize_po(parse_po(text, "x.po")) == text


@given(st.lists(st.sampled_from(EDITED.split("\n")), max_size=30))
def test_a_file_of_shuffled_lines_is_refused_or_kept(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        catalog = parse_po(text, "x.po")
    except InputError:
        return
    assert serialize_po(catalog) == text


@given(st.text())
def test_any_text_is_refused_or_kept(text: str) -> None:
    try:
        catalog = parse_po(text, "x.po")
    except InputError:
        return
    assert serialize_po(catalog) == text.removeprefix("\ufeff")


def test_an_update_leaves_alone_what_is_not_ours() -> None:
    catalog = parse_po(EDITED, "x.po")
    entry = update_entry(
        the(catalog, "The court has ruled."), extracted=("paragraph 2",), fuzzy=False
    )
    assert entry.lines == (
        "# the court says otherwise",
        "#. paragraph 2",
        "#: releases/a.txt:3",
        "#, no-wrap",
        '#| msgid "The court ruled."',
        'msgid ""',
        '"The court has "',
        '"ruled."',
        'msgstr ""',
        '"El tribunal "',
        '"ha fallado."',
        "",
    )


def test_an_update_without_change_is_the_same_entry() -> None:
    entry = the(parse_po(EDITED, "x.po"), "The court has ruled.")
    assert update_entry(entry, extracted=("paragraph 1",), fuzzy=True) is entry


def test_a_new_target_replaces_msgstr_alone() -> None:
    entry = update_entry(the(parse_po(EDITED, "x.po"), "The court has ruled."), msgstr='Dijo "no"')
    assert entry.lines[-5:] == (
        'msgid ""',
        '"The court has "',
        '"ruled."',
        r'msgstr "Dijo \"no\""',
        "",
    )


def test_the_source_that_a_target_was_made_for_is_read_however_it_is_wrapped() -> None:
    text = (
        'msgid "a"\nmsgstr "b"\n\n#| msgctxt "c"\n#| msgid "The court "\n#| "said \\"no\\"."\n'
        'msgid "d"\nmsgstr "e"\n'
    )
    assert the(parse_po(text, "x.po"), "d").previous == 'The court said "no".'
    assert the(parse_po(text, "x.po"), "a").previous == ""


def test_an_old_source_is_written_replaced_and_taken_out() -> None:
    entry = new_entry(Entry("new", "nuevo", fuzzy=True, previous="old"))
    assert entry.lines == ("#, fuzzy", '#| msgid "old"', 'msgid "new"', 'msgstr "nuevo"', "")
    other = update_entry(entry, previous="two\nlines")
    assert other.lines[1:4] == ('#| msgid ""', '#| "two\\n"', '#| "lines"')
    assert update_entry(other, previous="", fuzzy=False).lines == entry.lines[2:]
    gone = update_entry(entry, obsolete=True)
    assert gone.lines[1] == '#~| msgid "old"'


def test_an_old_source_that_nobody_can_read_stays_as_it_is() -> None:
    text = '#, fuzzy\n#| msgid old\nmsgid "new"\nmsgstr "nuevo"\n'
    entry = the(parse_po(text, "x.po"), "new")
    assert entry.previous == ""
    assert "#| msgid old" in update_entry(entry, extracted=("p",)).lines


@given(st.text(min_size=1, alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])))
def test_any_old_source_reads_back(source: str) -> None:
    entry = new_entry(Entry("new", "nuevo", fuzzy=True, previous=source))
    catalog = Catalog((header_entry({"Language": "es"}), entry))
    assert the(parse_po(serialize_po(catalog), "x.po"), "new").previous == source


def test_an_obsolete_entry_keeps_its_comment_target_and_old_source() -> None:
    entry = update_entry(the(parse_po(EDITED, "x.po"), "The court has ruled."), obsolete=True)
    assert entry.lines[0] == "# the court says otherwise"
    assert entry.lines[2:5] == (
        '#~| msgid "The court ruled."',
        '#~ msgid ""',
        '#~ "The court has "',
    )
    again = parse_po("\n".join(entry.lines), "x.po").entries[0]
    assert (again.obsolete, again.msgid, again.msgstr) == (True, entry.msgid, entry.msgstr)


def test_a_header_keeps_its_unknown_fields_and_their_order() -> None:
    header = update_header(parse_po(EDITED, "x.po").entries[0], {"X-Office": "Quito", "X-New": "1"})
    assert list(parse_po("\n".join(header.lines), "x.po").header.items()) == [
        ("Language", "es"),
        ("X-Office", "Quito"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("X-New", "1"),
    ]
    assert header.lines[0] == "# Translators: the es office"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('msgid "a"\nmsgstr "b', "x.po:2:8: not a line of a PO file"),
        ('msgid "a"\nmsgstr', "x.po:2:1: not a line of a PO file"),
        ('msgid "a"\n', "x.po:2: an entry without msgid and msgstr; was the file cut off?"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"', "x.po:2: msgid stands twice in one entry"),
        (
            'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"',
            "x.po:4: this entry stands at line 1 already",
        ),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"', "x.po:1:1: not a line of a PO file: <<<<<<< HEAD"),
        ('"stray"', "x.po:1:1: not a line of a PO file"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_po(text, "x.po")
    assert str(caught.value).startswith(message)


def test_entries_need_no_empty_line_between_them() -> None:
    text = '#: a:1\nmsgid "a"\nmsgstr "b"\n#: a:2\nmsgid "c"\nmsgstr "d"\n'
    assert [entry.references for entry in parse_po(text, "x.po").entries] == [("a:1",), ("a:2",)]


def test_a_plural_entry_comes_through() -> None:
    text = EDITED + '\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "uno"\nmsgstr[1] "muchos"\n'
    catalog = parse_po(text, "x.po")
    assert the(catalog, "one").plural
    assert the(catalog, "one").msgstr == "uno\nmuchos"
    assert serialize_po(catalog) == text


def test_msgfmt_accepts_what_is_written(tmp_path: Path, msgfmt: str) -> None:
    path = tmp_path / "x.po"
    entries = (new_entry(Entry('A "quote" \\ and\ttab', "ж", references=("my file.txt:1",))),)
    fields = {"Language": "ru", "Content-Type": "text/plain; charset=UTF-8"}
    path.write_text(serialize_po(Catalog((header_entry(fields), *entries))), "utf-8")
    done = run(
        [msgfmt, "--check-format", "-o", "/dev/null", path], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
