"""Which language a text is in, by the small words that every sentence has: no model to load."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from translate_pipeline.model.locale import ENGLISH, Locale

_FUNCTION_WORDS = {
    "ar": "في من على إلى عن أن إن التي الذي هذا هذه كان كانت لم لا ما مع بعد قبل بين أو ثم قد هو هي"
    " كما ذلك وقد وفي ومن أنه حيث حتى عند لكن الذين",
    "ca": "el la els les de del dels i a en un una que per amb no es al als és va són ha han més"
    " com"
    " però aquest aquesta seva seu també sense ser entre perquè o d l hi",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es"
    " an er hat aus bei wird sind einer um werden wurde noch nach wie oder durch",
    "en": "the of and to in a is that for on was with as by at from it be are this have has not"
    " his her he she they their which who or but were been had an all you we will would there more"
    " after when about into its than can no if out up what our your these those must any",
    "es": "el la los las de del y a en un una que por con no se al lo es su sus para como más pero"
    " fue ha han este esta también sin sobre entre cuando porque o son ser desde hasta le",
    "fa": "در از به که این را با است برای آن یک می خود تا بر هم نیز شد شده بود کرد های او اما یا"
    " وی کرده شود باید",
    "fr": "le la les de des du et à en un une que qui pour dans par sur au aux avec ne pas se est"
    " il elle ce cette son sa ses plus mais été ont sont ou être leur d l qu nous vous",
    "hi": "के का में की है यह और से को इस कि जो कर मे ने करने एक पर नहीं हैं था थी थे भी लिए ही हो गया वह साथ",
    "it": "il lo la i gli le di del della dei delle e a in un una che per con non si da dal alla è"
    " sono ha hanno più come ma anche questo questa nel nella suo sua o essere stato l d al",
    "nl": "de het een en van in op te dat die is met voor niet zijn aan er om als ook bij naar door"
    " uit was hij ze heeft maar wordt worden over dan nog deze werd of hun",
    "pl": "w z i na do nie się że to jest o jak po od za dla przez są przy który która które tym"
    " jego jej oraz ale był była było być także ich ze tego ma",
    "pt": "o a os as de do da dos das e em no na nos nas um uma que por para com não se ao é foi"
    " seu sua mais como mas ser são também sem entre pelo pela este esta ou à até",
    "ru": "в и на не с что по к из он как у за от о для это его же но был была было они так их"
    " который которые которая после при до если все или мы со также чтобы",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ancak en ne o ki ise"
    " olduğunu tarafından değil her göre veya ya var diye",
    "uk": "в і на не з що у до та як за від про для це його але був була було вони так їх який які"
    " яка після при або ми також щоб із зі й року",
}
_ENOUGH = 2
_WORD = re.compile("(?:[^\\W\\d_]|[\u0900-\u0963])+")  # the vowels of Hindi are marks
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
)
"""Languages that are told by their letters, the more telling first."""


@lru_cache(maxsize=4096)
def identify(text: str) -> str:
    """The language code; empty where too few small words tell it.

    >>> identify("Both sides must release all hostages."), identify("Amnistía Internacional")
    ('en', '')
    """
    votes: Counter[str] = Counter()
    for word in _WORD.findall(text):
        for language, weight in _voters().get(word.lower(), {}).items():
            votes[language] += weight
    ranked = votes.most_common(2)
    if ranked and ranked[0][1] >= _ENOUGH * 6:
        (best, most), *others = ranked
        return best if not others or most > others[0][1] else ""
    letters = len(text) / 3
    for language, pattern in _SCRIPTS:
        if len(pattern.findall(text)) > letters / (3 if language == "ja" else 1):
            return language
    return ""


def function_words(language: str) -> frozenset[str]:
    """The small words of a language, in small letters; none of one that is not known."""
    return frozenset(_FUNCTION_WORDS.get(language, "").split())


@cache
def _voters() -> Mapping[str, Mapping[str, int]]:
    """For every word the languages that have it, and how much it says for each."""
    languages: dict[str, list[str]] = {}
    for language, words in _FUNCTION_WORDS.items():
        for word in words.split():
            languages.setdefault(word, []).append(language)
    return {
        word: dict.fromkeys(some, 6 // len(some))
        for word, some in languages.items()
        if len(some) <= 6
    }


def source_locale(text: str) -> Locale:
    """The locale of a source, which is English where nothing tells."""
    return _LOCALES.get(identify(text), ENGLISH)


_LOCALES = {language: Locale(language) for language in _FUNCTION_WORDS}
