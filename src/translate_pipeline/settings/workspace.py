"""What a workspace decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from translate_pipeline.model.engine import EngineOptions, EngineOrder
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.notice import Recipient
from translate_pipeline.model.reviewer import LEGAL_DOMAINS, Policy, Reviewer
from translate_pipeline.model.translation import Severities
from translate_pipeline.store.place import Place
from translate_pipeline.store.server import Server
from translate_pipeline.store.shelf_url import ShelfUrl


@dataclass(frozen=True, slots=True)
class Settings:
    """What a workspace decides. The defaults are those of an empty workspace file."""

    workspace: Path
    """The folder that holds ``glossary/``, ``locales/`` and ``releases/``; absolute."""
    locales: tuple[Locale, ...] = ()
    """Drafted where neither the command nor the release names any."""
    source_locale: Locale = ENGLISH
    allow_cloud: bool = False
    """Whether a text may be sent to an engine that is not on this machine."""
    translate_boilerplate: bool = False
    """Whether photo credits and calls to action are translated too."""
    checks: Severities = field(default_factory=dict)
    """What becomes of the findings of a check, by rule; the others keep their severities."""
    two_person_rule: bool = True
    """Whether a target is approved only by somebody who did not write it."""
    reviewers: Mapping[str, Reviewer] = field(default_factory=dict)
    """Who may approve, by name. Where nobody is named, anybody may, without any role."""
    legal_domains: frozenset[str] = LEGAL_DOMAINS
    """The domains of the glossary whose concepts need a reviewer with the role ``legal``."""
    attribution: Mapping[Locale, str] = field(default_factory=dict)
    """By locale: the line under an approved version that says of whom the translation is."""
    publish_on_approval: bool = True
    """Whether the flows publish what is approved; else only people do."""
    names_in_files: bool = False
    """Whether PO files say who approved by name, and not only by role."""
    notify: tuple[Recipient, ...] = ()
    """Who is told what happens, through services outside this machine; nobody by default."""
    engines: Mapping[str, EngineOptions] = field(default_factory=dict)
    """What is said of some engines, by name."""
    engine_order: EngineOrder = field(default_factory=dict)
    """The engines that ``auto`` asks, where not all that are installed in the usual order."""

    @property
    def policy(self) -> Policy:
        """Who may approve what."""
        return Policy(self.two_person_rule, self.reviewers, self.legal_domains)

    ledger_server: Server | None = None
    """Where the ledger is if it is not in the workspace."""

    @property
    def ledger(self) -> Place:
        """Where the ledger is."""
        return self.ledger_server or self.workspace / ".translate-pipeline" / "ledger.db"

    kept_at: Path | ShelfUrl = Path("published")
    """Where approved versions are kept; a folder is meant from the workspace."""

    @property
    def shelf(self) -> Path | ShelfUrl:
        """Where approved versions are kept: a folder, or a URL."""
        return self.workspace / self.kept_at if isinstance(self.kept_at, Path) else self.kept_at

    @property
    def tokens(self) -> Path:
        """The file with the digests of the section offices' tokens."""
        return self.workspace / ".translate-pipeline" / "tokens.json"

    @property
    def outbox(self) -> Path:
        """The file with the subscribers of webhooks, their secrets, and what was sent to them."""
        return self.workspace / ".translate-pipeline" / "webhooks.db"

    @property
    def settled(self) -> Path:
        """The folder of what runs remember, to save time."""
        return self.workspace / ".translate-pipeline" / "settled"

    @property
    def glossary(self) -> Path:
        """The folder of the glossary's YAML files."""
        return self.workspace / "glossary"

    @property
    def memory(self) -> Path:
        """The folder of the translation memories of others."""
        return self.workspace / "memory"

    @property
    def memory_index(self) -> Path:
        """The folder of the translation memory's index, which may be deleted at any time."""
        return self.workspace / ".translate-pipeline" / "memory"

    @property
    def keys(self) -> Path:
        """The folder of the lists of keys that sign for the workspace."""
        return self.workspace / "keys"
