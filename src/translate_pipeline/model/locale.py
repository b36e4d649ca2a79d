"""Locale: a BCP 47 language tag."""

import re
from dataclasses import dataclass
from typing import Self

_OTHER_SCRIPTS = frozenset(
    """
    ab am apc ar as ba bal be bg bgc bgn bho blt bn bo brx byn ccp ce chr ckb cop csw cu cv doi
    dv dz el fa gez gu he hi hnj hy ii iu ja ka kaa kk km kn ko kok ks ky lo lrc mai mdf mk ml
    mn mni mr my myv mzn ne nqo or os osa pa ps raj rhg ru sa sah sat sd sdh shi shn si skr sr
    syr ta te tg th ti tig trw tt tyv ug uk ur vai wal xnr yi yue zgh zh
    """.split()  # noqa: SIM905  (a list of words reads better as a paragraph)
)
"""Languages that are usually written in another script than Latin (CLDR, likely subtags)."""

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

    @property
    def is_latin(self) -> bool:
        """Whether it is written in Latin script, as far as its tag tells."""
        scripts = [part for part in self.tag.split("-")[1:] if len(part) == 4]
        return scripts == ["Latn"] if scripts else self.language not in _OTHER_SCRIPTS


ENGLISH = Locale("en")
