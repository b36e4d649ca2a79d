"""A release drafted into es, as its people find it, with the ports in memory."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger, a_release
from translate_pipeline.formats.po import Entry, parse_po
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.review import State
from translate_pipeline.model.reviewer import LEGAL, Policy, Reviewer
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase
from translate_pipeline.pipeline.decide import Decision, Outcome, approve, reject
from translate_pipeline.pipeline.draft import draft_locale
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.pipeline.record import read_record
from translate_pipeline.pipeline.review import Review, open_review
from translate_pipeline.pipeline.run import Run, record_release
from translate_pipeline.pipeline.sync import Desk, Signature, Synced, sync_release
from translate_pipeline.text.terms import SourceMatcher

A = ReleaseId("a")
LATER = NOW + timedelta(hours=1)
HEAD, ONE, CRIMES = "Head", "One day.", "These are war crimes."
GLOSSARY = Termbase(
    ENGLISH,
    (
        Concept(
            "war_crimes", "crime", "Grave breaches.", "Art. 8", SourceTerms("war crimes"),
            {ES: LocaleTerms("crímenes de guerra")},
        ),
        Concept("day", "time", "24 hours.", "", SourceTerms("day"), {ES: LocaleTerms("día")}),
    ),
    "glossary-one",
)  # fmt: skip
ENGINE = {HEAD: "Título", ONE: "Un día.", CRIMES: "Son crímenes de guerra."}
REVIEWERS = {
    "rosa": Reviewer("rosa", frozenset({LEGAL})),
    "bo": Reviewer("bo"),
    "fr": Reviewer("fr", locales=frozenset({Locale("fr")})),
}


class ReviewDesk:
    """What translators, reviewers and coordinators do to the release, and how it stands."""

    path = "es/a.po"

    def __init__(self, policy: Policy = Policy(reviewers=REVIEWERS)) -> None:  # noqa: B008
        self.catalogs, self.ledger = FakeCatalogs(), FakeLedger()
        self.tools = Desk(self.catalogs, self.ledger, SourceMatcher(GLOSSARY), policy=policy)
        self.run(HEAD, ONE, CRIMES)

    @property
    def started(self) -> datetime:
        """When a run happens."""
        return NOW

    @property
    def later(self) -> datetime:
        """When all else happens."""
        return LATER

    def run(self, *sources: str) -> None:
        """Draft the release with these sources."""
        job = plan_job(a_release(*sources), self.tools.matcher)
        record_release(
            Run(job, (), ()), catalogs=self.catalogs, ledger=self.ledger, now=self.started
        )  # fmt: skip
        engine = FakeEngine(lambda text: ENGINE.get(text, f"[{text}]"))
        draft_locale(
            Work(job, ES, engine.choice, self.started),
            catalogs=self.catalogs, ledger=self.ledger, progress=lambda *_: None,
        )  # fmt: skip

    def edit(self, old: str, new: str, count: int = -1) -> None:
        assert old in self.catalogs.texts[self.path]
        self.catalogs.texts[self.path] = self.catalogs.texts[self.path].replace(old, new, count)

    def sync(self, name: str = "ana") -> Synced:
        (synced,) = sync_release(A, (ES,), Signature(self.later, name), self.tools)
        return synced

    def translate(self, name: str = "ana") -> None:
        """Accept every draft."""
        self.edit("#, fuzzy\n", "")
        self.sync(name)

    def review(self, *segments: str) -> Review:
        return open_review(A, ES, self.tools, self.later, segments)

    def approve(
        self, name: str = "rosa", *segments: str, seen: str = "", waived: Mapping[str, str] = {}
    ) -> Outcome:
        review = self.review(*segments)
        decision = Decision(name, self.later, seen or review.seen, waived=waived)
        outcome = approve(review, decision, self.tools)
        assert outcome is not None
        return outcome

    def reject(
        self, name: str, *segments: str, reason: str = "Too soft.", seen: str = ""
    ) -> Outcome:
        decision = Decision(name, self.later, seen, reason=reason)
        outcome = reject(self.review(*segments), decision, self.tools)
        assert outcome is not None
        return outcome

    @property
    def states(self) -> dict[str, State]:
        record = read_record(A, self.ledger)
        assert record
        standings = record.standings(ES)
        return {source.text: standings.state(source.key) for source in record.sources}

    def entry(self, source: str) -> Entry:
        catalog = parse_po(self.catalogs.texts[self.path], self.path)
        return next(entry for entry in catalog.messages() if entry.msgid == source)


def left(outcome: Outcome) -> dict[str, str]:
    """Source → why it was left."""
    return {one.item.source.text: one.reason for one in outcome.left}
