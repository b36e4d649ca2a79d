"""Which release and locale a PO file is a translation of."""

from dataclasses import replace

import pytest

from tests.fakes import ES, NOW, FakeEngine, a_release
from tests.pipeline.desks import CRIMES, HEAD, ONE, A
from tests.pipeline.mail import MailDesk
from translate_pipeline.errors import InputError, NotFound
from translate_pipeline.formats.po import Catalog, parse_po
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.pipeline.addressing import locale_meant, release_meant, sources_of
from translate_pipeline.pipeline.draft import draft_locale
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.pipeline.record import Record, read_record
from translate_pipeline.pipeline.run import Run, record_release

B, FR = ReleaseId("b"), Locale("fr")


@pytest.fixture
def desk() -> MailDesk:
    """Two releases in es, the first in fr as well, that have a headline in common."""
    desk = MailDesk()
    draft(desk, A, FR, HEAD, ONE, CRIMES)
    draft(desk, B, ES, HEAD, "Another.", "And another.")
    return desk


def draft(desk: MailDesk, release: ReleaseId, locale: Locale, *sources: str) -> None:
    job = plan_job(replace(a_release(*sources), id=release), desk.tools.matcher)
    record_release(Run(job, (), ()), catalogs=desk.catalogs, ledger=desk.ledger, now=NOW)
    engine = FakeEngine(lambda text: f"[{locale}: {text}]")
    draft_locale(
        Work(job, locale, engine.choice, NOW),
        catalogs=desk.catalogs, ledger=desk.ledger, progress=lambda *_: None,
    )  # fmt: skip


def mailed(desk: MailDesk, old: str = "", new: str = "", name: str = "es/a.po") -> Catalog:
    assert old in desk.catalogs.texts[name]
    return parse_po(desk.catalogs.texts[name].replace(old, new) if old else desk.po, "back.po")


def record(desk: MailDesk) -> Record:
    found = read_record(A, desk.ledger)
    assert found
    return found


def test_the_header_says_of_which_release_and_locale_a_file_is(desk: MailDesk) -> None:
    assert release_meant(mailed(desk), "back.po", desk.ledger) == A
    assert locale_meant(mailed(desk), "back.po", record(desk)) == ES
    french = parse_po(desk.catalogs.texts["fr/a.po"], "back.po")
    assert locale_meant(french, "back.po", record(desk)) == FR


@pytest.mark.parametrize("name", ["PACKAGE VERSION", "", "c"])
def test_where_the_header_names_no_release_its_sources_do(desk: MailDesk, name: str) -> None:
    catalog = mailed(desk, "Project-Id-Version: a", f"Project-Id-Version: {name}")
    assert release_meant(catalog, "back.po", desk.ledger) == A


@pytest.mark.parametrize("name", ["es_ES", "", "?", "de"])
def test_where_the_header_names_no_locale_its_targets_do(desk: MailDesk, name: str) -> None:
    catalog = mailed(desk, "Language: es", f"Language: {name}")
    assert locale_meant(catalog, "back.po", record(desk)) == ES


def test_a_name_goes_before_the_header(desk: MailDesk) -> None:
    catalog = mailed(desk, "Project-Id-Version: a", "Project-Id-Version: b")
    assert release_meant(catalog, "back.po", desk.ledger, "a") == A
    assert release_meant(catalog, "back.po", desk.ledger) == B
    foreign = mailed(desk, "Language: es", "Language: de")
    assert locale_meant(foreign, "back.po", record(desk), FR) == FR
    with pytest.raises(NotFound, match="no release 'c'"):
        release_meant(catalog, "back.po", desk.ledger, "c")


def test_a_locale_named_by_mistake_takes_no_file_of_another_one(desk: MailDesk) -> None:
    catalog = mailed(desk, "", "")
    with pytest.raises(InputError, match=r"it is in es, by its header \(Language\) and by its t"):
        locale_meant(catalog, "back.po", record(desk), FR)
    assert locale_meant(catalog, "back.po", record(desk), ES) == ES


def test_a_file_that_could_be_of_several_releases_is_refused(desk: MailDesk) -> None:
    catalog = parse_po(f'msgid "{HEAD}"\nmsgstr "x"\n', "back.po")
    with pytest.raises(InputError, match=r"names no release of this workspace.*sync RELEASE"):
        release_meant(catalog, "back.po", desk.ledger)


def test_a_file_that_has_nothing_of_its_release_is_refused(desk: MailDesk) -> None:
    catalog = parse_po('msgid "?"\nmsgstr "x"\n', "back.po")
    with pytest.raises(InputError, match="no sentence of it is of the release a"):
        release_meant(catalog, "back.po", desk.ledger, "a")


def test_a_file_whose_targets_are_of_another_locale_than_it_says_is_refused(
    desk: MailDesk,
) -> None:
    catalog = mailed(desk, "Language: es", "Language: fr")
    with pytest.raises(InputError, match=r"in fr \(Language\), and its targets are those of es"):
        locale_meant(catalog, "back.po", record(desk))


def test_a_file_in_a_locale_that_was_not_begun_is_refused(desk: MailDesk) -> None:
    text = f'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "{HEAD}"\nmsgstr "x"\n'
    with pytest.raises(NotFound, match="a is not in de; it is in: es, fr"):
        locale_meant(parse_po(text, "back.po"), "back.po", record(desk))


def test_a_file_of_which_nothing_tells_the_locale_is_refused(desk: MailDesk) -> None:
    catalog = parse_po(f'msgid "{HEAD}"\nmsgstr "x"\n', "back.po")
    with pytest.raises(InputError, match=r"it is in \? \(Language\); say .* --locale"):
        locale_meant(catalog, "back.po", record(desk))


def test_a_release_has_the_sources_that_it_had(desk: MailDesk) -> None:
    desk.run(HEAD, CRIMES)
    assert sources_of(record(desk)) == {HEAD, ONE, CRIMES}
