"""Where given renderings stand in a target: by words, inflections included (``text.words``)."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.words import Target, Term, Words, read_term

Span = tuple[int, int]
"""Start and end in a text, in code points."""


def find_renderings(target: str, locale: Locale, renderings: Iterable[str]) -> tuple[Span, ...]:
    """The places in order; where two overlap, the longer one.

    >>> find_renderings("Hubo graves abusos.", Locale("es"), ["abuso"])
    ((12, 18),)
    """
    text = Target(Words(target, locale.language), lemmas=True)
    terms = (_term(rendering, locale.language) for rendering in renderings)
    found = [span for term in terms if term for span in _places(term, text)]
    kept: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end in kept):
            kept.append((start, end))
    return tuple(sorted(kept))


def closest_rendering(text: str, locale: Locale, renderings: Iterable[str]) -> str:
    """Which rendering a stretch of a target is: as it is written, else the longest that it holds.

    Empty where it holds none.

    >>> closest_rendering("las ocupadas", Locale("es"), ["ocupación", "ocupado", "ocupada"])
    'ocupado'
    """
    target = Target(Words(text, locale.language), lemmas=True)
    best, near = "", (False, 0)
    for rendering in renderings:
        term = _term(rendering, locale.language)
        if term and any(_places(term, target)):
            nearer = (term.words.folded == target.words.folded, len(term))
            best, near = max((best, near), (rendering, nearer), key=lambda one: one[1])
    return best


def _places(term: Term, text: Target) -> Iterator[Span]:
    """Where the words of a term stand side by side."""
    for place in range(len(text.words.all) - len(term) + 1):
        if all(keys.all & text.keys(place + number).all for number, keys in enumerate(term.keys)):
            yield text.words.span(place, place + len(term) - 1)


@lru_cache(maxsize=10_000)
def _term(rendering: str, language: str) -> Term | None:
    return read_term(rendering, language, lemmas=True, approved=False)
