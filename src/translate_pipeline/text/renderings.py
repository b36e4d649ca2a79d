"""Where given renderings stand in a target: by words, inflections included (``text.words``)."""

from collections.abc import Iterable
from functools import lru_cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.words import Word, words

Span = tuple[int, int]
"""Start and end in a text, in code points."""


def find_renderings(target: str, locale: Locale, renderings: Iterable[str]) -> tuple[Span, ...]:
    """The places in order; where two overlap, the longer one.

    >>> find_renderings("Hubo graves abusos.", Locale("es"), ["abuso"])
    ((12, 18),)
    """
    text = words(target, locale.language)
    found: list[Span] = []
    for rendering in renderings:
        run = _run(rendering, locale.language)
        for place in range(len(text) - len(run) + 1 if run else 0):
            part = text[place : place + len(run)]
            if all(mine.keys & theirs.keys for mine, theirs in zip(run, part, strict=True)):
                found.append((part[0].start, part[-1].end))
    kept: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end in kept):
            kept.append((start, end))
    return tuple(sorted(kept))


@lru_cache(maxsize=10_000)
def _run(rendering: str, language: str) -> tuple[Word, ...]:
    return words(rendering, language)
