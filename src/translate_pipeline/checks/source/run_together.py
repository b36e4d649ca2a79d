"""Two words, or two sentences, with the space between them lost: ImagesIsrael, 1948.Since."""

import re
from collections.abc import Iterator

from translate_pipeline.checks.source.reading import Source
from translate_pipeline.checks.source.vocabulary import countries, is_word
from translate_pipeline.model.translation import SourceFinding

NAME = "run-together"

_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|[@#_\\]|\.[a-z]{2}")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCES = re.compile(
    r"(?:[^\W\d_A-Z]{2}|\d{3})[.!?…;,][”\"’»)]?(?=[A-ZÀ-ÞА-Я][^\W\d_A-Z])(?!(?:Com|Net|Org)\b)"
)
_ACRONYM = re.compile(r"([A-ZÀ-Þ]{2,6})([A-ZÀ-Þ][a-zß-ÿ]{3,30})")
_PREFIXES = frozenset(
    {
        "abd", "abu", "bin", "bint", "del", "des", "don", "fitz", "ibn", "las", "los",
        "mac", "san", "santa", "van", "von",
    }
)  # fmt: skip
_NAMES = frozenset(
    {
        "actionaid", "astrazeneca", "buzzfeed", "crowdstrike", "deepmind", "exxonmobil",
        "facebook", "facetime", "github", "harpercollins", "huffpost", "iranwire", "javascript",
        "linkedin",
        "jpmorgan", "mastercard", "mediawiki", "natwest", "onedrive", "openoffice", "openstreetmap",
        "paypal", "playstation", "powerpoint", "propublica", "sharepoint", "snapchat",
        "soundcloud", "spacex", "tiktok", "totalenergies", "ukaid", "unaids", "usaid", "wateraid",
        "wechat", "whatsapp", "wikileaks", "wordpress", "youtube",
    }
)  # fmt: skip
"""Names that are written so."""


def check(source: Source) -> Iterator[SourceFinding]:
    """Report a capital inside a word, and a sentence that begins right after a full stop.

    A capital inside a word is right in many names. It is reported where the text does not write the
    word so twice, and has what follows the capital, or begins small, as no name would.
    """
    for raw in source.raw_blocks:
        for token in _TOKEN.finditer(raw.text):
            if token[0].islower() or token[0].isupper() or _ADDRESS.search(token[0]):
                continue
            for match in _SENTENCES.finditer(token[0]):
                place = token.start() + match.end()
                apart = f"{token[0][: match.end()].split()[-1]} {token[0][match.end() :]}"
                message = "A space is missing before the next sentence"
                yield raw.finding(NAME, place - 1, place + 2, message, apart)
            for match in _WORD.finditer(token[0]):
                join = _join(match[0], source)
                if join:
                    start = token.start() + match.start()
                    apart = f"{match[0][:join]} {match[0][join:]}"
                    message = f"“{match[0]}” looks like two words run together"
                    yield raw.finding(NAME, start, start + len(match[0]), message, apart)


def _join(word: str, source: Source) -> int:
    """Where the second of two words begins; 0 where it looks like one."""
    words, language = source.words, source.language
    if words[word] > 1 or word.casefold() in _NAMES:
        return 0
    if acronym := _ACRONYM.fullmatch(word):
        right = acronym[2]
        return acronym.end(1) if words[right] or is_word(right, language) else 0
    joins = [i for i in range(3, len(word) - 2) if word[i].isupper() and word[i - 1].islower()]
    if len(joins) != 1:
        return 0
    left, right = word[: joins[0]], word[joins[0] :]
    if not (left[1:].islower() and right[1:].islower()) or left.casefold() in _PREFIXES:
        return 0
    apart = words[right] or left.islower() or (_is_name(left, source) and is_word(right, language))
    return joins[0] if apart else 0


def _is_name(word: str, source: Source) -> bool:
    """Whether it is a country, or a word that the text writes with a capital inside a sentence."""
    inside = re.compile(rf"[^\W\d_A-Z]\s{word}\b")
    return word in countries(source.language) or (
        not source.words[word.lower()] and any(inside.search(raw.text) for raw in source.raw_blocks)
    )
