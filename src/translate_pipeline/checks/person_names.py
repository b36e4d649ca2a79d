"""A target names the people whom its source names."""

from collections.abc import Iterator, Sequence

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.translation import Draft, Finding, Severity
from translate_pipeline.text.persons import Persons, keeps_names, named
from translate_pipeline.text.terms import source_forms

NAME = "person-names"
SEVERITY = Severity.WARNING


def check_catalog(drafts: Sequence[Draft], locale: Locale) -> Iterator[tuple[SegmentKey, Finding]]:
    """Report a name that is not in the target, once a target.

    People are found in English sources. A name that is a term of the glossary is left to it.
    """
    if not keeps_names(locale):
        return
    persons = Persons(draft.source for draft in drafts)
    for draft in drafts:
        controlled = {form for term in draft.terms for form in source_forms(term.concept.source)}
        for name in dict.fromkeys(person.name for person in persons.find(draft.source)):
            if (
                draft.target
                and name not in controlled
                and not named(name, draft.target, locale.language)
            ):
                message = f"“{name}” is not in the target as the source writes it"
                yield draft.key, Finding(NAME, Severity.WARNING, message)
