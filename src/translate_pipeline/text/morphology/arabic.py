"""Arabic: particles and the article are written together with a word, and so are pronouns."""

from collections.abc import Iterator

_SHORTEST = 3
"""Letters that remain of a word when something is taken from it."""

_PRONOUNS = ("هما", "ها", "هم", "هن", "كم", "نا", "ه", "ي")

_ENDINGS = (
    ("يون", "ي"), ("يين", "ي"), ("ات", "ة"), ("ات", ""), ("ون", ""), ("ين", ""), ("ان", ""),
    ("تان", "ة"), ("تين", "ة"), ("ا", ""), ("ية", "ي"), ("ة", ""),
)  # fmt: skip
"""Sound plurals, duals, the accusative's alif, feminine adjectives."""


def apart(word: str) -> Iterator[str]:
    """A word without conjunction (و ف), preposition (ب ل ك) and article, in every way it parts."""
    for conjunction in ("", "و", "ف"):
        for preposition in ("", "ب", "ل", "ك"):
            if word.startswith(conjunction + preposition):
                rest = word[len(conjunction + preposition) :]
                if len(rest) >= _SHORTEST or rest == word:
                    yield rest
                yield from _without_article(rest, "ل" if preposition == "ل" else "ال")


def bare(word: str) -> Iterator[str]:
    """A word of a term: indefinite too where the term has the article."""
    yield word
    yield from _without_article(word, "ال")


def _without_article(word: str, article: str) -> Iterator[str]:
    rest = word.removeprefix(article)
    if rest != word and len(rest) >= _SHORTEST:
        yield rest


def owned(word: str) -> Iterator[str]:
    """A word without its pronoun; a feminine ending is written differently without one."""
    for pronoun in _PRONOUNS:
        rest = word.removesuffix(pronoun)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest
            if rest.endswith("ت"):
                yield rest[:-1] + "ة"


def stems(word: str) -> Iterator[str]:
    """A word without its regular ending."""
    for ending, singular in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest + singular
