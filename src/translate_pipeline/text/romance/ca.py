"""Catalan."""

from translate_pipeline.text.romance.grammar import grammar

CATALAN = grammar(
    feminine=r"a|[csxtg]ió|tat|tud|esa"
    r"|^(?:mort|gent|part|base|seu|nit|cort|llei|xarxa|pau|dona|fam|sang|ordre|font|presó|raó|carn"
    r"|unió|opinió|regió|rebel·lió)",
    masculine="""
        sistema problema programa drama trauma clima idioma tema règim dia mapa col·lega guàrdia
        periodista activista terrorista combat debat mandat tractat estat advocat soldat atemptat
    """,
    plurals=r"(?<!ó)s",
    to_plural={
        "ca": "ques", "ga": "gues", "ça": "ces", "ja": "ges", "qua": "qües", "a": "es",
        "à": "ans", "[éè]": "ens", "í": "ins", "ó": "ons", "ú": "uns", "ós": "osos", "s": "s",
        r"(\w)": r"\1s",
    },
    to_singular={
        "ions": "ió", "ques": "ca", "gues": "ga", "atges": "atge", "stres": "stre", "osos": "ós",
        "tins": "tí", "es": "a", "s": "",
    },
    irregular="""
        poble pobles
        pacte pactes
        franja franges
        setge setges
        home homes
        procés processos
        accés accessos
        crisi crisis
        càstig càstigs
        país països
        bé béns
        civil civils
        ús usos
        refugi refugis
        apartheid
        no
        població
        policia
    """,
    links="""
        de d’ d' del dels a al als en amb contra sobre per pel pels entre sense i o el la els les
        des
    """,
    before_head="no greu greus gran grans principal principals lliure lliures",
    determiners="""
        el la els les
        un una uns unes
        del de_la dels de_les
        al a_la als a_les
        pel per_la pels per_les
        aquest aquesta aquests aquestes
        aquell aquella aquells aquelles
        tot tota tots totes
        altre altra altres altres
        mateix mateixa mateixos mateixes
        molt molta molts moltes
        nostre nostra nostres nostres
        cap cap cap cap
        algun alguna alguns algunes
        seu seva seus seves
    """,
    joins={
        r"\b(d)e el ~": r"\1el ~",
        r"\b(a) el ~": r"\1l ~",
        r"\bper el ~": "pel ~",
        r"\b(d)el ~(?=h?[aàeèéoòóuúíi](?![aeou]))": r"\1e l’~",
        r"\b(a)l ~(?=h?[aàeèéoòóuúíi](?![aeou]))": r"\1 l’~",
        r"\bpel ~(?=h?[aàeèéoòóuúíi](?![aeou]))": "per l’~",
        r"\bel ~(?=h?[aàeèéoòóuúíi](?![aeou]))": "l’~",
        r"\b(l)a ~(?=h?[aàeèéoòóíú])": r"\1’~",
        r"\b(d)e ~(?=h?[aàeèéoòóuúíi](?![aeou]))": r"\1’~",
    },
    participles="t da ts des",
    verbal=r"ar|re|ir|er|[aiu](?:t|da|ts|des)",
)  # fmt: skip
