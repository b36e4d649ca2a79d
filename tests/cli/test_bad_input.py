"""What goes wrong is said in a line, with its place and exit code, and nothing is half-written."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Program

RUN = ("run", "--direct", "--engine", "slow")


def files(workspace: Path) -> dict[str, bytes]:
    """All that a run could have written, but for the index of the memory, which is made anew."""
    places = [workspace / "locales", workspace / ".translate-pipeline"]
    index = workspace / ".translate-pipeline" / "memory"
    found = (path for place in places for path in place.rglob("*") if path.is_file())
    found = (path for path in found if not path.is_relative_to(index))
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
        (b"---\nid: fm\nlocales: [es, xx]\n---\nHead\n", ["bad.txt:3:10:", "'xx'"]),
    ],
    ids=["empty", "blank", "binary", "latin-1", "utf-16", "20 MB", "front matter", "id", "locale"],
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


def test_a_sentence_without_end_is_named_and_delays_nothing(desk: Path, program: Program) -> None:
    endless = "The court found war crimes and torture, " * 10_000
    (desk / "a.txt").write_text(f"Head\n\nIt ended. {endless}and more.\n")
    began = time.monotonic()
    done = program(*RUN, "a.txt")
    assert time.monotonic() - began < 60
    assert done.returncode < 2
    assert "Warning: a.txt:3: this sentence stays without a draft (400,009 char" in done.stderr
    catalog = (desk / "locales/es/LC_MESSAGES/a.po").read_text()
    assert "#. no machine draft: 400,009 characters, at most 4,000" in catalog


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


def test_the_language_of_the_source_is_refused_by_any_of_its_codes(program: Program) -> None:
    failed(
        program(*RUN, "releases/a.txt", "--locale", "eng"), 2, "en is the language of the source"
    )


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
        ("checks:\n  spaecs: off\n", [":2:3:", "no rule is called 'spaecs'", "mean spaces?"]),
        ("checks:\n  xyzzy: off\n", [":2:3:", "`check --rules` lists them"]),
        ("checks:\n  spaces: loud\n", [":2:11:", "spaces: write one of off, error, warning, note"]),
        ("checks:\n  spaces: [off]\n", [":2:11:", "write one of off"]),
        ("checks:\n  spaces: off\n  spaces: note\n", [":3:3:", "spaces stands twice"]),
        ("checks:\n  glossary-terms: off\n", [":2:19:", "cannot be off", "least is `note`"]),
        ("checks: off\n", [":1:9:", "checks: write lines such as `spaces: off`"]),
        ("locale: [es]\n", [":1:1:", "unknown setting 'locale'", "locales"]),
        ("locales: [es, qq]\n", [":1:10:", "'qq'"]),
        ("allow_cloud: maybe\n", [":1:14:", "true or false"]),
        ("locales: [es\n", ["translate-pipeline.yaml:2:1:"]),
        ("\0\1", ["translate-pipeline.yaml"]),
        ("[" * 2_000, ["translate-pipeline.yaml: nested too deeply"]),
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


def test_a_glossary_that_may_not_be_read_is_refused(
    desk: Path, program: Program, as_anybody: tuple[str, ...]
) -> None:
    with mode(desk / "glossary", 0):
        for command in ([*RUN, "releases/a.txt"], ["glossary", "lint"]):
            done = program(*command, prefix=as_anybody)
            failed(done, 2, f"{desk}/glossary: cannot be read: Permission denied")
    assert files(desk) == {}


@pytest.mark.parametrize("folder", [True, False], ids=["empty folder", "no folder"])
def test_a_workspace_without_terms_is_warned_of(
    workspace: Path, program: Program, *, folder: bool
) -> None:
    if not folder:
        (workspace / "glossary").rmdir()
    done = program(*RUN, "releases/a.txt", "--json")
    assert done.returncode == 0
    assert done.stderr.startswith("Warning: glossary: there is no concept in any .yaml file")
    assert program("glossary", "lint").returncode == 1


def test_a_glossary_file_may_end_in_yml(desk: Path, program: Program) -> None:
    (desk / "glossary" / "a.yaml").rename(desk / "glossary" / "a.yml")
    done = program(*RUN, "releases/a.txt")
    assert "Warning" not in done.stderr
    assert "0/2" in done.stdout


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


@pytest.fixture
def as_anybody() -> tuple[str, ...]:
    """What a command begins with to have the rights of its files' modes: root has more."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root has every right, and there is no setpriv to give it up")
    return ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


@contextmanager
def mode(path: Path, rights: int) -> Iterator[None]:
    """Other rights for a while: what nobody may enter cannot be cleaned up."""
    before = path.stat().st_mode
    path.chmod(rights)
    try:
        yield
    finally:
        path.chmod(before)


def test_a_read_only_folder_is_named(
    workspace: Path, program: Program, as_anybody: tuple[str, ...]
) -> None:
    with mode(workspace, 0o555):
        failed(program(*RUN, "releases/a.txt", prefix=as_anybody), 2, "cannot write", "--workspace")


def test_a_ledger_in_a_folder_that_nobody_may_enter_is_named(
    workspace: Path, program: Program, as_anybody: tuple[str, ...]
) -> None:
    folder = workspace / ".translate-pipeline"
    folder.mkdir()
    with mode(folder, 0):
        for command in (["status"], [*RUN, "releases/a.txt"]):
            done = program(*command, prefix=as_anybody)
            failed(done, 2, str(folder / "ledger.db"), "Permission denied; let its owner")


def test_a_locale_that_the_ledger_cannot_record_leaves_its_file_as_it_was(
    workspace: Path, program: Program, as_anybody: tuple[str, ...]
) -> None:
    assert program(*RUN, "releases/a.txt").returncode == 0
    before = files(workspace)
    with mode(workspace / ".translate-pipeline" / "ledger.db", 0o444):
        locales = ("--locale", "es", "--locale", "fr")
        done = program(*RUN, "releases/a.txt", *locales, prefix=as_anybody)
    assert done.returncode == 2
    assert "fr failed: cannot write" in done.stdout
    assert "ledger.db: no permission" in done.stdout
    assert files(workspace) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
def test_a_full_disk_leaves_every_file_as_it_was(workspace: Path, program: Program) -> None:
    small = workspace / "small"
    small.mkdir()
    mounted = ("mount", "-t", "tmpfs", "-o", "size=1m", "none", str(small))
    if subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        shutil.copytree(workspace / "releases", small / "releases")
        shutil.copy(workspace / "translate-pipeline.yaml", small)
        run = (*RUN, str(small / "releases" / "a.txt"), "--workspace", str(small))
        assert program(*run).returncode == 0
        before = files(small)
        for spared in range(0, 40_000, 4096):  # the catalog may have room, and the ledger none
            with (small / "filler").open("wb", 0) as filler:
                with suppress(OSError):
                    while filler.write(b"x" * 4096):
                        pass
                filler.truncate(max(0, filler.tell() - spared))
            done = program(*run, "--locale", "es", "--locale", "fr")
            assert "Traceback" not in done.stderr
            if done.returncode == 0:
                break
            assert "the disk is full" in done.stdout + done.stderr
            assert files(small) == before
        else:
            pytest.fail("there was never room enough")
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.parametrize("command", [["up"], ["run", "releases/a.txt"]], ids=["up", "run"])
def test_a_home_that_cannot_be_written_is_named(
    desk: Path,
    program: Program,
    environment: dict[str, str],
    as_anybody: tuple[str, ...],
    command: list[str],
) -> None:
    home = desk / "home"
    home.mkdir()
    environment["HOME"] = str(home)
    for name in ("PREFECT_HOME", "XDG_STATE_HOME", "PREFECT_API_URL"):
        environment.pop(name, None)
    with mode(home, 0o555):
        done = program(*command, prefix=as_anybody)
    failed(done, 2, f"cannot write {home}/.prefect: no permission", "PREFECT_HOME", "run --direct")
    assert done.stderr.count("\n") == 1
    assert files(desk) == {}


def test_a_folder_for_what_runs_that_cannot_be_written_is_named(
    workspace: Path, program: Program, environment: dict[str, str], as_anybody: tuple[str, ...]
) -> None:
    state = workspace / "state"
    state.mkdir()
    environment |= {"XDG_STATE_HOME": str(state), "PREFECT_HOME": str(workspace / "prefect")}
    with mode(state, 0o555):
        done = program("up", prefix=as_anybody)
    failed(done, 2, f"cannot write {state}/translate-pipeline: no permission", "XDG_STATE_HOME")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "command",
    [["segments", "releases/a.txt"], [*RUN, "releases/a.txt", "--json"], ["glossary", "export"]],
    ids=["segments", "run", "export"],
)
def test_an_output_without_room_is_named(
    desk: Path, environment: dict[str, str], command: list[str]
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "translate_pipeline", *command],
            cwd=desk, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Error: cannot write standard output: the disk is full; free some")


@pytest.mark.parametrize("closed", [">&-", "| true"], ids=["closed", "not read"])
@pytest.mark.parametrize("command", ["segments releases/a.txt", "status", "glossary export"])
def test_an_output_that_nobody_reads_is_no_trouble(
    desk: Path, program: Program, environment: dict[str, str], command: str, closed: str
) -> None:
    program(*RUN, "releases/a.txt")
    # The reader has gone when the program begins to print: that takes longer to start.
    call = f'set -o pipefail; "{sys.executable}" -m translate_pipeline {command} {closed}'
    done = subprocess.run(
        ["bash", "-c", call], cwd=desk, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_an_empty_ledger_is_a_new_one(workspace: Path, program: Program) -> None:
    (workspace / ".translate-pipeline").mkdir()
    (workspace / ".translate-pipeline" / "ledger.db").touch()
    assert program("status").returncode == 0
    assert program(*RUN, "releases/a.txt").returncode == 0
    assert "Halt the war crimes" in program("status").stdout


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
    engine = workspace / "plugin" / "slow.py"
    slower = 'time.sleep(600 if target.tag == "uk" else 0.2)'
    engine.write_text(engine.read_text().replace("time.sleep(0.2)", slower))
    command = [sys.executable, "-m", "translate_pipeline", *RUN, "releases/a.txt", *locales]
    process = subprocess.Popen(
        command, cwd=workspace, env=environment, stderr=subprocess.PIPE, text=True
    )
    first = workspace / "locales/es/LC_MESSAGES/a.po"
    while not first.exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    assert "Interrupted" in stderr
    assert first.read_text().count("\n#, fuzzy\n") == 31
    assert not (workspace / "locales/uk").exists()
    assert not [name for name in files(workspace) if "/." in name.removeprefix(".")]
