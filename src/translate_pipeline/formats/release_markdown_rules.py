"""What Markdown has beyond CommonMark and tables: footnotes, task boxes, and harmless HTML."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_DEFINITION = re.compile(r"\[\^([^\]\s]{1,60})\]:[ \t]*")
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_BOX = re.compile(r"\[[ xX]\]\s+(?=\S)")
_HARMLESS = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "mark", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
"""Elements whose text stays whole when their tags go."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(
    r"</?([a-z][a-z0-9-]*)"
    r"""((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*/?>""",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:alt|title|aria-label)\s*=", re.IGNORECASE)
"""Attributes that hold text for readers."""


def add_footnotes(parser: MarkdownIt) -> None:
    """Let the parser read ``[^1]: text`` as text, and drop ``[^1]`` where it refers to such."""
    parser.block.ruler.before(
        "reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]}
    )
    parser.inline.ruler.before("link", "footnote_reference", _footnote_reference)


def box_end(text: str) -> int:
    """Where the text of a task begins, after ``[ ]`` or ``[x]``; 0 where there is no box."""
    match = _BOX.match(text)
    return match.end() if match else 0


def without_harmless_html(text: str) -> str:
    """The text without comments and without tags that may go; line breaks stay where they are."""
    return _TAG.sub(_replaced, without_comments(text))


def without_comments(text: str) -> str:
    """The text without comments; line breaks stay where they are."""
    return _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)


def _replaced(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name not in _HARMLESS or _SAYS.search(tag[2]):
        return tag[0]
    return "\n" * tag[0].count("\n") or (" " if name == "br" else "")


def _footnote(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A block rule: what follows the mark, and what stands in by four spaces below it."""
    begin = state.bMarks[line] + state.tShift[line]
    match = _DEFINITION.match(state.src, begin, state.eMarks[line])
    if state.is_code_block(line) or not match:
        return False
    if silent:
        return True
    state.env.setdefault("footnotes", set()).add(match[1])
    kept = state.bMarks[line], state.tShift[line], state.sCount[line], state.parentType
    state.bMarks[line], state.tShift[line] = match.end(), 0
    state.blkIndent += 4
    state.sCount[line] = state.blkIndent
    state.parentType = "footnote"
    state.push("footnote_open", "", 1)
    state.md.block.tokenize(state, line, end)
    state.push("footnote_close", "", -1)
    state.blkIndent -= 4
    state.bMarks[line], state.tShift[line], state.sCount[line], state.parentType = kept
    return True


def _footnote_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """An inline rule; a mark without its footnote is text."""
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not match or match[1] not in state.env.get("footnotes", ()):
        return False
    if not silent:
        state.push("footnote_reference", "", 0)
    state.pos = match.end()
    return True
