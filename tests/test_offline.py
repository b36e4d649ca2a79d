"""The main job on a machine without a network: a namespace of its own, with a loopback at most."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from translate_pipeline.engines.apertium import Apertium
from translate_pipeline.model.locale import Locale

ROOT = Path(__file__).parents[1]

# Brings the loopback up (SIOCSIFFLAGS: IFF_UP | IFF_RUNNING), shows that nothing else is there, and
# becomes the command.
LOOPBACK = """
import fcntl, os, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
    fcntl.ioctl(one, 0x8914, struct.pack("16sh14x", b"lo", 0x41))
assert [name for _, name in socket.if_nameindex()] == ["lo"]
os.execvp(sys.argv[1], sys.argv[1:])
"""


def _cut_off() -> list[str]:
    """What runs a command without a network; skips where that is not allowed."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("unshare is not installed: apt-get install util-linux")
    for how in ([unshare, "-n"], [unshare, "-r", "-n"]):
        if subprocess.run([*how, "true"], capture_output=True, check=False).returncode == 0:
            return how
    pytest.skip("this machine allows nobody a network namespace of their own (unshare -n)")


def _run(
    command: Sequence[str], folder: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "NO_COLOR": "1"} | variables
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_engines_on_this_machine_draft_without_a_network(tmp_path: Path) -> None:
    cut_off = _cut_off()
    program = [*cut_off, sys.executable, "-m", "translate_pipeline"]
    locales = ["pt-BR", *(["es"] if Apertium().supports(Locale("en"), Locale("es")) else [])]
    assert _run([*program, "init", "."], tmp_path).returncode == 0
    (tmp_path / "releases" / "short.txt").write_text("Halt the war\n\nHospitals were attacked.\n")
    asked = [part for locale in locales for part in ("--locale", locale)]
    run = [*program, "run", "releases/short.txt", "--direct", "--json", *asked]
    done = _run(run, tmp_path)
    assert done.returncode in (0, 1), done.stderr
    shown = json.loads(done.stdout)["locales"]
    assert [(one["locale"], one["drafted"]) for one in shown] == [(name, 2) for name in locales]


@pytest.mark.nightly
def test_the_demo_runs_without_a_network(tmp_path: Path) -> None:
    cut_off = [*_cut_off(), sys.executable, "-c", LOOPBACK]
    stamp = ROOT / ".venv" / "installed.lock"
    if not stamp.is_file() or stamp.read_bytes() != (ROOT / "requirements.lock").read_bytes():
        pytest.skip("not set up: make setup")
    done = _run(
        [*cut_off, "make", "demo"], ROOT, DEMO_DIR=str(tmp_path / "demo"), HOME=str(tmp_path)
    )
    assert done.returncode == 0, done.stderr
    drafts = tmp_path / "demo" / "locales" / "pt_BR" / "LC_MESSAGES" / "veldania.po"
    assert "neural en-pt" in drafts.read_text(encoding="utf-8")
