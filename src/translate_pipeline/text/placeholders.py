"""Words that stand in a source for what an engine would spoil, and that it hands on.

Invented names go through any engine. English nouns go through as the translations that are listed
here, and the engine makes everything around them agree: an article, an adjective, a verb. So a
term's place is held by a noun of the gender and number that its translation has ("the shirt of
civilians is prohibited"), and the translation then takes the place of the noun's ("a camisa",
"a transferência forçada").
"""

from typing import NamedTuple

from translate_pipeline.text.romance.grammar import Grammar, Shape, in_number

_NAMES = (
    "Velora Tarnik Brandok Kelmor Sarvik Moravel Ostrander Talvik Halvek Dornik Belgor Norvak "
    "Valdek Marnok Petrok Goltar Vimra Danvik Nelgor Harlok"
)
NAMES = tuple(_NAMES.split())
"""Proper names that nobody bears, made of letters that every Latin vocabulary has."""


class StandIn(NamedTuple):
    """An English noun that holds a place, and what it is in a language."""

    source: str
    """In the number that is asked for."""
    one: str
    many: str


_LANGUAGES = ("es", "pt", "fr", "ca", "it", "gl")

_THINGS = {
    False: """
        piano piano piano piano piano pianoforte piano
        museum museo museu musée museu museo museo
        castle castillo castelo château castell castello castelo
        theatre teatro teatro théâtre teatre teatro teatro
        tractor tractor trator tracteur tractor trattore tractor
    """,
    True: """
        shirt camisa camisa chemise camisa camicia camisa
        door puerta porta porte porta porta porta
        cathedral catedral catedral cathédrale catedral cattedrale catedral
        guitar guitarra guitarra guitare guitarra chitarra guitarra
        kitchen cocina cozinha cuisine cuina cucina cociña
    """,
}
"""Countable nouns by gender (True: feminine): English, then ``_LANGUAGES``. All begin with a
consonant, so that articles and prepositions come unelided."""

_NOTIONS = {
    False: """
        socialism socialismo socialismo socialisme socialisme socialismo socialismo
        capitalism capitalismo capitalismo capitalisme capitalisme capitalismo capitalismo
        liberalism liberalismo liberalismo libéralisme liberalisme liberalismo liberalismo
        coffee café café café cafè caffè café
    """,
    True: """
        democracy democracia democracia démocratie democràcia democrazia democracia
        philosophy filosofía filosofia philosophie filosofia filosofia filosofía
        music música música musique música musica música
        geography geografía geografia géographie geografia geografia xeografía
    """,
}
"""Nouns without a plural, for terms like "impunity" that stand without an article in English."""

_PARTICIPLES = """
    photographed fotografiado fotografado photographié fotografiat fotografato fotografado
    imported importado importado importé importat importato importado
    published publicado publicado publié publicat pubblicato publicado
"""


def nouns(language: str, shape: Shape, rules: Grammar, *, notion: bool) -> tuple[StandIn, ...]:
    """The nouns of a gender and number; ``notion`` for those that need no article."""
    if notion and not shape.plural:
        rows = _rows(_NOTIONS[shape.feminine], language)
    else:
        rows = _rows(_THINGS[shape.feminine], language)
    return tuple(
        StandIn(
            english + "s" if shape.plural else english, word, in_number(word, rules, plural=True)
        )
        for english, word in rows
    )


def participles(language: str) -> tuple[tuple[str, str], ...]:
    """English participles, and what each is in the masculine singular."""
    return _rows(_PARTICIPLES, language)


def _rows(table: str, language: str) -> tuple[tuple[str, str], ...]:
    column = 1 + _LANGUAGES.index(language)
    rows = (line.split() for line in table.split("\n") if line.strip())
    return tuple((row[0], row[column]) for row in rows)
