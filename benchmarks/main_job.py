"""Where the time of the main job goes, and how fast commands start.

    python benchmarks/main_job.py releases/veldania.txt --locale pt-BR

Runs in a new workspace, made of this project's glossary. Times are the least of several runs, since
other work on the machine only ever adds to them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

PROGRAM = [sys.executable, "-m", "translate_pipeline"]


def seconds(
    command: list[str], folder: Path, environment: Mapping[str, str] | None = None
) -> tuple[float, float]:
    """Wall and CPU seconds of a command."""
    before = os.times()
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    wall = time.perf_counter() - began
    after = os.times()
    cpu = after.children_user - before.children_user
    return wall, cpu + after.children_system - before.children_system


def start_up(source: Path, folder: Path) -> None:
    """Print what each command costs from start to end."""
    print(f"{'command':<44}{'wall s':>8}{'CPU s':>8}")
    for arguments in (
        ["--help"],
        ["status"],
        ["segments", str(source)],
        ["lint", str(source)],
        ["engines"],
        ["glossary", "match", str(source)],
    ):
        runs = [seconds([*PROGRAM, *arguments], folder) for _ in range(7)]
        wall, cpu = min(wall for wall, _ in runs), min(cpu for _, cpu in runs)
        shown = " ".join([arguments[0], *(Path(a).name for a in arguments[1:])])
        print(f"{shown:<44}{wall:>8.2f}{cpu:>8.2f}")


def split(source: Path, locale: str, folder: Path) -> None:
    """Print the parts of a direct run in this process, for ``parts``."""
    began = time.perf_counter()
    from translate_pipeline.model.locale import Locale
    from translate_pipeline.settings import read_settings
    from translate_pipeline.wiring import Order, Services, run_directly

    services = Services(read_settings(folder, {}))
    engines = services.engines
    imported = time.perf_counter()
    engine_seconds = 0.0
    for engine in engines:
        translate = engine.translate

        def timed(*arguments: object, translate: object = translate) -> object:
            nonlocal engine_seconds
            start = time.perf_counter()
            try:
                return translate(*arguments)  # type: ignore[operator]
            finally:
                engine_seconds += time.perf_counter() - start

        engine.translate = timed  # type: ignore[method-assign, assignment]
    report = run_directly(services, Order(source, (Locale.parse(locale),)), lambda *_: None)
    done = time.perf_counter()
    result = report.locales[0]
    parts = (imported - began, engine_seconds, done - imported - engine_seconds)
    print(json.dumps([f"{result.segments} segments, {result.engine}", *parts]))


def parts(source: Path, locale: str) -> None:
    """Print the parts of a direct run, each the least of seven runs in new workspaces."""
    runs = []
    for _ in range(7):
        with tempfile.TemporaryDirectory() as name:
            subprocess.run([*PROGRAM, "init", name], capture_output=True, check=True)
            command = [sys.executable, __file__, str(source), "--locale", locale, "--in", name]
            done = subprocess.run(command, capture_output=True, check=True)
            runs.append(json.loads(done.stdout))
    print(f"\n{source.name} into {locale}: {runs[0][0]}")
    for number, part in enumerate(("start-up", "engine", "our own work"), 1):
        print(f"  {part:<14}{min(run[number] for run in runs):6.2f} s")


os.environ["TRANSLATE_PIPELINE_DRAFTS"] = "off"  # engines are asked, whatever they were asked


def main() -> None:
    """Measure what the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("source", type=Path)
    parser.add_argument("--locale", default="pt-BR")
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    source = arguments.source.absolute()
    if arguments.folder:
        split(source, arguments.locale, arguments.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([*PROGRAM, "init", name], capture_output=True, check=True)
        start_up(source, folder)
    parts(source, arguments.locale)


if __name__ == "__main__":
    main()
