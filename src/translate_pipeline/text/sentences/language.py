"""Language: what the rules need to know about one language."""

from dataclasses import dataclass, field


def words(text: str) -> frozenset[str]:
    """The words of a white-space separated list; ``_`` stands for a space inside one."""
    return frozenset(word.replace("_", " ") for word in text.split())


NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Language:
    """Abbreviations by what may follow them, and words that open a sentence.

    Abbreviations stand without their last full stop, in lower case; with a capital, they count
    only where the text has that capital (``Sat`` is not "sat"). One of two words (``et al``)
    stands with a space. All are searched in the order of the fields.
    """

    never: frozenset[str] = NOTHING
    """Always followed by more of the sentence: titles before a name, "e.g."."""
    numbered: frozenset[str] = NOTHING
    """End no sentence before a number, a numeral or another abbreviation: "No.", "Art."."""
    ending: frozenset[str] = NOTHING
    """May end a sentence, and do before any capital: "etc.", "p.m.", months."""
    measures: frozenset[str] = NOTHING
    """End a sentence after a number ("в 1998 г. Суд"), never otherwise ("г. Москва")."""
    naming: frozenset[str] = NOTHING
    """Parts of names; end a sentence only before one of ``openers``: "Inc.", "Jr."."""
    openers: frozenset[str] = NOTHING
    """Lower-case forms of words that open a sentence and are hardly ever part of a name."""
    opening_endings: tuple[str, ...] = ()
    """Endings that show, after three letters, a verb that opens a sentence: "Murió allí"."""
    continuing: frozenset[str] = NOTHING
    """Capitalised words that go on after ``ending``: "6 p.m. Monday"."""
    citing: frozenset[str] = NOTHING
    """Words before a number that is no list item: "see article 2. The court …"."""
    saying: frozenset[str] = NOTHING
    """Verbs between a quotation and the end of its attribution: "“Why?” Ms. Ba asked."."""
    uncapitalised: frozenset[str] = NOTHING
    """Words that open a sentence even in lower case, as in e-mails; empty: none does."""
    abbreviations: frozenset[str] = field(init=False)
    """All abbreviations of the kinds above."""

    def opens(self, word: str) -> bool:
        """Whether a word opens a sentence where a name might go on as well."""
        small = word.lower()
        return small in self.openers or any(
            small.endswith(ending) and len(small) >= len(ending) + 3
            for ending in self.opening_endings
        )

    def __post_init__(self) -> None:
        kinds = (self.never, self.numbered, self.ending, self.measures, self.naming)
        object.__setattr__(self, "abbreviations", frozenset().union(*kinds))
