"""publish and retract from the command line, up to what an office verifies."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Program, printed
from tests.cli.test_reviewing import TARGETS, seen

SETTINGS = """\
locales: [es]
reviewers: {rosa: {roles: [legal]}}
attribution: {es: "Traducción revisada; el original es en inglés."}
"""


@pytest.fixture
def approved(desk: Path, program: Program, environment: dict[str, str], tmp_path: Path) -> Path:
    """The catalog of a release that is approved, in a workspace that has a key."""
    environment["TRANSLATE_PIPELINE_SIGNING_KEY"] = str(tmp_path.with_suffix(".pem"))
    (desk / "translate-pipeline.yaml").write_text(SETTINGS)
    program("run", "--direct", "--engine", "slow", "releases/a.txt")
    po = desk / "locales" / "es" / "LC_MESSAGES" / "a.po"
    text = po.read_text().replace("#, fuzzy\n", "")
    for source, target in TARGETS.items():
        text = re.sub(f'(msgid "{source}"\nmsgstr) ".*"', rf'\1 "{target}"', text)
    po.write_text(text)
    program("sync", "a", "--as", "ana")
    program("review", "approve", "a", "es", "--as", "rosa", "--seen", seen(program))
    assert program("keys", "init").returncode == 0
    return po


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
    assert program("retract", "a", "es", "--reason", "Wrong.").returncode == 0
    code, said = verified(program, 1)
    assert (code, "was retracted" in said, "Wrong." in said) == (1, True, True)
    assert program("publish", "a", "es").returncode == 3
    assert approved.exists()


def test_a_correction_is_the_next_version(approved: Path, program: Program) -> None:
    program("publish", "a", "es")
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
