"""Italian."""

from translate_pipeline.text.romance.grammar import grammar

_VOWEL = "(?=h?[aàeèéiìoòuù])"
_HEAVY = "(?=s[bcdfglmnpqrtv]|z|gn|ps|x|y)"
"""Before these the masculine article is lo, gli, uno."""

ITALIAN = grammar(
    feminine=r"a|[sztg]ione|nione|lione|tà|tù|trice|udine"
    r"|^(?:legge|pace|fame|morte|corte|parte|gente|base|prigione|strage|notte|rete|voce|fine|mano"
    r"|ragione|fonte)",
    masculine="""
        sistema problema programma dramma trauma clima idioma tema regime mappa collega
        giornalista attivista terrorista
    """,
    plurals=r"i|(?<!ion|.or|.al|.am|.er|.im|.in|.es|ent|ant|ont|ort|egg|.ac|art|ast|ess|.ol|.il|ric)e",
    to_plural={
        "ca": "che", "ga": "ghe", "ico": "ici", "co": "chi", "go": "ghi", "io": "i",
        "a": "e", "[oe]": "i", r"(\w)": r"\1",
    },
    to_singular={
        r"([sztgnl])ioni": r"\1ione", "menti": "mento", "trici": "trice", "ici": "ico",
        "chi": "co", "ghi": "go", "che": "ca", "ghe": "ga", "(a[rg]g?|igl|cid|ritor)i": r"\1io",
        "(al|es|il|ent|or|bil)i": r"\1e", "i": "o", "e": "a",
    },
    irregular="""
        crimine crimini
        regime regimi
        legge leggi
        arma armi
        parte parti
        corte corti
        civile civili
        penale penali
        speciale speciali
        internazionale internazionali
        illegale illegali
        forte forti
        grave gravi
        generale generali
        alle
        cessate
        apartheid
        non
        bene beni
        popolazione
        polizia
        base basi
        fame
        strage stragi
        crisi
        uomo uomini
    """,
    links="""
        di d’ d' del dello dell’ della dei degli delle a al allo alla ai agli alle in nel nella
        nei con contro su sul sulla sulle sui per tra fra senza e o il lo la i gli le l’ da dal
        dalla dai dalle
    """,
    before_head="non grave gravi grande grandi principale principali",
    determiners="""
        il la i le
        lo la gli le
        un una dei delle
        del della dei delle
        al alla ai alle
        dal dalla dai dalle
        nel nella nei nelle
        sul sulla sui sulle
        questo questa questi queste
        quel quella quei quelle
        tutto tutta tutti tutte
        altro altra altri altre
        stesso stessa stessi stesse
        molto molta molti molte
        nessuno nessuna nessuni nessune
        nostro nostra nostri nostre
        suo sua suoi sue
    """,
    joins={
        rf"\b(de|a|da|ne|su|que)l(?:l[oa])? ~{_VOWEL}": r"\1ll’~",
        rf"\b(de|a|da|ne|su)l ~{_HEAVY}": r"\1llo ~",
        rf"\b(de|a|da|ne|su|que)i ~(?:{_VOWEL}|{_HEAVY})": r"\1gli ~",
        rf"\b(?:il|lo|la) ~{_VOWEL}": "l’~",
        rf"\bil ~{_HEAVY}": "lo ~",
        rf"\bi ~(?:{_VOWEL}|{_HEAVY})": "gli ~",
        rf"\buna ~{_VOWEL}": "un’~",
        rf"\bun ~{_HEAVY}": "uno ~",
    },
    participles="to ta ti te",
    verbal=r"[aei]re|[aiu]t[oaie]",
)  # fmt: skip
