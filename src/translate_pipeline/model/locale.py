"""Locale: a BCP 47 language tag."""

import re
from dataclasses import dataclass
from typing import Self

from translate_pipeline.messages import tr

_SCRIPTS = {
    "Arab": "apc ar bal bgn ckb fa ks lrc mzn ps sd sdh skr trw ug ur",
    "Armn": "hy",
    "Beng": "as bn mni",
    "Cakm": "ccp",
    "Cans": "csw iu",
    "Cher": "chr",
    "Copt": "cop",
    "Cyrl": "ab ba be bg ce cu cv kaa kk ky mdf mk mn myv os ru sah sr tg tt tyv uk",
    "Deva": "bgc bho brx doi hi kok mai mr ne raj sa xnr",
    "Ethi": "am byn gez ti tig wal",
    "Geor": "ka",
    "Grek": "el",
    "Gujr": "gu",
    "Guru": "pa",
    "Hans": "zh",
    "Hant": "yue",
    "Hebr": "he yi",
    "Hmnp": "hnj",
    "Jpan": "ja",
    "Khmr": "km",
    "Knda": "kn",
    "Kore": "ko",
    "Laoo": "lo",
    "Mlym": "ml",
    "Mymr": "my shn",
    "Nkoo": "nqo",
    "Olck": "sat",
    "Orya": "or",
    "Osge": "osa",
    "Rohg": "rhg",
    "Sinh": "si",
    "Syrc": "syr",
    "Taml": "ta",
    "Tavt": "blt",
    "Telu": "te",
    "Tfng": "shi zgh",
    "Thaa": "dv",
    "Thai": "th",
    "Tibt": "bo dz",
    "Vaii": "vai",
    "Yiii": "ii",
}
_SCRIPT = {language: script for script, some in _SCRIPTS.items() for language in some.split()} | {
    "az-IQ": "Arab", "az-IR": "Arab", "ha-SD": "Arab", "kk-CN": "Arab", "mn-CN": "Mong",
    "pa-PK": "Arab", "sd-IN": "Deva", "sr-ME": "Latn", "uz-AF": "Arab", "yue-CN": "Hans",
    "zh-HK": "Hant", "zh-MO": "Hant", "zh-TW": "Hant",
}  # fmt: skip
"""The script of languages that are usually not written in Latin script, and of regions that write
another one than their language usually does (CLDR, likely subtags)."""

_RENAMED = {"in": "id", "iw": "he", "ji": "yi"}
"""Codes of old that Java's programs still write (CLDR, language aliases)."""

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
        """Read ``pt-BR``, ``pt_BR`` or ``PT-br`` alike, and ``iw`` as ``he``.

        Raises ValueError for anything that is not language[-Script][-REGION]. The pattern is
        narrow on purpose: a locale becomes a folder name.
        """
        match = _TAG.fullmatch(text)
        if not match:
            told = tr("{text} is not a locale; write it like es, pt-BR or zh-Hant", text=repr(text))
            raise ValueError(told)
        language, script, region = match.groups()
        parts = [_RENAMED.get(language.lower(), language.lower())]
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
    def script(self) -> str:
        """The script that it is written in, as far as its tag tells: ``Latn``, ``Hant``."""
        language, *others = self.tag.split("-")
        written = next((part for part in others if len(part) == 4), "")
        return written or _SCRIPT.get(self.tag) or _SCRIPT.get(language, "Latn")

    @property
    def is_latin(self) -> bool:
        """Whether it is written in Latin script, as far as its tag tells."""
        return self.script == "Latn"

    @property
    def wider(self) -> tuple["Locale", ...]:
        """Whose words it can use where it has none of its own, the nearest first.

        Those of its language, if that is written in the same script: ``es`` for ``es-MX``, but
        ``zh-Hant`` for ``zh-TW``, not ``zh``.
        """
        bare = Locale(self.language)
        scripted = Locale(f"{self.language}-{self.script}")
        return (scripted, bare) if bare.script == self.script else (scripted,)

    def akin(self, other: "Locale") -> bool:
        """Whether both are one language in one script, whatever the region: ``pt-BR``, ``pt``."""
        return (self.language, self.script) == (other.language, other.script)


ENGLISH = Locale("en")
