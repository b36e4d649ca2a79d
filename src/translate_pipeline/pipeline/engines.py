"""Which engine drafts a locale, and whether it may."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from translate_pipeline.errors import EngineRefused, NotFound, PolicyRefused
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Release
from translate_pipeline.pipeline.doubts import worthless_of
from translate_pipeline.ports import Engine

AUTO = "auto"

_log = logging.getLogger(__name__)

LONGEST = 4_000
"""Characters of a segment that any engine takes, with what holds its terms' places. No sentence has
as many: a text without full stops does."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An engine whose answers that are no translations count as none."""

    engine: Engine

    @property
    def name(self) -> str:
        """That of the engine."""
        return self.engine.name

    @property
    def on_device(self) -> bool:
        """Whether the text stays on this machine."""
        return self.engine.on_device

    def supports(self, source: Locale, target: Locale) -> str:
        """What the engine uses for the pair."""
        return self.engine.supports(source, target)

    def why_not(self, source: Locale, target: Locale) -> str:
        """What is missing for the pair."""
        return self.engine.why_not(source, target)

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        """The engine's targets, an empty one for what is none (``doubts``). Raises EngineError."""
        targets = self.engine.translate(texts, source, target)
        if len(targets) != len(texts):
            told = tr(
                "{engine} gave {targets} targets for {segments} segments",
                engine=self.name, targets=len(targets), segments=len(texts),
            )  # fmt: skip
            raise EngineRefused(told)
        reasons = worthless_of(texts, targets, source, target)
        if told := ", ".join(sorted({reason for reason in reasons if reason})):
            many = sum(map(bool, reasons))
            _log.warning(
                "%s: %d of %d answers for %s are no translations (%s) and were left out",
                self.name, many, len(texts), target, told,
            )  # fmt: skip
        return ["" if why else one for why, one in zip(reasons, targets, strict=True)]


@dataclass(frozen=True, slots=True)
class Choice:
    """The engine for a locale, or why there is none."""

    engine: Engine | None
    label: str
    """The engine and what it uses, such as ``apertium eng-spa``; empty where there is none."""
    why_not: str = ""
    """For people, a line an engine: what is missing and how to get it."""


def cloud_forbidden(release: Release, *, allow_cloud: bool, now: datetime) -> str:
    """Why a release's text must not leave the machine; empty where it may."""
    if release.embargo and now < release.embargo:
        hour = release.embargo.isoformat()
        return tr("{release} is under embargo until {time}", release=release.id, time=hour)
    if release.confidential:
        return tr("{release} is marked confidential", release=release.id)
    return "" if allow_cloud else tr("the workspace does not allow it (allow_cloud: false)")


def choose_engine(
    engines: Sequence[Engine], name: str, release: Release, locale: Locale, forbidden: str
) -> Choice:
    """The engine of that name, or for ``auto`` the first one that can draft the locale.

    ``engines`` stand in the order of preference; ``forbidden`` says why none may be used that
    sends the text away (empty where one may). Raises NotFound for a name that is not installed and
    PolicyRefused for one that is forbidden; nothing has left the machine then.
    """
    if name == AUTO:
        candidates = [engine for engine in engines if engine.on_device or not forbidden]
    else:
        candidates = [engine for engine in engines if engine.name == name]
        if not candidates:
            names = ", ".join([AUTO, *(engine.name for engine in engines)])
            raise NotFound(tr("no engine {name}; known: {known}", name=repr(name), known=names))
        if forbidden and not candidates[0].on_device:
            told = tr(
                "{engine} sends the text to an outside service, and {reason}",
                engine=name, reason=forbidden,
            )  # fmt: skip
            raise PolicyRefused(told)
    source = release.source_locale
    for engine in candidates:
        if uses := engine.supports(source, locale):
            return Choice(Checked(engine), f"{engine.name} {uses}")
    reasons = (f"{engine.name}: {engine.why_not(source, locale)}" for engine in candidates)
    return Choice(None, "", "\n".join(reasons))
