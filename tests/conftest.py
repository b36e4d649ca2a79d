"""Fixtures that the whole suite shares."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.cli.starter import Starter
from tests.postgres import Postgres, programs, running

# No deadlines: a test that takes long on a busy machine is not wrong. On CI, where a failure must
# come back, Hypothesis tries the same examples every time; at night it tries many more.
settings.register_profile("usual", deadline=None, derandomize="CI" in os.environ)
settings.register_profile("thorough", deadline=None, max_examples=3000)
settings.load_profile("usual")

# What is found must not depend on the dictionaries of the machine: only Esperanto's of a few words.
os.environ["DICPATH"] = str(Path(__file__).with_name("dictionaries"))

# No test writes into the ledger or the shelf of whoever runs it.
os.environ.pop("TRANSLATE_PIPELINE_LEDGER", None)
os.environ.pop("TRANSLATE_PIPELINE_SHELF", None)

# What is said is compared in English, whoever runs the tests.
os.environ["TRANSLATE_PIPELINE_LANGUAGE"] = "en"


# A shell that starts the tests in the background has them ignore interrupts, and so would every
# program that they start and then interrupt.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# An engine is asked, whatever it was asked before.
os.environ["TRANSLATE_PIPELINE_DRAFTS"] = "off"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """What gives the tests to the processes, where whole files go to each."""
    if config.getvalue("dist") != "loadfile":
        return None
    from tests.scheduling import Together

    return Together(config, log)


@pytest.fixture
def msgfmt() -> str:
    """The program of GNU gettext that judges PO files."""
    found = shutil.which("msgfmt")
    if not found:
        pytest.skip("msgfmt is not installed: apt-get install gettext")
    return found


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    """What starts the program quickly."""
    sources = str(Path(__file__).parents[1] / "src")
    found = Starter(os.environ | {"PYTHONPATH": sources})
    yield found
    found.end()


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    """A PostgreSQL server for the whole session."""
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL's server is not installed: apt-get install postgresql")
    with running(binaries) as postgres:
        yield postgres


@pytest.fixture
def postgres(server: Postgres) -> Postgres:
    """The server, its database ``ledger`` as good as new."""
    server.do("DROP SCHEMA IF EXISTS translate_pipeline CASCADE")
    return server
