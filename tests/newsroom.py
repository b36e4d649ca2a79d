"""A release with its people: drafted, edited, synced, reviewed, corrected, with ports in memory."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from tests.fakes import ES, NOW, FakeCatalogs, FakeEngine, FakeLedger, a_release
from tests.pipeline.publishers import render, write
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.notice import Notice
from translate_pipeline.model.release import Release, ReleaseId
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.pipeline.decide import Decision, approve, reject
from translate_pipeline.pipeline.draft import draft_locale
from translate_pipeline.pipeline.job import Work, plan_job
from translate_pipeline.pipeline.notices import Overheard, news
from translate_pipeline.pipeline.publish import Press, publish, retract
from translate_pipeline.pipeline.review import open_review
from translate_pipeline.pipeline.run import Run, record_release
from translate_pipeline.pipeline.sync import Desk, Signature, sync_release
from translate_pipeline.store.shelf import FolderShelf
from translate_pipeline.text.terms import SourceMatcher

A = ReleaseId("a")
FR = Locale("fr")


class Newsroom:
    """What each command did is told by ``told``, as by a program of its own."""

    def __init__(self) -> None:
        self.catalogs, self.log, self.now = FakeCatalogs(), FakeLedger(), NOW
        self.use(Termbase(ENGLISH, (), "g1"))

    def use(self, termbase: Termbase) -> None:
        """Use another glossary from now on."""
        self.matcher = SourceMatcher(termbase)
        self._begin()

    def run(
        self, release: Release, *locales: Locale, engine: FakeEngine | None = None
    ) -> tuple[Notice, ...]:
        """Draft a release."""
        self._begin()
        job = plan_job(release, self.matcher)
        record_release(Run(job, (), ()), catalogs=self.catalogs, ledger=self.ledger, now=self.now)
        for locale in locales or (ES,):
            work = Work(job, locale, (engine or FakeEngine()).choice, self.now)
            draft_locale(work, catalogs=self.catalogs, ledger=self.ledger, progress=lambda *_: None)
        return self.told()

    def write(self, *, leave: Sequence[str] = (), locale: Locale = ES) -> None:
        """Translate the PO file, but for some sources."""
        name = self.catalogs.path(A, locale)
        parts = self.catalogs.texts[name].split("\n\n")
        for number, part in enumerate(parts):
            if number and not any(f'msgid "{source}"' in part for source in leave):
                parts[number] = part.replace("#, fuzzy\n", "").replace('msgstr ""', 'msgstr "ω"')
        self.catalogs.texts[name] = "\n\n".join(parts)

    def sync(self, *, leave: Sequence[str] = (), locale: Locale = ES) -> tuple[Notice, ...]:
        """Translate, and record it."""
        self._begin()
        self.write(leave=leave, locale=locale)
        sync_release(A, (locale,), Signature(self.now, "tomás"), self.desk)
        return self.told()

    def approve(self, *segments: str, locale: Locale = ES) -> tuple[Notice, ...]:
        """Approve all, or some."""
        self._begin()
        review = open_review(A, locale, self.desk, self.now, segments)
        assert approve(review, Decision("rosa", self.now, review.seen), self.desk)
        return self.told()

    def reject(self, *segments: str, locale: Locale = ES) -> tuple[Notice, ...]:
        """Send all back, or some."""
        self._begin()
        review = open_review(A, locale, self.desk, self.now, segments)
        assert reject(review, Decision("rosa", self.now, reason="Too soft."), self.desk)
        return self.told()

    def publish(self, folder: Path) -> tuple[Notice, ...]:
        """Publish what is approved, onto a shelf in a folder."""
        self._begin()
        press = Press(render, write, lambda _: b"", FolderShelf(folder), lambda *_: "")
        publish(A, ES, desk=self.desk, press=press, now=self.now)
        return self.told()

    def retract(self) -> tuple[Notice, ...]:
        """Take the last version back."""
        self._begin()
        retract(A, ES, None, "Too soft.", desk=self.desk, now=self.now)
        return self.told()

    def told(self, now: datetime | None = None) -> tuple[Notice, ...]:
        """What the last command has to tell."""
        return news(self.ledger.heard, self.ledger, self.catalogs, now or self.now)

    def _begin(self) -> None:
        """The next command, an hour later."""
        self.now += timedelta(hours=1)
        self.ledger = Overheard(self.log)
        self.desk = Desk(self.catalogs, self.ledger, self.matcher)


def three_sentences() -> Release:
    """A release of three segments, of which none is wrong."""
    return a_release("Alpha", "Beta", "Gamma")
