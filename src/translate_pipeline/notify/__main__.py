"""The process that hands letters to Apprise; see ``sending``. It prints a line for each."""

import json
import os
import sys
from threading import Lock, Thread
from typing import Any

from translate_pipeline.notify.sending import Outcome

_printing = Lock()


def main() -> None:
    """Send what standard input holds, side by side, and say what became of each."""
    threads = [Thread(target=_hand_over, args=(one,)) for one in json.load(sys.stdin.buffer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os._exit(0)  # whatever a service's own library still waits for


def _hand_over(shape: dict[str, Any]) -> None:
    outcome = Outcome.REFUSED
    try:
        outcome = _sent(shape["to"], shape["subject"], shape["body"])
    finally:
        with _printing:
            os.write(1, f"{shape['number']} {outcome}\n".encode())


def _sent(address: str, subject: str, body: str) -> Outcome:
    from apprise import Apprise, AppriseAsset, NotifyFormat

    name = "translate-pipeline"
    asset = AppriseAsset(app_id=name, app_desc=name, app_url="", storage_mode="memory")
    service = Apprise(asset=asset)
    if not service.add(address):
        return Outcome.BAD_ADDRESS
    told = service.notify(body=body, title=subject, body_format=NotifyFormat.TEXT)
    return Outcome.SENT if told else Outcome.REFUSED


if __name__ == "__main__":
    main()
