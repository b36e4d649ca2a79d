"""pull from the command line: what it says, its exit codes, and how it watches."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from click.testing import CliRunner, Result

from tests.bundles import SECOND
from tests.hosts import Host, hosting, status
from tests.publisher import Publisher
from translate_pipeline.cli import cli
from translate_pipeline.errors import PipelineError
from translate_pipeline.pipeline.signing import key_of
from translate_pipeline.store import web_client

SOURCE = str(Path(__file__).parents[2] / "src")
GUIDE = Path(__file__).parents[2] / "docs" / "offices.md"


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """With a version of a release; the key is in the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TRANSLATE_PIPELINE_TOKEN", raising=False)
    publisher = Publisher(tmp_path / "published")
    publisher.publish()
    (tmp_path / "key-1.pem").write_bytes(publisher.pem.read_bytes())
    return publisher


@pytest.fixture
def host(publisher: Publisher) -> Iterator[Host]:
    with hosting(publisher.folder) as found:
        yield found


def pull(*arguments: str, address: str = "published") -> Result:
    line = ["pull", "--from", address, "--locale", "es", "--out", "press", *arguments]
    return CliRunner().invoke(cli, line, standalone_mode=False)


def code(result: Result) -> int:
    """The exit code that ``main`` makes of what came back."""
    error = result.exception
    return error.exit_code if isinstance(error, PipelineError) else int(result.return_value)


KEY = ("--key", "key-1.pem")
ID = "139e3940e64b5491"


@pytest.mark.usefixtures("publisher")
def test_without_a_key_it_is_said_where_a_key_is_from() -> None:
    done = CliRunner().invoke(cli, ["pull", "--from", "x", "--locale", "es", "--out", "press"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "A key that comes with a bundle proves nothing" in " ".join(done.stderr.split())
    assert not Path("press").exists()


def test_what_was_pulled_is_said_with_how_it_was_verified(publisher: Publisher) -> None:
    done = pull(*KEY)
    assert done.stdout == (
        "veldania · es · version 1 · veldania 1\n"
        "  press/veldania/es: 3 of 3 files, each what was published; signed by key"
        " 139e3940e64b5491\n"
    )
    moment = f"{publisher.now:%Y-%m-%d %H:%M} UTC"
    assert done.stderr == f"1 approved version is in press, as published by {moment}.\n"
    assert code(done) == 0
    assert pull().stdout == ""
    publisher.publish(2, changes=("«120» is «12»",))
    assert pull("--format", "html, .TXT").stdout.splitlines()[1:] == [
        f"  press/veldania/es: 2 of 3 files, each what was published; signed by key {ID}",
        "  It takes the place of version 1.",
        "  Corrected:",
        "  - «120» is «12»",
    ]


def test_a_retraction_is_loud(publisher: Publisher) -> None:
    pull(*KEY)
    publisher.retract(reason="The number of victims is wrong.")
    done = pull()
    assert (code(done), done.stdout) == (1, "")
    assert done.stderr.startswith(
        "RETRACTED: veldania es version 1: The number of victims is wrong.\n"
        "Do not use it any more, and take down what you published of it. It is moved to"
        " press/_retracted/veldania/es/v1.\n"
    )
    assert code(pull()) == 0


def test_so_is_one_of_what_was_moved_elsewhere(publisher: Publisher) -> None:
    pull(*KEY)
    Path("press/veldania").rename("mine")
    publisher.retract(reason="The number of victims is wrong.")
    done = pull("--json")
    assert code(done) == 1
    assert json.loads(done.stdout)["retracted"] == [
        {
            "release": "veldania", "locale": "es", "version": 1, "title": "veldania 1",
            "folder": None, "reason": "The number of victims is wrong.",
        }
    ]  # fmt: skip
    assert done.stderr.startswith(
        "RETRACTED: veldania es version 1: The number of victims is wrong.\n"
        "Do not use it any more, and take down what you published of it. It is not there as it"
        " was pulled; see where else you have it.\n"
    )
    assert code(pull()) == 0


def test_a_version_whose_correction_was_retracted_comes_with_a_question(
    publisher: Publisher,
) -> None:
    publisher.publish(2)
    publisher.retract(2, "Worse.")
    for arguments in (KEY, ()):  # until people have said it
        done = pull(*arguments)
        assert code(done) == 1
        assert "Ask the coordinators whether version 1 may be used." in done.stderr
    (current,) = json.loads(pull("--json").stdout)["current"]
    assert current["retracted_correction"] == 2
    publisher.publish(3)
    assert code(pull()) == 0


def test_the_shape_of_its_json(publisher: Publisher) -> None:
    publisher.publish(release="second")
    found = json.loads(pull(*KEY, "--json", "--release", "veldania").stdout)
    row = {"release": "veldania", "locale": "es", "version": 1}
    known = row | {
        "title": "veldania 1", "folder": "press/veldania/es",
        "files": ["index.html", "text.docx", "text.txt"], "embargo": None,
        "retracted_correction": None,
    }  # fmt: skip
    assert found == {
        "from": "published", "index": 3, "current": [], "retracted": [], "failed": [],
        "pulled": [known | {"replaces": None, "changes": []}],
    }  # fmt: skip
    (Path("press") / "second" / "es").mkdir(parents=True)
    (Path("press") / "second" / "es" / "mine.txt").touch()
    publisher.publish(2)
    publisher.publish(3)
    publisher.retract(1, "x")
    publisher.retract(2)
    publisher.retract(3)
    done = pull("--json")
    assert code(done) == 1
    found = json.loads(done.stdout)
    del known["files"], known["embargo"], known["retracted_correction"]
    gone = "press/_retracted/veldania/es/v1"
    assert found["retracted"] == [known | {"folder": gone, "reason": "x"}]
    (failed,) = found["failed"]
    assert failed.pop("reason").startswith("there is something, and no manifest.json")
    assert failed == {
        "release": "second", "locale": "es", "version": 1, "folder": "press/second/es",
        "failure": "MissingFile",
    }  # fmt: skip
    publisher.renew(days=9)
    done = pull("--json")
    assert code(done) == 1
    found = json.loads(done.stdout)
    assert (found["index"], found["failed"][0]["failure"]) == (None, "ExpiredIndex")


def test_its_json_is_in_the_guide(publisher: Publisher) -> None:
    del publisher
    guide = GUIDE.read_text("utf-8")
    (example,) = re.findall(r"```json\n(\{\n  \"from\".*?)```", guide, re.DOTALL)
    told = json.loads(example)
    shown = json.loads(pull(*KEY, "--json").stdout)
    assert told.keys() == shown.keys()
    assert told["pulled"][0].keys() == shown["pulled"][0].keys()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "html,pdf"), "no format 'pdf'; there are html, md, txt, docx"),
        (("--key", "nothing.pem"), "nothing.pem: no such file"),
        (("--key", "published/index.json"), "no public key in PEM"),
        (("--token-file", "nothing.txt"), "nothing.txt: no such file"),
        (("--token-file", "key-1.pem"), "key-1.pem holds no token"),
        (("--early",), "--early asks a server"),
        (("--watch", "0"), "0 is not in the range"),
    ],
)
@pytest.mark.usefixtures("publisher")
def test_what_cannot_be_meant_is_wrong_usage(arguments: tuple[str, ...], words: str) -> None:
    done = pull(*KEY, *arguments)
    assert done.exception
    assert words in getattr(done.exception, "message", str(done.exception))
    assert getattr(done.exception, "exit_code", 0) == 2


def test_another_key_than_before_is_wrong_usage(publisher: Publisher) -> None:
    pull(*KEY)
    publisher.rotate(SECOND)
    done = pull("--key", "published/keys/key-2.pem")
    assert code(done) == 2
    assert f"--key names {key_of(SECOND).id}" in str(done.exception)
    assert code(pull()) == 0


def test_a_token_is_taken_from_a_file_or_the_environment(
    publisher: Publisher, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    del publisher
    Path("token.txt").write_text("tp_file\r\n")
    monkeypatch.setenv("TRANSLATE_PIPELINE_TOKEN", "tp_environment")
    pull(*KEY, address=host.url)
    assert {head["authorization"] for _, head in host.asked} == {"Bearer tp_environment"}
    host.asked.clear()
    pull("--token-file", "token.txt", address=host.url)
    assert {head["authorization"] for _, head in host.asked} == {"Bearer tp_file"}


def test_where_nothing_can_be_reached_the_code_says_so(
    publisher: Publisher, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    del publisher
    monkeypatch.setattr(web_client, "_ATTEMPTS", 1)
    pull(*KEY, address=host.url)
    host.always["/index.json"] = status(500)
    assert code(pull(address=host.url)) == 4
    host.always["/index.json"] = status(403)
    assert code(pull(address=host.url)) == 2


def test_why_it_takes_longer_is_said(publisher: Publisher, host: Host) -> None:
    del publisher
    host.faults["/index.json"] = [status(502)]
    done = pull(*KEY, address=host.url)
    assert done.stderr.startswith("127.0.0.1: 502 Bad Gateway. Trying again …\n")
    assert code(done) == 0


def test_what_is_not_there_yet_is_said(publisher: Publisher) -> None:
    del publisher
    done = pull(*KEY, "--locale", "fr")
    assert "Nothing is published in fr yet.\n" in done.stderr
    done = pull("--release", "later", "--release", "veldania")
    assert "later es is not published yet.\n" in done.stderr
    assert code(done) == 0


def test_a_full_disk_is_said_and_leaves_what_is_held(publisher: Publisher) -> None:
    pull(*KEY)
    publisher.publish(2, texts={"text.docx": bytes(500_000)})
    limit = ["sh", "-c", 'ulimit -f 200; exec "$@"', "sh"]  # full, as far as a program can tell
    line = [sys.executable, "-m", "translate_pipeline", "pull", "--from", "published", "--locale"]
    done = subprocess.run(
        [*limit, *line, "es", "--out", "press"], env=os.environ | {"PYTHONPATH": SOURCE},
        check=False, text=True, capture_output=True,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "cannot write" in done.stderr
    assert b"<p>1</p>" in Path("press/veldania/es/index.html").read_bytes()


class Watching:
    """``pull --watch`` as a process of its own."""

    def __init__(self, *arguments: str, address: str) -> None:
        line = [
            sys.executable, "-m", "translate_pipeline", "pull", "--from", address, "--locale",
            "es", "--out", "press", *KEY, "--watch", "1", *arguments,
        ]  # fmt: skip
        self.process = subprocess.Popen(
            line, env=os.environ | {"PYTHONPATH": SOURCE, "PYTHONUNBUFFERED": "1"}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert self.process.stdout
        self.output: IO[str] = self.process.stdout

    def until(self, words: str) -> str:
        """What it says up to a line with these words."""
        said = ""
        while line := self.output.readline():
            said += line
            if words in line:
                return said
        raise AssertionError(said)

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        rest = self.output.read()
        assert "Traceback" not in rest
        self.output.close()
        return self.process.wait(60)


def test_watching_tells_news_once_and_an_outage_once(publisher: Publisher, host: Host) -> None:
    watching = Watching(address=host.url)
    assert "veldania · es · version 1" in watching.until("1 approved version is in press")
    for version in (2, 3):
        publisher.publish(version, changes=("The same.",))
        said = watching.until("  - The same.")
        assert said.startswith(f"veldania · es · version {version}")
        assert "\n  Corrected:\n  - The same.\n" in said
    host.always["/index.json"] = status(403)
    assert watching.until("403").startswith("Error: 127.0.0.1 says 403")
    time.sleep(1.5)
    del host.always["/index.json"]
    publisher.retract(3, "Wrong.")
    said = watching.until("RETRACTED")
    assert said.startswith("RETRACTED")  # the outage was not told again
    assert watching.interrupt() == 130


def test_watching_does_not_wait_for_what_only_people_can_set_right(
    publisher: Publisher, host: Host
) -> None:
    del publisher
    host.always["/index.json"] = status(401)
    host.always["/api/v1/index.json"] = status(401)
    assert code(pull(*KEY, "--watch", address=host.url)) == 2


def test_watching_prints_json_in_a_line_where_something_changed(publisher: Publisher) -> None:
    watching = Watching("--json", address=str(publisher.folder))
    first: dict[str, Any] = json.loads(watching.until('"from"').splitlines()[-1])
    assert [one["version"] for one in first["pulled"]] == [1]
    time.sleep(1.5)  # a round in which nothing happens
    publisher.renew()
    time.sleep(1.5)
    publisher.retract(1)
    second = json.loads(watching.until('"from"').splitlines()[-1])
    assert [one["version"] for one in second["retracted"]] == [1]
    time.sleep(1.5)
    publisher.publish(2)
    third = json.loads(watching.until('"from"').splitlines()[-1])
    assert [one["version"] for one in third["pulled"]] == [2]
    assert watching.interrupt() == 130


def test_an_office_needs_none_of_the_libraries_of_the_desk(publisher: Publisher) -> None:
    del publisher
    text = (
        "import sys\n"
        "for name in ('prefect', 'sqlite3', 'psycopg', 'yaml', 'requests', 'rich', 'fastapi'):\n"
        "    sys.modules[name] = None\n"
        "from translate_pipeline.cli import main; sys.exit(main())"
    )
    line = [sys.executable, "-c", text, "pull", "--from", "published", "--locale", "es", "--out"]
    done = subprocess.run(
        [*line, "press", *KEY], env={"PYTHONPATH": SOURCE}, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
