"""Reviewer, Policy: who may approve what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from translate_pipeline.errors import PolicyRefused
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.standing import same_person

LEGAL = "legal"
"""The role of who may approve what names a charge or a provision of law."""
LEGAL_DOMAINS = frozenset({"conduct", "crime", "instrument", "law"})
"""The domains of a glossary that are legal where the workspace does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person who answers for what they approve."""

    name: str
    """A pseudonym will do."""
    roles: frozenset[str] = frozenset()
    locales: frozenset[Locale] = frozenset()
    """The locales that they may approve; empty for all."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may approve what, as the workspace says."""

    two_persons: bool = True
    reviewers: Mapping[str, Reviewer] = field(default_factory=dict)
    """By ``same_person``; where nobody is named anybody may review, without a role."""
    legal_domains: frozenset[str] = LEGAL_DOMAINS

    def reviewer(self, name: str, locale: Locale) -> Reviewer:
        """Who reviews a locale under a name. Raises PolicyRefused."""
        known = self.reviewers.get(same_person(name))
        if known is None and self.reviewers:
            told = tr(
                "{name} is none of the workspace's reviewers; they stand under `reviewers:` in its"
                " settings",
                name=name,
            )
            raise PolicyRefused(told)
        reviewer = known or Reviewer(name)
        if reviewer.locales and locale not in reviewer.locales:
            allowed = ", ".join(sorted(one.tag for one in reviewer.locales))
            told = tr(
                "{name} reviews {allowed}, not {locale}",
                name=reviewer.name, allowed=allowed, locale=locale,
            )  # fmt: skip
            raise PolicyRefused(told)
        return reviewer


ANYBODY = Policy()
"""Where the workspace says nothing."""
