"""What `publish --all` costs with a ledger of years: 200 releases in 25 locales, 60 segments each.

    python benchmarks/reconcile.py [RELEASES]

Of the locales of each release eight are published, one is approved after the first run, and the
others were translated and wait for reviewers. Seconds of one run each.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from board import LOCALES, events

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import Action, Event
from translate_pipeline.settings import read_settings
from translate_pipeline.store.place import open_ledger

PUBLISHED, LATER = LOCALES.split()[:8], LOCALES.split()[8]


def history(number: int) -> Iterator[Event]:
    """A release with the blocks that publishing needs, and its approvals."""
    for event in events(number):
        if event.action is Action.REVISED:
            keys = [one["key"] for one in event.detail["segments"]]
            blocks = [{"kind": "paragraph", "segments": [key]} for key in keys]
            yield replace(event, detail={**event.detail, "blocks": blocks})
        else:
            yield event
            if event.locale and event.locale.tag in PUBLISHED and event.action is Action.EDITED:
                yield approval(event)


def approval(event: Event) -> Event:
    """That of an edit, by somebody else."""
    return replace(event, action=Action.APPROVED, actor="rosa", detail={"terms": "", "roles": []})


def seconds(folder: Path, environment: dict[str, str]) -> float:
    """What a run takes from start to end."""
    command = [sys.executable, "-m", "translate_pipeline", "publish", "--all", "--json"]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    took = time.perf_counter() - began
    if done.returncode:
        sys.exit(done.stderr.decode() + done.stdout.decode()[-2000:])
    return took


def main() -> None:
    """Make the ledger, and print what each run takes."""
    releases = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        (folder / "glossary").mkdir(parents=True)
        (folder / "translate-pipeline.yaml").write_text("checks: {untranslated: off}\n")
        environment = os.environ | {"TRANSLATE_PIPELINE_SIGNING_KEY": f"{name}/key.pem"}
        keys = [sys.executable, "-m", "translate_pipeline", "keys", "init"]
        subprocess.run(keys, cwd=folder, env=environment, capture_output=True, check=True)
        ledger = open_ledger(read_settings(folder).ledger)
        for number in range(releases):
            ledger.append(history(number))
        print(f"{releases} releases, {ledger.head()[0]} events")
        print(f"{len(PUBLISHED) * releases} locales due{seconds(folder, environment):10.2f} s")
        print(f"nothing due{seconds(folder, environment):16.2f} s")
        some = [e for e in history(0) if e.locale == Locale(LATER) and e.action is Action.EDITED]
        ledger.append(map(approval, some))
        print(f"one locale due{seconds(folder, environment):13.2f} s")


if __name__ == "__main__":
    main()
