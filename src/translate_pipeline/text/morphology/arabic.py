"""Arabic: particles and the article are written together with a word, and so are pronouns."""

from collections.abc import Iterator

from translate_pipeline.text.fold import fold_spelling

_SHORTEST = 3
"""Letters that remain of a word when something is taken from it."""

_PRONOUNS = ("هما", "ها", "هم", "هن", "كم", "نا", "ه", "ي")

_MEN, _THINGS = "M", "T"
_KINDS = {
    _MEN: (("يون", "ي"), ("يين", "ي"), ("ون", ""), ("ين", ""), ("ان", ""), ("ا", "")),
    _THINGS: (("ات", "ة"), ("ات", ""), ("تان", "ة"), ("تين", "ة"), ("ا", "")),
}
"""Sound plurals, duals, the accusative's alif, and what the singular has there. Two of one kind
meet, two of different kinds do not: مستوطنين, settlers, and مستوطنات, settlements."""

_AGREEING = ("يون", "يين", "يات", "ية", "ون", "ين", "ات", "ان", "ة", "ا")


def respelt(word: str) -> Iterator[str]:
    """A word without hamzas; its feminine ending is left, lest it be taken for a pronoun."""
    plain = fold_spelling(word, "ar")
    yield plain[:-1] + "ة" if word.endswith("ة") else plain


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
    """A word of a text without its regular ending; a woman's is a man's with another ending."""
    yield from term_stems(word)
    rest = word.removesuffix("ة")
    if rest != word and len(rest) >= _SHORTEST:
        yield rest


def term_stems(word: str) -> Iterator[str]:
    """A word of a term without its regular ending; as a singular, it is of either kind."""
    for kind, endings in _KINDS.items():
        yield word + kind
        for ending, singular in endings:
            rest = word.removesuffix(ending)
            if rest != word and len(rest) >= _SHORTEST:
                yield rest + singular + kind


def agreeing(word: str) -> Iterator[str]:
    """An adjective in the form of a masculine singular."""
    for ending in _AGREEING:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest + "ي" if ending.startswith("ي") else rest
