"""French."""

from translate_pipeline.text.romance.grammar import grammar

_ELIDES = (
    "(?=(?!h(?:aine|aut|andicap|ar[cdl]|asard|ausse|éros|ollan|ongr|ont|ors|uit))h?[aàâeéèêiîoôuœ])"
)
"""Before a vowel, or an h that is not aspirated: l’homme, but le haut-commissaire."""

FRENCH = grammar(
    feminine=r"[stx]ion|gion|nion|llion|té|tié|ence|ance|ie|ure|ée|ette|ise|esse|itude|ade|euse"
    r"|rice|ine|ive|elle|ale"
    r"|^(?:peine|guerre|loi|paix|cour|mort|faim|force|attaque|zone|bande|rive|terre|ville|famille"
    r"|politique|personne|victime|preuve|enquête|arme|résidence|prison|trêve|femme|main|demande"
    r"|ligne|règle|norme|charte|justice|police|aide|cause|partie|base|rapporteuse|frontière|grève"
    r"|tâche|haine|déclaration|assemblée|cisjordanie|façon|raison|nuit|fin|souffrance)",
    masculine="""
        comité traité député arrêté côté été génie magazine musée lycée
        représentant crime régime siècle génocide scandale
    """,
    plurals=r"s|aux|eux",
    to_plural={
        "eau": "eaux", "eu": "eux", "al": "aux", r"([sxz])": r"\1", r"(\w)": r"\1s",
    },
    to_singular={"eaux": "eau", "aux": "al", "s": ""},
    irregular="""
        procès
        blocus
        corps
        cas
        pays
        accès
        abus
        recours
        décès
        refus
        cessez-le-feu
        apartheid
        population
        police
        otage otages
        travail travaux
        mauvais
    """,
    links="""
        de d’ d' du des à au aux en avec contre sur par pour entre sans et ou le la les dans
        depuis
    """,
    before_head="""
        non première deuxième troisième quatrième grave graves libre libres principal principaux
        principale principales
    """,
    determiners="""
        le la les les
        un une des des
        du de_la des des
        au à_la aux aux
        ce cette ces ces
        tout toute tous toutes
        certain certaine certains certaines
        même même mêmes mêmes
        autre autre autres autres
        aucun aucune aucuns aucunes
        son sa ses ses
        leur leur leurs leurs
        notre notre nos nos
    """,
    joins={
        r"\b(d)e le ~": r"\1u ~",
        r"\b(d)e les ~": r"\1es ~",
        r"\bà le ~": "au ~",
        r"\bà les ~": "aux ~",
        rf"\b(d)u ~{_ELIDES}": r"\1e l’~",
        rf"\bau ~{_ELIDES}": "à l’~",
        rf"\b(l)[ea] ~{_ELIDES}": r"\1’~",
        rf"\b(d|qu)e ~{_ELIDES}": r"\1’~",
        rf"\b(c)e ~{_ELIDES}": r"\1et ~",
        rf"\b([mts])a ~{_ELIDES}": r"\1on ~",
    },
    participles="- e s es",
    verbal=r"er|ir|re|(?:é|i|u)e?s?",
)  # fmt: skip
