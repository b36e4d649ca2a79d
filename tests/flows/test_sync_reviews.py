"""The flow sync-reviews: edits in PO files, the table of now, and what it announces."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.flows.conftest import (
    SENTENCE,
    announced,
    artifact,
    draft,
    events_of,
    po,
    translate,
)
from tests.notify.service import Service
from translate_pipeline.cli.servers import API_URL
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.settings import read_settings
from translate_pipeline.wiring import Services

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # Prefect's own
Sync = Callable[..., Any]


@pytest.fixture
def sync(prefect_home: Path, workspace: Path) -> Sync:
    """Run the flow on the workspace; its final state."""
    del prefect_home
    from flows.sync_reviews import sync_reviews

    return lambda *releases: sync_reviews(
        releases=list(releases), workspace=str(workspace), return_state=True
    )


def rows(release: str) -> dict[str, Any]:
    return {row["locale"].split(" · ")[0]: row for row in artifact(f"status-{release}")}


def test_edits_are_recorded_with_the_role_in_the_header(
    sync: Sync, workspace: Path, release: str
) -> None:
    translate(workspace, release)
    state = sync()
    assert (state.name, state.message) == ("Completed", "3 edits in 2 files of 1 releases")
    events = Services(read_settings(workspace)).ledger.events(ReleaseId(release))
    assert {event.actor for event in events if event.action == "edited"} == {"ana"}
    again = sync()
    assert again.message == "0 edits in 2 files of 1 releases"


def test_the_table_says_where_the_release_stands_now(
    sync: Sync, workspace: Path, release: str
) -> None:
    sync()
    assert (rows(release)["es"]["stage"], rows(release)["es"]["draft"]) == ("drafted", 3)
    translate(workspace, release)
    edited = po(workspace, release)
    edited.write_text(edited.read_text().replace("abc.", "77 abc.", 1))
    sync()
    es, fr = rows(release)["es"], rows(release)["fr"]
    assert (es["stage"], es["translated"], es["waits for"]) == ("in review", 3, "reviewer")
    assert es["errors"] == 1
    assert (fr["stage"], fr["draft"], fr["waits for"]) == ("drafted", 3, "translator")


def test_no_table_is_made_that_would_be_the_same(sync: Sync, release: str) -> None:
    from prefect.artifacts import Artifact

    sync()
    first: Any = Artifact.get(f"status-{release}")
    sync()
    second: Any = Artifact.get(f"status-{release}")
    assert first.id == second.id


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_it(
    sync: Sync, workspace: Path, release: str
) -> None:
    (workspace / "releases" / "b.txt").write_text("---\nid: sound\n---\nAnother headline\n")
    draft(workspace, "b.txt")
    translate(workspace, release)
    translate(workspace, "sound")
    po(workspace, release, "fr").write_text('msgid "cut off')
    state = sync()
    assert state.name == "Failed"
    assert state.message.splitlines() == [
        "4 edits in 3 files of 2 releases",
        f"{release} fr: InputError: locales/fr/LC_MESSAGES/{release}.po:1:7 cannot be used",
    ]
    assert rows(release)["fr"]["problem"].startswith("InputError: locales/fr/")
    assert rows(release)["es"]["translated"] == 3
    assert rows("sound")["es"]["translated"] == 1


def test_only_the_releases_that_are_named_are_synced(
    sync: Sync, workspace: Path, release: str
) -> None:
    translate(workspace, release)
    state = sync("none-such")
    assert state.name == "Failed"
    assert "none-such: NotFound: no release 'none-such'" in state.message
    assert sync(release).message == "3 edits in 2 files of 1 releases"


def test_a_workspace_that_is_none_is_said(prefect_home: Path, tmp_path: Path) -> None:
    del prefect_home
    from flows.sync_reviews import sync_reviews

    state: Any = sync_reviews(workspace=str(tmp_path / "nowhere"), return_state=True)
    assert state.name == "Failed"
    assert "NotFound: no workspace in" in state.message


def test_a_stage_is_announced_when_it_is_news(sync: Sync, workspace: Path, release: str) -> None:
    resource = f"release.{release}.es"
    sync()
    sync()
    assert announced(resource) == ["drafted"]
    translate(workspace, release)
    sync()
    assert announced(resource) == ["drafted", "in-review"]
    payload = events_of(resource)[-1]["payload"]
    assert (payload["before"], payload["segments"], payload["approved"]) == ("drafted", 3, 0)
    assert set(payload) == {
        "release", "revision", "locale", "stage", "before", "segments", "approved", "words_left",
    }  # fmt: skip


_PATIENT = """
from translate_pipeline import announcing, cli
announcing.PATIENCE = 60.0
cli.main()
"""
"""The program, but with more patience: the server shares this machine with the other tests."""


def review(workspace: Path, *arguments: str, url: str = "") -> subprocess.CompletedProcess[str]:
    """Run `review` as users do, where the environment names this server of Prefect's, or none."""
    environment = {name: value for name, value in os.environ.items() if name != API_URL}
    source = str(Path(__file__).parents[2] / "src")
    environment |= {"TRANSLATE_PIPELINE_WORKSPACE": str(workspace), "PYTHONPATH": source}
    return subprocess.run(
        [sys.executable, "-c", _PATIENT, "review", *arguments],
        env=environment | ({API_URL: url} if url else {}),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def approve(workspace: Path, release: str, url: str) -> subprocess.CompletedProcess[str]:
    seen = review(workspace, "diff", release, "es").stdout.split("seen: ")[-1].strip()
    return review(workspace, "approve", release, "es", "--as", "rosa", "--seen", seen, url=url)


def test_an_approval_is_announced_at_once_and_only_once(
    sync: Sync, workspace: Path, translated: str
) -> None:
    done = approve(workspace, translated, os.environ[API_URL])
    assert (done.returncode, done.stderr) == (0, "3 approved, 0 left.\n")
    resource = f"release.{translated}.es"
    assert announced(resource) == ["approved"]
    sync()
    assert announced(resource) == ["approved"]
    assert rows(translated)["es"]["stage"] == "approved"


def test_an_approval_that_prefect_missed_is_announced_by_the_next_sync(
    sync: Sync, workspace: Path, translated: str
) -> None:
    sync()
    done = approve(workspace, translated, "http://127.0.0.1:9/api")
    assert done.returncode == 0
    assert "3 approved, 0 left.\nWarning: Prefect's server at http://127.0.0.1:9/api" in done.stderr
    assert announced(f"release.{translated}.es") == ["in-review"]
    sync()
    assert announced(f"release.{translated}.es") == ["in-review", "approved"]


def test_nothing_of_a_text_is_told(
    sync: Sync, workspace: Path, release: str, prefect_home: Path
) -> None:
    translate(workspace, release)
    po(workspace, release, "fr").write_text(f'msgid "{SENTENCE}')
    sync()
    kept = b"".join(path.read_bytes() for path in prefect_home.rglob("*") if path.is_file())
    assert release.encode() in kept
    assert SENTENCE.encode() not in kept
    assert b"A headline" not in kept
    assert b"abc." not in kept


def test_the_deployment_runs_every_quarter_of_an_hour() -> None:
    file = Path(__file__).parents[2] / "prefect.yaml"
    found = {one["name"]: one for one in yaml.safe_load(file.read_text())["deployments"]}
    deployment = found["sync-reviews"]
    assert [one["interval"] for one in deployment["schedules"]] == [900]
    assert deployment["entrypoint"] == "flows.sync_reviews.sync_reviews"


def test_reviewers_are_told_once_of_what_the_schedule_recorded(
    sync: Sync, workspace: Path, release: str, service: Service
) -> None:
    translate(workspace, release)
    sync()
    sync()
    assert [one["title"] for one in service.messages] == [f"{release}, es: ready for review"]
