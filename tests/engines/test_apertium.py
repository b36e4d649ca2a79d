import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.engines.apertium import PATIENCE, Apertium, from_stream, to_stream
from translate_pipeline.engines.modes import installed_modes
from translate_pipeline.errors import EngineRefused, EngineUnavailable
from translate_pipeline.model.locale import Locale

EN = Locale("en")
INSTALLED = {mode.name for mode in installed_modes()} if shutil.which("lt-proc") else set()
ROUTES = {
    "es": "eng-spa",
    "ca": "eng-cat",
    "gl": "en-gl",
    "fr": "eng-spa → es-fr",
    "it": "eng-spa → spa-ita",
    "pt-BR": "eng-spa → es-pt_BR",
}


@pytest.fixture(scope="module")
def apertium() -> Iterator[Apertium]:
    engine = Apertium()
    yield engine
    engine.close()


def _needs(tag: str) -> None:
    missing = set(ROUTES[tag].split(" → ")) - INSTALLED
    if missing:
        pytest.skip(f"Apertium is not installed with {', '.join(sorted(missing))}")


def _draft(engine: Apertium, text: str, tag: str = "es") -> str:
    _needs(tag)
    return engine.translate([text], EN, Locale(tag))[0]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("es", "“Es una ley del estado.”"),
        ("ca", "“És una llei de l’estat.”"),
        ("gl", "“É unha lei do estado.”"),
        ("fr", "“Il est une loi de l’état.”"),
        ("it", "“È una legge dello stato.”"),
        ("pt-BR", "“É uma lei do estado.”"),
    ],
)
def test_each_route_drafts(apertium: Apertium, tag: str, expected: str) -> None:
    _needs(tag)
    assert apertium.supports(EN, Locale(tag)) == ROUTES[tag]
    assert _draft(apertium, "“It is a law of the state.”", tag) == expected


KEPT = (
    "https://example.org/war?x=1",
    "press@example.org",
    "@someone",
    "#FreeThem",
    "€500",
    "£3.5bn",
    "1\u00a0000",
    "[sic]",
    "{name}",
    "{first_name}",
    "{{name}}",
    "{count, plural, one {a case} other {cases}}",
    "${name}",
    "%s",
    "%1$d",
    "%(name)s",
    "(OPT)",
    "(IT)",
    "(ICC-01/04)",
    "<b>",
    "7\\8",
    "~",
    "*",
    "^",
    "Agnès",
    "Nguyễn Văn Đài",
)


@pytest.mark.parametrize("tag", sorted(ROUTES))
def test_what_is_not_to_be_translated_comes_through(apertium: Apertium, tag: str) -> None:
    _needs(tag)
    texts = [f"The report says that {kept} was there." for kept in KEPT]
    drafts = apertium.translate(texts, EN, Locale(tag))
    assert [kept for kept, draft in zip(KEPT, drafts, strict=True) if kept not in draft] == []


@pytest.mark.parametrize("tag", sorted(ROUTES))
def test_a_placeholder_stays_where_a_sentence_begins(apertium: Apertium, tag: str) -> None:
    assert _draft(apertium, "{name} was accused of crimes.", tag).startswith("{name} ")


def test_an_acronym_that_it_knows_is_translated(apertium: Apertium) -> None:
    assert "(ONU)" in _draft(apertium, "The United Nations (UN) agreed.")


def test_a_percentage_is_no_placeholder(apertium: Apertium) -> None:
    assert "20% de ciudades" in _draft(apertium, "In 20% of towns.")


@pytest.mark.parametrize("tag", sorted(ROUTES))
def test_no_mark_of_an_unknown_word_is_left(apertium: Apertium, tag: str) -> None:
    draft = _draft(apertium, "The frobnicators zzyzxed unlawfully and grumbled.", tag)
    assert not set("*@#") & set(draft)
    assert "frobnicators" in draft


def test_what_looks_like_a_mark_in_the_source_stays(apertium: Apertium) -> None:
    draft = _draft(apertium, "The group *Free* and #Now @home.")
    assert [draft.count(mark) for mark in "*#@"] == [2, 1, 1]


@pytest.mark.parametrize(
    ("text", "end"), [("The war", "guerra"), ("The war.", "guerra."), ("The U.S.", "EE.UU.")]
)
def test_a_segment_ends_as_its_source_does(apertium: Apertium, text: str, end: str) -> None:
    assert _draft(apertium, text).endswith(end)


def test_the_processes_stay_up_between_calls(apertium: Apertium) -> None:
    _draft(apertium, "War.")
    before = _children()
    _draft(apertium, "Peace.")
    assert _children() == before


def test_threads_with_other_languages_share_the_first_half_of_the_way(apertium: Apertium) -> None:
    tags = ("es", "fr", "it")
    texts = [f"The law number {n} of the state." for n in range(20)]
    for tag in tags:
        _needs(tag)
    expected = {tag: apertium.translate(texts, EN, Locale(tag)) for tag in tags}
    before, drafts = _children(), {}

    def draft(tag: str) -> None:
        drafts[tag] = apertium.translate(texts, EN, Locale(tag))

    threads = [threading.Thread(target=draft, args=(tag,)) for tag in tags]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drafts == expected
    assert _children() == before


def test_closing_ends_the_processes_and_another_text_starts_new_ones(apertium: Apertium) -> None:
    _draft(apertium, "War.")
    before = _children()
    apertium.close()
    assert before > _children()
    assert _draft(apertium, "The war.") == "La guerra."
    assert _children()


def _children() -> set[str]:
    me = os.getpid()
    return set(Path(f"/proc/{me}/task/{me}/children").read_text(encoding="ascii").split())


def test_a_pair_without_a_route_is_refused(apertium: Apertium) -> None:
    with pytest.raises(EngineRefused, match="apertium: "):
        apertium.translate(["War."], EN, Locale("ar"))


def test_without_apertium_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    engine = Apertium()
    assert engine.supports(EN, Locale("fr")) == ""
    reason = engine.why_not(EN, Locale("fr"))
    assert reason.startswith("Apertium is not installed: apt-get install ")
    assert reason.endswith(" apertium apertium-eng-spa apertium-fr-es")


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Apertium]:
    """An installation whose only stage ends at the word "fatal"."""
    stage = tmp_path / "lt-proc"
    stage.write_text(
        "#!/bin/sh\nwhile IFS= read -r line; do case $line in *fatal*) exit 3;; esac;\n"
        "printf '%s\\n]\\0' \"$line\"; done\n"
    )
    stage.chmod(0o755)
    (tmp_path / "modes").mkdir()
    (tmp_path / "modes" / "eng-spa.mode").write_text("lt-proc $1 x.bin")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    engine = Apertium()
    yield engine
    engine.close()


def test_a_segment_on_which_it_dies_is_empty_and_the_rest_goes_on(broken: Apertium) -> None:
    targets = broken.translate(["one", "fatal", "three"], EN, Locale("es"))
    assert [bool(target) for target in targets] == [True, False, True]


def test_an_engine_that_dies_again_and_again_is_unavailable(broken: Apertium) -> None:
    with pytest.raises(EngineUnavailable, match="apertium eng-spa: lt-proc ended with status 3"):
        broken.translate(["fatal"] * PATIENCE, EN, Locale("es"))


@given(st.text(alphabet="abC [](){}<>\\^$@/~#*%.é\n'", max_size=30).map(str.strip))
def test_the_stream_format_holds_any_text(text: str) -> None:
    assert "".join(from_stream(to_stream(text)).split()) == "".join(text.split())
