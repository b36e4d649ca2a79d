"""What Prefect costs: flows that do nothing, and our runs, side by side.

    python benchmarks/orchestration.py [ROUNDS]

CPU seconds count all processes, those of Prefect's server too where it was started for the run. On
a busy machine compare those; elapsed seconds drift. A workspace is made for the purpose, with an
engine that costs nothing, so that what remains is the program itself. The second flow that does
nothing does it as our runs do their work: a task a locale with retries, remembered results and
progress, and a table at the end.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

HELLO = """
from prefect import flow

@flow
def hello():
    return 1

hello()
"""
TASKS = """
from uuid import uuid4
from prefect import flow, task
from prefect.artifacts import (
    create_progress_artifact, create_table_artifact, update_progress_artifact,
)
from prefect.tasks import exponential_backoff

RUN = str(uuid4())

@task(
    task_run_name="nothing-{locale}", cache_key_fn=lambda _, parameters: parameters["key"],
    persist_result=True, result_serializer="json", retries=3,
    retry_delay_seconds=exponential_backoff(2), retry_jitter_factor=0.5,
)
def nothing(locale: str, key: str):
    artifact = create_progress_artifact(0.0, description=locale)
    for quarter in range(1, 5):
        update_progress_artifact(artifact, 25.0 * quarter)
    return {"locale": locale}

@flow
def hello(source: str, locales: list[str]):
    futures = [nothing.submit(locale, f"{locale}-{RUN}") for locale in locales]
    table = [future.result() for future in futures]
    create_table_artifact(key="hello", table=table)

hello("releases/veldania.txt", ["es", "fr", "ca", "pt-BR", "ar"])
"""
ENGINE = """
class Instant:
    name, on_device = "instant", True

    def supports(self, source, target):
        return "all"

    def why_not(self, source, target):
        return ""

    def translate(self, texts, source, target):
        return [f"{target}: {text}" for text in texts]
"""
PROGRAM = (sys.executable, "-m", "translate_pipeline")
LOCALES = ("es", "fr", "ca", "pt-BR", "ar")
RUN = (
    *PROGRAM, "run", "--engine", "instant", "releases/veldania.txt",
    *(word for locale in LOCALES for word in ("--locale", locale)),
)  # fmt: skip


def main() -> None:
    """Measure, and print a table and the ratios that have a bar."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        environment = prepare(Path(folder), workspace)
        hello = (sys.executable, str(Path(folder) / "hello.py"))
        measured = {
            "program alone (segments)": (*PROGRAM, "segments", "releases/veldania.txt"),
            "run --direct": (*RUN, "--direct"),
            "hello flow, own server": hello,
            "run, own server": RUN,
        }
        measure(hello, workspace, environment)  # the first makes Prefect's database
        rows = {n: medians(c, workspace, environment, rounds) for n, c in measured.items()}
        with server(workspace, environment) as url:
            known = {**environment, "PREFECT_API_URL": url}
            rows["hello flow, server running"] = medians(hello, workspace, known, rounds)
            tasks = (sys.executable, str(Path(folder) / "tasks.py"))
            rows["tasks like ours, server running"] = medians(tasks, workspace, known, rounds)
            rows["run, server running"] = medians(RUN, workspace, known, rounds)
    print(f"{'':<34}{'elapsed s':>10}{'CPU s':>8}   (median of {rounds})")
    for name, (elapsed, cpu) in rows.items():
        print(f"{name:<34}{elapsed:>10.2f}{cpu:>8.2f}")
    direct = rows["run --direct"][1]
    apart = direct - rows["program alone (segments)"][1]
    print(f"run --direct, five locales: {apart:.2f} CPU s more than `segments`, checks included")
    pairs = (
        ("run, own server", "hello flow, own server"),
        ("run, server running", "hello flow, server running"),
        ("run, server running", "tasks like ours, server running"),
    )
    for ours, bare in pairs:
        bar = 1.1 * rows[bare][1] + direct
        print(f"{ours}: {rows[ours][1]:.2f} CPU s; 1.1 × {bare} + run --direct: {bar:.2f}")


def prepare(folder: Path, workspace: Path) -> Mapping[str, str]:
    """Make a workspace, the engine and the flow; the environment that finds them."""
    (folder / "hello.py").write_text(HELLO)
    (folder / "tasks.py").write_text(TASKS)
    plugin = folder / "plugin"
    (plugin / "instant-1.dist-info").mkdir(parents=True)
    (plugin / "instant.py").write_text(ENGINE)
    (plugin / "instant-1.dist-info" / "METADATA").write_text("Name: instant\nVersion: 1\n")
    (plugin / "instant-1.dist-info" / "entry_points.txt").write_text(
        "[translate_pipeline.engines]\ninstant = instant:Instant\n"
    )
    subprocess.run([*PROGRAM, "init", str(workspace)], check=True, capture_output=True)
    return {
        **{name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"},
        "PYTHONPATH": str(plugin),
        "PREFECT_HOME": str(folder / "prefect"),
        "XDG_STATE_HOME": str(folder / "state"),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }


def medians(
    command: Sequence[str], workspace: Path, environment: Mapping[str, str], rounds: int
) -> tuple[float, float]:
    """The medians of elapsed and CPU seconds. Every round drafts all locales anew."""
    measured = []
    for _ in range(rounds):
        remembered = str(Path(environment["PREFECT_HOME"]) / "storage")
        for folder in ("locales", ".translate-pipeline", remembered):
            subprocess.run(["rm", "-rf", folder], cwd=workspace, check=True)
        measured.append(measure(command, workspace, environment))
    return median(e for e, _ in measured), median(c for _, c in measured)


def measure(
    command: Sequence[str], workspace: Path, environment: Mapping[str, str]
) -> tuple[float, float]:
    """Elapsed and CPU seconds of a command and all processes that it waits for."""
    before, began = os.times(), perf_counter()
    done = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, check=False)
    elapsed, after = perf_counter() - began, os.times()
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    cpu = after.children_user + after.children_system
    return elapsed, cpu - before.children_user - before.children_system


@contextmanager
def server(workspace: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The address of the API of a server that runs meanwhile."""
    up = subprocess.run(
        [*PROGRAM, "up"], cwd=workspace, env=environment, check=True, capture_output=True, text=True
    )
    try:
        yield f"{up.stdout.strip()}/api"
    finally:
        down = [*PROGRAM, "down"]
        subprocess.run(down, cwd=workspace, env=environment, check=True, capture_output=True)


if __name__ == "__main__":
    main()
