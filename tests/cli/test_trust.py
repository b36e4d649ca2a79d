"""keys and verify from the command line."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.bundles import (
    FIRST,
    STRANGER,
    WEEK,
    bundle,
    entry,
    first_list,
    index,
    manifest,
    signed_index,
    written,
)  # fmt: skip
from tests.cli.conftest import Program, printed
from translate_pipeline.formats.index import parse_index
from translate_pipeline.model.trust import Retraction
from translate_pipeline.pipeline.signing import key_of
from translate_pipeline.store.key_lists import KeyLists
from translate_pipeline.store.private_keys import KEY_VARIABLE, PASSPHRASE_VARIABLE

GUIDE = Path(__file__).parents[2] / "docs" / "trust.md"


@pytest.fixture
def environment(tmp_path: Path, environment: dict[str, str]) -> dict[str, str]:
    """With a folder for settings of its own, outside the workspace."""
    config = tmp_path.with_name(f"{tmp_path.name}-config")
    return environment | {"XDG_CONFIG_HOME": str(config), "HOME": str(config)}


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A bundle in ``es``, the lists of keys, and an index of now."""
    written(tmp_path / "es", bundle())
    KeyLists(tmp_path / "keys").add(first_list(), FIRST)
    indexed(tmp_path)
    return tmp_path


def indexed(folder: Path, *, retracted: Retraction | None = None, days: int = 0) -> None:
    issued = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)
    made = replace(
        index(replace(entry(), retracted=retracted)), issued=issued, expires=issued + WEEK
    )
    data, signatures = signed_index(made)
    written(folder, {"index.json": data, "index.json.sig": signatures})


@pytest.mark.usefixtures("received")
def test_a_bundle_is_verified_without_a_workspace(tmp_path: Path, program: Program) -> None:
    (tmp_path / "translate-pipeline.yaml").unlink()
    done = program("verify", "es", "--key", "keys/key-1.pem")
    assert done.returncode == 0
    assert done.stdout == (
        "veldania · es · version 1 · Veldania: civiles asediados\n"
        f"published 2026-05-03 06:00 UTC, signed by key {key_of(FIRST).id}\n"
        "4 files, 111 bytes: each is what was published\n"
    )
    assert f"--key key-1.pem\n{done.stdout}" in GUIDE.read_text("utf-8")
    assert done.stderr.startswith("Warning: without the lists of keys")


@pytest.mark.usefixtures("received")
def test_with_lists_and_index_all_is_known(tmp_path: Path, program: Program) -> None:
    issued = parse_index((tmp_path / "index.json").read_bytes()).issued
    options = ("--keys", "keys", "--key", "keys/key-1.pem", "--index", "index.json")
    done = program("verify", "es", *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(
        "published\nas list 1 of the keys has it\n"
        f"in the index of {issued:%Y-%m-%d %H:%M} UTC, as the newest version\n"
    )
    shape = printed(program, "verify", "es", *options, "--json")
    assert {name: shape[name] for name in ("verified", "release", "locale", "version")} == {
        "verified": True, "release": "veldania", "locale": "es", "version": 1,
    }  # fmt: skip
    assert (shape["keys"], shape["index"], shape["newer"], shape["warnings"]) == (1, 5, None, [])
    assert shape["signed_by"] == [
        {"key": key_of(FIRST).id, "fingerprint": key_of(FIRST).fingerprint}
    ]
    assert [one["name"] for one in shape["files"]] == [
        "empty.txt", "veldania.es.html", "veldania.es.md", "veldania.es.mo",
    ]  # fmt: skip


@pytest.mark.usefixtures("received")
def test_without_a_key_nothing_is_proved(program: Program) -> None:
    done = program("verify", "es")
    assert (done.returncode, done.stdout) == (2, "")
    assert "A key that comes with a bundle proves nothing" in done.stderr


def test_a_failure_has_a_name_for_programs_and_a_sentence_for_people(
    received: Path, program: Program
) -> None:
    (received / "es" / "veldania.es.html").write_text("false")
    done = program("verify", "es", "--keys", "keys")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: veldania.es.html is not what was published: it had 27")
    shape = printed(program, "verify", "es", "--keys", "keys", "--json", code=1)
    assert (shape["verified"], shape["failure"]) == (False, "AlteredFile")
    assert f"Error: {shape['reason']}\n" == done.stderr


HTML = "veldania.es.html"
CORRUPTIONS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file taken away": (lambda folder: (folder / HTML).unlink(), "MissingFile"),
    "a hidden file": (lambda folder: (folder / ".DS_Store").touch(), "ExtraFile"),
    "a link": (lambda folder: linked(folder / HTML), "AlteredFile"),
    "a manifest on one line": (
        lambda folder: on_one_line(folder / "manifest.json"), "BadSignature"),
    "another manifest": (
        lambda folder: written(folder, bundle(replace(manifest(), title="Otra"))), "NotInIndex"),
    "a stranger's bundle": (
        lambda folder: written(folder, bundle(manifest(), STRANGER)), "UnknownKey"),
}  # fmt: skip


def linked(path: Path) -> None:
    path.rename(path.parent.parent / "moved")
    path.symlink_to("../moved")


def on_one_line(path: Path) -> None:
    path.write_text(json.dumps(json.loads(path.read_text())))


@pytest.mark.parametrize(("corrupt", "failure"), CORRUPTIONS.values(), ids=CORRUPTIONS)
def test_each_corruption_has_its_own_name(
    received: Path, program: Program, corrupt: Callable[[Path], object], failure: str
) -> None:
    corrupt(received / "es")
    options = ("--keys", "keys", "--index", "index.json", "--json")
    shape = printed(program, "verify", "es", *options, code=1)
    assert (shape["verified"], shape["failure"]) == (False, failure)


@pytest.mark.parametrize(
    ("retracted", "days", "failure"),
    [
        (None, 8, "ExpiredIndex"),
        (Retraction(datetime.now(UTC).replace(microsecond=0), "x"), 0, "Retracted"),
    ],
)
def test_an_index_says_what_the_bundle_cannot(
    received: Path, program: Program, retracted: Retraction | None, days: int, failure: str
) -> None:
    indexed(received, retracted=retracted, days=days)
    options = ("--keys", "keys", "--index", "index.json", "--json")
    assert printed(program, "verify", "es", *options, code=1)["failure"] == failure


@pytest.mark.usefixtures("received")
@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing", "--key", "keys/key-1.pem"),
        ("es", "--key", "nothing.pem"),
        ("es", "--key", "es/manifest.json"),
        ("es", "--keys", "es"),
        ("es", "--keys", "keys", "--index", "nothing.json"),
        ("es/manifest.json", "--keys", "keys"),
    ],
)
def test_what_cannot_be_read_is_wrong_usage(program: Program, arguments: tuple[str, ...]) -> None:
    done = program("verify", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.usefixtures("received")
def test_a_bundle_is_verified_without_the_libraries_of_the_desk(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('prefect', 'sqlite3', 'psycopg', 'yaml', 'babel', 'requests', 'rich'):\n"
        "    sys.modules[name] = None\n"
        "from translate_pipeline.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", code, "verify", "es", "--keys", "keys"]
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": source}, check=False)
    assert done.returncode == 0


@pytest.mark.usefixtures("received")
def test_a_bundle_is_verified_in_a_moment(program: Program) -> None:
    def seconds() -> float:
        """Of a processor: those of the clock depend on what else the machine does."""
        before = os.times()
        done = program("verify", "es", "--keys", "keys", "--index", "index.json", prefix=("env",))
        after = os.times()
        assert done.returncode == 0
        return sum(after[2:4]) - sum(before[2:4])

    assert min(seconds() for _ in range(3)) < 1  # 0.2 are usual


def test_openssl_alone_can_verify_a_bundle_as_the_guide_says(received: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    text = GUIDE.read_text("utf-8")
    (script,) = re.findall(r"^```sh\n((?:(?!```).)*openssl.*?)^```", text, re.MULTILINE | re.DOTALL)
    folder = received / "es"
    shutil.copy(received / "keys" / "key-1.pem", received)

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash"], input=script, cwd=folder, capture_output=True, text=True, check=False
        )

    assert run().stdout == "Signature Verified Successfully\n"
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b"civiles", b"Civiles"))
    assert "Signature Verified Successfully" not in run().stdout


def the_keys(program: Program) -> list[dict[str, object]]:
    found: list[dict[str, object]] = printed(program, "keys", "show", "--json")["keys"]
    return found


def test_a_workspace_s_keys_go_their_way(workspace: Path, program: Program) -> None:
    made = program("keys", "init")
    assert made.returncode == 0, made.stderr
    assert program("keys", "init").returncode == 3
    assert program("keys", "rotate").returncode == 0
    first, second = the_keys(program)
    assert (bool(first["until"]), bool(second["until"])) == (True, False)
    in_use = program("keys", "revoke", str(second["key"]), "--reason", "lost")
    assert (in_use.returncode, "is the one in use" in in_use.stderr) == (2, True)
    done = program("keys", "revoke", str(first["key"]), "--reason", "compromised")
    assert (done.returncode, "revoked on" in done.stdout) == (0, True)
    first, second = the_keys(program)
    revoked = first["revoked"]
    assert isinstance(revoked, dict)
    assert (revoked["reason"], revoked["since"]) == ("compromised", None)
    assert sorted(path.name for path in (workspace / "keys").iterdir()) == [
        "1.json", "1.json.sig", "2.json", "2.json.sig", "3.json", "3.json.sig", "key-1.pem",
        "key-2.pem",
    ]  # fmt: skip


def test_the_digits_to_read_over_a_phone_are_those_of_the_file(
    workspace: Path, program: Program
) -> None:
    made = program("keys", "init").stdout
    shown = program("keys", "show", "keys/key-1.pem").stdout
    assert shown == made == program("keys", "show").stdout
    (key,) = the_keys(program)
    assert (
        "".join(re.findall(r"^ {5}(.*)$", shown, re.MULTILINE)).replace(" ", "")
        == (key["fingerprint"])
    )
    assert not list(workspace.rglob("*private*"))


@pytest.mark.parametrize(
    ("options", "since"),
    [
        (("--reason", "lost"), "now"),
        (("--reason", "lost", "--since", "2026-05-01T00:00Z"), "2026-05-01T00:00:00+00:00"),
        (
            ("--reason", "compromised", "--since", "2026-05-01T02:00+02:00"),
            "2026-05-01T00:00:00+00:00",
        ),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_a_revocation_has_a_moment_from_which_it_counts(
    program: Program, options: tuple[str, ...], since: str
) -> None:
    program("keys", "init")
    program("keys", "rotate")
    first = str(the_keys(program)[0]["key"])
    assert program("keys", "revoke", first, *options).returncode == 0
    revoked = the_keys(program)[0]["revoked"]
    assert isinstance(revoked, dict)
    assert revoked["since"] == (revoked["at"] if since == "now" else since)


def test_the_variable_names_the_key_s_file(
    workspace: Path, environment: dict[str, str], program: Program
) -> None:
    secret = workspace.with_name(f"{workspace.name}-secret") / "key.pem"
    environment[KEY_VARIABLE] = str(secret)
    environment[PASSPHRASE_VARIABLE] = "long and random"
    assert program("keys", "init").returncode == 0
    assert secret.read_text().startswith("-----BEGIN ENCRYPTED")
    rotated = program("keys", "rotate")
    assert "From now on TRANSLATE_PIPELINE_SIGNING_KEY must name it" in rotated.stderr
    again = program("keys", "rotate")
    assert (again.returncode, "is in use; name its file" in again.stderr) == (2, True)
    environment[KEY_VARIABLE] = str(secret.with_name(f"{the_keys(program)[1]['key']}.pem"))
    assert program("keys", "rotate").returncode == 0


def test_a_key_in_the_workspace_is_refused(
    workspace: Path, environment: dict[str, str], program: Program
) -> None:
    environment[KEY_VARIABLE] = "key.pem"
    done = program("keys", "init")
    assert (done.returncode, "which is shared" in done.stderr) == (3, True)
    assert not (workspace / "keys").exists()


def test_lists_that_somebody_changed_are_refused_by_every_command(
    workspace: Path, program: Program
) -> None:
    program("keys", "init")
    path = workspace / "keys" / "1.json"
    path.write_bytes(path.read_bytes().replace(b"2", b"3"))
    for arguments in (("show",), ("rotate",), ("revoke", "0" * 16, "--reason", "lost")):
        done = program("keys", *arguments)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "is not what key" in done.stderr
