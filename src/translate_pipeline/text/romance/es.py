"""Spanish."""

from translate_pipeline.text.romance.grammar import grammar

SPANISH = grammar(
    feminine=r"a|[cstxg]ión|dad|tad|tud|ez"
    r"|^(?:muerte|gente|parte|clase|base|sede|noche|corte|ley|red|cárcel|paz|mujer|sangre|hambre"
    r"|imagen|orden|fuente|razón|rebelión|reunión|unión|opinión|región|sanción)",
    masculine="""
        sistema problema programa drama trauma clima idioma tema régimen día mapa colega guardia
        periodista activista terrorista avión camión
    """,
    plurals=r"s",
    to_plural={
        r"z": "ces", "ión": "iones", "én": "enes", "ín": "ines", "ón": "ones", "án": "anes",
        "és": "eses", r"([aeiouáéó])": r"\1s", r"s": "s", r"(\w)": r"\1es",
    },
    to_singular={
        "iones": "ión", "ehenes": "ehén", "ces": "z", r"(?<=[aeiouáéí])([rld])es": r"\1",
        r"(?<=[aeo])s": "",
    },
    irregular="""
        crimen crímenes
        régimen regímenes
        orden órdenes
        joven jóvenes
        examen exámenes
        origen orígenes
        imagen imágenes
        civil civiles
        bien bienes
        fin fines
        crisis
        no
        población
        policía
        apartheid
    """,
    links="de del a al en con contra sobre por para entre sin y o e u el la los las desde",
    before_head="no grave graves gran grandes libre libres presunto principal principales",
    determiners="""
        el la los las
        un una unos unas
        del de_la de_los de_las
        al a_la a_los a_las
        este esta estos estas
        ese esa esos esas
        aquel aquella aquellos aquellas
        todo toda todos todas
        otro otra otros otras
        mismo misma mismos mismas
        mucho mucha muchos muchas
        nuestro nuestra nuestros nuestras
        ningún ninguna ningunos ningunas
        algún alguna algunos algunas
        su su sus sus
    """,
    joins={
        r"\b(d)e el ~": r"\1el ~",
        r"\b(a) el ~": r"\1l ~",
        r"\b(d)e la ~(?=(?:hambre|área|arma|agua|acta)\b)": r"\1el ~",
        r"\ba la ~(?=(?:hambre|área|arma|agua|acta)\b)": "al ~",
        r"\bla ~(?=(?:hambre|área|arma|agua|acta)\b)": "el ~",
        r"\buna ~(?=(?:área|arma|acta)\b)": "un ~",
        r"\bdebajo ~": "bajo ~",
        r"\by ~(?=h?[ií](?![aeoó]))": "e ~",
        r"\bo ~(?=h?[oó])": "u ~",
    },
    participles="do da dos das",
    verbal=r"[aei]r|[ai]d[oa]s?",
)  # fmt: skip
