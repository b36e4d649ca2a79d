"""Which kind each passage of a document is: what it looks like, and what stands around it."""

from collections.abc import Callable, Mapping, Sequence

from translate_pipeline.model.release import BlockKind
from translate_pipeline.text.blocks.dates import is_dateline
from translate_pipeline.text.blocks.lines import (
    asks,
    ends_sentence,
    ends_with_full_stop,
    is_attribution,
    is_call_to_action,
    is_caption,
    is_contact,
    is_credit,
    is_end_mark,
    is_label,
    is_name,
    is_section,
    opens_quote,
)
from translate_pipeline.text.blocks.passage import Passage
from translate_pipeline.text.blocks.quotes import Spans, repeated

LONGEST_HEADLINE = 300
LONGEST_HEADING = 100
"""Both in characters."""
_LONGEST_STATEMENT = 20
"""In words: a first line that ends with a full stop is no headline if it has more."""
_SHORTEST_PULL_QUOTE = 4
"""In words: a shorter one has a speaker beside it."""
_CONTACT_LINES = 3
"""Lines of a name, a title and an office that may stand between two lines of a contact."""
_OPENING = 10
"""In passages: how far down a label is looked for."""

Kinds = list[BlockKind | None]
"""The kinds found so far, one a passage."""


_LOOKS: tuple[tuple[Callable[[str, str], bool], BlockKind], ...] = (
    (is_credit, BlockKind.CREDIT),
    (is_caption, BlockKind.CAPTION),
    (is_contact, BlockKind.CONTACT),
    (is_section, BlockKind.HEADING),
    (is_dateline, BlockKind.DATELINE),
)
"""What a line may look like, the surer first."""


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
    _settle_opening(kinds, passages, sentences, language, titled=titled)
    _settle_contacts(kinds, passages, language)
    _settle_pull_quotes(kinds, passages, repeated(passages, sentences), language)
    _settle_attributions(kinds, passages, language)
    return tuple(
        kind or _by_neighbour(passages, kinds, index, len(sentences[index]), language)
        for index, kind in enumerate(kinds)
    )


def _by_itself(passage: Passage, language: str) -> BlockKind | None:
    text, hint = passage.text, passage.hint
    if is_end_mark(text, language):
        return BlockKind.LABEL
    if hint not in (None, BlockKind.CAPTION):
        return hint
    if hint and not is_credit(text, language):
        return BlockKind.CAPTION
    return next((kind for looks_so, kind in _LOOKS if looks_so(text, language)), None)


def _settle_opening(
    kinds: Kinds,
    passages: Sequence[Passage],
    sentences: Sequence[Spans],
    language: str,
    *,
    titled: bool,
) -> None:
    """Find the headline, and the labels among the first lines."""
    headline_known = BlockKind.HEADLINE in kinds
    if not headline_known and (masthead := _masthead(kinds, passages, language)) is not None:
        kinds[masthead] = BlockKind.LABEL
    for index, passage in enumerate(passages[:_OPENING]):
        if kinds[index] in (None, BlockKind.DATELINE) and is_label(passage.text, language):
            kinds[index] = BlockKind.LABEL
        elif kinds[index] in (None, BlockKind.HEADING) and not headline_known:
            if _begins_body(passage.text, len(sentences[index]), titled=titled):
                return
            kinds[index] = BlockKind.HEADLINE
            headline_known = True
        elif kinds[index] in (BlockKind.LIST_ITEM, BlockKind.QUOTE) or (
            kinds[index] is None and _is_body(passage.text)
        ):
            return


def _masthead(kinds: Kinds, passages: Sequence[Passage], language: str) -> int | None:
    """The first line, if it is the name of the house and the headline stands further down.

    It is a name that the text mentions again or that a label follows, above a longer line that is
    no full sentence.
    """
    opening = range(min(_OPENING, len(passages)))
    labels = [i for i in opening if is_label(passages[i].text, language)]
    open_lines = [i for i in opening if kinds[i] in (None, BlockKind.HEADING) and i not in labels]
    if len(open_lines) < 2:
        return None
    above, below = open_lines[:2]
    name, headline = passages[above].text, passages[below].text
    if ends_with_full_stop(headline) or len(headline) > LONGEST_HEADLINE:
        return None
    labelled = any(above < i < below for i in labels) and len(name) < len(headline)
    mentioned = any(name in passage.text for passage in passages[below:])
    is_house = is_name(name, language, at_least=1) and (labelled or mentioned)
    return above if is_house else None


def _begins_body(text: str, sentences: int, *, titled: bool) -> bool:
    """Whether a line is too much of a text to be a headline."""
    stated = ends_with_full_stop(text)
    return (
        len(text) > LONGEST_HEADLINE
        or (titled and ends_sentence(text))
        or (stated and (sentences > 1 or text.count(" ") >= _LONGEST_STATEMENT))
    )


def _settle_contacts(kinds: Kinds, passages: Sequence[Passage], language: str) -> None:
    """Below a contact, a name is one too, and so is what stands between it and the next one."""
    for index in range(1, len(passages)):
        if kinds[index] is not None or kinds[index - 1] is not BlockKind.CONTACT:
            continue
        between = range(index, min(index + _CONTACT_LINES + 1, len(passages)))
        end = next((i for i in between if not _may_be_contact(kinds[i], passages[i].text)), index)
        if kinds[end] is BlockKind.CONTACT:
            kinds[index:end] = [BlockKind.CONTACT] * (end - index)
        elif is_attribution(passages[index].text, language, with_title=False) and not (
            is_call_to_action(passages[index].text, language)
        ):
            kinds[index] = BlockKind.CONTACT


def _may_be_contact(kind: BlockKind | None, text: str) -> bool:
    return kind is None and not _is_body(text)


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
        long = text.count(" ") >= _SHORTEST_PULL_QUOTE - 1
        beside = [i for i in (index - 1, index + 1) if 0 <= i < len(passages)]
        if (set_off and shortened and long) or any(
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
    if ends_sentence(text) and not asks(text):
        return text.endswith(":") and kind is not BlockKind.LIST_ITEM
    return kind in (
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.PULL_QUOTE,
        BlockKind.CONTACT,
    ) or (kind is None and _is_body(following.text))


def _is_body(text: str) -> bool:
    return len(text) > LONGEST_HEADING or ends_sentence(text)
