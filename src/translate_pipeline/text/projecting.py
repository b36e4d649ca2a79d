"""Put a source's tags into its target: around the words that say what they stand around.

Nothing is guessed. A tag is placed where its words stand as they are, where a term of the glossary
was seen, or where the translation of its words alone is found, once; every other tag is left out,
and a check says that it is missing.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from translate_pipeline.text.inline import plain, spans_of, with_tags

Span = tuple[int, int]

_ALIKE = 0.8
"""How much of two texts has to be the same for one to be an inflection of the other."""
_AHEAD = 0.08
"""By how much the best place has to be better than any other."""
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_BEFORE, _AFTER = re.compile(r"^[\W_]+"), re.compile(r"[\W_]+$")
_OPENING, _CLOSING = "“”„«»‘\"'([¿¡", "”“»«’\"')].,;:!?…。！？؟،"


def project(
    source: str,
    target: str,
    meanings: Mapping[str, str],
    terms: Mapping[Span, Span],
    *,
    spaced: bool = True,
) -> str:
    """The target with the tags of the source whose places are sure.

    ``meanings`` has, for the text of a tag, its translation alone; ``terms``, where in the target
    the term of a stretch of the source was seen, both without tags. ``spaced`` tells whether the
    target's language has spaces between words.
    """
    read = plain(source)
    found: dict[str, Span] = {}
    spans = spans_of(source)
    for name, span in sorted(spans.items(), key=lambda one: one[1][0] - one[1][1]):
        place = _place(read, span, target, meanings, terms, spaced=spaced)
        if place and all(_fits(span, place, spans[other], found[other]) for other in found):
            found[name] = place
    return with_tags(target, [(*found[name], name) for name in spans if name in found])


def _place(  # noqa: PLR0913  (what there is to judge by)
    source: str,
    span: Span,
    target: str,
    meanings: Mapping[str, str],
    terms: Mapping[Span, Span],
    *,
    spaced: bool,
) -> Span | None:
    text = source[slice(*span)]
    if not re.search(r"\w", source[: span[0]] + source[span[1] :]):
        return _all_of(source, span, target)
    if span in terms:
        return terms[span]
    number = len(list(_exact(text, source[: span[0]], spaced=spaced)))
    times = len(list(_exact(text, source, spaced=spaced)))
    for wanted in (text, meanings.get(text, "")):
        places = list(_exact(_AFTER.sub("", _BEFORE.sub("", wanted)), target, spaced=spaced))
        if places and len(places) == times:
            return _with_edges(text, places[number], target)
    if spaced and times == 1:
        return _inflected(meanings.get(text, ""), target)
    return None


def _all_of(source: str, span: Span, target: str) -> Span:
    """The whole target, but for the punctuation at its ends that the source has outside too."""
    start = 0 if span[0] == 0 else len(target) - len(target.lstrip(_OPENING))
    ends = re.search(r"[\W_]*$", target)
    return start, len(target) if span[1] == len(source) or not ends else ends.start()


def _exact(wanted: str, text: str, *, spaced: bool) -> Iterator[Span]:
    """Where it stands, in small letters or capitals, as whole words."""
    if wanted:
        edge = r"(?<!\w){}(?!\w)" if spaced else "{}"
        for match in re.finditer(edge.format(re.escape(wanted)), text, re.IGNORECASE):
            yield match.span()


def _with_edges(text: str, place: Span, target: str) -> Span:
    """The place with the punctuation around it that the source has within the tag too."""
    start, end = place
    before, after = (edge and len(edge[0]) for edge in (_BEFORE.match(text), _AFTER.search(text)))
    while before and start and target[start - 1] in _OPENING:
        start, before = start - 1, before - 1
    while after and end < len(target) and target[end] in _CLOSING:
        end, after = end + 1, after - 1
    return start, end


def _inflected(meaning: str, target: str) -> Span | None:
    """The words of the target that are the meaning in another form, if no others are nearly so."""
    wanted = [word.casefold() for word in _WORD.findall(meaning)]
    words = list(_WORD.finditer(target))
    if sum(map(len, wanted)) < 4:
        return None
    scored: list[tuple[float, Span]] = []
    matcher = SequenceMatcher(None, "", " ".join(wanted), autojunk=False)
    for size in range(max(1, len(wanted) - 1), len(wanted) + 2):
        for at in range(len(words) - size + 1):
            window = words[at : at + size]
            matcher.set_seq1(" ".join(word[0].casefold() for word in window))
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                scored.append((matcher.ratio(), (window[0].start(), window[-1].end())))
    scored.sort(key=lambda one: (-one[0], one[1]))
    if not scored or scored[0][0] < _ALIKE:
        return None
    score, best = scored[0]
    apart = (one for one, place in scored if place[1] <= best[0] or best[1] <= place[0])
    return best if next(apart, 0.0) <= score - _AHEAD else None


def _fits(span: Span, place: Span, other: Span, taken: Span) -> bool:
    """Whether two tags stand to each other in the target as in the source: inside, or apart."""
    if other[0] <= span[0] and span[1] <= other[1]:
        return taken[0] <= place[0] and place[1] <= taken[1]
    return place[1] <= taken[0] or taken[1] <= place[0]
