"""What goes wrong is said in a line, with its place and exit code, and nothing is half-written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Program

RUN = ("run", "--direct", "--engine", "slow")


def files(workspace: Path) -> dict[str, bytes]:
    """All that a run could have written."""
    places = [workspace / "locales", workspace / ".translate-pipeline"]
    found = (path for place in places for path in place.rglob("*") if path.is_file())
    return {str(path.relative_to(workspace)): path.read_bytes() for path in found}


def failed(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", ["bad.txt", "empty"]),
        (b" \n\n", ["bad.txt", "empty"]),
        (b"%PDF-1.7\n\0\1", ["bad.txt", "PDF", "save it as plain text"]),
        (
            "Agn\u00e8s spoke.\nIt was caf\u00e9.".encode("latin-1"),
            ["bad.txt:1:4:", "iconv -f latin1"],
        ),
        ("Agn\u00e8s".encode("utf-16"), ["bad.txt", "UTF-16", "iconv"]),
        (b"A line. " * 2_500_000, ["bad.txt", "5"]),
        (b"---\ntitle: [\n---\nHead\n", ["bad.txt:"]),
        (b"---\nid: ../../etc/passwd\n---\nHead\n", ["bad.txt:2:"]),
    ],
    ids=["empty", "blank", "binary", "latin-1", "utf-16", "20 MB", "front matter", "id"],
)
def test_a_source_that_cannot_be_used_is_refused(
    workspace: Path, program: Program, data: bytes, words: list[str]
) -> None:
    (workspace / "bad.txt").write_bytes(data)
    for command in (["lint"], ["segments"], RUN):
        failed(program(*command, "bad.txt"), 2, *words)
    assert files(workspace) == {}


@pytest.mark.parametrize(
    "data", [b"Head\r\n\r\nText here.\r\n", b"\xef\xbb\xbfHead\n\nText here.\n"]
)
def test_crlf_and_a_byte_order_mark_are_no_trouble(
    workspace: Path, program: Program, data: bytes
) -> None:
    (workspace / "a.txt").write_bytes(data)
    done = program("segments", "a.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.strip() for line in done.stdout.splitlines()][1::2] == ["Head", "Text here."]


def test_a_source_that_is_not_there_is_named(program: Program) -> None:
    failed(program(*RUN, "none.txt"), 2, "none.txt", "no such file")
    failed(program(*RUN, "releases"), 2, "releases", "folder")


@pytest.mark.parametrize(
    "command",
    [
        ["lint", "odd"],
        ["segments", "odd"],
        [*RUN, "odd"],
        ["glossary", "match", "odd"],
        ["glossary", "import", "odd", "--format", "tbx"],
        ["glossary", "check", "--batch", "odd"],
    ],
    ids=" ".join,
)
def test_a_pipe_or_device_is_refused_wherever_a_file_is_named(
    workspace: Path, program: Program, command: list[str]
) -> None:
    (workspace / "odd").symlink_to("/dev/zero")
    failed(program(*command), 2, "odd: this is a pipe or a device; save")
    assert files(workspace) == {}


def test_a_pipe_in_the_glossary_is_refused(workspace: Path, program: Program) -> None:
    os.mkfifo(workspace / "glossary" / "a.yaml")
    failed(program(*RUN, "releases/a.txt"), 2, "glossary/a.yaml: this is a pipe or a device")


@pytest.mark.parametrize("locale", ["xx", "klingon", "../../etc", "es/..", "", "es_QQ"])
def test_a_locale_that_is_none_is_refused(program: Program, workspace: Path, locale: str) -> None:
    failed(program(*RUN, "releases/a.txt", "--locale", locale), 2, "locale")
    assert files(workspace) == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text + text.split("\n", 1)[1], ["glossary/a.yaml:9:3", "war_crimes"]),
        (lambda text: text.replace("    domain", "\tdomain"), ["glossary/a.yaml:3:1", "tab"]),
        (lambda text: text.replace("domain:", "domian:"), ["glossary/a.yaml:3:5", "domain"]),
        (lambda text: text.replace("es: {pre", "e: {pre"), ["glossary/a.yaml:8:7"]),
        (lambda _text: "", ["glossary/a.yaml:1:1", "empty; a glossary begins with concepts:"]),
    ],
    ids=["duplicate id", "tab", "unknown key", "no locale", "empty"],
)
def test_a_glossary_that_cannot_be_used_is_refused_with_its_place(
    workspace: Path, program: Program, glossary: str, change: object, words: list[str]
) -> None:
    assert callable(change)
    (workspace / "glossary" / "a.yaml").write_text(change(glossary))
    failed(program(*RUN, "releases/a.txt"), 2, *words)
    assert files(workspace) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("locale: [es]\n", [":1:1:", "unknown setting 'locale'", "locales"]),
        ("locales: [es, qq]\n", [":1:10:", "'qq'"]),
        ("allow_cloud: maybe\n", [":1:14:", "true or false"]),
        ("locales: [es\n", ["translate-pipeline.yaml:2:1:"]),
        ("\0\1", ["translate-pipeline.yaml"]),
        ("[" * 20_000, ["translate-pipeline.yaml: nested too deeply"]),
        ("? [a]\n: b\n", [":1:3:", "a name must be a plain word"]),
        ("#" * 100_001, ["translate-pipeline.yaml: larger than"]),
        ("locales: [es]\nlocales: [fr]\n", [":2:1:", "twice"]),
    ],
)
def test_a_workspace_file_that_cannot_be_used_is_refused_with_its_place(
    workspace: Path, program: Program, text: str, words: list[str]
) -> None:
    (workspace / "translate-pipeline.yaml").write_text(text)
    failed(program(*RUN, "releases/a.txt"), 2, *words)


def test_outside_a_workspace_the_way_to_make_one_is_said(tmp_path: Path, program: Program) -> None:
    (tmp_path / "translate-pipeline.yaml").unlink()
    failed(program(*RUN, "releases/a.txt"), 2, "no workspace", "translate-pipeline init")
    assert program("segments", "releases/a.txt").returncode == 0


def test_an_engine_outside_the_machine_is_refused(program: Program, workspace: Path) -> None:
    done = program("run", "--direct", "releases/a.txt", "--engine", "deep:google")
    failed(done, 3, "deep:google", "allow_cloud")
    (workspace / "translate-pipeline.yaml").write_text("locales: [es]\nallow_cloud: true\n")
    hour = ("--embargo-until", "2999-01-01T00:00Z")
    done = program("run", "--direct", "releases/a.txt", "--engine", "deep:google", *hour)
    failed(done, 3, "embargo until 2999")
    assert files(workspace) == {}


def test_an_embargo_without_a_time_zone_is_refused(program: Program) -> None:
    done = program(*RUN, "releases/a.txt", "--embargo-until", "2999-01-01T00:00")
    failed(done, 2, "no time zone")


def test_a_disk_without_room_leaves_every_file_as_it_was(workspace: Path, program: Program) -> None:
    assert program(*RUN, "releases/a.txt").returncode == 0
    before = files(workspace)
    source = workspace / "releases" / "a.txt"
    source.write_text(source.read_text() + "\nOne more sentence. " * 200)
    done = program(*RUN, "releases/a.txt", prefix=("prlimit", "--fsize=512"))
    failed(done, 2, "cannot write", "locales/a.pot")
    assert files(workspace) == before


def test_a_read_only_folder_is_named(workspace: Path, program: Program) -> None:
    # Root may write everywhere, unless it gives the right up.
    gives_up = ("setpriv", "--bounding-set=-dac_override") if os.geteuid() == 0 else ()
    workspace.chmod(0o555)
    try:
        failed(program(*RUN, "releases/a.txt", prefix=gives_up), 2, "cannot write", "--workspace")
    finally:
        workspace.chmod(0o755)


def test_a_folder_that_is_a_file_is_named(workspace: Path, program: Program) -> None:
    (workspace / "locales").touch()
    failed(program(*RUN, "releases/a.txt"), 2, "locales/a.pot: cannot be read: Not a directory")
    assert (workspace / "locales").read_bytes() == b""


def test_a_damaged_catalog_fails_its_locale_alone(workspace: Path, program: Program) -> None:
    assert program(*RUN, "releases/a.txt", "--locale", "fr").returncode == 0
    path = workspace / "locales/fr/LC_MESSAGES/a.po"
    damaged = path.read_bytes()[:-20]
    path.write_bytes(damaged)
    done = program(*RUN, "releases/a.txt", "--locale", "fr", "--locale", "es")
    assert done.returncode == 2
    assert "locales/fr/LC_MESSAGES/a.po:" in done.stdout
    assert path.read_bytes() == damaged
    assert (workspace / "locales/es/LC_MESSAGES/a.po").exists()


def test_an_interrupt_keeps_finished_locales_and_leaves_nothing_half_written(
    workspace: Path, environment: dict[str, str]
) -> None:
    locales = [f"--locale={tag}" for tag in ("es", "fr", "de", "it", "nl", "pl", "ru", "uk")]
    source = workspace / "releases" / "a.txt"
    source.write_text("Head\n" + "".join(f"\nSentence number {n} is here.\n" for n in range(30)))
    command = [sys.executable, "-m", "translate_pipeline", *RUN, "releases/a.txt", *locales]
    process = subprocess.Popen(
        command, cwd=workspace, env=environment, stderr=subprocess.PIPE, text=True
    )
    first = workspace / "locales/es/LC_MESSAGES/a.po"
    while not first.exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    assert "Interrupted" in stderr
    assert first.read_text().count("\n#, fuzzy\n") == 31
    assert not (workspace / "locales/uk").exists()
    assert not [name for name in files(workspace) if "/." in name.removeprefix(".")]
