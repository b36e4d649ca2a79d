"""Every engine that there is, and the documented one, keeps the contract."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from tests.engines.conftest import Asking
from tests.engines.services.protocols import PROTOCOLS
from tests.fakes import FakeEngine
from translate_pipeline.engines import load_engine
from translate_pipeline.engines.contract import CLAUSES, Clause, Subject
from translate_pipeline.errors import EngineRefused
from translate_pipeline.model.engine import EngineOptions
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.engines import Checked

EN, ES, PT = Locale("en"), Locale("es"), Locale("pt-BR")
each_clause = pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.__name__)


@pytest.fixture(params=["apertium", "neural"])
def local(request: pytest.FixtureRequest) -> Iterator[Subject]:
    engine = load_engine(request.param)
    if not engine.supports(EN, PT):
        pytest.skip(engine.why_not(EN, PT))
    few = {"apertium": (4, 10), "neural": (2, 4)}[request.param]  # a thread loads what it needs
    yield Subject(engine, EN, PT, threads=few[0], texts=few[1], longest=500)
    if close := getattr(engine, "close", None):
        close()


@each_clause
def test_an_engine_of_this_machine_keeps_it(local: Subject, clause: Clause) -> None:
    clause(local)


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
@each_clause
def test_a_service_keeps_it(name: str, asking: Asking, clause: Clause) -> None:
    clause(Subject(asking(name), EN, ES, texts=5))


@pytest.mark.nightly
@pytest.mark.parametrize("name", sorted(PROTOCOLS))
def test_a_service_keeps_it_with_as_many_texts_as_an_author_would_try(
    name: str, asking: Asking
) -> None:
    engine = asking(name)
    engine.configure(EngineOptions(characters_a_day=0))
    for clause in CLAUSES:
        clause(Subject(engine, EN, ES))


class Sound(FakeEngine):
    """A fake that keeps the contract."""

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        if not self.supports(source, target):
            raise EngineRefused(self.why_not(source, target))
        return [text if text.strip() else "" for text in texts]


@each_clause
def test_a_fake_keeps_it_alone_and_checked(clause: Clause) -> None:
    clause(Subject(Sound(str), EN, ES))
    clause(replace(Subject(Checked(Sound(str)), EN, ES), threads=2, texts=2))


class Mixing(Sound):
    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        return list(reversed(super().translate(texts, source, target)))


class Losing(Sound):
    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        return super().translate(texts, source, target)[:-1]


class Failing(Sound):
    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        if any("<b>" in text for text in texts):
            raise KeyError("translatedText")
        return super().translate(texts, source, target)


class Willing(Sound):
    def supports(self, source: Locale, target: Locale) -> str:
        return f"{source}-{target}"


class Silent(Sound):
    def why_not(self, source: Locale, target: Locale) -> str:
        del source, target
        return ""


@pytest.mark.parametrize("engine", [Mixing, Losing, Failing, Willing, Silent])
def test_an_engine_that_breaks_it_is_found_out(engine: type[Sound]) -> None:
    broken = []
    for clause in CLAUSES:
        try:
            clause(Subject(engine(str), EN, ES, threads=2, texts=3))
        except (AssertionError, KeyError) as error:
            broken.append(error)
    assert broken
