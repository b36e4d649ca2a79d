"""The catalogs of what the program says: as the code has it, complete, and used."""

import gettext
import importlib.util
import os
import pty
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType

import babel
import polib
import pytest

from tests.cli.conftest import Program, printed
from translate_pipeline.messages import FOLDER, language, tr, tr_n, using, word
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import State
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.model.translation import Severity
from translate_pipeline.pipeline.check import check_catalog
from translate_pipeline.text.languages import known_locale, plural_forms
from translate_pipeline.text.terms import SourceMatcher

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ar", "es", "fr")
KEPT = re.compile(r"\{\w*\}|`[^`]+`|--[a-z][a-z-]*")
"""What a translation has to keep: values, commands, options."""


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalog(name: str) -> polib.POFile:
    return polib.pofile(str(FOLDER / name / "LC_MESSAGES" / "translate_pipeline.po"))


def targets(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_the_template_says_what_the_code_says(maker: ModuleType) -> None:
    assert maker.TEMPLATE.read_bytes() == maker.po_text(maker.template()), "run: make messages"


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_is_complete(maker: ModuleType, name: str) -> None:
    entries = {(e.msgid, e.msgctxt): e for e in catalog(name)}
    wanted = {(e.msgid, e.msgctxt) for e in polib.pofile(str(maker.TEMPLATE))}
    assert set(entries) == wanted, "run: make messages"
    assert [e.msgid for e in entries.values() if e.fuzzy or not all(targets(e))] == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_translation_keeps_values_commands_and_options(name: str) -> None:
    wrong = []
    for entry in catalog(name):
        allowed = set(KEPT.findall(entry.msgid)) | set(KEPT.findall(entry.msgid_plural))
        needed = allowed - {"{n}"} if entry.msgid_plural else allowed
        for target in targets(entry):
            found = set(KEPT.findall(target))
            if not (found <= allowed and (needed <= found or entry.msgid_plural)):
                wrong.append((entry.msgid, target))
    assert wrong == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_count_has_the_forms_that_cldr_knows(name: str) -> None:
    assert catalog(name).metadata["Plural-Forms"] == plural_forms(known_locale(name))
    wanted = len({"other", *babel.Locale(name).plural_form.tags})
    assert {len(e.msgstr_plural) for e in catalog(name) if e.msgid_plural} == {wanted}


FORM = {
    "spaces", "quotation-marks", "brackets", "mixed-scripts", "not-nfc", "invisible-characters",
    "kashida", "repeated-words", "unbalanced-isolates", "acronyms", "same-placeholders",
}  # fmt: skip
"""Our own rules of form. Those of meaning are made for the sentences of a release, and find denials
and names in messages such as "no such file" that a translation says in another way."""


@pytest.mark.parametrize("name", LANGUAGES)
def test_our_own_rules_find_nothing_wrong_with_the_form(name: str) -> None:
    po = FOLDER / name / "LC_MESSAGES" / "translate_pipeline.po"
    done = check_catalog(po.read_text("utf-8"), str(po), SourceMatcher(Termbase(Locale("en"))))
    found = [one for one in done.findings if one.finding.rule in FORM]
    wrong = [one for one in found if one.finding.severity is not Severity.NOTE]
    assert [(one.line, one.finding) for one in wrong] == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_program_reads_what_the_catalog_says(maker: ModuleType, name: str) -> None:
    po = FOLDER / name / "LC_MESSAGES" / "translate_pipeline.po"
    made = gettext.GNUTranslations(BytesIO(maker.compiled(po.read_bytes())))
    read = gettext.GNUTranslations(BytesIO(po.with_suffix(".mo").read_bytes()))
    assert vars(made)["_catalog"] == vars(read)["_catalog"], "run: make messages"


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "fr_FR"}, "fr"),
        ({"LANGUAGE": "xx:ar", "LANG": "fr"}, "ar"),
        ({"LANGUAGE": "en:ar"}, "en"),
        ({"TRANSLATE_PIPELINE_LANGUAGE": "fr", "LANGUAGE": "ar"}, "fr"),
        ({"TRANSLATE_PIPELINE_LANGUAGE": "../../etc"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], spoken: str) -> None:
    assert language(environment) == spoken


def test_a_message_is_said_in_the_language_of_the_moment() -> None:
    english = tr("Nothing in it is new; nothing was recorded.")
    assert english == "Nothing in it is new; nothing was recorded."
    said = set()
    for name in LANGUAGES:
        with using(name):
            said |= {tr("Nothing in it is new; nothing was recorded."), word(State.APPROVED)}
    assert len(said) == 2 * len(LANGUAGES)
    assert word(State.APPROVED) == "approved"


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("n", [0, 1, 2, 3, 11, 100, 1_000_000])
def test_every_count_is_said_in_the_language(name: str, n: int) -> None:
    english = tr_n("{n} segment in {file}.", "{n} segments in {file}.", n, file="x")
    with using(name):
        assert tr_n("{n} segment in {file}.", "{n} segments in {file}.", n, file="x") != english


def test_arabic_has_six_forms_of_a_count() -> None:
    with using("ar"):
        forms = {tr_n("{n} segment in {file}.", "{n} segments in {file}.", n, file="x")
                 for n in (0, 1, 2, 3, 11, 100)}  # fmt: skip
    assert len({re.sub(r"\d+", "", form) for form in forms}) >= 3


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_program_speaks_it_and_programs_read_the_same(
    desk: Path, program: Program, environment: dict[str, str], name: str
) -> None:
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    english, shape = program("status").stdout, printed(program, "status", "--json")
    help_ = program("review", "approve", "--help").stdout
    po = (desk / "locales" / "es" / "LC_MESSAGES" / "a.po").read_bytes()
    environment["TRANSLATE_PIPELINE_LANGUAGE"] = name
    assert program("status").stdout != english
    assert program("review", "approve", "--help").stdout != help_
    ages = ("oldest",)
    said = printed(program, "status", "--json")
    for one in (shape, said):
        for locale in one["releases"][0]["locales"]:
            for age in ages:
                locale.pop(age)
    assert said == shape
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    program("sync", "a", "--as", "ana")
    assert (desk / "locales" / "es" / "LC_MESSAGES" / "a.po").read_bytes() == po


def test_what_went_wrong_is_english_in_json_and_translated_for_people(
    desk: Path, program: Program, environment: dict[str, str]
) -> None:
    po = desk / "locales" / "es" / "LC_MESSAGES" / "a.po"
    po.parent.mkdir(parents=True)
    po.write_text("no catalog\n")
    run = ("run", "--direct", "--engine", "slow", "releases/a.txt")
    english = printed(program, *run, "--json", code=2)["locales"][0]["error"]
    environment["TRANSLATE_PIPELINE_LANGUAGE"] = "fr"
    assert printed(program, *run, "--json", code=2)["locales"][0]["error"] == english
    assert "not a line of a PO file" in english
    assert "not a line of a PO file" not in program(*run).stdout
    missing = program("run", "--direct", "nowhere.txt", "--json").stderr
    assert missing.startswith("Erreur")
    assert "no such file" not in missing


@pytest.mark.parametrize("name", LANGUAGES)
def test_what_click_says_of_a_wrong_call_is_translated(
    program: Program, environment: dict[str, str], name: str
) -> None:
    environment["LANGUAGE"] = f"xx:{name}"
    environment["TRANSLATE_PIPELINE_LANGUAGE"] = ""
    english = re.compile(r"\b(Usage|Missing|No such|not one of|for help)\b")
    for call in (("stats",), ("run",), ("check", "--format", "x"), ("check", "--no-such")):
        said = program(*call)
        assert (said.returncode, english.findall(said.stderr)) == (2, [])


def test_in_arabic_a_path_on_a_terminal_is_apart_from_the_sentence(
    workspace: Path, environment: dict[str, str]
) -> None:
    command = [sys.executable, "-m", "translate_pipeline", "sync", "--workspace", "/nowhere"]
    env = environment | {"TRANSLATE_PIPELINE_LANGUAGE": "ar"}
    piped = subprocess.run(
        command, cwd=workspace, env=env, capture_output=True, text=True, check=False
    )
    assert "/nowhere" in piped.stderr
    assert "\u2068" not in piped.stderr
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=workspace, env=env, stdout=theirs, stderr=theirs):
        seen = os.read(ours, 4096).decode()
    os.close(theirs)
    os.close(ours)
    assert "\u2068/nowhere\u2069" in seen
    assert "\u2068`translate-pipeline init DIR`\u2069" in seen
