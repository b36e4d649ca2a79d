"""Notices as people read them."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polib
import pytest
from babel.messages.extract import extract
from hypothesis import given, settings
from hypothesis import strategies as st

import translate_pipeline
from tests.fakes import ES, NOW, FakeEngine, a_release
from tests.newsroom import FR, A, Newsroom
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.notice import Kind, Letter, Notice, Recipient, Role
from translate_pipeline.model.review import Stage
from translate_pipeline.notify.languages import translations
from translate_pipeline.pipeline.wording import letters, trial

AR = Locale("ar")
PACKAGE = Path(translate_pipeline.__file__).parent
CATALOGS = sorted((PACKAGE / "data" / "messages").glob("*/LC_MESSAGES/notices.po"))
EVERYBODY = [Recipient(role, (role.name,)) for role in Role]


def a_notice(kind: Kind = Kind.DRAFTS_READY, locale: Locale = ES, **other: object) -> Notice:
    values: dict[str, object] = {
        "role": Role.TRANSLATOR, "stage": Stage.DRAFTED, "count": 3, "catalog": "es/a.po",
    }  # fmt: skip
    return Notice(kind, A, locale, **(values | other))  # type: ignore[arg-type]


def read(notice: Notice, language: str = "en") -> Letter:
    told = Recipient(notice.role, ("NAME",), language=Locale(language))
    (letter,) = letters([notice], [told], translations)
    return letter


def test_a_message_says_what_happened_where_it_stands_and_what_to_do() -> None:
    letter = read(a_notice(empty=1, title="Alpha"))
    assert letter.subject == "a, es: drafts are ready"
    assert letter.body == (
        "3 segments wait for a translator.\n"
        "1 of them has no draft.\n"
        "Title: Alpha\n"
        "Stage: drafted\n"
        "Next:\n"
        "  translate-pipeline check es/a.po"
    )


def test_a_message_of_a_version_says_which_and_until_when_nobody_else_may_know() -> None:
    version: dict[str, Any] = {"role": Role.COORDINATOR, "version": 2}
    letter = read(a_notice(Kind.CORRECTED, embargo=NOW, **version))
    assert letter.subject == "a, es: corrected"
    assert letter.body.splitlines()[:-2] == [
        "Version 2 takes the place of the one before it.",
        "Embargo: nothing of it may be told before 2026-05-03 06:00 UTC.",
    ]
    letter = read(a_notice(Kind.RETRACTED, confidential=True, **version), "es")
    assert letter.body.splitlines()[:-2] == [
        "La versión 2 se ha retirado. No debe usarse más.",
        "Confidencial: nadie más debe saber de ello.",
    ]


@pytest.mark.parametrize(
    ("kind", "role", "command"),
    [
        (Kind.READY_FOR_REVIEW, Role.REVIEWER, "review diff a es"),
        (Kind.SENT_BACK, Role.TRANSLATOR, "review list a es --state rejected"),
        (Kind.REOPENED, Role.TRANSLATOR, "review list a es"),
        (Kind.REOPENED, Role.REVIEWER, "review list a es --state translated"),
        (Kind.APPROVED, Role.SECTION_OFFICE, "status a"),
        (Kind.CORRECTED, Role.COORDINATOR, "status a"),
        (
            Kind.RETRACTED,
            Role.SECTION_OFFICE,
            "pull --from URL-OR-FOLDER --locale es --release a --out DIR",
        ),
    ],
)
def test_the_next_command_is_that_of_the_role(kind: Kind, role: Role, command: str) -> None:
    assert read(a_notice(kind, role=role)).body.endswith(f"\n  translate-pipeline {command}")


def test_a_message_is_in_the_language_that_was_asked_for_else_in_that_of_the_locale() -> None:
    spanish, french = (
        Recipient(Role.TRANSLATOR, ("A",)),
        Recipient(Role.TRANSLATOR, ("B",), language=FR),
    )
    subjects = [one.subject for one in letters([a_notice()], [spanish, french], translations)]
    assert subjects == [
        "a, es: los borradores están listos",
        "a, es\xa0: les brouillons sont prêts",
    ]


@pytest.mark.parametrize(("tag", "language"), [("es-MX", "es"), ("de", "en"), ("en", "en")])
def test_a_locale_without_messages_uses_those_of_its_language_else_english(
    tag: str, language: str
) -> None:
    assert translations(Locale(tag)) is translations(Locale(language))


def test_who_has_several_locales_gets_one_message_a_command() -> None:
    told = Recipient(Role.TRANSLATOR, ("A",), language=Locale("en"))
    (letter,) = letters([a_notice(), a_notice(locale=FR)], [told], translations)
    assert letter.subject == "translate-pipeline: 2 messages"
    assert [line for line in letter.body.split("\n") if line.startswith("a, ")] == [
        "a, es: drafts are ready",
        "a, fr: drafts are ready",
    ]


def test_nobody_hears_of_another_role_or_locale() -> None:
    told = [
        Recipient(Role.REVIEWER, ("A",)),
        Recipient(Role.TRANSLATOR, ("B",), frozenset({FR})),
    ]
    assert letters([a_notice()], told, translations) == ()


def test_an_address_that_is_named_twice_is_told_once() -> None:
    told = [Recipient(Role.TRANSLATOR, ("A",)), Recipient(Role.TRANSLATOR, ("A",), frozenset({ES}))]
    assert len(letters([a_notice(), a_notice()], told, translations)) == 1


def test_names_in_arabic_are_set_apart_from_the_sentence() -> None:
    assert read(a_notice(), "ar").subject == "المسودات جاهزة: \u2068a\u2069، \u2068es\u2069"


def test_arabic_counts_in_six_forms() -> None:
    counts = (0, 1, 2, 3, 11, 100)
    first = [read(a_notice(count=number), "ar").body.split("\n")[0] for number in counts]
    assert len({re.sub(r"\d+", "", line) for line in first}) == 6


def test_a_title_of_several_lines_or_without_end_stays_one_short_line() -> None:
    lines = read(a_notice(title="Alpha\r\nBcc: x " + "w" * 9000)).body.split("\n")
    assert len(lines) == 5
    assert len(lines[1]) < 250


def messages() -> set[str]:
    """What the wording says, as gettext's programs find it."""
    source = BytesIO((PACKAGE / "pipeline" / "wording.py").read_bytes())
    keywords = {"gettext": None, "ngettext": (1, 2)}
    found = extract("python", source, keywords, options={"encoding": "utf-8"})
    return {message if isinstance(message, str) else message[0] for _, message, _, _ in found}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.parts[-3]))
def test_a_catalog_has_all_messages_with_all_plural_forms_and_names(path: Path) -> None:
    catalog = polib.pofile(str(path))
    number = int(catalog.metadata["Plural-Forms"][len("nplurals=")])
    assert {entry.msgid for entry in catalog} == messages()
    for entry in catalog:
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        assert all(forms)
        assert len(forms) == (number if entry.msgid_plural else 1)
        names = set(re.findall(r"{\w+}", entry.msgid)) - {"{number}"}
        assert all(set(re.findall(r"{\w+}", form)) - {"{number}"} == names for form in forms)


def test_there_are_catalogs() -> None:
    assert [path.parts[-3] for path in CATALOGS] == ["ar", "es", "fr"]


texts = st.text("αβγδεζηθικλμνξοπρστυφχψω", min_size=3, max_size=12)


@settings(max_examples=25)
@given(st.lists(texts, min_size=4, max_size=6, unique=True), st.booleans())
def test_no_text_and_no_name_is_ever_in_a_message(sources: list[str], confidential: bool) -> None:
    """And under an embargo not even the title."""
    room = Newsroom()
    release = replace(a_release(*sources[:-1]), confidential=confidential)
    notices = [*room.run(release, ES, FR, AR, engine=FakeEngine(locales=("es", "fr", "ar")))]
    notices += room.sync()
    notices += room.reject("paragraph 1")
    room.catalogs.texts["es/a.po"] = room.catalogs.texts["es/a.po"].replace("[", "ϗ[")
    notices += room.sync()
    notices += room.approve()
    with TemporaryDirectory() as folder:
        notices += room.publish(Path(folder))
        room.catalogs.texts["es/a.po"] = room.catalogs.texts["es/a.po"].replace("ϗ[", "ϗϗ[")
        notices += [*room.sync(), *room.approve(), *room.publish(Path(folder)), *room.retract()]
    notices += room.run(replace(a_release(*sources[1:]), confidential=confidential))
    assert {one.kind for one in notices} == set(Kind)
    told = letters(notices, EVERYBODY, translations)
    said = "\n".join(f"{one.subject}\n{one.body}" for one in told)
    titles = set() if confidential else {sources[0], sources[1]}
    for title in titles:
        said = said.replace(title, "")
    assert not re.search(r"[α-ωϗ]", said)
    assert "rosa" not in said
    assert "tomás" not in said
    assert "soft" not in said


def test_a_trial_says_nothing_of_any_release() -> None:
    assert trial("A", ES, translations).subject == "translate-pipeline: una prueba"
