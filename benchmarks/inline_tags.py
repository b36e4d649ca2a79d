"""How many tags of bold text, italics and links find their place in machine drafts.

    python benchmarks/inline_tags.py es pt-BR

Prints every draft with its tags, and how many were placed. Whether a tag stands around the right
words is for a person to read: nobody else knows. Needs the engines of these locales.
"""

import sys

from translate_pipeline.formats.glossary_yaml import parse_glossary
from translate_pipeline.formats.release import parse_release
from translate_pipeline.model.locale import Locale
from translate_pipeline.pipeline.carry import Tagged, carry
from translate_pipeline.pipeline.enforce import Raw, enforce
from translate_pipeline.settings import read_settings
from translate_pipeline.store.sources import read_glossary
from translate_pipeline.text.inline import plain, tags
from translate_pipeline.text.terms import SourceMatcher
from translate_pipeline.wiring import Services

SENTENCES = """\
Starving civilians as a method of warfare is a **war crime** under the [Rome Statute](http://x.example).
The authorities must **immediately release** all those who were arbitrarily detained.
[Amnesty International](http://x.example) spoke with **42 people** in five districts.
A [new report published today](http://x.example) documents *widespread* attacks on schools.
“We had nothing to eat for **eleven days**,” said *Lina Ortega*, a nurse at the hospital.
The [International Criminal Court](http://x.example) opened an **investigation** in May 2024.
**Background**: the town has been under siege since *3 May 2026*.
Read [the full report](http://x.example) for the names of those responsible.
The government has denied that its forces carried out **indiscriminate attacks**.
At least **1,200 people**, most of them women and children, were forcibly displaced.
The newspaper *The Northern Star* published [photographs of the market](http://x.example).
States must **stop selling weapons** to both parties to the conflict.
Soldiers burned **at least 30 houses** and killed [four farmers](http://x.example).
For more information, write to [press@example.org](mailto:press@example.org).
The [resolution](http://x.example) calls for *an immediate ceasefire*.
**Torture** and **enforced disappearances** are crimes under international law.
The judge sentenced him to **ten years in prison** after an [unfair trial](http://x.example).
Doctors **without** medicine cannot treat the *wounded*.
The organization verified [17 videos](http://x.example) and interviewed **their authors**.
Children are *dying of hunger*, the [World Food Programme](http://x.example) warned.
**No one has been held accountable** for the attack on the hospital.
[Sign the petition](http://x.example) and demand **justice for the victims**.
The blockade is a form of [collective punishment](http://x.example), which is *always* prohibited.
*Apartheid* is a **crime against humanity**, as the [Convention of 1973](http://x.example) says."""


def main() -> None:
    """Draft all sentences in every locale that is named."""
    settings = read_settings(None)
    matcher = SourceMatcher(parse_glossary(read_glossary(settings.glossary, settings.workspace)))
    source_locale = settings.source_locale
    release = parse_release(SENTENCES.replace("\n", "\n\n"), path="a.md")
    sources = [segment.text for segment in release.segments()]
    for tag in sys.argv[1:]:
        locale = Locale.parse(tag)
        engine = next(e for e in Services(settings).engines if e.supports(source_locale, locale))

        def ask(texts: list[str], engine=engine, locale=locale) -> list[str]:  # noqa: ANN001
            return list(engine.translate(texts, source_locale, locale))

        words = [plain(source) for source in sources]
        raw = [
            Raw(text, matcher.find(text), target)
            for text, target in zip(words, ask(words), strict=True)
        ]
        made = enforce(raw, ask, locale, matcher.termbase)
        carried = carry(
            [Tagged(*each) for each in zip(sources, raw, made, strict=True)],
            ask, locale, matcher.termbase,
        )  # fmt: skip
        for source, done in zip(sources, carried, strict=True):
            print(f"{source}\n    {done.target}")
        wanted, placed = (
            sum(not each.closing for text in texts for each in tags(text))
            for texts in (sources, [one.target for one in carried])
        )
        print(f"{locale}: {placed} of {wanted} tags placed\n")


if __name__ == "__main__":
    main()
