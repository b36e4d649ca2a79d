"""Put the times that a correction changed into a target."""

import re
from decimal import Decimal

from translate_pipeline.text.figures import Figure
from translate_pipeline.text.repairs.agreement import keeps_words
from translate_pipeline.text.repairs.correction import Pair
from translate_pipeline.text.repairs.edits import Edit, Readable, zero_of
from translate_pipeline.text.repairs.style import in_digits

HALF = re.compile(r"\s?[ap]\.?\s?m\b", re.IGNORECASE)
"""What makes a time one of the morning or of the afternoon."""
_MORNING = re.compile(r"\s?a", re.IGNORECASE)
_ENDS = re.compile(r"[^\w\s]|$")
_RUN = re.compile(r"\d+")


def same_half(figure: Figure, pair: Pair, target: Readable) -> bool:
    """Whether no word beside a time says of which part of the day it is: 3 de la tarde."""
    half = HALF.match(pair.old.after)
    runs = _RUN.findall(figure.text)
    if not half or (runs and int(runs[0]) > 12):
        return True
    after = target.text[figure.end : figure.end + 8]
    ends = target.locale.is_latin and _MORNING.match(half[0]) and _ENDS.match(after)
    return bool(ends or HALF.match(after))


def clock_edit(figure: Figure, pair: Pair, target: Readable) -> Edit | None:
    """A time or a date in figures, as far as the target writes it in the same order."""
    before, old, new = (_RUN.findall(text) for text in (figure.text, pair.old.text, pair.new.text))
    runs = [[int(run) for run in some] for some in (before, old)]
    half = HALF.match(pair.old.after) or HALF.match(pair.new.after)
    if runs[0] != runs[1] or len(new) != len(old) or (half and {"12", "00"} & {old[0], new[0]}):
        return None
    if ":" not in figure.text and len(set(old)) < len(old):
        return None  # 5/5: which is the day?
    if not _words_stay(figure, (old, new), target):
        return None
    zero = zero_of(figure.text)
    put = iter(in_digits(run, zero) for run in new)
    text = _RUN.sub(lambda _match: next(put), figure.text)
    return Edit(figure.start, figure.end, text)


def _words_stay(figure: Figure, runs: tuple[list[str], list[str]], target: Readable) -> bool:
    """Whether what stands around it stays: a la 1:30, but a las 2:30; 15.30’da, but 16.40’ta."""
    (first, last), (new_first, new_last) = ((Decimal(some[0]), Decimal(some[-1])) for some in runs)
    if ":" in figure.text and 1 in {first, new_first} and first != new_first:
        return False
    before, after = target.text[: figure.start][-40:], target.text[figure.end :][:40]
    ending = after if after[:1] in {*"'’:-"} else ""
    locale = target.locale
    begins = keeps_words(before, "", first, new_first, locale, counting=False)
    return begins and keeps_words("", ending, last, new_last, locale, counting=False)
