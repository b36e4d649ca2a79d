"""Several engines for a locale, and what leaves the machine, as coordinators see it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Program, printed

AWAY = """
from slow import SHIFTED
from translate_pipeline.errors import EngineUnavailable
from translate_pipeline.pipeline.egress import Sent, report

class Away:
    name, on_device = "away", False

    def supports(self, source, target):
        return "en-all"

    def why_not(self, source, target):
        return ""

    def translate(self, texts, source, target):
        for text in texts:
            report(Sent(self.name, "api.example", len(text)))
        if target.tag == "fr":
            raise EngineUnavailable("away: api.example says 500")
        return ["" if "charged" in one else f"las {one.translate(SHIFTED)}" for one in texts]
"""
RUN = ("run", "--direct", "releases/b.txt", "--locale", "es", "--locale", "fr")
TEXTS = ("Halt the siege", "Nobody was charged.")


@pytest.fixture(autouse=True)
def _away(desk: Path) -> None:
    plugin = desk / "plugin"
    (plugin / "away.py").write_text(AWAY)
    (plugin / "slow-1.dist-info" / "entry_points.txt").write_text(
        "[translate_pipeline.engines]\nslow = slow:Slow\naway = away:Away\n"
    )
    (desk / "releases" / "b.txt").write_text("\n\n".join(TEXTS))


def settle(desk: Path, auto: str, *, allow: bool = True) -> None:
    (desk / "translate-pipeline.yaml").write_text(
        f"allow_cloud: {str(allow).lower()}\nengines:\n  auto: {auto}\n"
    )


def test_a_run_names_the_engines_and_says_how_much_went_where(desk: Path, program: Program) -> None:
    settle(desk, "{es: [away, slow], other: [away, slow]}")
    done = program(*RUN, "--json")
    shown = json.loads(done.stdout)["locales"]
    assert [(one["engine"], one["drafted"]) for one in shown] == [
        ("away en-all, slow en-all", 2),
        ("slow en-all", 2),
    ]
    many = sum(map(len, TEXTS))
    assert f"es: {many} characters went to api.example\n" in done.stderr
    assert f"fr: {many} characters went to api.example\n" in done.stderr
    assert "fr: away: api.example says 500; slow en-all goes on" in done.stderr
    sent = printed(program, "ledger", "sent", "b", "--json")["sent"]
    assert [one | {"at": ""} for one in sent] == [
        {
            "release": "b", "locale": locale, "at": "", "engine": "away en-all",
            "host": "api.example", "segments": 2, "characters": many, "requests": 2,
        }
        for locale in ("es", "fr")
    ]  # fmt: skip
    lines = program("ledger", "sent").stdout.splitlines()
    assert [line.split("  ")[3:] for line in lines] == [
        ["away en-all", "api.example", "2", str(many), "2"]
    ] * 2


def test_what_no_engine_of_the_list_had_is_said_with_the_reasons(
    desk: Path, program: Program
) -> None:
    settle(desk, "[away]")
    done = program(*RUN[:-2])
    shown = json.loads(program(*RUN[:-2], "--json").stdout)["locales"]
    assert [one["why_not"] for one in shown] == ["away: no translation"]
    assert "es has targets that are empty, as no engine made them:\n  away: no" in done.stdout
    assert "away: no translation" in program("status", "b").stdout


def test_a_list_of_what_is_not_allowed_leaves_the_locale_empty_and_says_why(
    desk: Path, program: Program
) -> None:
    settle(desk, "[away]", allow=False)
    done = program(*RUN[:-2])
    assert "es has no engine here" in done.stdout
    assert "away sends the text to an outside service, and the workspace" in done.stdout
    assert program("ledger", "sent").stdout == ""
