"""Say a number with another word of the same form: three → five, трёх → пяти.

Only words that no gender and no case but their own can change, of numbers that take the same form
of what they count.
"""

import re
from collections.abc import Iterator
from functools import cache

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.number_words import PREFIXES

_SERIES = {
    "ar": """
        3=ثلاث أربع خمس ست سبع ثماني تسع عشر
        3=ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة
    """,
    "ca": """
        3=tres quatre cinc sis set vuit nou deu onze dotze tretze catorze quinze setze
    """,
    "de": """
        2=zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn
        sechzehn siebzehn achtzehn neunzehn zwanzig
    """,
    "es": """
        2=dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
        dieciséis diecisiete dieciocho diecinueve veinte
    """,
    "fa": """
        2=دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده
    """,
    "fr": """
        2=deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
        dix-sept dix-huit dix-neuf vingt
    """,
    "he": """
        3=שלוש ארבע חמש שש שבע
        3=שלושה ארבעה חמישה שישה שבעה
        3=שלושת ארבעת חמשת ששת שבעת
    """,
    "hi": """
        2=दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह
        सत्रह अठारह उन्नीस बीस
    """,
    "it": """
        2=due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici
        quindici sedici diciassette diciotto diciannove venti
    """,
    "ja": """
        3=三 四 五 六 七 八 九 十
    """,
    "nl": """
        2=twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien
        zestien zeventien achttien negentien twintig
    """,
    "pl": """
        3=trzy cztery
        3=trzech czterech
        5=pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście
        piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia
        5=pięciu sześciu siedmiu ośmiu dziewięciu dziesięciu jedenastu dwunastu trzynastu
        czternastu piętnastu szesnastu siedemnastu osiemnastu dziewiętnastu dwudziestu
    """,
    "pt": """
        3=três quatro cinco seis sete oito nove dez onze doze treze
    """,
    "ru": """
        3=три четыре
        3=трёх четырёх
        3=трех четырех
        5=пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать
        пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать
        5=пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати
        пятнадцати шестнадцати семнадцати восемнадцати девятнадцати двадцати
    """,
    "tr": """
        2=iki üç dört beş altı yedi sekiz dokuz on
    """,
    "uk": """
        3=три чотири
        3=трьох чотирьох
        5=п’ять шість сім вісім дев’ять десять одинадцять дванадцять
        5=п'ять шість сім вісім дев'ять десять одинадцять дванадцять
    """,
    "zh": """
        3=三 四 五 六 七 八 九 十
    """,
}
"""By language, runs of consecutive numbers in one form, each with its first number."""


def respelled(word: str, new: int, locale: Locale) -> str:
    """The word that says another number in the form of this one; empty where none surely does.

    >>> respelled("Tres", 5, Locale("es"))
    'Cinco'
    """
    for before, stem, first, words in _found(word, locale.language):
        if first <= new < first + len(words):
            said = words[new - first]
            return before + (said[0].upper() + said[1:] if stem[0].isupper() else said)
    return ""


def spelled_value(word: str, locale: Locale) -> int:
    """The number that a word says; 0 where it is in none of the forms."""
    for _, stem, first, words in _found(word, locale.language):
        return first + words.index(stem.lower())
    return 0


def _found(word: str, language: str) -> Iterator[tuple[str, str, int, tuple[str, ...]]]:
    """The runs that a word is of, with the letters before it that are another word."""
    prefixes = PREFIXES.get(language, "")
    for cut in range(4 if prefixes else 1):
        before, stem = word[:cut], word[cut:]
        if not stem or stem[1:] != stem[1:].lower() or not set(before) <= set(prefixes):
            return
        for first, words in _series(language):
            if stem.lower() in words:
                yield before, stem, first, words


@cache
def _series(language: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    runs = re.findall(r"(\d+)=([^=\d]+)", _SERIES.get(language, ""))
    return tuple((int(first), tuple(words.split())) for first, words in runs)
