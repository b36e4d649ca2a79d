"""Which engine drafts a locale, and whether it may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from translate_pipeline.errors import NotFound, PolicyRefused
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Release
from translate_pipeline.ports import Engine

AUTO = "auto"

LONGEST = 4_000
"""Characters of a segment that any engine takes, with what holds its terms' places. No sentence has
as many: a text without full stops does."""


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
            return Choice(engine, f"{engine.name} {uses}")
    reasons = (f"{engine.name}: {engine.why_not(source, locale)}" for engine in candidates)
    return Choice(None, "", "\n".join(reasons))
