"""What a single line looks like, whatever stands around it."""

import re
from functools import cache, lru_cache

from translate_pipeline.text.blocks.dates import is_dateline
from translate_pipeline.text.blocks.words import words

SENTENCE_ENDS = ".!?…:;؟؛。！？"
BULLETS = "•◦▪▫‣●○■□·∙⁃→➔➜➤►▶▸✓✔✗✘☑✅➢❖◆◇★☆"
"""Characters that are nothing but bullets at the beginning of a line."""
_ARROWS = frozenset("→➔➜➤►▶▸")
_CLOSING = " \u00a0\u202f\t'\"”’»)]"
_OPENING_QUOTES = '“„‟«‹‘"「『'
_MARKS = re.compile("[\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACE_BEFORE_COLON = re.compile(r"\s+:")
_AGENCIES = (
    r"(?:AFP|AP|Associated Press|Reuters|REUTERS|Getty|EPA(?:-EFE)?|EFE|Anadolu|NurPhoto|SOPA"
    r"|Shutterstock|dpa|DPA|ANSA|TASS|Xinhua|Bloomberg|Magnum|Panos|LightRocket)"
)
_AGENCY_CREDIT = re.compile(
    rf"(?P<name>[^/.:;?!]{{2,60}}?)\s*(?:/\s*{_AGENCIES}(?:\s+Images)?\s*(?:$|/|\)|\d{{4}}$|via\b)"
    rf"|\bvia\s+{_AGENCIES})"
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\s*(?:©|\(c\)|\d{4}))", re.IGNORECASE)
_OWNER_LINKS = frozenset(
    """
    a all and by courtesy de des for from handout in la of on photo photos picture pictures private
    provided reserved rights the through via y et e und para por pour con für von
    """.split()  # noqa: SIM905  (a list of words reads better as a paragraph)
)
"""Small words in the name of who owns a picture."""
_SENTENCE_BREAK = re.compile(r"[.!?]\s+[^\W\d_]{3}")
_AFTER_NAME = re.compile(r"\s*(?:[/|,(©–]|\s-\s|\bvia\b)")
_EMAIL = re.compile(
    r"[\w.+-]@[\w-]+\.\w|\[email\s?protected\]|\w\s?[\[(](?:at|arroba|arobase)[\])]\s?\w",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+|\b00)\d[\d\s().–-]{6,}\d")
_ADDRESS = re.compile(rf"[^\s@]+@[^\s@]+|(?:https?://|www\.)\S+|{_PHONE.pattern}")
_BULLET = re.compile(
    r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
    rf"(?:[{BULLETS}]\ufe0f?\s*"
    r"|[–*-]\s+|\d{1,3}[.)]\s+|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)\s+|(?:[a-z]|[ivx]{1,5})\)\s+)"
    r"(?=\S)"
)
_DASHES = re.compile(r"\s*(?:[—―]+|--+)\s*(?=\S)")
_REFERENCE = re.compile(
    r"(?:[^\W\d_][\w.]*\s){0,2}[^\W\d_][\w.]*\s?:\s*(?=.*[A-Z]{2}.*\d[/-]\d)[A-Z\d /.()-]{5,40}"
)
"""The number under which a house files the document: "AI Index: AFR 25/1234/2026"."""
_OUTER_MARKS = re.compile(r"^\W+|\W+$")
_THIRTY = re.compile(r"[-–—\s]*[-–—]\s?30\s?[-–—]+\s*")
_CREDIT_BREAK = re.compile(r"(?<=[.!?…”»\"'’)\]])\s+(?=\S)|\s+(?=[(\[©])|\s*[|]\s*")
"""Where the description of a picture may end and its credit begin."""
_LONGEST_CAPTION = 500


@lru_cache(maxsize=16)  # one line is asked several questions in a row
def folded(line: str) -> str:
    """The line as the word lists write it: casefolded, ``'`` and ``:`` in their plain form."""
    line = _MARKS.sub("", line).casefold().replace("’", "'")
    return _SPACE_BEFORE_COLON.sub(":", " ".join(line.split()))


def bullet_end(line: str, language: str = "en") -> int:
    """Where the text of a list item begins: after ``•``, ``-``, ``1.`` or ``(a)``; else 0.

    The arrow of a link, "→ Read more", is no bullet.
    """
    match = _BULLET.match(line)
    if match and match[0].strip()[:1] in _ARROWS and is_call_to_action(line, language):
        return 0
    return match.end() if match else 0


def dash_end(line: str) -> int:
    """Where the text behind a long dash begins; 0 where there is none."""
    match = _DASHES.match(line)
    return match.end() if match else 0


def is_dash_item(line: str, before: str, *, listed: bool) -> bool:
    """Whether a line behind a long dash is a list item, not a speaker nor what somebody says.

    So it is below a lead-in, below another such item (``listed``), and where it ends with ``;``.
    """
    lead_in = before.rstrip(_CLOSING).endswith((":", "："))
    return bool(dash_end(line)) and (listed or lead_in or line.rstrip().endswith((";", "؛")))


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence or a lead-in does, quotation marks left aside."""
    return line.rstrip(_CLOSING).endswith(tuple(SENTENCE_ENDS))


def ends_with_full_stop(line: str) -> bool:
    """Whether the line ends as a statement does; questions and exclamations may be headlines."""
    return line.rstrip(_CLOSING).endswith((".", "。", "۔"))


def asks(line: str) -> bool:
    """Whether the line is a question."""
    return line.rstrip(_CLOSING).endswith(("?", "؟", "？"))


def opens_quote(line: str) -> bool:
    """Whether the line begins with a quotation mark; an apostrophe counts before a capital."""
    return line[0] in _OPENING_QUOTES or (line[0] in "'’" and line[1:2].isupper())


def is_label(line: str, language: str) -> bool:
    """Whether the line says what sort of document this is, perhaps with its date."""
    if len(line) > 120:
        return False
    known, text = words(language), folded(line).strip(" .:*[]()")
    if text in known.labels or text.startswith(known.label_openings):
        return True
    if _REFERENCE.fullmatch(line):
        return True
    parts = re.split(r"\s[/·–—-]\s|\s?[|•]\s?|, ", line)
    labels = [part for part in parts if folded(part) in known.labels]
    rest = [part for part in parts if part not in labels and not is_dateline(part, language)]
    house = ", " not in line and all(is_name(part, language, at_least=1) for part in rest)
    return bool(labels) and (not rest or (house and len(rest) == 1))


def is_end_mark(line: str, language: str) -> bool:
    """Whether the line only says that the release ends here: ENDS, -30-."""
    if len(line) > 40:
        return False
    text = _OUTER_MARKS.sub("", folded(line))
    return text in words(language).end_marks or bool(_THIRTY.fullmatch(line))


def is_section(line: str, language: str) -> bool:
    """Whether the line is a heading that many releases have: Background, Notes to editors."""
    return len(line) <= 60 and folded(line).strip(" .:*[]()") in words(language).headings


def is_credit(line: str, language: str) -> bool:
    """Whether the line names the owner of a picture and says nothing else."""
    line = line.strip("()[] ")
    if len(line) > 120:
        return False
    if mark := _COPYRIGHT.match(line):
        return _names_owner(line[mark.end() :])
    known = words(language)
    pictured = _after(known.caption_openings, line)
    if pictured and (mark := _COPYRIGHT.match(pictured)):
        return _names_owner(pictured[mark.end() :])
    owner = _after(known.credit_openings + known.photo_openings, line)
    if owner is None:
        agency = None if ends_sentence(line) else _AGENCY_CREDIT.match(line)
        return bool(agency and is_name(agency["name"], language, at_least=1))
    name = _AFTER_NAME.split(owner, maxsplit=1)[0]
    return owner.startswith("©") or is_name(name, language, at_least=1)


def _names_owner(text: str) -> bool:
    """Whether what follows a copyright mark names an owner, and is no sentence: "© AFP holds …"."""
    small = [word for word in re.findall(r"[^\W\d_]+", text) if word.islower()]
    prose = [word for word in small if word not in _OWNER_LINKS]
    return len(prose) <= 1 and not _SENTENCE_BREAK.search(text)


def credit_break(line: str, language: str) -> tuple[int, int]:
    """Where the description of a picture ends and its credit begins; (0, 0) if there are not both.

    "A woman waits at a well. © AFP", "A woman waits at a well (Photo by Lina Ortega)".
    """
    if len(line) <= _LONGEST_CAPTION and not is_credit(line, language):
        for match in _CREDIT_BREAK.finditer(line):
            if match.start() and is_credit(line[match.end() :], language):
                return match.span()
    return 0, 0


def is_caption(line: str, language: str) -> bool:
    """Whether the line says that it describes a picture."""
    known = words(language)
    return folded(line).startswith(known.caption_openings + known.photo_openings)


def is_address(line: str) -> bool:
    """Whether the line is an e-mail address, a web address or a telephone number, alone."""
    return _ADDRESS.fullmatch(line.strip(" <>()")) is not None


def is_contact(line: str, language: str) -> bool:
    """Whether the line tells journalists whom to ask."""
    if len(line) > 400:
        return False
    if len(line) <= 300 and (_EMAIL.search(line) or _PHONE.search(line)):
        return True
    known, text = words(language), folded(line)
    if text.startswith(known.contact_openings):
        return bool(_any_word(known.contact_verbs).search(text))
    return text.partition(":")[0].rstrip(" .") in known.contact_labels


def is_call_to_action(line: str, language: str) -> bool:
    """Whether the line calls the reader to act: short, imperative, no full stop.

    "Take action: …" and "Read more: …" do, whatever follows.
    """
    if len(line) > 200:
        return False
    known, text = words(language), folded(line).strip(" !>»" + BULLETS)
    for courtesy in known.courtesies:
        text = text.removeprefix(courtesy).lstrip(" ,")
    head, colon, _ = text.partition(":")
    if head.rstrip(".") in known.action_lines or (colon and head in known.action_phrases):
        return True
    if len(line) > 100 or line.count(" ") > 12 or (ends_sentence(line) and line[-1] != "!"):
        return False
    if text.startswith(known.action_phrases) and any(
        text == phrase or text.startswith(phrase + " ") for phrase in known.action_phrases
    ):
        return True
    first, _, rest = text.partition(" ")
    follower = rest.partition(" ")[0].strip(",.")
    return first in known.action_verbs and follower not in known.noun_followers


def is_attribution(line: str, language: str, *, with_title: bool) -> bool:
    """Whether the line names a speaker: "Name, title", or also a bare "Name" if not with_title."""
    if len(line) > 150 or line.endswith((".", "!", "?", ":", ";", "؟")):
        return False
    name, comma, title = line.replace("،", ",").partition(",")
    if not comma:
        return not with_title and is_name(line, language)
    return bool(title.strip()) and is_name(name, language)


def attribution_start(line: str, language: str) -> int:
    """Where the name begins in a line such as "— Name, title"; 0 if the line is no such thing."""
    start = dash_end(line)
    speaks = start and is_attribution(line[start:].strip(), language, with_title=False)
    return start if speaks else 0


def is_name(text: str, language: str, *, at_least: int = 2) -> bool:
    """Whether the text is made of two to five capitalised words, particles aside.

    In scripts without capitals every word may be part of a name.
    """
    particles = words(language).name_particles
    parts = [word for word in text.split() if word not in particles]
    return at_least <= len(parts) <= 5 and all(
        word[0].isalpha() and not word[0].islower() for word in parts
    )


def _after(openings: tuple[str, ...], line: str) -> str | None:
    """What follows one of the openings, in the line's own letters; None if it has none."""
    line = _MARKS.sub("", line)
    match = _opening(openings).match(line)
    return line[match.end() :].strip() if match else None


@cache
def _opening(choices: tuple[str, ...]) -> re.Pattern[str]:
    spelt = (
        re.escape(choice).replace(r"\ ", r"\s+").replace(":", r"\s*:").replace("'", "['’]")
        for choice in sorted(choices, key=len, reverse=True)
    )
    return re.compile(rf"(?:{'|'.join(spelt)})(?!\w)[\s:]*", re.IGNORECASE)


@cache
def _any_word(choices: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, choices)) + r")\b")
