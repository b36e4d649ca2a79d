"""A server of the tests' own that keeps objects, speaks S3 and checks who asks.

``TESTS_S3`` names a bucket of another server instead, which the variables of AWS tell of.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

NAMED = "TESTS_S3"


def why_not() -> str:
    """What is missing to start one; empty where nothing is."""
    needed = ["s3fs"] if NAMED in os.environ else ["s3fs", "nanio"]
    missing = [name for name in needed if find_spec(name) is None]
    return f"not installed: pip install {' '.join(missing)}" if missing else ""


@contextmanager
def running() -> Iterator[dict[str, str]]:
    """The environment in which ``TESTS_S3`` is a bucket that is there."""
    if NAMED in os.environ:
        yield {}
        return
    folder = Path(tempfile.mkdtemp())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "press").mkdir()
    secret = {"ACCESS_KEY": "desk", "SECRET_KEY": "opensesame"}
    command = [sys.executable, "-m", "nanio", "serve", "--data-dir", str(folder)]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    environment = os.environ | {f"NANIO_{name}": value for name, value in secret.items()}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port, server)
        yield {
            NAMED: "s3://press",
            "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": secret["ACCESS_KEY"],
            "AWS_SECRET_ACCESS_KEY": secret["SECRET_KEY"],
            "AWS_DEFAULT_REGION": "us-east-1",
        }
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise TimeoutError("the server of objects did not start")
