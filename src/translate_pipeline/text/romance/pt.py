"""Portuguese."""

from translate_pipeline.text.romance.grammar import grammar

PORTUGUESE = grammar(
    feminine=r"a|[çsxt]ão|gião|nião|lião|dade|tude|[eui]gem|agem|ice|ez"
    r"|^(?:morte|gente|parte|classe|base|sede|noite|corte|lei|rede|paz|mulher|fome|greve|prisão"
    r"|razão|mão|secretária-geral|ordem|fonte|vez)",
    masculine="""
        sistema problema programa drama trauma clima idioma tema regime dia mapa colega guarda
        jornalista ativista terrorista
    """,
    plurals=r"s",
    to_plural={
        "ão": "ões", "vel": "veis", "al": "ais", "el": "éis", "ol": "óis", "ul": "uis",
        "il": "is", "m": "ns", r"([rz])": r"\1es", "ês": "eses", "s": "s", r"(\w)": r"\1s",
    },
    to_singular={
        "ões": "ão", "veis": "vel", "ais": "al", "éis": "el", "óis": "ol", "uis": "ul",
        "ns": "m", r"(?<=[aeiouáéí])([rz])es": r"\1", "eses": "ês", r"(?<=[aeioãé])s": "",
    },
    irregular="""
        civil civis
        cidadão cidadãos
        órgão órgãos
        mão mãos
        refém reféns
        cessar-fogo
        apartheid
        não
        população
        polícia
        gás gases
        país países
        crise crises
    """,
    links="""
        de do da dos das a ao à aos às em no na nos nas com contra sobre por pelo pela para entre
        sem e ou o os as desde
    """,
    before_head="não grave graves grande grandes livre livres principal principais",
    determiners="""
        o a os as
        um uma uns umas
        do da dos das
        no na nos nas
        ao à aos às
        pelo pela pelos pelas
        num numa nuns numas
        dum duma duns dumas
        este esta estes estas
        esse essa esses essas
        aquele aquela aqueles aquelas
        deste desta destes destas
        desse dessa desses dessas
        neste nesta nestes nestas
        nesse nessa nesses nessas
        todo toda todos todas
        outro outra outros outras
        mesmo mesma mesmos mesmas
        muito muita muitos muitas
        nosso nossa nossos nossas
        nenhum nenhuma nenhuns nenhumas
        algum alguma alguns algumas
        qualquer qualquer quaisquer quaisquer
        seu sua seus suas
    """,
    joins={
        r"\b(d)e ([oa]s?) ~": r"\1\2 ~",
        r"\bem ([oa]s?) ~": r"n\1 ~",
        r"\b(a) (os?) ~": r"\1\2 ~",
        r"\ba a(s?) ~": r"à\1 ~",
        r"\bpor ([oa]s?) ~": r"pel\1 ~",
    },
    participles="do da dos das",
    verbal=r"[aei]r|[ai]d[oa]s?",
)  # fmt: skip
