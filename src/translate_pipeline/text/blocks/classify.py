"""Which kind each passage of a document is: what it looks like, and what stands around it."""

from collections.abc import Mapping, Sequence

from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.blocks.dates import is_dateline
from translate_pipeline.text.blocks.lines import (
    ends_sentence,
    is_attribution,
    is_call_to_action,
    is_caption,
    is_contact,
    is_credit,
    is_label,
    opens_quote,
)
from translate_pipeline.text.blocks.passage import Passage
from translate_pipeline.text.blocks.quotes import Spans, repeated

LONGEST_HEADLINE = 300
LONGEST_HEADING = 100
"""Both in characters."""
_OPENING = 10
"""In passages: how far down a label is looked for."""

Kinds = list[BlockKind | None]
"""The kinds found so far, one a passage."""


def classify(
    passages: Sequence[Passage],
    sentences: Sequence[Spans],
    language: str,
    *,
    titled: bool = False,
) -> tuple[BlockKind, ...]:
    """The kind of every passage.

    ``sentences`` are the spans of each passage's sentences; ``titled`` says that the document has
    a title elsewhere, so that a first line which is a full sentence is not taken for its headline.
    What is surest is settled first; what nothing speaks for is a paragraph.
    """
    kinds: Kinds = [_by_itself(passage, language) for passage in passages]
    _settle_opening(kinds, passages, language, titled=titled)
    _settle_pull_quotes(kinds, passages, repeated(passages, sentences), language)
    _settle_attributions(kinds, passages, language)
    return tuple(
        kind or _by_neighbour(passages, kinds, index, len(sentences[index]), language)
        for index, kind in enumerate(kinds)
    )


def _by_itself(passage: Passage, language: str) -> BlockKind | None:
    text, hint = passage.text, passage.hint
    if hint not in (None, BlockKind.CAPTION):
        return hint
    if is_credit(text, language):
        return BlockKind.CREDIT
    if hint or is_caption(text, language):
        return BlockKind.CAPTION
    if is_contact(text, language):
        return BlockKind.CONTACT
    return BlockKind.DATELINE if is_dateline(text, language) else None


def _settle_opening(
    kinds: Kinds, passages: Sequence[Passage], language: str, *, titled: bool
) -> None:
    """Find the headline, and the labels among the first lines."""
    headline_known = BlockKind.HEADLINE in kinds
    for index, passage in enumerate(passages[:_OPENING]):
        if kinds[index] in (None, BlockKind.DATELINE) and is_label(passage.text, language):
            kinds[index] = BlockKind.LABEL
        elif kinds[index] in (None, BlockKind.HEADING) and not headline_known:
            sentence = titled and ends_sentence(passage.text)
            if sentence or len(passage.text) > LONGEST_HEADLINE:
                return
            kinds[index] = BlockKind.HEADLINE
            headline_known = True
        elif kinds[index] in (BlockKind.LIST_ITEM, BlockKind.QUOTE) or (
            kinds[index] is None and _is_body(passage.text)
        ):
            return


def _settle_pull_quotes(
    kinds: Kinds, passages: Sequence[Passage], homes: Mapping[int, int], language: str
) -> None:
    """A repeated sentence is a pull quote if the text around it, or a speaker, shows that."""
    for index, home in homes.items():
        if kinds[index] not in (None, BlockKind.QUOTE):
            continue
        text = passages[index].text
        set_off = kinds[index] is BlockKind.QUOTE or ends_sentence(text) or opens_quote(text)
        shortened = len(text) < len(passages[home].text)
        beside = [i for i in (index - 1, index + 1) if 0 <= i < len(passages)]
        if (set_off and shortened) or any(
            kinds[i] is BlockKind.ATTRIBUTION
            or is_attribution(passages[i].text, language, with_title=True)
            for i in beside
        ):
            kinds[index] = BlockKind.PULL_QUOTE


def _settle_attributions(kinds: Kinds, passages: Sequence[Passage], language: str) -> None:
    for index, passage in enumerate(passages):
        before = kinds[index - 1] if index else None
        after = kinds[index + 1] if index + 1 < len(kinds) else None
        a_single_item = kinds[index] is BlockKind.LIST_ITEM is not after
        if kinds[index] is not None and not a_single_item:
            continue
        quoted = before in (BlockKind.PULL_QUOTE, BlockKind.QUOTE)
        opened = index > 0 and before is None and opens_quote(passages[index - 1].text)
        if (quoted or opened or after is BlockKind.PULL_QUOTE) and is_attribution(
            passage.text, language, with_title=not quoted
        ):
            kinds[index] = BlockKind.ATTRIBUTION


def _by_neighbour(
    passages: Sequence[Passage], kinds: Kinds, index: int, sentences: int, language: str
) -> BlockKind:
    text = passages[index].text
    if opens_quote(text):
        return BlockKind.QUOTE
    if is_call_to_action(text, language):
        return BlockKind.CALL_TO_ACTION
    last = index + 1 == len(passages)
    if sentences == 1 and not last and _is_heading_of(text, passages[index + 1], kinds[index + 1]):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _is_heading_of(text: str, following: Passage, kind: BlockKind | None) -> bool:
    if len(text) > LONGEST_HEADING:
        return False
    if ends_sentence(text):
        return text.endswith(":") and kind is not BlockKind.LIST_ITEM
    return kind in (
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.PULL_QUOTE,
        BlockKind.CONTACT,
    ) or (kind is None and _is_body(following.text))


def _is_body(text: str) -> bool:
    return len(text) > LONGEST_HEADING or ends_sentence(text)
