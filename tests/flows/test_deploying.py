"""The command deploy: what it makes on a server, and that it leaves alone what stands."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from translate_pipeline.announcing import request
from translate_pipeline.cli.servers import API_URL

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # Prefect's own
NAMES = ("translate-release", "sync-reviews", "publish-locale", "reconcile")
Deploy = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def deploy(answering: Path, workspace: Path) -> Deploy:
    """Run deploy as users do."""
    root = Path(__file__).parents[2]
    paths = os.pathsep.join(map(str, (answering / "watch", root / "src", root)))

    def call(**more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "translate_pipeline", "deploy", "--workspace", str(workspace)],
            env={**os.environ, "PYTHONPATH": paths, **more},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return call


def ask(path: str, body: object = None) -> Any:
    """What the server answers."""
    return json.loads(request(path, body, os.environ, 60))


def told(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """What was done, by what."""
    assert done.returncode == 0, done.stderr
    return dict(line.split(": ") for line in done.stdout.splitlines())


def test_what_is_deployed_is_left_as_it_is_until_something_changes(
    deploy: Deploy, workspace: Path
) -> None:
    first = deploy()
    done = {what.removeprefix("deployment "): how for what, how in told(first).items()}
    assert done.pop("work pool translate-pipeline") in ("created", "unchanged")  # by another test
    assert done == dict.fromkeys(NAMES, "created")
    assert "approvals are not published by themselves: nothing can be published" in first.stderr
    found = {one["name"]: one for one in ask("/deployments/filter", {})}
    environments = [found[name]["job_variables"]["env"] for name in NAMES]
    assert environments == [{"TRANSLATE_PIPELINE_WORKSPACE": str(workspace)}] * len(NAMES)
    assert [one["schedule"]["interval"] for one in found["reconcile"]["schedules"]] == [900]
    assert found["publish-locale"]["global_concurrency_limit"]["limit"] == 1
    (trigger,) = ask("/automations/filter", {})
    assert trigger["trigger"]["expect"] == ["release.locale.approved"]
    assert trigger["actions"][0]["parameters"] == {
        "release": "{{ event.payload.release }}",
        "locale": "{{ event.payload.locale }}",
        "on_approval": True,
    }
    assert set(told(deploy()).values()) == {"unchanged"}
    forget(trigger["id"])
    done = told(deploy())
    assert [what for what, how in done.items() if how != "unchanged"] == [
        "deployment publish-locale"
    ]
    assert len(ask("/automations/filter", {})) == 1


def forget(automation: str) -> None:
    """Remove an automation, as somebody may on Prefect's pages."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        client.delete_automation(UUID(automation))


def test_a_deployment_of_somebody_else_is_left_alone(deploy: Deploy) -> None:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:  # which asks again where the server is busy
        flow = client.create_flow_from_name("reconcile")
        made = client.create_deployment(flow, "reconcile", entrypoint="books.py:reconcile")
        done = deploy()
        (found,) = [one for one in ask("/deployments/filter", {}) if one["id"] == str(made)]
        client.delete_deployment(made)  # other tests share the server
    assert (done.returncode, "another deployment called reconcile" in done.stderr) == (2, True)
    assert found["entrypoint"] == "books.py:reconcile"


def test_a_server_that_does_not_answer_or_is_not_named_is_said(deploy: Deploy) -> None:
    done = deploy(**{API_URL: "http://127.0.0.1:9/api"})
    assert (done.returncode, "does not answer (" in done.stderr) == (2, True)
    done = deploy(**{API_URL: ""})
    assert (done.returncode, "no Prefect server is known" in done.stderr) == (2, True)
