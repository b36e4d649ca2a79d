"""Telling people, from the command line, through Apprise itself."""

import json
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.conftest import Program, printed
from tests.notify.service import Service, serving

SETTINGS = """\
locales: [es]
notify:
  - {role: translator, urls: [TRANSLATORS]}
  - {role: reviewer, locales: [es], urls: [REVIEWERS], language: en}
  - {role: coordinator, urls: [TRANSLATORS], language: fr}
"""
RUN = ("run", "--direct", "--engine", "slow", "releases/a.txt")


@pytest.fixture
def service(workspace: Path, environment: dict[str, str]) -> Iterator[Service]:
    (workspace / "translate-pipeline.yaml").write_text(SETTINGS)
    with serving(Service()) as found:
        environment |= {"TRANSLATORS": found.address, "REVIEWERS": found.address}
        environment["XDG_CONFIG_HOME"] = str(workspace / "config")
        yield found


def said(service: Service) -> list[str]:
    """The subjects that arrived since, in order."""
    subjects = [message["title"] for message in service.messages]
    service.messages.clear()
    return subjects


def accept(workspace: Path) -> None:
    po = workspace / "locales" / "es" / "LC_MESSAGES" / "a.po"
    po.write_text(po.read_text().replace("#, fuzzy\n", ""))


def test_people_hear_of_a_release_from_its_drafts_to_its_approval(
    workspace: Path, program: Program, service: Service
) -> None:
    assert program(*RUN).stderr.count("Warning: not told") == 0
    assert said(service) == ["a, es: los borradores están listos"]
    accept(workspace)
    program("sync", "--as", "tomás")
    assert said(service) == ["a, es: ready for review"]
    done = program("review", "reject", "a", "es", "headline", "--as", "rosa", "--reason", "Soft.")
    assert (done.returncode, said(service)) == (0, ["a, es: devuelto"])
    accept(workspace)
    program("sync", "--as", "tomás")
    seen = printed(program, "review", "diff", "a", "es", "--json")["seen"]
    said(service)
    done = program("review", "approve", "a", "es", "--as", "rosa", "--seen", seen)
    assert (done.returncode, said(service)) == (0, ["a, es\xa0: approuvé"]), done


def test_nobody_is_told_where_the_workspace_does_not_say_so(
    workspace: Path, program: Program, service: Service
) -> None:
    (workspace / "translate-pipeline.yaml").write_text("locales: [es]\n")
    program(*RUN)
    assert said(service) == []
    done = program("notify")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nobody is told" in done.stderr
    assert program("notify", "--test").returncode == 2


def quiet(done: CompletedProcess[str]) -> bool:
    """Whether no secret is in what a command printed."""
    return not any(word in done.stdout + done.stderr for word in ("S3CRET", "T0KEN", "somebody"))


@pytest.mark.parametrize("trouble", ["refuses", "gone", "unknown", "no address"])
def test_what_goes_wrong_in_telling_is_a_warning_and_the_work_is_done(
    trouble: str, workspace: Path, program: Program, service: Service, environment: dict[str, str]
) -> None:
    if trouble == "refuses":
        service.status = 500
    elif trouble == "gone":
        environment["TRANSLATORS"] = "json://somebody:S3CRET@127.0.0.1:1/T0KEN"
    elif trouble == "unknown":
        environment["TRANSLATORS"] = "mysql://somebody:S3CRET@host/T0KEN"
    else:
        del environment["TRANSLATORS"]
    done = program(*RUN, "--json")
    assert (done.returncode, done.stderr.count("Warning: not told: TRANSLATORS: ")) == (0, 1)
    assert json.loads(done.stdout)["locales"][0]["drafted"] == 3
    assert quiet(done)
    assert (workspace / "locales" / "es" / "LC_MESSAGES" / "a.po").exists()


def test_a_file_of_addresses_that_cannot_be_used_is_a_warning_too(
    workspace: Path, program: Program, service: Service, environment: dict[str, str]
) -> None:
    del environment["TRANSLATORS"]
    file = workspace / "config" / "translate-pipeline" / "notify.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(f"TRANSLATORS: {service.address}\n")
    file.chmod(0o644)
    done = program(*RUN)
    assert (done.returncode, "chmod 600" in done.stderr, quiet(done)) == (0, True, True)
    assert program("notify").returncode == 2
    file.chmod(0o600)
    assert program("notify", "--test", "--role", "translator").returncode == 0
    assert said(service) == ["translate-pipeline: a test"]


def test_the_set_up_is_shown_without_addresses(
    program: Program, service: Service, environment: dict[str, str]
) -> None:
    del environment["REVIEWERS"]
    done = program("notify")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "translator  every locale  TRANSLATORS",
        "reviewer  es  REVIEWERS (not known here)",
        "coordinator  every locale  TRANSLATORS",
    ]
    assert quiet(done)
    assert said(service) == []


def test_a_trial_that_does_not_arrive_is_an_error(program: Program, service: Service) -> None:
    service.status = 500
    done = program("notify", "--test", "--role", "reviewer")
    assert done.returncode == 4
    assert done.stderr.startswith("Error: REVIEWERS: the service refused the message")
    assert quiet(done)


@pytest.mark.parametrize(
    ("line", "place", "reason"),
    [
        ("notify: yes", "1:9", "write a list"),
        ("notify: [translator]", "1:10", "write {role"),
        ("notify: [{role: boss, urls: [A]}]", "1:17", "write one of translator, reviewer"),
        ("notify: [{role: reviewer}]", "1:10", "urls is missing"),
        ("notify: [{urls: [A]}]", "1:10", "role is missing"),
        ("notify: [{role: reviewer, url: [A]}]", "1:27", "only role, locales, urls, language"),
        ("notify: [{[a]: b}]", "1:11", "only role, locales, urls, language"),
        ("notify: [{role: reviewer, urls: A}]", "1:33", "write a list of names"),
        ("notify: [{role: reviewer, urls: []}]", "1:33", "write a list of names"),
        ("notify: [{role: reviewer, locales: [xx], urls: [A]}]", "1:36", "not a locale"),
        ("notify: [{role: reviewer, urls: ['json://somebody:S3CRET@h/']}]", "1:33", "passwords"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_with_its_place(
    line: str, place: str, reason: str, workspace: Path, program: Program
) -> None:
    (workspace / "translate-pipeline.yaml").write_text(f"{line}\n")
    done = program("notify")
    assert done.returncode == 2
    assert f"translate-pipeline.yaml:{place}: notify: " in done.stderr
    assert reason in done.stderr
    assert quiet(done)
