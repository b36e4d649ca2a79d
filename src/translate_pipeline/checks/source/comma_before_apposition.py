"""No comma between a speaker's name and what the speaker is."""

import re
from collections.abc import Iterator

from translate_pipeline.checks.source.reading import RawBlock, Source
from translate_pipeline.model.translation import SourceFinding

NAME = "comma-before-apposition"

_VERB = r"\b(?:said|says|told|added|adds|warned|stressed|explained|according\s+to)\s+"
_CAPITAL = r"[A-ZÀ-Þ][\w’'-]{0,30}"
_OFFICE = (
    r"(?:(?:[Ss]enior|[Dd]eputy|[Rr]egional|[Ee]xecutive|[Ll]egal|[Ii]nterim|[Aa]cting)\s+){0,2}"
    r"(?:[Ss]ecretary|[Dd]irector|[Pp]resident|[Ss]pokes\w{3,6}|[Rr]esearcher|[Aa]dvis[eo]r|[Hh]ead"
    r"|[Cc]hair\w{0,6}|[Cc]oordinator|[Ff]ounder|[Cc]oun[sc]el|[Ll]awyer|[Cc]ampaigner)\b"
)
_WITH_HOUSE = re.compile(
    rf"{_VERB}({_CAPITAL}\s+{_CAPITAL})\s+((?:the\s+)?{_CAPITAL}(?:\s+{_CAPITAL}){{0,5}}?)[’']s?\s+{_OFFICE}"
)
_BARE = re.compile(
    rf"{_VERB}({_CAPITAL}\s+{_CAPITAL})\s+{_OFFICE.replace('[A-Z]', '')}\s+(?:of|for|at)\b"
)


def check(source: Source) -> Iterator[SourceFinding]:
    """Report "said Name Surname Organisation’s Director"; English only.

    Two names in a row can be one long name of an organisation. So the second must occur elsewhere
    in the text on its own.
    """
    if source.language != "en":
        return
    raw_blocks = source.raw_blocks
    whole = "\n".join(" ".join(raw.text.split()) for raw in raw_blocks)
    for raw in raw_blocks:
        for match in _WITH_HOUSE.finditer(raw.text):
            if _stands_alone(match[2], match[1].split()[-1], whole):
                yield _finding(raw, match)
        for match in _BARE.finditer(raw.text):
            yield _finding(raw, match)


def _stands_alone(house: str, before: str, whole: str) -> bool:
    name = r"\s+".join(map(re.escape, house.split()))
    return bool(re.search(rf"(?<!{re.escape(before)} )\b{name}\b", whole))


def _finding(raw: RawBlock, match: re.Match[str]) -> SourceFinding:
    name = " ".join(match[1].split())
    message = f"A comma seems to be missing after “{name}”"
    return raw.finding(NAME, match.start(1), match.end(), message, f"{name},")
