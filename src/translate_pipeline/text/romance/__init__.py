"""The grammar of the Romance languages that drafts are mended in, one module a language."""

from translate_pipeline.text.romance import ca, es, fr, gl, it, pt
from translate_pipeline.text.romance.grammar import Grammar

_GRAMMARS = {
    "ca": ca.CATALAN,
    "es": es.SPANISH,
    "fr": fr.FRENCH,
    "gl": gl.GALICIAN,
    "it": it.ITALIAN,
    "pt": pt.PORTUGUESE,
}


def grammar_of(language: str) -> Grammar | None:
    """The grammar for a primary language subtag; None where there is none."""
    return _GRAMMARS.get(language)
