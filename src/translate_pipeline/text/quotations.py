"""How languages mark a quotation, and which marks of a text have no partner."""

import re
from functools import cache, lru_cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.markup import masked

_STYLES = """
«» “”: ar ary arz ckb ps ug es ca gl eu pt-PT it el hy sq am ti mg rm
«» „“: ru uk be kk ky mn tg tt
«»: fr fa br nb nn no
„“ »«: de sk cs sl lt bg mk ka et lb hr bs sr sr-Latn is
«» „“: de-CH de-LI
„” »« «»: pl ro hu
“” „”: nl af he yi
”” »«: sv fi da
“”: zh
「」 『』: ja zh-Hant yue
"""
"""CLDR's delimiters, which Babel does not hand on, and what the press uses besides."""
_USUAL = "“”"

_ADMITTED = {
    "ko": "「」『』", "ja": "“”", "zh": "「」『』", "zh-Hant": "“”", "da": "“„",
    "nb": "“”", "nn": "“”", "az": "«»„", "uz": "«»„", "hr": "”", "sr": "”", "mk": "”", "et": "”",
    "bs": "”", "sr-Latn": "”", "fi": "“", "ka": "”", "kk": "“”", "ky": "“”",
    "it": "„", "lv": "„«»", "tr": "«»", "vi": "«»", "eo": "„«»", "uk": "”", "ru": "”",
    "he": '"', "yi": '"',
}  # fmt: skip
"""Marks that are seen beside those, and are not worth a word."""

_CHOICES = {
    tag: tuple(pairs.split())
    for pairs, _, tags in (line.partition(": ") for line in _STYLES.strip().split("\n"))
    for tag in tags.split()
}
MARKS = re.compile('[«»“”„‟"「」『』]')
"""The double ones; single ones cannot be told from apostrophes."""
_NO_QUOTATION = re.compile(
    '(?<=[א-ת]{2})["“”](?=[א-ת])|(?<=[א-ת])["“”](?=[א-ת](?![א-ת]))'
    '|\\d[\'’′] ?\\d+["”]|(?<=\\d)"(?=-)'
)
"""Abbreviations of Hebrew, feet and inches."""
_CURLY = frozenset('“”„‟"')
_TOGETHER = re.compile('["“”]{2}|["“”] ?[\'‘’]|[\'‘’] ?["“”]')
_SINGLE_OPENS = re.compile(r"(?<!\w)['‘’](?=\w)")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")
_PAIRED = {"»": "«", "」": "「", "』": "『"}


@cache
def styles(locale: Locale) -> tuple[str, ...]:
    """The pairs of marks that the locale uses for a quotation, the usual one first.

    >>> styles(Locale("de"))
    ('„“', '»«')
    """
    names = (locale.tag, *(wider.tag for wider in locale.wider))
    return next((_CHOICES[name] for name in names if name in _CHOICES), (_USUAL,))


@cache
def accepted(locale: Locale) -> frozenset[str]:
    """The marks of those pairs, and others that are not worth a word."""
    names = (locale.tag, *(wider.tag for wider in locale.wider))
    more = "".join(_ADMITTED.get(name, "") for name in names)
    return frozenset("".join(styles(locale)) + more)


@lru_cache(maxsize=512)
def unpaired(text: str) -> tuple[int, ...]:
    """Where marks stand in a text that have no partner.

    A language may turn its marks around (»so«), and close with the mark that another opens with
    („so“). So angles and corners need as many of one as of the other, and the rest an even number.

    >>> unpaired("«So“»"), unpaired("„So“, »so«")
    ((3,), ())
    """
    text = masked(text)
    found = [match.start() for match in MARKS.finditer(text)]
    if not found:
        return ()
    aside = {at for match in _NO_QUOTATION.finditer(text) for at in range(*match.span())}
    waiting: dict[str, list[int]] = {}
    for at in found:
        if at in aside:
            continue
        mark = text[at]
        group = '"' if mark in _CURLY else _PAIRED.get(mark, mark)
        partners = waiting.setdefault(group, [])
        if partners and (group == '"' or text[partners[-1]] != mark):
            partners.pop()
        else:
            partners.append(at)
    return tuple(sorted(at for partners in waiting.values() for at in partners))


@lru_cache(maxsize=512)
def is_part(source: str) -> bool:
    """Whether a source is part of a longer quotation, as far as its marks tell.

    Single marks count too. Where a quotation inside another closes with it, nobody can tell.

    >>> is_part("“We fled."), is_part("'We fled,' she said."), is_part("the students' union")
    (True, False, True)
    """
    if unpaired(source) or _TOGETHER.search(source):
        return True
    return len(_SINGLE_OPENS.findall(source)) != len(_SINGLE_CLOSES.findall(source))
