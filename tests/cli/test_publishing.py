"""publish and retract from the command line, up to what an office verifies."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Kept, Program, printed
from tests.cli.test_reviewing import seen


@pytest.fixture
def approved(translated_with_key: Path, program: Program, desk: Path, kept: Kept) -> Path:
    """The catalog of a release that is approved, in a workspace that has a key."""
    approve = ("review", "approve", "a", "es", "--as", "rosa", "--seen")
    kept.made("approved", desk, lambda: assert_done(program(*approve, seen(program))))
    return translated_with_key


def assert_done(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stderr


def verified(program: Program, version: int) -> tuple[int, str]:
    done = program(
        "verify", f"published/a/es/v{version}", "--key", "keys/key-1.pem",
        "--keys", "published/keys", "--index", "published/index.json",
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_an_office_can_verify_what_was_published_until_it_is_retracted(
    approved: Path, program: Program, desk: Path
) -> None:
    began = int(datetime.now(UTC).timestamp())
    shape = printed(program, "publish", "a", "es", "--json")
    assert (shape["version"], shape["new"], shape["place"], shape["warnings"]) == (
        1, True, "a/es/v1", [],
    )  # fmt: skip
    assert began <= shape["index"] <= datetime.now(UTC).timestamp()
    code, said = verified(program, 1)
    assert code == 0, said
    page = (desk / "published" / "a" / "es" / "v1" / "index.html").read_text()
    assert "Alto a los crímenes de guerra" in page
    assert "Traducción revisada; el original es en inglés." in page
    (locale,) = printed(program, "status", "--json")["releases"][0]["locales"]
    assert (locale["stage"], locale["published_version"]) == ("published", 1)
    office = ("pull", "--from", "published", "--locale", "es", "--out", "press")
    assert program(*office, "--key", "keys/key-1.pem").returncode == 0
    assert page == (desk / "press" / "a" / "es" / "index.html").read_text()
    assert program("retract", "a", "es", "--reason", "Wrong.").returncode == 0
    code, said = verified(program, 1)
    assert (code, "was retracted" in said, "Wrong." in said) == (1, True, True)
    pulled = program(*office)
    assert (pulled.returncode, pulled.stderr.startswith("RETRACTED: a es version 1: Wrong.")) == (
        1, True,
    )  # fmt: skip
    assert program("publish", "a", "es").returncode == 3
    assert approved.exists()


def test_a_correction_is_the_next_version(approved: Path, program: Program) -> None:
    done = program("publish", "a", "es")
    assert (done.returncode, done.stderr) == (0, "Version 1 is published.\n")
    assert Path(done.stdout.strip()).name == "v1"
    assert printed(program, "publish", "a", "es", "--json")["new"] is False
    approved.write_text(approved.read_text().replace("Nadie fue", "Nadie ha sido"))
    assert program("publish", "a", "es").returncode == 3
    program("sync", "a", "--as", "ana")
    done = program("publish", "a", "es")
    assert (done.returncode, "1 of 3 segments are not approved" in done.stderr) == (3, True)
    program("review", "approve", "a", "es", "--as", "rosa", "--seen", seen(program))
    assert printed(program, "publish", "a", "es", "--json")["version"] == 2
    assert verified(program, 2)[0] == 0
    code, said = verified(program, 1)
    assert (code, "version 2 has taken the place of this one" in said) == (0, True)


def test_what_is_not_approved_is_said_before_a_key_is_asked_for(
    desk: Path, program: Program
) -> None:
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    done = program("publish", "a", "es")
    assert (done.returncode, "3 of 3 segments are not approved" in done.stderr) == (3, True)
    assert not (desk / "published").exists()
    shape = printed(program, "publish", "a", "es", "--json", code=3)
    assert [(one["place"], one["reason"]) for one in shape["not_approved"]] == [
        ("headline", "draft"),
        ("paragraph 1, sentence 1 of 2", "draft"),
        ("paragraph 1, sentence 2 of 2", "draft"),
    ]


def test_without_a_key_nothing_is_published(approved: Path, program: Program, desk: Path) -> None:
    shutil.rmtree(desk / "keys")
    done = program("publish", "a", "es")
    assert (done.returncode, "keys init" in done.stderr) == (2, True)
    assert not (desk / "published").exists()
    (locale,) = printed(program, "status", "--json")["releases"][0]["locales"]
    assert (locale["stage"], locale["published_version"]) == ("approved", None)
    assert program("retract", "a", "es", "--reason", " ").returncode == 2
    assert approved.exists()


@pytest.mark.usefixtures("approved")
def test_all_that_is_published_becomes_a_web_site(program: Program, desk: Path) -> None:
    shape = printed(program, "publish", "--all", "--site", "www", "--json")
    assert [(one["locale"], one["done"]) for one in shape["locales"]] == [("es", "published")]
    assert "Alto a los crímenes de guerra" in (desk / "www" / "index.html").read_text()
    page = desk / "www" / "a" / "es" / "index.html"
    assert page.is_file()
    program("retract", "a", "es", "--reason", "Wrong.")
    done = program("publish", "--site", "www")
    assert (done.returncode, done.stderr) == (0, "The site is up to date: www\n")
    assert not page.exists()
    assert program("publish", "a").returncode == 2
    assert program("publish", "--site", "translate-pipeline.yaml").returncode == 2


def test_the_shelf_may_be_at_a_url_whose_password_nobody_is_shown(
    approved: Path, program: Program, environment: dict[str, str], desk: Path
) -> None:
    environment["TRANSLATE_PIPELINE_SHELF"] = "memory://rosa:s3cret@host/press"
    done = program("publish", "a", "es")
    assert (done.returncode, done.stdout) == (0, "memory://host/press/a/es/v1\n")
    environment["TRANSLATE_PIPELINE_SHELF"] = f"file://{desk}/far"
    done = program("publish", "a", "es")  # puts there what is not there
    assert (done.returncode, done.stdout) == (0, f"file://{desk}/far/a/es/v1\n")
    done = program(
        "verify", "far/a/es/v1", "--key", "keys/key-1.pem", "--keys", "far/keys",
        "--index", "far/index.json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not (desk / "published").exists()
    assert approved.exists()


def test_without_what_reaches_a_url_it_is_said_how_to_get_it(
    approved: Path, program: Program, desk: Path
) -> None:
    settings = desk / "translate-pipeline.yaml"
    settings.write_text(settings.read_text() + "shelf: gs://press\n")
    done = program("publish", "a", "es")
    assert (done.returncode, done.stderr.startswith("Error: the shelf gs://press")) == (2, True)
    assert "gcsfs" in done.stderr
    assert approved.exists()


@pytest.mark.usefixtures("approved")
def test_all_that_is_approved_is_published_and_missing_bundles_are_put_back(
    program: Program, desk: Path
) -> None:
    row = {"release": "a", "locale": "es", "version": 1, "reason": None}
    assert printed(program, "publish", "--all", "--json")["locales"] == [
        {**row, "done": "published"}
    ]
    assert verified(program, 1)[0] == 0
    done = program("publish", "--all")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing was due.\n")
    shutil.rmtree(desk / "published" / "a")
    done = program("publish", "--all")
    assert re.search(r"^a +es +1 +put back on the shelf", done.stdout, re.MULTILINE)
    assert verified(program, 1)[0] == 0


def test_what_stands_in_the_way_is_said_and_the_exit_code_tells_it(
    approved: Path, program: Program, desk: Path
) -> None:
    text = approved.read_text()
    approved.write_text(text.replace("Nadie fue", "Nadie ha sido"))
    done = program("publish", "--all")
    assert (done.returncode, "refused" in done.stdout) == (3, True)
    assert "says something else than was approved" in done.stderr
    approved.write_text(text)
    (desk / "published" / "a").write_text("in the way")
    shape = printed(program, "publish", "--all", "--json", code=4)
    assert [(one["done"], "cannot write" in one["reason"]) for one in shape["locales"]] == [
        ("failed", True)
    ]


def test_all_goes_without_a_release(desk: Path, program: Program) -> None:
    del desk
    for arguments in (["a", "es", "--all"], ["--all", "--again"], ["a"], []):
        done = program("publish", *arguments)
        assert (done.returncode, "--all" in done.stderr) == (2, True)
    assert "keys init" in program("publish", "--all").stderr


def test_a_private_key_among_the_public_ones_is_never_published(
    approved: Path, program: Program, environment: dict[str, str], desk: Path
) -> None:
    private = desk / "keys" / "private.pem"
    shutil.copy(environment["TRANSLATE_PIPELINE_SIGNING_KEY"], private)
    (desk / "keys" / "notes.txt").write_text("for us")
    done = program("publish", "a", "es")
    assert (done.returncode, "keys/private.pem: this is a private key" in done.stderr) == (2, True)
    private.unlink()
    assert program("publish", "a", "es").returncode == 0
    there = {path.name for path in (desk / "published" / "keys").iterdir()}
    assert there == {"1.json", "1.json.sig", "key-1.pem"}
    assert approved.exists()


@pytest.mark.usefixtures("approved")
def test_of_a_version_under_embargo_it_is_said_who_must_not_get_the_folder(
    program: Program, desk: Path
) -> None:
    program("run", "--direct", "--engine", "slow", "--embargo-until", "2999-01-01T00:00Z",
            "releases/a.txt")  # fmt: skip
    done = program("publish", "a", "es")
    assert done.returncode == 0
    assert "Warning: a is under embargo until 2999-01-01" in done.stderr
    assert "`publish --site` leaves it out" in done.stderr
    shape = printed(program, "publish", "a", "es", "--json")
    assert len(shape["warnings"]) == 1
    assert (desk / "published" / "a" / "es" / "v1").is_dir()


def test_where_the_shelf_cannot_be_written_all_that_was_due_is_told_and_it_ends_with_4(
    approved: Path, program: Program, desk: Path
) -> None:
    shutil.rmtree(desk / "published", ignore_errors=True)
    (desk / "published").write_text("in the way")
    done = program("publish", "--all", "--json")
    assert done.returncode == 4
    shape = json.loads(done.stdout)
    assert (shape["index"], shape["locales"][0]["done"]) == (None, "failed")
    assert "cannot write" in shape["locales"][0]["reason"]
    (desk / "published").unlink()
    assert program("publish", "--all").returncode == 0
    assert (desk / "published" / "a" / "es" / "v1" / "index.html").exists()
    assert approved.exists()


def test_where_only_the_index_cannot_be_written_what_was_published_is_told(
    approved: Path, program: Program, desk: Path
) -> None:
    (desk / "published" / "index.json").mkdir(parents=True)
    done = program("publish", "a", "es", "--json")
    shape = json.loads(done.stdout)
    assert (done.returncode, shape["version"], shape["index"]) == (4, 1, None)
    done = program("publish", "--all", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (4, {"index": None, "locales": []})
    assert done.stderr.startswith("Error: cannot write")
    assert approved.exists()


def test_a_retraction_that_offices_cannot_be_told_is_said_to_be_recorded(
    approved: Path, program: Program, desk: Path
) -> None:
    assert program("publish", "a", "es").returncode == 0
    (desk / "published").rename(desk / "elsewhere")
    (desk / "published").write_text("in the way")
    done = program("retract", "a", "es", "--reason", "Wrong.")
    assert done.returncode == 4
    assert "version 1 is retracted, and offices are not told yet: cannot write" in done.stderr
    assert "publish --all" in done.stderr
    (desk / "published").unlink()
    (desk / "elsewhere").rename(desk / "published")
    assert program("publish", "--all").returncode == 0
    code, said = verified(program, 1)
    assert (code, "was retracted" in said) == (1, True)
    assert approved.exists()


def test_of_what_was_never_published_that_is_said_where_there_is_no_key_too(
    desk: Path, program: Program
) -> None:
    done = program("retract", "a", "es", "--reason", "Wrong.")
    assert done.returncode == 2
    assert "a es has no such version; published: none yet" in done.stderr
    assert not (desk / "keys").exists()


def test_an_embargo_that_is_taken_out_of_the_source_is_over_for_offices(
    approved: Path, program: Program, desk: Path
) -> None:
    source = desk / "releases" / "a.txt"
    text = source.read_text()
    source.write_text(f"---\nid: a\nembargo: 2036-05-04T06:00+00:00\n---\n{text}")
    draft = ("run", "--direct", "--engine", "slow", "releases/a.txt")
    assert program(*draft).returncode == 0
    assert program("publish", "a", "es").returncode == 0
    index = desk / "published" / "index.json"
    assert json.loads(index.read_text())["versions"] == []
    source.write_text(f"---\nid: a\n---\n{text}")
    assert program(*draft).returncode == 0
    done = program("publish", "a", "es")
    assert "Nothing changed since version 1." in done.stderr
    assert "embargo" not in done.stderr
    assert len(json.loads(index.read_text())["versions"]) == 1
    code, said = verified(program, 1)
    assert (code, "embargo" in said) == (0, False)
    assert approved.exists()
