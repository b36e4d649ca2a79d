"""A PostgreSQL server of the tests' own: started once, on a socket, with nothing to lose."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

_FOLDERS = ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt")
_RIGHTS = """
local all locked scram-sha-256
local all all    trust
"""
_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
    "autovacuum": "off",
}


@dataclass(frozen=True)
class Postgres:
    """A running server."""

    folder: Path
    """Where its socket is."""

    def url(self, database: str = "ledger", user: str = "owner", **options: str) -> str:
        """The URL of a database."""
        rest = "".join(f"&{name}={value}" for name, value in options.items())
        return f"postgresql://{user}@/{database}?host={self.folder}{rest}"

    def do(self, *statements: str, database: str = "ledger", user: str = "postgres") -> list[Any]:
        """Execute statements, and return what the last one finds."""
        with psycopg.connect(self.url(database, user), autocommit=True) as connection:
            cursors = [connection.execute(statement.encode()) for statement in statements]
            return cursors[-1].fetchall() if cursors[-1].description else []


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None where it is not installed."""
    named = shutil.which("initdb")
    if named:
        return Path(named).resolve().parent
    found = [path for folder in _FOLDERS for path in Path(folder).glob("*/bin/initdb")]
    return max(found).parent if found else None


@contextmanager
def running(binaries: Path) -> Iterator[Postgres]:
    """A server with a database ``ledger`` and its ``owner``, and a role ``locked`` with a password.

    It refuses to run as root: then it runs as another user of the system.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a short path, for a socket
    as_whom: dict[str, Any] = {}
    if os.getuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_whom = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    data = folder / "data"
    quiet: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, **as_whom}
    make = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
    subprocess.run([binaries / "initdb", "-D", data, *make], check=True, **quiet)
    (data / "pg_hba.conf").write_text(_RIGHTS)
    options = [f"-c{name}={value}" for name, value in _OPTIONS.items()]
    with (folder / "log").open("wb") as log:
        command: list[Path | str] = [binaries / "postgres", "-D", data, "-k", folder, *options]
        server = subprocess.Popen(command, stderr=log, **quiet)
    try:
        postgres = Postgres(folder)
        _wait(postgres, server)
        postgres.do(
            "CREATE ROLE owner LOGIN",
            "CREATE ROLE locked LOGIN PASSWORD 'opensesame'",
            "CREATE DATABASE ledger OWNER owner",
            database="postgres",
        )
        yield postgres
    finally:
        server.send_signal(signal.SIGQUIT)  # at once
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(postgres: Postgres, server: "subprocess.Popen[Any]") -> None:
    until = time.monotonic() + 60
    while True:
        try:
            postgres.do("SELECT 1", database="postgres")
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
