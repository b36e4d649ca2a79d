import unicodedata
from dataclasses import replace

import pytest

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import (
    Concept,
    LocaleTerms,
    SourceTerms,
    Termbase,
    TermHit,
    Verdict,
)
from translate_pipeline.text.forms import check_terms
from translate_pipeline.text.terms import SourceMatcher


def concept(id_: str, source: str, **locales: LocaleTerms) -> Concept:
    terms = {Locale.parse(tag): value for tag, value in locales.items()}
    return Concept(id_, "law", "A meaning.", "", SourceTerms(source), terms)


def verdict(term: LocaleTerms, tag: str, target: str) -> Verdict:
    one = concept("one", "one", **{tag: term})
    (check,) = check_terms([TermHit(one, 0, 3, "one")], target, Locale.parse(tag))
    return check.verdict


def verdicts(termbase: Termbase, source: str, target: str, tag: str = "es") -> dict[str, str]:
    hits = SourceMatcher(termbase).find(source)
    checks = check_terms(hits, target, Locale.parse(tag), termbase)
    return {check.concept.id: str(check.verdict) for check in checks}


RECOGNISED = [
    ("ar", "جرائم الحرب", "بجرائم الحربِ"),
    ("ar", "جريمة حرب", "ارتكبت جرائم حرب"),
    ("ar", "القانون الدولي", "وللقانون الدولي"),
    ("ar", "الإفلات من العقاب", "والافلات من العقاب"),
    ("ar", "الفصل العنصري", "بالفصل العنصري"),
    ("ar", "لاجئ", "للاجئين"),
    ("ar", "حصار", "حصارها على غزة"),
    ("ar", "لاجئ", "اللاجئات"),
    ("ar", "احتجاز تعسفي", "اعتقالات واحتجازات تعسفية"),
    ("ca", "crim de guerra", "els crims de guerra"),
    ("ca", "càstig col·lectiu", "un càstig col·lectiu"),
    ("ca", "detenció arbitrària", "detencions arbitràries"),
    ("ca", "càstig col·lectiu", "càstigs coŀlectius"),
    ("ca", "atac il·legal", "atacs iŀlegals"),
    ("ca", "atac il·legal", "atacs il.legals"),
    ("ca", "atac il·legal", "atacs il-legals"),
    ("ca", "atac il·legal", "ATACS IL·LEGALS"),
    ("ca", "atac il·legal", "atacs illegals"),
    ("de", "Apartheid", "das Apartheidsystem"),
    ("de", "Experte", "alle Expert*innen"),
    ("de", "Geisel", "die Geiselnahme"),
    ("de", "Straßenblockade", "STRASSENBLOCKADE"),
    ("de", "besetztes palästinensisches Gebiet", "in den besetzten palästinensischen Gebieten"),
    ("de", "Flüchtling", "Flüchtling:innen"),
    ("de", "Geflüchteter", "Geflüchtete_r"),
    ("de", "Geflüchteter Mann", "ein Geflüchtete:r Mann"),
    ("es", "crimen de guerra", "CRIMEN DE\u00a0GUERRA"),
    ("es", "crimen de guerra", "los crímenes de guerra"),
    ("es", "crimen de guerra", "crímenes\u200bde guerra"),
    ("es", "crimen de guerra", "crí-\nmenes de guerra"),
    ("es", "crimen de guerra", "los crímenes de guerra¹"),
    ("es", "refugiado", "las refugiadas"),
    ("es", "refugiado", "las refugiades"),
    ("es", "refugiado", "les refugiad@s"),
    ("es", "refugiado palestino", "les refugiadxs palestinos"),
    ("es", "refugiado palestino", "refugiad@s palestinos"),
    ("es", "desalojar por la fuerza", "fueron desalojados por la fuerza"),
    ("es", "desalojar por la fuerza", "desalojaron por la fuerza"),
    ("fa", "جنایت جنگی", "جنایت‌های جنگی"),
    ("fa", "جنایت جنگی", "جنایات جنگی"),
    ("fa", "غیرنظامی", "غیر نظامیان"),
    ("fa", "نسل‌کشی", "نسل کشی"),
    ("fa", "نسل‌کشی", "نسلکشی"),
    ("fa", "آتش‌بس", "آتش‌بس‌ها"),
    ("fa", "پناهنده", "پناهندگانی"),
    ("fa", "پناهنده", "پناهنده‌هایشان"),
    ("fa", "شکنجه", "شکنجه‌ای بود"),
    ("fa", "شکنجه", "شکنجه‌اش"),
    ("fr", "apartheid", "c’est l’apartheid"),
    ("fr", "cessez-le-feu", "un cessez-\nle-feu"),
    ("fr", "civil", "les civil·e·s"),
    ("fr", "crime d’apartheid", "les crimes d'apartheid"),
    ("fr", "personne déplacée", "deux personnes déplacées"),
    ("fr", "réfugié palestinien", "les réfugié.e.s palestiniens"),
    ("fr", "réfugié palestinien", "réfugié(e)s palestiniens"),
    ("fr", "réfugié palestinien", "réfugié-e-s palestiniens"),
    ("he", "אפרטהייד", "והאפרטהייד"),
    ("he", "בן ערובה", "בני הערובה"),
    ("he", "האו״ם", 'באו"ם'),
    ("he", "פשעי מלחמה", "שבפשעי המלחמה"),
    ("he", "הפסקת אש", "על הפסקת האש"),
    ("he", "אש", "והאש"),
    ("he", "המשפט הבינלאומי", "המשפט הבין-לאומי"),
    ("he", "משפט בינלאומי", "המשפט הבין־לאומי"),
    ("he", "משפט בינלאומי", "משפט בין לאומי"),
    ("he", "זכות בינלאומית", "הזכויות הבין-לאומיות"),
    ("he", "כבוש", "הערים הכבושות"),
    ("he", "פליט", "פליטות רבות"),
    ("he", "פליטים", "פליטות רבות"),
    ("he", "פליט", "פליטה אחת"),
    ("hi", "मानवाधिकार", "मानवाधिकारों का"),
    ("hi", "युद्ध अपराध", "युद्ध अपराधों के लिए"),
    ("hi", "कब्ज़ा", "कब्जे में"),
    ("hi", "कब्जा", "कब्ज़े में"),
    ("hi", "सज़ा", "सजा दी"),
    ("hi", "कानून", "क़ानून"),
    ("hi", "कानून", "क़ानून"),
    ("hi", "अंतरराष्ट्रीय कानून", "अंतर्राष्ट्रीय क़ानून"),
    ("hi", "अंतरराष्ट्रीय कानून", "अन्तर्राष्ट्रीय क़ानून"),
    ("hi", "बंधक", "बन्धक"),
    ("hi", "बंधक", "बन्धकों"),
    ("hi", "यातना", "यातनाएं"),
    ("hi", "यातना", "यातनाएँ"),
    ("hi", "हत्या", "हत्याएं"),
    ("hi", "हत्या", "हत्याओं"),
    ("hi", "बस्ती", "बस्तियां"),
    ("hi", "बस्ती", "बस्तियाँ"),
    ("hi", "बस्ती", "बस्तियों"),
    ("hi", "कार्रवाई", "कार्रवाइयों"),
    ("it", "apartheid", "il crimine dell'apartheid"),
    ("it", "attacco indiscriminato", "attacchi indiscriminati"),
    ("it", "crimine di guerra", "crimini di guerra"),
    ("it", "rifugiato", "rifugiat* qui"),
    ("it", "rifugiato", "rifugiatə"),
    ("ja", "ジェノサイド", unicodedata.normalize("NFD", "ジェノサイド条約")),
    ("ja", "テロ", "テロ攻撃があった"),
    ("ja", "戦争犯罪", "それは戦争犯罪である"),
    ("ko", "아파르트헤이트", "아파르트헤이트는"),
    ("ko", "전쟁 범죄", "전쟁범죄를 저질렀다"),
    ("ko", "전쟁 범죄", unicodedata.normalize("NFD", "전쟁 범죄를 저질렀다")),
    ("nl", "mensenrecht", "een mensenrechtenorganisatie"),
    ("nl", "oorlogsmisdaad", "de oorlogsmisdaden"),
    ("pl", "prawo międzynarodowe", "norm prawa międzynarodowego"),
    ("pl", "zakładnik", "uwolnić zakładników"),
    ("pl", "zbrodnia wojenna", "o zbrodniach wojennych"),
    ("pl", "naruszenie prawa", "naruszeń praw"),
    ("pl", "przesiedlenie", "przesiedleń"),
    ("pl", "uprowadzenie", "uprowadzeń"),
    ("pl", "zatrzymanie", "zatrzymań"),
    ("pl", "przesiedlenie", "przesiedleniach"),
    ("pt_BR", "cessar-fogo", "um cessar\u2011fogo"),
    ("pt_BR", "crime de guerra", "os crimes da guerra"),
    ("pt_BR", "punição coletiva", "punições coletivas"),
    ("pt_BR", "refugiado", "refugiades"),
    ("ru", "военное преступление", "о военных преступлениях"),
    ("ru", "заложник", "взятие заложников"),
    ("ru", "четвёртая Женевская конвенция", "Четвертая Женевская Конвенция"),
    ("ru", "ХАМАС", "лидер ХАМАСа"),
    ("ru", "ХАМАС", "с ХАМАСом"),
    ("ru", "ХАМАС", "с Хамас"),
    ("ru", "ХАМАС", "с Хамасом"),
    ("ru", "МУС", "решение МУСа"),
    ("tr", "Hamas", "Hamas’ın"),
    ("tr", "işgal", "İŞGAL"),
    ("tr", "işgal", "işgali altındaki"),
    ("tr", "savaş suçu", "savaş suçlarının"),
    ("uk", "воєнний злочин", "про воєнні злочини"),
    ("uk", "зв'язок", "без зв’язку"),
    ("uk", "МКС", "до МКСу"),
    ("zh", "庇护", "18个州支持挑战新庇护政策"),
    ("zh", "战争罪", "犯下了战争罪。"),
]


@pytest.mark.parametrize(("tag", "term", "target"), RECOGNISED)
def test_a_term_is_recognised_in_the_forms_of_its_language(
    tag: str, term: str, target: str
) -> None:
    assert verdict(LocaleTerms(term), tag, target) is Verdict.PREFERRED


@pytest.mark.parametrize(
    ("tag", "term", "target"),
    [
        ("ar", "حصار", "انحصار"),
        ("ar", "مستوطنات", "المستوطنين"),
        ("ar", "مستوطنة", "مستوطن"),
        ("ar", "مستوطنون", "المستوطنات"),
        ("ar", "مستوطنون", "المستوطنة"),
        ("de", "Kriegsverbrechen", "ein Kriegsverbrecher"),
        ("de", "UN", "un"),
        ("es", "apartheid", ""),
        ("es", "crimen de guerra", "un crimen. De guerra"),
        ("es", "detención arbitraria", "fueron detenidos arbitrariamente"),
        ("es", "ocupado", "el que ocupó el lugar"),
        ("fa", "پناهندگی", "پناهندگان"),
        ("fr", "colon", "le côlon"),
        ("he", "אזרחות", "אזרחי העולם"),
        ("he", "בינלאומי", "בין לאומים שונים"),
        ("he", "אזרח", "אזרחות"),
        ("he", "אזרחים", "אזרחות"),
        ("he", "התנחלויות", "המתנחלים"),
        ("he", "מתנחלים", "התנחלויות"),
        ("hi", "हत्या", "हत"),
        ("it", "Stato membro", "sei membri"),
        ("it", "colono", "il colonnello"),
        ("it", "rifugiato", "un rifugio"),
        ("ja", "テロ", "テロップが出た"),
        ("ru", "ОПТ", "купить опт"),
        ("ru", "Верховный суд", "пост верховного судьи"),
        ("ru", "ОПТ", "Опт дешевле"),
        ("ru", "ХАМАС", "хамас"),
        ("tr", "vatandaşlık", "iki vatandaş"),
        ("tr", "yaptırım", "bunu yaptıran"),
        ("tr", "insan hakları", "insan haklı"),
        ("tr", "savaş suçu", "savaş suçluları"),
    ],
)
def test_other_words_are_not_the_term(tag: str, term: str, target: str) -> None:
    assert verdict(LocaleTerms(term), tag, target) is Verdict.MISSING


@pytest.mark.parametrize(
    ("tag", "term", "target"),
    [
        ("ca", "crim de lesa humanitat", "crims de guerra i de lesa humanitat"),
        ("de", "Kriegsverbrechen", "Kriegs- und Menschlichkeitsverbrechen"),
        ("es", "derecho internacional", "el derecho nacional o internacional"),
        ("fa", "جنایت علیه بشریت", "جنایات جنگی و علیه بشریت"),
        ("he", "החוק הבינלאומי", "החוק הלאומי והבינלאומי"),
        ("it", "crimine di guerra", "crimini contro l'umanità e di guerra"),
        ("ru", "военное преступление", "военные и иные преступления"),
        ("tr", "fikir hürriyeti", "fikir, vicdan ve din hürriyetine"),
    ],
)
def test_a_head_that_two_terms_share_is_the_head_of_both(tag: str, term: str, target: str) -> None:
    assert verdict(LocaleTerms(term), tag, target) is Verdict.PREFERRED


@pytest.mark.parametrize(
    ("tag", "term", "target"),
    [
        ("ar", "مجلس الأمن", "عزز مجلسالأمن بالإجماع"),
        ("tr", "Kızılhaç", "Kızıl Haç yardım etti"),
    ],
)
def test_a_space_more_or_fewer_does_not_matter(tag: str, term: str, target: str) -> None:
    assert verdict(LocaleTerms(term), tag, target) is Verdict.PREFERRED


@pytest.mark.parametrize(
    ("tag", "term", "target", "seen"),
    [
        ("de", "Folter", "die Folterknechte", "Folterknechte"),
        ("de", "Geisel", "der Geiselnehmer", "Geiselnehmer"),
        ("nl", "gijzel", "de gijzelnemers", "gijzelnemers"),
        ("fa", "شکنجه", "یک شکنجه‌گر", "شکنجه"),
        ("fa", "پناهنده", "کشور پناهنده‌پذیر", "پناهنده"),
        ("ja", "戦争犯罪", "戦争犯罪人", "戦争犯罪"),
        ("ja", "戦争犯罪", "戦争犯罪者", "戦争犯罪"),
        ("ko", "전쟁 범죄", "전쟁범죄자", "전쟁범죄"),
        ("ko", "테러", "테러범", "테러"),
        ("tr", "işkence", "işkenceci", "işkenceci"),
        ("tr", "soykırım", "soykırımcı", "soykırımcı"),
        ("tr", "yerleşim", "yerleşimciler", "yerleşimciler"),
        ("zh", "战争罪", "战争罪犯", "战争罪"),
        ("de", "Folter", "ein Folterer", "Folterer"),
        ("de", "Verfolgung", "die Strafverfolgung", "Strafverfolgung"),
        ("es", "crimen de guerra", "el crimen de la guerra", "crimen de la guerra"),
        ("es", "crimen de guerra", "crímenes atroces de guerra", "crímenes atroces de guerra"),
        ("es", "derecho internacional", "el derecho, internacional", "derecho, internacional"),
        ("es", "primer ministro", "el viceprimer ministro", "viceprimer ministro"),
        ("pt_BR", "direitos humanos", "os direitos e liberdades humanas",
         "direitos e liberdades humanas"),
        ("zh", "思想自由", "思想、良心和宗教自由", "思想、良心和宗教自由"),
    ],
)  # fmt: skip
def test_what_only_seems_to_be_the_term_is_soft(
    tag: str, term: str, target: str, seen: str
) -> None:
    one = concept("one", "one", **{tag: LocaleTerms(term)})
    (check,) = check_terms([TermHit(one, 0, 3, "one")], target, Locale.parse(tag))
    assert (check.verdict, target[check.start : check.end]) == (Verdict.SOFT, seen)


@pytest.mark.parametrize(
    ("tag", "term", "target"),
    [
        ("es", "crimen de guerra", "un crimen que nadie vio venir en la guerra"),
        ("es", "derecho internacional", "un derecho; internacional"),
        ("fr", "droit international", "le droit que défend cet acteur devenu très international"),
    ],
)
def test_too_many_words_between_are_too_many(tag: str, term: str, target: str) -> None:
    assert verdict(LocaleTerms(term), tag, target) is Verdict.MISSING


@pytest.mark.parametrize(
    ("tag", "approved", "forbidden", "target"),
    [
        ("ar", "الفصل العنصري", "التمييز العنصري", "وبالتمييز العنصري"),
        ("es", "crimen de guerra", "delito de guerra", "los delitos de guerra"),
        ("ru", "апартеид", "расовая сегрегация", "систему расовой сегрегации"),
        ("tr", "apartheid", "ırk ayrımı", "ırk ayrımının"),
    ],
)
def test_a_forbidden_term_is_found_inflected(
    tag: str, approved: str, forbidden: str, target: str
) -> None:
    term = LocaleTerms(approved, (), (forbidden,))
    assert verdict(term, tag, target) is Verdict.FORBIDDEN
    assert verdict(term, tag, f"{target} {approved}") is Verdict.PREFERRED


def test_a_forbidden_plural_is_found_in_a_compound() -> None:
    term = LocaleTerms("Wiedergutmachung", (), ("Reparationen",))
    assert verdict(term, "de", "die Reparationszahlungen") is Verdict.FORBIDDEN


def test_a_term_is_found_before_what_only_looks_like_another_word() -> None:
    assert verdict(LocaleTerms("전쟁 범죄"), "ko", "전쟁범죄자행") is Verdict.PREFERRED
    assert verdict(LocaleTerms("ハマス"), "ja", "ハマス犯行声明") is Verdict.PREFERRED
    assert verdict(LocaleTerms("以色列"), "zh", "以色列犯下的罪行") is Verdict.PREFERRED


def test_a_forbidden_term_with_another_article_is_another_phrase() -> None:
    term = LocaleTerms("derechos humanos", (), ("derechos del hombre",))
    assert verdict(term, "es", "los derechos del hombre") is Verdict.FORBIDDEN
    assert verdict(term, "es", "la igualdad de derechos de hombres y mujeres") is Verdict.MISSING


def test_a_forbidden_term_elsewhere_does_not_outweigh_what_seems_to_be_the_term() -> None:
    term = LocaleTerms("crimen de guerra", (), ("atrocidad", "crimen atroz de guerra"))
    assert verdict(term, "es", "crímenes graves de guerra y atrocidades") is Verdict.SOFT
    assert verdict(term, "es", "un crimen atroz de guerra") is Verdict.FORBIDDEN
    part = LocaleTerms("derechos del hombre", (), ("derechos fundamentales",))
    assert verdict(part, "es", "los derechos fundamentales del hombre") is Verdict.SOFT


def test_a_soft_match_within_another_concepts_term_does_not_count() -> None:
    law = concept("law", "international law", es=LocaleTerms("derecho internacional"))
    other = concept("other", "criminal law", es=LocaleTerms("derecho penal internacional"))
    termbase = Termbase(Locale("en"), (law, other), "penal")
    assert verdicts(termbase, "International law.", "El derecho penal internacional.") == {
        "law": "missing"
    }
    assert verdicts(termbase, "International law.", "El derecho civil internacional.") == {
        "law": "soft"
    }


def test_a_longer_term_masks_a_shorter_one_when_both_are_inflected() -> None:
    crime = concept("crime", "war crime", ru=LocaleTerms("военное преступление"))
    court = concept("court", "court", ru=LocaleTerms("суд по военным преступлениям"))
    termbase = Termbase(Locale("en"), (crime, court), "court")
    assert verdicts(termbase, "A war crime.", "О суде по военным преступлениям.", "ru") == {
        "crime": "missing"
    }


@pytest.mark.parametrize(
    ("target", "seen"),
    [
        ("Son crímenes de guerra.", "crímenes de guerra"),
        ("Son crimenes (de guerra).", "crimenes (de guerra"),
        ("Son delitos\u00a0de guerra.", "delitos\u00a0de guerra"),
        ("Son crímenes viles de guerra.", "crímenes viles de guerra"),
        ("Son cri\u0301menes\u00ad de guerra y de paz.", "cri\u0301menes\u00ad de guerra"),
        ("Crímenes bélicos.", "Crímenes bélicos"),
    ],
)
def test_every_verdict_has_its_place(target: str, seen: str) -> None:
    terms = LocaleTerms("crimen de guerra", ("crimen bélico",), ("delito de guerra",))
    one = concept("one", "one", es=terms)
    (check,) = check_terms([TermHit(one, 0, 3, "one")], target, Locale("es"))
    assert target[check.start : check.end] == seen


def test_verdicts_rank_preferred_admitted_forbidden_missing() -> None:
    term = LocaleTerms("alto el fuego", ("cese del fuego",), ("tregua",), ("altos al fuego",))
    assert verdict(term, "es", "una tregua, un cese del fuego, un alto el fuego") == "preferred"
    assert verdict(term, "es", "unos altos al fuego") == "preferred"
    assert verdict(term, "es", "una tregua, un cese del fuego") == "admitted"
    assert verdict(term, "es", "una tregua") == "forbidden"
    assert verdict(term, "es", "una pausa") == "missing"


def test_a_verdict_says_where_in_the_target() -> None:
    one = concept("one", "one", fr=LocaleTerms("génocide"))
    target = "Un  ge\u0301nocide."
    (check,) = check_terms([TermHit(one, 0, 3, "one")], target, Locale("fr"))
    assert target[check.start : check.end] == "ge\u0301nocide"


def test_a_missing_term_has_no_place() -> None:
    one = concept("one", "one", fr=LocaleTerms("génocide"))
    (check,) = check_terms([TermHit(one, 0, 3, "one")], "rien", Locale("fr"))
    assert (check.start, check.end) == (-1, -1)


INTERNATIONAL = concept("il", "international law", es=LocaleTerms("derecho internacional"))
HUMANITARIAN = concept(
    "ihl", "international humanitarian law", es=LocaleTerms("derecho internacional humanitario")
)
APARTHEID = concept(
    "apartheid", "apartheid", es=LocaleTerms("apartheid", (), ("segregación racial",))
)
SYSTEM = concept("system", "system of apartheid", es=LocaleTerms("sistema de apartheid"))
SEGREGATION = concept("segregation", "segregation", es=LocaleTerms("segregación racial"))
LAWS = Termbase(Locale("en"), (INTERNATIONAL, HUMANITARIAN), "laws")
SYSTEMS = Termbase(Locale("en"), (APARTHEID, SYSTEM, SEGREGATION), "systems")


def test_a_longer_term_masks_a_shorter_one() -> None:
    target = "El derecho internacional humanitario."
    assert verdicts(LAWS, "International law.", target) == {"il": "missing"}


def test_beside_the_longer_term_the_shorter_one_counts() -> None:
    target = "El derecho internacional, incluido el derecho internacional humanitario."
    source = "International law, including international humanitarian law."
    assert verdicts(LAWS, source, target) == {"il": "preferred", "ihl": "preferred"}


def test_a_longer_term_that_implies_the_shorter_one_does_not_mask_it() -> None:
    assert verdicts(SYSTEMS, "The system that is apartheid.", "El sistema de apartheid.") == {
        "apartheid": "preferred"
    }


def test_of_nested_hits_the_outer_one_is_expected() -> None:
    assert verdicts(SYSTEMS, "The system of apartheid.", "El sistema de apartheid.") == {
        "system": "preferred"
    }


def test_where_the_outer_one_has_no_terms_the_inner_ones_are_expected() -> None:
    bare = concept("system", "system of apartheid")
    termbase = Termbase(Locale("en"), (APARTHEID, bare), "bare")
    assert verdicts(termbase, "A system of apartheid.", "Nada.") == {"apartheid": "missing"}


def test_a_concept_without_terms_in_the_locale_is_not_expected() -> None:
    assert verdicts(SYSTEMS, "Apartheid.", "Rien.", "fr") == {}


def test_the_terms_of_a_language_serve_its_regions() -> None:
    assert verdicts(SYSTEMS, "Apartheid.", "Apartheid.", "es-MX") == {"apartheid": "preferred"}


def test_a_concept_is_expected_once_however_often_it_comes_up() -> None:
    assert verdicts(SYSTEMS, "Apartheid is apartheid.", "Apartheid.") == {"apartheid": "preferred"}


def test_a_forbidden_term_beside_the_approved_one_is_no_matter() -> None:
    target = "El apartheid es segregación racial."
    assert verdicts(SYSTEMS, "Apartheid.", target) == {"apartheid": "preferred"}


def test_a_forbidden_term_that_is_right_for_another_concept_is_that_ones() -> None:
    assert verdicts(SYSTEMS, "Apartheid and segregation.", "Segregación racial.") == {
        "apartheid": "missing",
        "segregation": "preferred",
    }


def test_a_forbidden_term_within_a_longer_approved_one_does_not_count() -> None:
    hostage = concept("hostage", "hostage", es=LocaleTerms("rehén", (), ("preso",)))
    prisoner = concept("prisoner", "political prisoner", es=LocaleTerms("preso político"))
    termbase = Termbase(Locale("en"), (hostage, prisoner), "prison")
    assert verdicts(termbase, "A hostage.", "Un preso político.") == {"hostage": "missing"}
    assert verdicts(termbase, "A hostage.", "Un preso.") == {"hostage": "forbidden"}


def test_where_number_is_meaning_only_the_written_forms_count() -> None:
    one = concept("opt", "opt", es=LocaleTerms("Territorio Palestino Ocupado"))
    hit = TermHit(replace(one, number_locked=True), 0, 3, "opt")
    (plural,) = check_terms([hit], "los Territorios Palestinos Ocupados", Locale("es"))
    (singular,) = check_terms([hit], "el territorio palestino ocupado", Locale("es"))
    assert (plural.verdict, singular.verdict) == (Verdict.MISSING, Verdict.PREFERRED)


def test_no_hits_need_no_terms() -> None:
    assert check_terms([], "Nada.", Locale("es"), SYSTEMS) == ()
