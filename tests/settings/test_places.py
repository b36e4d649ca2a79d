"""Where the ledger and the shelf are."""

from pathlib import Path

import pytest

from tests.settings.workspaces import written
from translate_pipeline.errors import InputError
from translate_pipeline.settings import LEDGER_VARIABLE, SHELF_VARIABLE, read_settings


@pytest.mark.parametrize("environ", [{}, {LEDGER_VARIABLE: ""}])
def test_the_ledger_is_in_the_workspace_unless_something_says_otherwise(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    found = read_settings(written(tmp_path, "locales: [es]\n"), environ).ledger
    assert found == tmp_path / ".translate-pipeline" / "ledger.db"


def test_the_ledger_is_where_the_workspace_says(tmp_path: Path) -> None:
    found = read_settings(written(tmp_path, "ledger: postgresql://desk@db/press\n"), {}).ledger
    assert str(found) == "postgresql://desk@db/press"


def test_the_environment_says_it_before_the_workspace(tmp_path: Path) -> None:
    written(tmp_path, "ledger: postgresql://desk@db/press\n")
    environ = {LEDGER_VARIABLE: "postgresql://rosa:s3cret@other/press"}
    settings = read_settings(tmp_path, environ)
    assert str(settings.ledger) == "postgresql://rosa@other/press"
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize("url", ["postgresql://a:s3cret@db/p", "postgresql://db/p?password=s3cret"])
def test_a_password_in_the_workspace_file_is_refused_with_the_reason(
    tmp_path: Path, url: str
) -> None:
    written(tmp_path, f"locales: [es]\nledger: {url}\n")
    with pytest.raises(InputError, match=r":2:9: ledger: a password does not .*PGPASS") as caught:
        read_settings(tmp_path, {})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("value", ["ledger.db", "[a]", "''", "5", "postgresql://a:b/c@db"])
def test_a_place_that_is_no_url_is_refused(tmp_path: Path, value: str) -> None:
    written(tmp_path, f"ledger: {value}\n")
    with pytest.raises(InputError, match=r":1:9: ledger: .*such as postgresql://"):
        read_settings(tmp_path, {})


def test_a_variable_that_holds_no_url_is_named(tmp_path: Path) -> None:
    written(tmp_path, "")
    with pytest.raises(InputError, match=f"^{LEDGER_VARIABLE}: not a URL") as caught:
        read_settings(tmp_path, {LEDGER_VARIABLE: "postgresql://a:s3/cret@db"})
    assert "cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("line", "environ", "found"),
    [
        ("", {}, "{folder}/published"),
        ("", {SHELF_VARIABLE: ""}, "{folder}/published"),
        ("shelf: ../web", {}, "{folder}/../web"),
        ("shelf: /srv/web", {}, "/srv/web"),
        ("shelf: s3://press/approved", {}, "s3://press/approved"),
        ("shelf: s3://press", {SHELF_VARIABLE: "out"}, "{folder}/out"),
        ("", {SHELF_VARIABLE: "sftp://rosa:s3cret@host/press"}, "sftp://host/press"),
    ],
)
def test_the_shelf_is_where_the_environment_says_or_else_the_workspace(
    tmp_path: Path, line: str, environ: dict[str, str], found: str
) -> None:
    settings = read_settings(written(tmp_path, f"locales: [es]\n{line}\n"), environ)
    assert str(settings.shelf) == found.format(folder=tmp_path)
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize("url", ["sftp://a:s3cret@host/p", "abfs://box/p?sig=s3cret"])
def test_a_shelf_with_a_password_in_the_workspace_file_is_refused(tmp_path: Path, url: str) -> None:
    written(tmp_path, f"locales: [es]\nshelf: {url}\n")
    with pytest.raises(InputError, match=r":2:8: shelf: a password does not .*_SHELF") as caught:
        read_settings(tmp_path, {})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("value", ["[a]", "''", ".", "{a: b}"])
def test_a_shelf_that_is_no_place_is_refused(tmp_path: Path, value: str) -> None:
    written(tmp_path, f"shelf: {value}\n")
    with pytest.raises(InputError, match=r":1:8: shelf: .*such as s3://BUCKET"):
        read_settings(tmp_path, {})
