"""Locale: a BCP 47 language tag."""

import re
from dataclasses import dataclass
from typing import Self

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")


@dataclass(frozen=True, slots=True, order=True)
class Locale:
    """A language tag in its canonical form, such as ``pt-BR`` or ``zh-Hant``.

    Made by :meth:`parse`; whether a tag names a language that exists is asked of
    ``text.languages``, not here.
    """

    tag: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``pt-BR``, ``pt_BR`` or ``PT-br`` alike.

        Raises ValueError for anything that is not language[-Script][-REGION]. The pattern is
        narrow on purpose: a locale becomes a folder name.
        """
        match = _TAG.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a locale; write it like es, pt-BR or zh-Hant")
        language, script, region = match.groups()
        parts = [language.lower()]
        parts += [script.title()] if script else []
        parts += [region.upper()] if region else []
        return cls("-".join(parts))

    def __str__(self) -> str:
        return self.tag

    @property
    def gettext(self) -> str:
        """The name that gettext uses in paths and headers: ``pt_BR``."""
        return self.tag.replace("-", "_")

    @property
    def language(self) -> str:
        """The primary language subtag: ``pt``."""
        return self.tag.split("-", 1)[0]


ENGLISH = Locale("en")
