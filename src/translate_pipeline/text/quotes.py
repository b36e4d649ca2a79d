"""Typographic marks an engine cannot read: made plain before translating, put back after.

Quotation marks, apostrophes, dashes and the ellipsis. Neural models of small vocabulary drop
``“ ” ‘ ’ – — …`` without a word, and keep ``" ' - ...``.
"""

import re
from typing import NamedTuple

_DOUBLE, _SINGLE = '"“”„‟«»', "'‘’‚‛‹›"
_CURLY = frozenset("“”„‟«»‘’‚‛‹›")
_INNER_SPACE = "[ \u00a0\u202f]?"
_QUOTE = re.compile(f"[«‹]{_INNER_SPACE}|{_INNER_SPACE}[»›]|[{_DOUBLE}{_SINGLE}]")
_TIGHT_EM_DASH = re.compile(r"(?<=\w)—(?=\w)")
_LONE_DASH = re.compile(r"(?<=\s)[-–—](?=\s)")
_SOURCE_DASH = re.compile(r"(?<=\s)[–—](?=\s)|(?<=\w)—(?=\w)")
_RANGE = re.compile(r"\d+–\d+")


class _Mark(NamedTuple):
    """A quotation mark in a text."""

    start: int
    end: int
    opens: bool


def plain(text: str) -> str:
    """The text with straight quotes, hyphens for dashes and three dots for the ellipsis.

    A dash that joins two words without spaces becomes a hyphen between spaces: without them it
    would read as a compound. The space inside guillemets goes.
    """
    text = _QUOTE.sub(lambda mark: '"' if mark[0].strip() in _DOUBLE else "'", text)
    text = _TIGHT_EM_DASH.sub(" - ", text)
    return text.translate({ord("–"): "-", ord("—"): "-", ord("…"): "..."})


def restore(target: str, source: str) -> str:
    """The target with the kind of marks that its source has.

    Where both have the same run of opening and closing marks, each gets its counterpart's
    character; else every mark of the target gets the kind of the source's first of its sort. A
    target whose source is plain stays as it is.
    """
    target = _restore_quotes(target, source)
    if dashes := _SOURCE_DASH.findall(source):
        spare = iter(dashes if len(dashes) == len(_LONE_DASH.findall(target)) else ())
        target = _LONE_DASH.sub(lambda _: next(spare, dashes[0]), target)
    for span in set(_RANGE.findall(source)):
        target = re.sub(rf"(?<!\d){plain(span)}(?!\d)", span, target)
    if "…" in source and "..." not in source:
        target = target.replace("...", "…")
    return target


def _restore_quotes(target: str, source: str) -> str:
    given, found = _quotes(source), _quotes(target)
    kinds = [source[mark.start : mark.end] for mark in given]
    if not given:
        kinds = [target[mark.start : mark.end] for mark in found]
    elif [mark.opens for mark in given] != [mark.opens for mark in found]:
        kinds = [_alike(target[mark.start], mark.opens, kinds, given) for mark in found]
    apostrophe = "’" if _CURLY & set(source) else "'"
    pieces, end = [], 0
    for mark, kind in zip(found, kinds, strict=True):
        pieces += [target[end : mark.start].replace("'", apostrophe), kind]
        end = mark.end
    return "".join([*pieces, target[end:].replace("'", apostrophe)])


_MATES = {"“": "”", "”": "“", "‘": "’", "’": "‘", "„": "“", "‚": "‘", "«": "»", "»": "«"}
_MATES |= {"‹": "›", "›": "‹"}


def _alike(mark: str, opens: bool, kinds: list[str], given: list[_Mark]) -> str:  # noqa: FBT001
    """The source's first mark that is double or single, opening or closing, as this one is.

    Where the source has only its counterpart, that one's mate; only the other sort, that sort.
    """
    same_sort = [
        (k, m) for k, m in zip(kinds, given, strict=True) if (k in _SINGLE) == (mark == "'")
    ]
    choice = same_sort or list(zip(kinds, given, strict=True))
    exact = next((kind for kind, other in choice if other.opens == opens), "")
    return exact or _MATES.get(choice[0][0].strip(), choice[0][0])


def _quotes(text: str) -> list[_Mark]:
    """The quotation marks, without the apostrophes that look like them."""
    marks: list[_Mark] = []
    single_open = False
    for match in _QUOTE.finditer(text):
        mark, before = match[0].strip(), text[: match.start()]
        after = text[match.end() : match.end() + 1]
        opens = not before or bool(after.strip() and not (before[-1].isalnum() or _ends(before)))
        if mark in "'’":
            closes = single_open or before.endswith((".", ",", "!", "?", "…"))
            if opens and mark == "'" and _closed_later(text, match.end()):
                single_open = True
            elif not opens and closes and not after.isalnum():
                single_open = False
            else:
                continue
        elif mark in _SINGLE:
            single_open = opens = mark in "‚‹" or opens
        marks.append(_Mark(match.start(), match.end(), opens))
    return marks


def _ends(before: str) -> bool:
    """Whether what stands before a mark says that it closes: punctuation, a closing bracket."""
    return before[-1] in ".,;:!?…)]%"


def _closed_later(text: str, start: int) -> bool:
    """Whether a straight single quote that opens has its closing one."""
    return re.search(r"(?<=[\w.,!?…])'(?!\w)", text[start:]) is not None
