"""Galician."""

from translate_pipeline.text.romance.grammar import grammar

GALICIAN = grammar(
    feminine=r"a|[cstxg]ión|dade|tade|tude|axe|ez"
    r"|^(?:morte|xente|parte|clase|base|sede|noite|corte|lei|rede|paz|muller|fame|orde|fonte|vez)",
    masculine="""
        sistema problema programa drama trauma clima idioma tema réxime día mapa colega garda
        xornalista activista terrorista
    """,
    plurals=r"s",
    to_plural={
        r"([rz])": r"\1es", r"([aeou])l": r"\1is", "il": "ís", "s": "s", r"(\w)": r"\1s",
    },
    to_singular={
        r"(?<=[aeiouáéí])([rz])es": r"\1", r"([aou])is": r"\1l", r"(?<=[aeioun])s": "",
    },
    irregular="""
        civil civís
        crime crimes
        refén reféns
        apartheid
        non
        poboación
        policía
        crise crises
        país países
    """,
    links="""
        de do da dos das a ao á aos ás en no na nos nas con contra sobre por polo pola para entre
        sen e ou o os as desde
    """,
    before_head="non grave graves gran grandes libre libres principal principais",
    determiners="""
        o a os as
        un unha uns unhas
        do da dos das
        no na nos nas
        ao á aos ás
        polo pola polos polas
        co coa cos coas
        dun dunha duns dunhas
        nun nunha nuns nunhas
        este esta estes estas
        ese esa eses esas
        aquel aquela aqueles aquelas
        deste desta destes destas
        neste nesta nestes nestas
        todo toda todos todas
        outro outra outros outras
        mesmo mesma mesmos mesmas
        moito moita moitos moitas
        noso nosa nosos nosas
        ningún ningunha ningúns ningunhas
        algún algunha algúns algunhas
        seu súa seus súas
    """,
    joins={
        r"\b(d)e ([oa]s?) ~": r"\1\2 ~",
        r"\ben ([oa]s?) ~": r"n\1 ~",
        r"\b(a) (os?) ~": r"\1\2 ~",
        r"\ba a(s?) ~": r"á\1 ~",
        r"\bpor ([oa]s?) ~": r"pol\1 ~",
        r"\bcon (os?) ~": r"c\1 ~",
        r"\bcon (as?) ~": r"co\1 ~",
    },
    participles="do da dos das",
    verbal=r"[aei]r|[ai]d[oa]s?",
)  # fmt: skip
