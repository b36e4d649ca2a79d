"""What each service calls a locale. Here, since importing deep-translator for it takes 0.3 s.

A locale of a region has its language's code where the service has none for the region, but never
the code of the same language in another script.
"""

from collections.abc import Mapping

from translate_pipeline.model.locale import Locale


def find_code(locale: Locale, codes: frozenset[str], own: Mapping[str, str]) -> str:
    """The code of a locale among those of a service; empty where it has none.

    ``own`` has the locales whose code is not their tag; an empty one is a locale left out.
    """
    parts = locale.tag.split("-")
    narrower = (locale.tag, "-".join(parts[:2]), "-".join((parts[0], parts[-1])))
    for tag in (*narrower, locale.language):
        if Locale(tag).script != locale.script:
            continue  # it would be answered in the language's other script
        if tag in own or tag in codes:
            return own.get(tag, tag)
    return ""


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _chinese(simplified: str, traditional: str) -> dict[str, str]:
    return dict.fromkeys(("zh", "zh-Hans", "zh-CN", "zh-SG"), simplified) | dict.fromkeys(
        ("zh-Hant", "zh-TW", "zh-HK", "zh-MO"), traditional
    )


GOOGLE = _codes("""
    af ak am ar as ay az be bg bho bm bn bs ca ceb ckb co cs cy da de doi dv ee el en eo es et eu
    fa fi fr fy ga gd gl gn gom gu ha haw hi hmn hr ht hu hy id ig ilo is it iw ja jw ka kk km kn
    ko kri ku ky la lb lg ln lo lt lus lv mai mg mi mk ml mn mni-Mtei mr ms mt my ne nl no nso ny
    om or pa pl ps pt qu ro ru rw sa sd si sk sl sm sn so sq sr st su sv sw ta te tg th ti tk tl
    tr ts tt ug uk ur uz vi xh yi yo zh-CN zh-TW zu
""")
OWN_GOOGLE = {
    "fil": "tl", "he": "iw", "jv": "jw", "kok": "gom", "mni": "mni-Mtei", "nb": "no", "nn": "no",
} | _chinese("zh-CN", "zh-TW")  # fmt: skip

DEEPL_SOURCES = _codes("""
    AR BG CS DA DE EL EN ES ET FI FR HE HU ID IT JA KO LT LV NB NL PL PT RO RU SK SL SV TH TR UK
    VI ZH
""")
DEEPL_TARGETS = (DEEPL_SOURCES - {"EN", "PT", "ZH"}) | _codes(
    "EN-GB EN-US ES-419 PT-BR PT-PT ZH-HANS ZH-HANT"
)
_TAGS_OF_DEEPL = {code.lower(): code for code in DEEPL_SOURCES} | {"no": "NB"}
OWN_DEEPL_SOURCES = _TAGS_OF_DEEPL | _chinese("ZH", "ZH")
OWN_DEEPL_TARGETS = _TAGS_OF_DEEPL | {
    "en": "EN-GB", "en-US": "EN-US", "es-419": "ES-419", "pt": "PT-PT", "pt-BR": "PT-BR",
} | _chinese("ZH-HANS", "ZH-HANT")  # fmt: skip

LIBRE = _codes("""
    ar az bg bn ca cs da de el en eo es et eu fa fi fr ga gl he hi hu id it ja ko ky lt lv ms nb
    nl pb pl pt ro ru sk sl sq sv th tl tr uk ur vi zh zt
""")
"""Every language for which LibreTranslate has a model; a server may have fewer."""
OWN_LIBRE = {"fil": "tl", "no": "nb", "pt-BR": "pb"} | _chinese("zh", "zt")
"""The names of its models, which servers of every version take."""

MICROSOFT = _codes("""
    af am ar as az ba bg bho bn bo brx bs ca cs cy da de doi dsb dv el en es et eu fa fi fil fj fo
    fr fr-CA ga gl gom gu ha he hi hr hsb ht hu hy id ig is it iu ja ka kk km kmr kn ko ks ku ky
    ln lo lt lug lv lzh mai mg mi mk ml mn-Cyrl mn-Mong mni mr ms mt my nb ne nl nso nya or pa pl
    prs ps pt pt-PT ro ru run rw sd si sk sl sm sn so sq sr-Cyrl sr-Latn st sv sw ta te th ti tk
    tn to tr tt ty ug uk ur uz vi xh yo yue zh-Hans zh-Hant zu
""")
OWN_MICROSOFT = {
    "ckb": "ku", "fa-AF": "prs", "kok": "gom", "ku": "kmr", "lg": "lug", "mn": "mn-Cyrl",
    "mn-CN": "mn-Mong", "no": "nb", "ny": "nya", "pt": "pt-PT", "pt-BR": "pt", "rn": "run",
    "sr": "sr-Cyrl", "sr-ME": "sr-Latn", "tl": "fil",
} | _chinese("zh-Hans", "zh-Hant")  # fmt: skip
"""Its ``ku`` is Sorani, and its ``pt`` Brazilian."""

MYMEMORY = _codes("""
    af-ZA sq-AL am-ET ar-SA ar-EG ar-MA hy-AM as-IN az-AZ eu-ES be-BY bn-IN bs-BA bs-Cyrl-BA br-FR
    bg-BG my-MM ca-ES ceb-PH zh-CN zh-HK zh-TW zh-MO hr-HR cs-CZ da-DK prs-AF dv-MV nl-NL nl-BE
    dz-BT en-GB en-AU en-CA en-IN en-IE en-NZ en-SG en-ZA en-US eo-EU et-EE ee-GH fo-FO fj-FJ
    fil-PH fi-FI fr-FR fr-BE fr-CA fr-CH gl-ES ka-GE de-DE de-AT de-CH el-GR gn-PY gu-IN ht-HT
    ha-NE he-IL hi-IN hu-HU is-IS ig-NG id-ID ga-IE it-IT it-CH ja-JP jv-ID kn-IN kk-KZ km-KH
    ki-KE rw-RW rn-BI kok-IN ko-KR kmr-TR ckb-IQ ky-KG lo-LA lv-LV ln-LIN lt-LT lg-UG lb-LU mk-MK
    mai-IN mg-MG ms-MY ml-IN mt-MT mni-IN mi-NZ mr-IN mn-MN sr-ME nb-NO nn-NO ne-NP ny-MW oc-FR
    or-IN ps-PK fa-IR pl-PL pt-PT pt-BR pa-IN qu-PE ro-RO ru-RU sm-WS sg-CF gd-GB sr-Cyrl-RS
    sr-Latn-RS sn-ZW sd-PK si-LK sk-SK sl-SI so-SO st-LS es-ES es-AR es-CO es-419 es-MX es-US
    su-ID sw-KE ss-SZ sv-SE tl-PH tg-TJ ta-IN ta-LK tt-RU te-IN th-TH bo-CN ti-ET to-TO ts-ZA
    tn-BW tr-TR tk-TM uk-UA ur-PK ug-CN uz-UZ vi-VN cy-GB wo-SN xh-ZA yi-YD yo-NG zu-ZA
""")
_USUAL_REGIONS = """
    ar-SA bs-BA de-DE en-GB es-ES fr-FR it-IT nl-NL pt-PT sr-Cyrl-RS ta-IN
"""
OWN_MYMEMORY = (
    {code.split("-")[0]: code for code in sorted(MYMEMORY)}
    | {code.split("-")[0]: code for code in _USUAL_REGIONS.split()}
    | {
        "bs-Cyrl": "bs-Cyrl-BA", "fa-AF": "prs-AF", "ku": "kmr-TR", "no": "nb-NO",
        "sr-Cyrl": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS",
    }
    | _chinese("zh-CN", "zh-TW")
    | {"zh-HK": "zh-HK", "zh-MO": "zh-MO"}
)  # fmt: skip

YANDEX = _codes("""
    af am ar az ba be bg bn bs ca ceb cs cy da de el en eo es et eu fa fi fr ga gd gl gu he hi hr
    ht hu hy id is it ja jv ka kk km kn ko ky la lb lo lt lv mg mi mk ml mn mr ms mt my ne nl no
    pa pl pt ro ru si sk sl sq sr su sv sw ta te tg th tl tr tt uk ur uz vi xh yi zh
""")
OWN_YANDEX = {"fil": "tl", "nb": "no", "nn": "no"} | _chinese("zh", "")

QCRI = _codes("ar en es")
