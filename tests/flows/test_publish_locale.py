"""The flows publish-locale and reconcile: what is published, and what Prefect is told of it."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.flows.conftest import (
    SENTENCE,
    announced,
    artifact,
    draft,
    events_of,
    linked,
    po,
    translate,
)
from translate_pipeline.cli import cli
from translate_pipeline.errors import StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import Action
from translate_pipeline.pipeline.decide import Decision, approve
from translate_pipeline.pipeline.keychain import begun
from translate_pipeline.pipeline.review import open_review
from translate_pipeline.pipeline.signing import key_of
from translate_pipeline.settings import read_settings
from translate_pipeline.store.key_lists import KeyLists
from translate_pipeline.store.private_keys import KEY_VARIABLE, PrivateKeys
from translate_pipeline.store.shelf import FolderShelf
from translate_pipeline.wiring import Services

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # Prefect's own
Flow = Callable[..., Any]
ES = Locale("es")


@pytest.fixture
def key(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The key of the workspace, in a file of its own."""
    path = workspace.with_name(f"{workspace.name}.pem")
    monkeypatch.setenv(KEY_VARIABLE, str(path))
    private, _ = PrivateKeys(workspace).first()
    now = datetime.now(UTC).replace(microsecond=0)
    KeyLists(workspace / "keys").add(begun(key_of(private).public, now), private)
    return path


@pytest.fixture
def approved(workspace: Path, translated: str, key: Path) -> str:
    """A release that is approved in es, in a workspace with a key."""
    del key
    desk, now = Services(read_settings(workspace)).desk, datetime.now(UTC)
    review = open_review(ReleaseId(translated), ES, desk, now)
    outcome = approve(review, Decision("rosa", now, review.seen), desk)
    assert outcome
    assert not outcome.left
    return translated


@pytest.fixture
def publish(prefect_home: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Flow:
    """Run publish-locale in the workspace, with no pause between its tries; its final state."""
    del prefect_home
    from flows import publish_locale

    monkeypatch.setattr(publish_locale, "DELAYS", 0)
    return lambda release, locale="es", **more: publish_locale.publish_locale(
        release, locale, workspace=str(workspace), **more, return_state=True
    )


@pytest.fixture
def reconcile(prefect_home: Path, workspace: Path) -> Flow:
    """Run reconcile in the workspace; its final state."""
    del prefect_home
    from flows.reconcile import reconcile as flow

    return lambda: flow(workspace=str(workspace), return_state=True)


def run_of(state: Any) -> Any:
    """The flow run that a state belongs to, as the server has it."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        return client.read_flow_run(state.state_details.flow_run_id)


def index(workspace: Path) -> dict[str, Any]:
    """The index on the shelf."""
    found: dict[str, Any] = json.loads((workspace / "published" / "index.json").read_text())
    return found


def versions(workspace: Path, release: str) -> int:
    ledger = Services(read_settings(workspace)).ledger
    return len(ledger.events(ReleaseId(release), {Action.PUBLISHED}))


def test_what_is_approved_is_on_the_shelf_once_however_often_it_is_told(
    publish: Flow, workspace: Path, approved: str
) -> None:
    first, second = publish(approved, on_approval=True), publish(approved, on_approval=True)
    assert (first.name, first.message) == ("Completed", f"{approved} es: version 1 published")
    assert second.message == (
        f"{approved} es: version 1 published before, and nothing changed since"
    )
    assert versions(workspace, approved) == 1
    assert (workspace / "published" / approved / "es" / "v1" / "manifest.json").exists()
    (listed,) = index(workspace)["versions"]
    assert (listed["release"], listed["locale"], listed["version"]) == (approved, "es", 1)


def test_a_run_says_by_name_tags_and_a_table_what_it_published(
    publish: Flow, workspace: Path, approved: str
) -> None:
    run = run_of(publish(approved))
    assert run.name == f"publish-{approved}-es"
    assert set(run.tags) == {"publishing", f"release:{approved}", "locale:es"}
    (row,) = artifact(f"published-{approved}-es")
    assert len(row.pop("manifest")) == 64
    assert row.pop("index") == index(workspace)["number"]
    assert row == {
        "release": approved, "locale": "es", "version": 1, "place": f"{approved}/es/v1",
        "state": "published",
    }  # fmt: skip
    assert linked(f"published-{approved}-es") == [f"status-{approved}"]
    assert announced(f"release.{approved}.es") == ["published"]


@pytest.mark.usefixtures("key")
def test_what_is_not_approved_is_no_failure(
    publish: Flow, workspace: Path, translated: str
) -> None:
    state = publish(translated, on_approval=True)
    assert (state.name, state.type.value) == ("Refused", "COMPLETED")
    assert "0 of 3 segments are approved, errors: 0, stage: in review." in state.message
    assert versions(workspace, translated) == 0


def test_an_edit_that_nobody_recorded_is_no_failure(
    publish: Flow, workspace: Path, approved: str
) -> None:
    path = po(workspace, approved)
    path.write_text(path.read_text().replace("abc.", "other.", 1))
    state = publish(approved)
    assert state.name == "Refused"
    assert "(Conflict). The PO file says something else than was approved" in state.message


def failing(shelf: type[FolderShelf], times: int) -> Callable[..., bool]:
    """A ``put`` that cannot write so many times."""
    put, left = shelf.put, [None] * times

    def slow(self: FolderShelf, place: str, files: Mapping[str, bytes]) -> bool:
        if left:
            left.pop()
            raise StorageError("cannot write there: the disk is full")
        return put(self, place, files)

    return slow


def test_a_shelf_that_cannot_be_written_is_tried_again(
    publish: Flow, workspace: Path, approved: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FolderShelf, "put", failing(FolderShelf, 3))
    assert publish(approved).name == "Completed"
    assert versions(workspace, approved) == 1


def test_a_shelf_that_stays_full_is_a_failure_that_reconciling_mends(
    publish: Flow, reconcile: Flow, approved: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(FolderShelf, "put", failing(FolderShelf, 99))
        state = publish(approved)
        assert (state.name, "StorageError: cannot write there" in state.message) == ("Failed", True)
        state = reconcile()
        assert state.name == "Failed"
        counts, problem = state.message.splitlines()
        assert counts.startswith("0 published, 0 restocked, 0 refused, 1 failed; index ")
        assert problem.startswith(f"{approved} es: StorageError: cannot write")
    state = reconcile()
    assert state.name == "Completed"
    assert state.message.startswith("0 published, 1 restocked, 0 refused, 0 failed; index ")
    assert artifact("reconciled") == [
        {"release": approved, "locale": "es", "done": "restocked", "version": 1, "problem": ""}
    ]


def test_reconciling_publishes_what_nobody_was_told_of(
    reconcile: Flow, workspace: Path, approved: str
) -> None:
    assert reconcile().message.startswith("1 published, 0 restocked, 0 refused, 0 failed; index ")
    assert announced(f"release.{approved}.es") == ["published"]
    assert reconcile().message.startswith("0 published, 0 restocked, 0 refused, 0 failed; index ")
    assert versions(workspace, approved) == 1


def test_a_workspace_may_leave_publishing_to_people(
    publish: Flow, reconcile: Flow, workspace: Path, approved: str
) -> None:
    with (workspace / "translate-pipeline.yaml").open("a") as file:
        file.write("publish_on_approval: false\n")
    state = publish(approved, on_approval=True)
    assert (state.name, "publish_on_approval: false" in state.message) == ("Skipped", True)
    assert reconcile().message.startswith("0 published")
    assert versions(workspace, approved) == 0
    assert publish(approved).name == "Completed"


def test_what_is_confidential_is_left_to_people(
    publish: Flow, reconcile: Flow, workspace: Path, approved: str
) -> None:
    source = workspace / "releases" / "a.txt"
    source.write_text(source.read_text().replace("---\n", "---\nconfidential: true\n", 1))
    draft(workspace, "a.txt")
    state = publish(approved, on_approval=True)
    assert (state.name, "people publish what is confidential" in state.message) == ("Skipped", True)
    assert reconcile().message.startswith("0 published")
    assert publish(approved).name == "Completed"


def test_without_a_key_in_the_workspace_nothing_is_due(
    publish: Flow, reconcile: Flow, translated: str
) -> None:
    for state in (publish(translated, on_approval=True), reconcile()):
        assert (state.name, "`translate-pipeline keys init`" in state.message) == ("Skipped", True)


def test_a_key_that_is_not_on_the_worker_is_a_failure_that_says_so(
    publish: Flow, reconcile: Flow, approved: str, key: Path
) -> None:
    key.unlink()
    for state in (publish(approved, on_approval=True), reconcile()):
        assert state.name == "Failed"
        assert "NotFound: the private key " in state.message
        assert f"name its file in {KEY_VARIABLE}" in state.message


@pytest.mark.usefixtures("key")
def test_what_there_is_not_is_a_failure_that_says_so(publish: Flow, translated: str) -> None:
    assert "NotFound: no release 'none'" in publish("none").message
    assert "NotFound: 'x y' is not a locale" in publish(translated, "x y").message


def test_nothing_of_a_text_is_told(
    publish: Flow, reconcile: Flow, workspace: Path, approved: str, prefect_home: Path
) -> None:
    publish(approved)
    path = po(workspace, approved)
    path.write_text(path.read_text().replace("abc.", "77 abc.", 1))
    assert publish(approved).name == "Refused"
    with (workspace / "translate-pipeline.yaml").open("a") as file:
        file.write("checks: {numbers: error, unchanged: error}\n")
    publish(approved)
    reconcile()
    kept = b"".join(path.read_bytes() for path in prefect_home.rglob("*") if path.is_file())
    assert approved.encode() in kept
    for text in (SENTENCE, "A headline", "abc."):
        assert text.encode() not in kept


def call(workspace: Path, *arguments: str) -> str:
    """Run a command in this process; what it printed."""
    done = CliRunner().invoke(
        cli, [*arguments, "--workspace", str(workspace)], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.usefixtures("answering")
def test_commands_tell_what_they_publish_and_take_back_at_once(
    workspace: Path, approved: str
) -> None:
    call(workspace, "publish", "--all")
    call(workspace, "retract", approved, "es", "--reason", f"{SENTENCE} is wrong.")
    call(workspace, "publish", approved, "es", "--again")
    told = events_of(f"release.{approved}.es")
    assert [(one["event"], one["payload"]["before"]) for one in told] == [
        ("release.locale.published", "approved"),
        ("release.locale.retracted", "published"),
        ("release.locale.published", "retracted"),
    ]
    assert SENTENCE not in json.dumps(told)


@pytest.mark.usefixtures("answering")
def test_a_correction_that_is_approved_again_is_announced_as_approved(
    workspace: Path, approved: str
) -> None:
    call(workspace, "publish", approved, "es")
    source = workspace / "releases" / "a.txt"
    source.write_text(source.read_text().replace("Nobody was charged", "Two people were charged"))
    draft(workspace, "a.txt")
    translate(workspace, approved)
    call(workspace, "sync", approved, "--as", "ana")
    seen = json.loads(call(workspace, "review", "diff", approved, "es", "--json"))["seen"]
    call(workspace, "review", "approve", approved, "es", "--as", "rosa", "--seen", seen)
    told = events_of(f"release.{approved}.es")[-1]
    assert (told["event"], told["payload"]["before"]) == ("release.locale.approved", "outdated")
