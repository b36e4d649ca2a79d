"""A small storm of publishers that are killed; benchmarks/publish_kills.py makes the large one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

ROOT = Path(__file__).parents[2]
STORM = ROOT / "benchmarks" / "publish_kills.py"


@pytest.mark.parametrize(
    ("ledger", "shelf"),
    [
        ("sqlite", "folder"),
        pytest.param("sqlite", "file", marks=pytest.mark.nightly),
        pytest.param("postgres", "folder", marks=pytest.mark.nightly),
        pytest.param("postgres", "file", marks=pytest.mark.nightly),
        pytest.param("sqlite", "s3", marks=pytest.mark.nightly),
    ],
)
def test_nobody_notices_when_publishers_are_killed(
    ledger: str, shelf: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    command: list[Path | str] = [sys.executable, STORM, "--publishers", "3", "--publishes", "8"]
    if ledger == "postgres":
        command += ["--ledger", request.getfixturevalue("postgres").url()]
    if shelf == "file":
        command += ["--shelf", f"file://{tmp_path}/shelf"]
    if shelf == "s3":
        command += ["--shelf", f"{request.getfixturevalue('bucket')}/{uuid4()}"]
    paths = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    outcome = json.loads(done.stdout)
    assert outcome["kills"] > 0
    assert outcome["publishes"] >= 8
    assert outcome["versions"] > 0
    assert outcome["looked"] > 0
