"""The files of an approved version are always the same, to the byte."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.formats.sample_documents import TAGS, sample
from translate_pipeline import __version__
from translate_pipeline.formats.documents import RENDERERS, render_all

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).with_name("documents")
BINARY = ("text.docx", "text.mo")
ELSEWHERE = """
from hashlib import sha256
from tests.formats.sample_documents import sample
from translate_pipeline.formats.documents import render_all
for name, data in render_all(sample("ar")).items():
    print(name, sha256(data).hexdigest())
"""


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", [name for name in RENDERERS if name not in BINARY])
def test_a_file_is_as_it_was_looked_at(tag: str, name: str) -> None:
    path = GOLDEN / tag / name
    text = RENDERERS[name](sample(tag)).decode().replace(__version__, "VERSION")
    if "UPDATE_DOCS" in os.environ:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8"), "look at the change, then: UPDATE_DOCS=1 make test"


def test_another_process_in_another_time_zone_writes_the_same_bytes() -> None:
    environment = os.environ | {
        "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    here = (f"{name} {sha256(data).hexdigest()}" for name, data in render_all(sample("ar")).items())
    assert done.stdout.splitlines() == list(here)
