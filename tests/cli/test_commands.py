"""What the commands print: the shapes that other programs rely on, and tables for people."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Program, printed

RUN = ("run", "--direct", "--engine", "slow")


def test_segments_are_slices_of_the_text(desk: Path, program: Program) -> None:
    (desk / "b.txt").write_text(
        "Stop it\n\n• They  left. Nobody\u00a0spoke.\n\nSign the petition\n"
    )
    shape = printed(program, "segments", "b.txt", "--json")
    assert list(shape) == ["release", "source_locale", "text", "blocks"]
    assert (shape["release"], shape["source_locale"]) == ("b", "en")
    found = [
        (block["kind"], block["line"], segment["text"], segment["translate"])
        for block in shape["blocks"]
        for segment in block["segments"]
    ]
    assert found == [
        ("headline", 1, "Stop it", True),
        ("list_item", 3, "They left.", True),
        ("list_item", 3, "Nobody spoke.", True),
        ("call_to_action", 5, "Sign the petition", False),
    ]
    for block in shape["blocks"]:
        assert list(block) == ["kind", "line", "segments"]
        for segment in block["segments"]:
            assert list(segment) == ["key", "text", "start", "end", "translate"]
            assert shape["text"][segment["start"] : segment["end"]] == segment["text"]


def test_segments_tell_what_their_tags_are(desk: Path, program: Program) -> None:
    (desk / "b.md").write_text("# Stop it\n\nThe [war **crimes**](https://a.example).\n")
    shape = printed(program, "segments", "b.md", "--json")
    head, said = (block["segments"][0] for block in shape["blocks"])
    assert "inline" not in head
    assert said["text"] == "The <a1>war <b2>crimes</b2></a1>."
    assert said["inline"] == [
        {"name": "a1", "kind": "link", "href": "https://a.example"},
        {"name": "b2", "kind": "bold"},
    ]
    (hit,) = printed(program, "glossary", "match", "b.md", "--json")["hits"]
    assert hit["text"] == "war crimes"
    assert shape["text"][hit["start"] : hit["end"]] == "war <b2>crimes"


@pytest.mark.parametrize("command", ["segments", "lint"])
def test_what_was_left_out_of_a_page_is_told(desk: Path, program: Program, command: str) -> None:
    (desk / "b.html").write_text(
        "<nav><a href=/>Home</a></nav><h1>Stop it</h1><p>They  left the town.</p>"
    )
    done = program(command, "b.html")
    assert done.returncode == 0
    assert "1 of 7 words of the page were left out, as no part of its text: “Home”" in done.stderr
    assert "doubled-space" not in done.stdout


def test_lint_findings_have_a_place_and_a_suggestion(desk: Path, program: Program) -> None:
    (desk / "b.txt").write_text("Stop it\n\nOn 3 0ctober they  left.\n")
    shape = printed(program, "lint", "b.txt", "--json", code=1)
    assert list(shape) == ["release", "findings"]
    first, second = shape["findings"]
    assert list(first) == [
        "rule", "severity", "line", "column", "excerpt", "message", "suggestion",
    ]  # fmt: skip
    assert (first["rule"], first["severity"]) == ("digit-in-word", "error")
    assert (first["line"], first["column"], first["suggestion"]) == (3, 6, "October")
    assert (second["rule"], second["severity"]) == ("doubled-space", "warning")


def test_warnings_alone_are_a_clean_exit(desk: Path, program: Program) -> None:
    (desk / "b.txt").write_text("Stop it\n\nThey  left the town.\n")
    done = program("lint", "b.txt")
    assert (done.returncode, "b.txt:3:5: warning:" in done.stdout) == (0, True)
    assert done.stderr == "1 finding in b.txt.\n"


@pytest.mark.usefixtures("desk")
def test_run_reports_every_locale(program: Program) -> None:
    locales = ("--locale", "es", "--locale", "pt_BR")
    shape = printed(program, *RUN, "releases/a.txt", *locales, "--json", code=1)
    assert list(shape) == ["release", "revision", "source_findings", "locales", "seconds"]
    es, pt = shape["locales"]
    assert list(es) == [
        "locale", "po", "segments", "drafted", "reused", "carried", "repaired", "remembered",
        "untranslated", "engine", "terms", "findings", "seconds",
    ]  # fmt: skip
    assert (es["locale"], es["po"]) == ("es", "locales/es/LC_MESSAGES/a.po")
    assert (pt["locale"], pt["po"]) == ("pt-BR", "locales/pt_BR/LC_MESSAGES/a.po")
    assert (es["segments"], es["drafted"], es["reused"], es["untranslated"]) == (3, 3, 0, 0)
    assert es["engine"] == "slow en-all"
    assert es["terms"] == {"expected": 2, "satisfied": 0, "flagged": 2}
    assert es["findings"] == {"error": 2, "warning": 3}
    assert pt["terms"] == {"expected": 0, "satisfied": 0, "flagged": 0}


def test_several_sources_are_several_reports(desk: Path, program: Program) -> None:
    (desk / "b.txt").write_text("Stop it\n")
    shapes = printed(program, *RUN, "releases/a.txt", "b.txt", "--json", code=1)
    assert [shape["release"] for shape in shapes] == ["a", "b"]


def test_a_second_run_changes_no_byte_anywhere(desk: Path, program: Program) -> None:
    printed(program, *RUN, "releases/a.txt", "--json", code=1)
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    shape = printed(program, *RUN, "releases/a.txt", "--json", code=1)
    assert [(e["drafted"], e["reused"]) for e in shape["locales"]] == [(0, 3)]
    assert {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()} == before


def test_a_run_without_a_change_tells_what_the_last_one_found(desk: Path, program: Program) -> None:
    def warnings() -> int:
        shape = printed(program, *RUN, "releases/a.txt", "--json", code=1)
        return int(shape["locales"][0]["findings"]["warning"])

    found = warnings()
    path = desk / ".translate-pipeline" / "settled" / "a" / "es.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "warnings": 77}))
    assert warnings() == 77
    catalog = desk / "locales" / "es" / "LC_MESSAGES" / "a.po"
    catalog.write_text("# Looked at.\n" + catalog.read_text())
    assert warnings() == found


def test_the_locales_of_a_release_win_over_the_workspaces(desk: Path, program: Program) -> None:
    (desk / "b.md").write_text("---\nlocales: [fr, de]\n---\n# Stop it\n")
    shape = printed(program, *RUN, "b.md", "--json")
    assert [locale["locale"] for locale in shape["locales"]] == ["fr", "de"]


@pytest.mark.usefixtures("desk")
def test_progress_goes_to_standard_error(program: Program) -> None:
    done = program(*RUN, "releases/a.txt")
    assert done.stderr == "es: 3 of 3 segments\n"
    assert "slow en-all" in done.stdout


@pytest.mark.usefixtures("desk")
def test_a_locale_without_an_engine_is_no_error(program: Program) -> None:
    done = program("run", "--direct", "releases/a.txt", "--locale", "sw")
    assert done.returncode == 0
    assert "no engine here" in done.stdout
    assert "sw" in done.stdout
    assert "sw: the glossary has no term for 1 of the release's concepts" in done.stdout


@pytest.mark.usefixtures("desk")
def test_matches_are_places_in_the_text_of_segments(program: Program) -> None:
    text = printed(program, "segments", "releases/a.txt", "--json")["text"]
    hits = printed(program, "glossary", "match", "releases/a.txt", "--json")["hits"]
    assert [hit["concept"] for hit in hits] == ["war_crimes"] * 2
    assert list(hits[0]) == ["concept", "segment", "start", "end", "text", "within"]
    assert [text[hit["start"] : hit["end"]] for hit in hits] == ["war crimes"] * 2
    assert (
        "releases/a.txt:3: war crimes [war_crimes]"
        in program("glossary", "match", "releases/a.txt").stdout
    )


def test_a_batch_gives_a_line_for_a_line(desk: Path, program: Program) -> None:
    pairs = [
        ("es", "War crimes.", "Crímenes de guerra."),
        ("es", "War crimes.", "Abusos."),
        ("es", "Rain.", "Lluvia."),
    ]
    keys = ("locale", "source", "target")
    lines = (json.dumps(dict(zip(keys, pair, strict=True))) for pair in pairs)
    (desk / "pairs.jsonl").write_text("\n".join(lines))
    done = program("glossary", "check", "--batch", "pairs.jsonl", "--json")
    assert done.returncode == 1
    assert [json.loads(line)["terms"] for line in done.stdout.splitlines()] == [
        [{"concept": "war_crimes", "verdict": "preferred", "start": 0, "end": 18}],
        [{"concept": "war_crimes", "verdict": "missing", "start": -1, "end": -1}],
        [],
    ]


def test_a_batch_line_that_is_none_is_named(desk: Path, program: Program) -> None:
    sound = b'{"locale": "es", "source": "War crimes.", "target": "Abusos."}\n'
    for line in (b'{"locale": "es"}', b'{"locale": "es", "source": null, "target": "x"}', b"\xff"):
        (desk / "pairs.jsonl").write_bytes(sound + line + b"\n")
        done = program("glossary", "check", "--batch", "pairs.jsonl")
        assert (done.returncode, "pairs.jsonl:2:" in done.stderr) == (2, True)
        assert done.stdout == ""


def test_status_shows_where_every_locale_stands(desk: Path, program: Program) -> None:
    (desk / "translate-pipeline.yaml").write_text("locales: [es, fr]\n")
    program(*RUN, "releases/a.txt", "--locale", "es")
    shape = printed(program, "status", "--json")
    (release,) = shape["releases"]
    assert list(release) == [
        "release", "revision", "title", "locales", "deadline", "embargo", "confidential",
    ]  # fmt: skip
    es, fr = release["locales"]
    assert es == {
        "locale": "es", "name": "Spanish", "stage": "drafted", "segments": 3, "words": 12,
        "untranslated": 0, "draft": 3, "translated": 0, "rejected": 0, "approved": 0, "stale": 0,
        "errors": 2, "warnings": 3, "published_version": None, "words_left": 12,
        "waiting": ["translator"], "oldest": es["oldest"],
    }  # fmt: skip
    assert (fr["stage"], fr["untranslated"]) == ("not started", 3)
    table = program("status", "a").stdout
    assert "drafted" in table
    assert "not started" in table


def test_status_of_an_unknown_release_names_the_known_ones(desk: Path, program: Program) -> None:
    program(*RUN, "releases/a.txt")
    done = program("status", "b", "--workspace", str(desk))
    assert (done.returncode, "no release 'b'" in done.stderr, "known: a" in done.stderr) == (
        2,
        True,
        True,
    )


@pytest.mark.usefixtures("desk")
def test_engines_say_where_they_run_and_for_which_locales(program: Program) -> None:
    shape = printed(program, "engines", "--json")
    engines = {engine["engine"]: engine for engine in shape["engines"]}
    assert {"neural", "apertium", "deep:google", "slow"} <= set(engines)
    assert (engines["deep:google"]["on_device"], engines["deep:google"]["allowed"]) == (
        False,
        False,
    )
    assert engines["slow"]["locales"] == [{"locale": "es", "uses": "en-all", "why_not": ""}]
    why = printed(program, "engines", "--locale", "sw", "--json")["engines"]
    assert all(e["locales"][0]["why_not"] for e in why if e["engine"] in ("neural", "apertium"))


@pytest.mark.usefixtures("desk")
def test_engines_say_which_key_a_service_wants_and_what_its_limits_are(
    program: Program, environment: dict[str, str], workspace: Path
) -> None:
    environment["XDG_STATE_HOME"] = str(workspace / "state")
    environment["TRANSLATE_PIPELINE_DEEPL_KEY"] = "s3cret"
    (workspace / "translate-pipeline.yaml").write_text(
        "locales: [es, fr]\n"
        "engines:\n"
        "  deep:deepl: {characters_a_day: 9000}\n"
        "  deep:libre: {url: http://127.0.0.1:5000}\n"
    )
    done = program("engines", "--json")
    engines = {one["engine"]: one for one in json.loads(done.stdout)["engines"]}
    assert engines["neural"]["service"] is None
    assert engines["deep:google"]["service"]["key"] is None
    assert engines["deep:libre"]["on_device"]
    variable = "TRANSLATE_PIPELINE_DEEPL_KEY"
    assert engines["deep:deepl"]["service"] == {
        "key": {"variable": variable, "needed": True, "set": True},
        "characters_a_request": 30_000, "characters_a_day": 9000, "characters_today": 0,
        "requests_a_second": 10.0, "requests_at_once": 4,
    }  # fmt: skip
    shown = program("engines").stdout
    assert f"key {variable}: set · 0 of 9000 characters today" in shown
    assert shown.count("set TRANSLATE_PIPELINE_MICROSOFT_KEY") == 1  # not once a locale
    assert "s3cret" not in done.stdout + shown


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("deep:libra: {url: http://127.0.0.1:5000}", "no engine 'deep:libra'; installed are"),
        ("deep:google: {url: https://example.org}", "deep:google has no url"),
        ("deep:libre: {url: http://example.org}", "needs https"),
        ("apertium: {characters_a_day: 5}", "apertium: nothing can be set"),
    ],
)
def test_what_cannot_be_said_of_an_engine_is_refused(
    line: str, words: str, program: Program, workspace: Path
) -> None:
    (workspace / "translate-pipeline.yaml").write_text(f"locales: [es]\nengines:\n  {line}\n")
    done = program("engines")
    assert (done.returncode, done.stdout) == (2, "")
    assert "translate-pipeline.yaml: engines: " in done.stderr
    assert words in done.stderr


def test_a_new_workspace_has_all_it_needs_and_keeps_what_is_there(
    tmp_path: Path, program: Program
) -> None:
    assert program("init", "new").returncode == 0
    new = tmp_path / "new"
    assert (new / "translate-pipeline.yaml").is_file()
    assert list((new / "glossary").glob("*.yaml"))
    (new / "releases" / "veldania.txt").write_text("Mine\n")
    again = program("init", "new")
    assert (new / "releases" / "veldania.txt").read_text() == "Mine\n"
    assert "left as it is" in again.stderr
    hits = printed(
        program, "glossary", "match", "releases/a.txt", "--json", "--workspace", str(new)
    )
    assert [hit["concept"] for hit in hits["hits"]] == ["war_crimes"] * 2


def test_a_workspace_may_be_named_by_the_environment(
    desk: Path, program: Program, environment: dict[str, str], tmp_path: Path
) -> None:
    environment["TRANSLATE_PIPELINE_WORKSPACE"] = str(desk)
    (tmp_path / "elsewhere").mkdir()
    done = program("status", "--json")
    assert json.loads(done.stdout) == {"releases": []}


def test_every_command_has_help(program: Program) -> None:
    for command in ((), ("run",), ("lint",), ("segments",), ("glossary", "match"), ("status",)):
        done = program(*command, "--help")
        assert (done.returncode, "Usage: " in done.stdout) == (0, True)


def test_wrong_usage_is_said_in_a_line(program: Program) -> None:
    for wrong in (("run",), ("nonsense",), ("status", "--colour")):
        done = program(*wrong)
        assert (done.returncode, "Traceback" in done.stderr, done.stdout) == (2, False, "")
        assert "Error: " in done.stderr


@pytest.mark.parametrize(
    "heavy", ["prefect", "deep_translator", "sqlalchemy", "fastapi", "fxtranslate", "pydantic"]
)
def test_starting_imports_nothing_heavy(heavy: str) -> None:
    import subprocess
    import sys

    code = f"import sys, translate_pipeline.cli; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_id_of_another_file_is_refused(desk: Path, program: Program) -> None:
    program(*RUN, "releases/a.txt")
    before = (desk / "locales/es/LC_MESSAGES/a.po").read_bytes()
    (desk / "releases" / "a.md").write_text("# Another\n")
    done = program(*RUN, "releases/a.md")
    assert (done.returncode, "is that of releases/a.txt" in done.stderr) == (2, True)
    assert (desk / "locales/es/LC_MESSAGES/a.po").read_bytes() == before
    (desk / "releases" / "a.txt").unlink()  # renamed, or written anew in Markdown
    assert program(*RUN, "releases/a.md").returncode == 0


def test_another_text_under_the_same_name_is_refused(
    desk: Path, program: Program, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = [tmp_path_factory.mktemp(name) / "same.txt" for name in ("one", "two")]
    for number, path in enumerate(outside):
        path.write_text(" ".join(f"Sentence {number} {letter} is here." for letter in "ABCDEF"))
    assert program(*RUN, str(outside[0])).returncode == 0
    before = (desk / "locales/es/LC_MESSAGES/same.po").read_bytes()
    done = program(*RUN, str(outside[1]))
    assert (done.returncode, "no sentence in common" in done.stderr) == (2, True)
    assert (desk / "locales/es/LC_MESSAGES/same.po").read_bytes() == before


def test_one_source_that_cannot_be_used_stops_all_before_any(desk: Path, program: Program) -> None:
    (desk / "b.txt").write_text("---\nid: [\n---\nHead\n")
    done = program(*RUN, "releases/a.txt", "b.txt", "--json")
    assert (done.returncode, done.stdout, (desk / "locales").exists()) == (2, "", False)


@pytest.mark.usefixtures("desk")
def test_the_language_of_the_source_is_no_locale_to_draft(program: Program) -> None:
    done = program(*RUN, "releases/a.txt", "--locale", "en")
    assert (done.returncode, "language of the source" in done.stderr) == (2, True)


def test_a_damaged_template_is_made_anew(desk: Path, program: Program) -> None:
    program(*RUN, "releases/a.txt")
    template = desk / "locales" / "a.pot"
    sound = template.read_text()
    template.write_text("damaged")
    program(*RUN, "releases/a.txt")
    undated = [line for line in sound.splitlines() if "PO-Revision-Date" not in line]
    assert [li for li in template.read_text().splitlines() if "PO-Revision" not in li] == undated
