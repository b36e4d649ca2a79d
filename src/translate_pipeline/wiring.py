"""The one place where ports meet adapters."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from importlib.metadata import entry_points
from pathlib import Path
from time import perf_counter
from typing import Protocol

from translate_pipeline.engines import all_engines
from translate_pipeline.engines.remembering import remembering
from translate_pipeline.errors import InputError, NotFound
from translate_pipeline.formats.glossary_yaml import Glossary, parse_files
from translate_pipeline.messages import tr
from translate_pipeline.model.engine import AUTO
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import Termbase
from translate_pipeline.model.trust import KeyList
from translate_pipeline.pipeline.engines import Checked, Drafter, cloud_forbidden
from translate_pipeline.pipeline.job import Progress, Work
from translate_pipeline.pipeline.notices import Overheard
from translate_pipeline.pipeline.publish import Press
from translate_pipeline.pipeline.remembered import units_of
from translate_pipeline.pipeline.run import (
    Run,
    RunReport,
    RunRequest,
    open_run,
    record_release,
    refuse_twin,
)
from translate_pipeline.pipeline.settled import Memo, draft_unless_settled
from translate_pipeline.pipeline.sync import Desk
from translate_pipeline.ports import Engine
from translate_pipeline.settings import WORKSPACE_FILE, Settings
from translate_pipeline.store.files import FolderCatalogs
from translate_pipeline.store.imported import ImportedMemories
from translate_pipeline.store.installed import installed
from translate_pipeline.store.memory_index import IndexedMemory
from translate_pipeline.store.memory_news import Imported
from translate_pipeline.store.outbox import Outbox
from translate_pipeline.store.place import open_ledger
from translate_pipeline.store.settled import SettledFiles
from translate_pipeline.store.shelf import FolderShelf, RemoteShelf, open_shelf
from translate_pipeline.store.sources import read_glossary, read_source
from translate_pipeline.store.tokens import TokenFile
from translate_pipeline.text.terms import SourceMatcher
from translate_pipeline.webhooks.courier import Courier

PREFERENCE = (
    "neural", "apertium", "deep:libre", "deep:deepl", "deep:microsoft", "deep:chatgpt",
    "deep:yandex", "deep:qcri", "deep:google", "deep:mymemory",
)  # fmt: skip
"""The order in which ``auto`` tries engines.

Those of this machine by measured quality (docs/engines.md); then a server of one's own, services
that somebody chose by setting a key, and those that are open to all.
"""

ORCHESTRATORS = "translate_pipeline.orchestrators"


@dataclass(frozen=True, slots=True)
class Signing:
    """The key that signs for the workspace today."""

    keys: KeyList
    """The list that says so."""
    sign: Callable[[bytes], bytes]
    """The file of signatures for some bytes."""


@dataclass(frozen=True)
class Services:
    """Everything the edges hand to the pipeline, made when it is first asked for."""

    settings: Settings

    @cached_property
    def catalogs(self) -> FolderCatalogs:
        """The workspace's PO files."""
        return FolderCatalogs(self.settings.workspace)

    @cached_property
    def ledger(self) -> Overheard:
        """The workspace's ledger; it remembers what is recorded through it, to tell people."""
        return Overheard(open_ledger(self.settings.ledger))

    @cached_property
    def memo(self) -> Memo:
        """What runs remember of locales in which nothing is left to do."""
        return Memo(SettledFiles(self.settings.settled), installed())

    @cached_property
    def shelf(self) -> FolderShelf | RemoteShelf:
        """Where the workspace's approved versions are kept."""
        return open_shelf(self.settings.shelf)

    @cached_property
    def tokens(self) -> TokenFile:
        """The tokens of section offices."""
        return TokenFile(self.settings.tokens)

    @cached_property
    def outbox(self) -> Outbox:
        """The subscribers of webhooks, and what was sent to them."""
        return Outbox(self.settings.outbox)

    @cached_property
    def courier(self) -> Courier:
        """What sends webhooks."""
        return Courier(open_ledger(self.settings.ledger), self.outbox)

    @cached_property
    def glossary(self) -> Glossary:
        """The workspace's glossary."""
        return parse_files(read_glossary(self.settings.glossary, self.settings.workspace))

    @cached_property
    def termbase(self) -> Termbase:
        """The workspace's glossary as a run needs it; `glossary lint` looks at it more closely."""
        files = read_glossary(self.settings.glossary, self.settings.workspace)
        return parse_files(files, check_guards=False).termbase

    @cached_property
    def matcher(self) -> SourceMatcher:
        """The workspace's glossary, ready to be found in texts."""
        return SourceMatcher(self.termbase)

    @cached_property
    def imported(self) -> ImportedMemories:
        """The translation memories of others that the workspace has."""
        return ImportedMemories(self.settings.memory)

    @cached_property
    def memory(self) -> IndexedMemory:
        """What was translated before, in releases of this workspace and in memories of others."""
        kept = self.imported

        def imported() -> dict[str, Imported]:
            stamps = kept.stamps().items()
            return {name: Imported(stamp, partial(kept.units, name)) for name, stamp in stamps}

        ledger = open_ledger(self.settings.ledger)
        return IndexedMemory(self.settings.memory_index, ledger, units_of, imported)

    @cached_property
    def desk(self) -> Desk:
        """What the work on PO files and reviews needs."""
        settings = self.settings
        return Desk(
            self.catalogs, self.ledger, self.matcher, settings.checks, settings.policy,
            settings.names_in_files,
        )  # fmt: skip

    @cached_property
    def signing(self) -> Signing:
        """What signs for the workspace. Raises NotFound where there is no key, or not here."""
        from translate_pipeline.pipeline.keychain import in_use
        from translate_pipeline.pipeline.signing import sign
        from translate_pipeline.store.key_lists import KeyLists
        from translate_pipeline.store.private_keys import PrivateKeys

        keys = KeyLists(self.settings.keys).newest()
        private = PrivateKeys(self.settings.workspace).find(in_use(keys))
        return Signing(keys, lambda data: sign(data, [private]))

    def _sign(self, data: bytes) -> bytes:
        """With a key that nobody needs before there is something to sign."""
        return self.signing.sign(data)

    @cached_property
    def press(self) -> Press:
        """What makes bundles and keeps them."""
        from translate_pipeline.formats.documents import render_all
        from translate_pipeline.formats.manifest import serialize_manifest

        notes = self.settings.attribution
        return Press(
            render_all,
            serialize_manifest,
            self._sign,
            self.shelf,
            lambda _, locale: next(
                (notes[one] for one in (locale, *locale.wider) if one in notes), ""
            ),
        )

    def write_site(self, folder: Path) -> None:
        """Bring a web site of what is published, in a folder, up to date.

        Raises StorageError, and Conflict for a folder that holds what is not of a site.
        """
        from translate_pipeline.pipeline.site import make_site
        from translate_pipeline.store.site import SiteFolder

        site = SiteFolder(folder, apart_from=self.settings.shelf)
        site.write(make_site(self.ledger, self.shelf), self.shelf)

    def renew_index(self, now: datetime) -> int:
        """Bring the index and the public keys on the shelf up to date; the index's number."""
        from translate_pipeline.pipeline.publish_index import Office, renew_index
        from translate_pipeline.store.key_lists import KeyLists

        signing = self.signing
        for name, data in KeyLists(self.settings.keys).public_files():
            if self.shelf.read(f"keys/{name}") != data:
                self.shelf.write(f"keys/{name}", data)
        office = Office(self.ledger, self.shelf, signing.sign, signing.keys)
        return renew_index(office, now).number

    @cached_property
    def engines(self) -> tuple[Engine, ...]:
        """The installed engines as the workspace has them, in the order of preference.

        Raises InputError for what the workspace cannot say of an engine.
        """
        try:
            engines = all_engines(self.settings.engines)
        except ValueError as error:
            path = self.settings.workspace / WORKSPACE_FILE
            raise InputError(str(path), 0, f"engines: {error}") from error
        order = {name: number for number, name in enumerate(PREFERENCE)}
        return tuple(sorted(engines, key=lambda e: (order.get(e.name, len(order)), e.name)))

    def request(self, order: "Order") -> RunRequest:
        """The request to draft a source file as the workspace says. Raises InputError."""
        text, path = read_source(order.source, self.settings.workspace)
        return RunRequest(
            text,
            path,
            order.locales,
            self.settings.locales,
            order.engine,
            self.settings.engine_order,
            order.embargo,
            self.settings.source_locale,
            self.settings.allow_cloud,
            self.settings.translate_boilerplate,
            self.settings.checks,
            self.settings.names_in_files,
        )

    def open(self, order: "Order", now: datetime) -> Run:
        """Plan an order's run; nothing is written yet. Raises what forbids it."""
        run = open_run(self.request(order), engines=self.engines, matcher=self.matcher, now=now)
        folder = self.settings.workspace
        refuse_twin(run.job.release, self.ledger, lambda path: (folder / path).is_file())
        if cloud_forbidden(run.job.release, allow_cloud=True, now=now):
            return run  # nothing of a text under embargo, or confidential, is kept elsewhere
        return replace(run, works=tuple(map(_remembering, run.works)))


def _remembering(work: Work) -> Work:
    """The work, none of its engines asked twice for the same."""
    drafters = tuple(map(_remembered, work.choice.drafters))
    return replace(work, choice=replace(work.choice, drafters=drafters))


def _remembered(drafter: Drafter) -> Drafter:
    if not isinstance(drafter.engine, Checked):
        return drafter
    # What is kept is looked at each time, too.
    return replace(drafter, engine=Checked(remembering(drafter.engine.engine)))


@dataclass(frozen=True, slots=True)
class Order:
    """What a coordinator types after ``run``."""

    source: Path
    locales: tuple[Locale, ...] = ()
    """Empty: those of the release, else of the workspace."""
    engine: str = AUTO
    embargo: datetime | None = None


class Orchestrator(Protocol):
    """Something that carries an order out, such as a Prefect flow (an entry point)."""

    def __call__(self, services: Services, order: Order, progress: Progress) -> RunReport:
        """Draft every locale; one that fails does not stop the others."""


def run_directly(services: Services, order: Order, progress: Progress) -> RunReport:
    """Carry an order out with no orchestration: one locale after another, in this process."""
    began = perf_counter()
    now = datetime.now(UTC)
    run = services.open(order, now)
    record_release(run, catalogs=services.catalogs, ledger=services.ledger, now=now)
    results = tuple(
        draft_unless_settled(
            work,
            services.memo,
            catalogs=services.catalogs,
            ledger=services.ledger,
            progress=progress,
            memory=services.memory,
        )
        for work in run.works
    )
    return RunReport(run.job.release, run.findings, results, perf_counter() - began)


def load_orchestrator(name: str) -> Orchestrator:
    """The orchestrator of that name. Raises NotFound where it is not installed."""
    found = {point.name: point for point in entry_points(group=ORCHESTRATORS)}
    if name not in found:
        told = tr("{name} is not installed; use `run --direct`, which does without", name=name)
        raise NotFound(told)
    orchestrator: Orchestrator = found[name].load()
    return orchestrator
