"""Which engines draft a locale, in which order, and whether they may."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from translate_pipeline.errors import EngineRefused, NotFound, PolicyRefused
from translate_pipeline.messages import tr
from translate_pipeline.model.engine import AUTO, EngineOrder
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Release
from translate_pipeline.pipeline.doubts import worthless_of
from translate_pipeline.ports import Engine

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
class Drafter:
    """An engine that can draft a locale."""

    engine: Engine
    label: str
    """The engine and what it uses, such as ``apertium eng-spa``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The engines for a locale, or why there is none."""

    drafters: tuple[Drafter, ...]
    """In the order in which they are asked: each for what those before it left."""
    why_not: str = ""
    """For people, a line an engine: what is missing and how to get it."""

    @property
    def label(self) -> str:
        """All of them, such as ``neural en-es, apertium eng-spa``; empty where there is none."""
        return ", ".join(drafter.label for drafter in self.drafters)


def cloud_forbidden(release: Release, *, allow_cloud: bool, now: datetime) -> str:
    """Why a release's text must not leave the machine; empty where it may."""
    if release.embargo and now < release.embargo:
        hour = release.embargo.isoformat()
        return tr("{release} is under embargo until {time}", release=release.id, time=hour)
    if release.confidential:
        return tr("{release} is marked confidential", release=release.id)
    return "" if allow_cloud else tr("the workspace does not allow it (allow_cloud: false)")


def choose_engines(  # noqa: PLR0913  (what is asked for, of what, and what forbids it)
    engines: Sequence[Engine],
    name: str,
    release: Release,
    locale: Locale,
    forbidden: str,
    *,
    order: EngineOrder | None = None,
) -> Choice:
    """The engine of that name alone, or for ``auto`` all that can draft the locale.

    ``engines`` stand in the order of preference, which ``order`` replaces; ``forbidden`` says why
    none may be used that sends the text away (empty where one may). Raises NotFound for a name that
    is not installed and PolicyRefused for one that is forbidden; nothing has left the machine then.
    """
    listed = _listed(order or {}, locale) if name == AUTO else (name,)
    named = {engine.name: engine for engine in engines}
    if unknown := [one for one in listed or () if one not in named]:
        names = ", ".join([AUTO, *named])
        told = tr("no engine {name}; known: {known}", name=repr(unknown[0]), known=names)
        raise NotFound(told)
    candidates = [named[one] for one in listed] if listed else list(engines)
    kept_out = [one for one in candidates if forbidden and not one.on_device]
    refused = {
        one.name: tr(
            "{engine} sends the text to an outside service, and {reason}",
            engine=one.name, reason=forbidden,
        )
        for one in kept_out
    }  # fmt: skip
    if name in refused:
        raise PolicyRefused(refused[name])
    allowed = [one for one in candidates if one.name not in refused]
    source = release.source_locale
    drafters = [
        Drafter(Checked(engine), f"{engine.name} {uses}")
        for engine in allowed
        if (uses := engine.supports(source, locale))
    ]
    if drafters:
        return Choice(tuple(drafters))
    reasons = [f"{engine.name}: {engine.why_not(source, locale)}" for engine in allowed]
    # Of those that nobody asked for by name it goes without saying.
    return Choice((), "\n".join([*reasons, *(refused.values() if listed else ())]))


def _listed(order: EngineOrder, locale: Locale) -> tuple[str, ...]:
    """The engines that a workspace names for a locale; none where it leaves the order as it is."""
    return next((order[one] for one in (locale, *locale.wider, None) if one in order), ())
