"""Targets of one source are one text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.translation import Draft, Finding, Severity
from translate_pipeline.text.likeness import essence

NAME = "one-source-two-targets"
SEVERITY = Severity.WARNING

_QUOTES = ' \u00a0\u202f"“”„«»'


def check_catalog(drafts: Sequence[Draft], _locale: Locale) -> Iterator[tuple[SegmentKey, Finding]]:
    """Report a target that is another than most of the same source have.

    Sources that differ in capitals, spaces and punctuation only are the same.
    """
    same: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.target.strip() and (said := essence(draft.source)):
            same[said].append(draft)
    for group in same.values():
        count = Counter(essence(draft.target) for draft in group)
        if len(count) == 1 or len({draft.source for draft in group}) == 1:
            continue  # one text twice was split by a context: two targets are wanted
        own = max(count, key=lambda target: count[target])
        first = next(draft for draft in group if essence(draft.target) == own)
        for draft in group:
            if essence(draft.target) != own:
                text = first.target.strip(_QUOTES)
                message = f"the same source is “{text}” elsewhere: choose one"
                yield draft.key, Finding(NAME, SEVERITY, message)
