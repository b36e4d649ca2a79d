"""How many legal terms drafts keep, raw and after the glossary is applied, and what it costs.

    pip install sacrebleu
    python benchmarks/drafting_terms.py DATA.json [--glossary glossary]

DATA is a list of {"id", "en", "pt", "es", "terms": [{"key", "src", "pt": {"form", "regex"}, …}]}:
sentences, a reference in each language, and of every term its form and the pattern that accepts
its inflections. The sentences are one release of a new workspace, whose glossary is made of the
data's forms (or is the given one), and ``run --direct`` drafts it, as a user would.
"""

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

LANGUAGES = {"pt": "pt-BR", "es": "es"}


class Drafts(NamedTuple):
    """What a language's targets come to, sentence by sentence."""

    raw: list[str]
    enforced: list[str]
    report: dict[str, Any]
    """The locale's part of ``run --json``."""


os.environ["TRANSLATE_PIPELINE_DRAFTS"] = "off"  # engines are asked, whatever they were asked


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--glossary", type=Path, help="a folder; else made of the data's forms")
    parser.add_argument("--show", action="store_true", help="print every draft that changed")
    arguments = parser.parse_args()
    data = json.loads(arguments.data.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        build(workspace, data, arguments.glossary)
        drafts = run(workspace, data)
    print("| engine | terms by pattern | verdicts satisfied + flagged of expected | chrF |")
    print("| --- | --- | --- | --- |")
    for language, draft in drafts.items():
        print(row(language, data, draft))
    for language, draft in drafts.items():
        for line in failures(language, data, draft):
            print(line)
        for entry, raw, now in zip(data, draft.raw, draft.enforced, strict=True):
            if arguments.show and raw != now:
                print(f"\n{entry['id']} {entry['en']}\n  raw  {raw}\n  now  {now}")


def build(workspace: Path, data: list[dict[str, Any]], glossary: Path | None) -> None:
    """A workspace with the sentences as one release, each a paragraph."""
    program("init", str(workspace))
    for path in [*(workspace / "glossary").glob("*.yaml"), *(workspace / "releases").iterdir()]:
        path.unlink()
    if glossary:
        for path in glossary.glob("*.yaml"):
            (workspace / "glossary" / path.name).write_text(path.read_text("utf-8"), "utf-8")
    else:
        text = json.dumps({"concepts": concepts(data)}, ensure_ascii=False)  # JSON is YAML
        (workspace / "glossary" / "data.yaml").write_text(text, "utf-8")
    settings = workspace / "translate-pipeline.yaml"  # a sentence may look like a call to action
    told = re.sub(
        r"^translate_boilerplate:.*\n", "", settings.read_text("utf-8"), flags=re.MULTILINE
    )
    settings.write_text(told + "\ntranslate_boilerplate: true\n", "utf-8")
    text = "\n\n".join(["Sentences", *(entry["en"] for entry in data)]) + "\n"
    (workspace / "releases" / "sentences.txt").write_text(text, "utf-8")


def concepts(data: list[dict[str, Any]]) -> dict[str, Any]:
    """A concept for each key, with the sources that the data has for it."""
    found: dict[str, Any] = {}
    for term in (term for entry in data for term in entry["terms"]):
        id_ = re.sub(r"[^a-z0-9]+", "_", term["key"].lower()).strip("_")
        locales = {
            tag: {"preferred": term[language]["form"], "status": "from knowledge"}
            for language, tag in LANGUAGES.items()
        }
        made = {
            "domain": "law", "definition": term["key"], "en": {"preferred": term["src"]},
            "locales": locales,
        }  # fmt: skip
        concept = found.setdefault(id_, made)
        written = [concept["en"]["preferred"], *concept["en"].get("variants", [])]
        if term["src"].lower() not in map(str.lower, written):
            concept["en"].setdefault("variants", []).append(term["src"])
    return found


def run(workspace: Path, data: list[dict[str, Any]]) -> dict[str, Drafts]:
    """Draft the release, and ask the same engines for the same segments."""
    from translate_pipeline.engines import all_engines
    from translate_pipeline.formats.po import parse_po
    from translate_pipeline.model.locale import ENGLISH, Locale

    locales = [part for tag in LANGUAGES.values() for part in ("--locale", tag)]
    source = "releases/sentences.txt"
    report = json.loads(program("run", source, "--direct", "--json", *locales, cwd=workspace))
    engines = {engine.name: engine for engine in all_engines()}
    drafts = {}
    for (language, tag), locale in zip(LANGUAGES.items(), report["locales"], strict=True):
        catalog = parse_po((workspace / locale["po"]).read_text("utf-8"), locale["po"])
        now = {entry.msgid: entry.msgstr for entry in catalog.messages()}
        engine = engines[locale["engine"].split()[0]]
        raw = dict(zip(now, engine.translate(list(now), ENGLISH, Locale.parse(tag)), strict=True))
        sentences = [entry["en"] for entry in data]
        drafts[language] = Drafts(
            [whole(sentence, raw) for sentence in sentences],
            [whole(sentence, now) for sentence in sentences],
            locale,
        )
    return drafts


def whole(sentence: str, targets: dict[str, str]) -> str:
    """The target of a sentence, put together where it is several segments."""
    if sentence in targets:
        return targets[sentence]
    parts = [(sentence.find(source), target) for source, target in targets.items()]
    return " ".join(target for place, target in sorted(parts) if place >= 0)


def row(language: str, data: list[dict[str, Any]], drafts: Drafts) -> str:
    """A language's line of the table."""
    raw, now = (
        f"{kept(language, data, targets)} of {sum(len(entry['terms']) for entry in data)}"
        for targets in (drafts.raw, drafts.enforced)
    )
    terms = drafts.report["terms"]
    verdicts = f"{terms['satisfied']} + {terms['flagged']} of {terms['expected']}"
    scores = " → ".join(score(language, data, t) for t in (drafts.raw, drafts.enforced))
    return f"| `{drafts.report['engine']}` | {raw} → {now} | {verdicts} | {scores} |"


def kept(language: str, data: list[dict[str, Any]], targets: list[str]) -> int:
    """How many terms the targets have."""
    return sum(
        re.search(term[language]["regex"], target, re.IGNORECASE) is not None
        for entry, target in zip(data, targets, strict=True)
        for term in entry["terms"]
    )


def failures(language: str, data: list[dict[str, Any]], drafts: Drafts) -> list[str]:
    """The terms that the final targets lack."""
    return [
        f"{language} {entry['id']} lacks “{term[language]['form']}”: {target}"
        for entry, target in zip(data, drafts.enforced, strict=True)
        for term in entry["terms"]
        if not re.search(term[language]["regex"], target, re.IGNORECASE)
    ]


def score(language: str, data: list[dict[str, Any]], targets: list[str]) -> str:
    """ChrF against the references; a dash where sacrebleu is not installed."""
    with contextlib.suppress(ImportError):
        from sacrebleu.metrics import CHRF

        references = [[entry[language] for entry in data]]
        return f"{CHRF().corpus_score(targets, references).score:.1f}"
    return "–"


def program(*arguments: str, cwd: Path | None = None) -> str:
    """What a command of translate-pipeline prints; it may have found something to report."""
    command = [sys.executable, "-m", "translate_pipeline", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
