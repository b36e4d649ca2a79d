"""A target is about as long as a translation into its language is."""

from collections.abc import Iterator, Sequence
from math import exp, sqrt

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.termbase import TermCheck
from translate_pipeline.model.translation import Finding, Severity
from translate_pipeline.text.identify import source_locale

NAME = "length-ratio"
SEVERITY = Severity.WARNING

_RATIOS = {
    "af": 1.08, "am": 0.68, "ar": 0.93, "az": 1.1, "ba": 1.0, "be": 1.04, "bg": 1.09, "bn": 0.99,
    "bo": 1.22, "bs": 1.03, "ca": 1.13, "cs": 0.97, "cy": 1.09, "da": 1.02, "de": 1.19,
    "dv": 1.25, "dz": 1.0, "ee": 0.95, "el": 1.2, "en": 1.0, "es": 1.15, "et": 1.0, "eu": 1.11,
    "fa": 0.99, "ff": 0.93, "fi": 1.09, "fj": 1.22, "fo": 1.04, "fr": 1.18, "ga": 1.19,
    "gl": 1.09, "gu": 0.99, "ha": 1.08, "he": 0.81, "hi": 1.06, "hr": 1.03, "hu": 1.12,
    "hy": 1.07, "id": 1.16, "ig": 0.99, "is": 1.07, "it": 1.16, "ja": 0.46, "ka": 1.07,
    "kk": 1.06, "km": 1.16, "kn": 1.08, "ko": 0.54, "ku": 0.99, "ky": 1.02, "lb": 1.13,
    "lo": 1.07, "lt": 1.05, "lv": 1.08, "mg": 1.29, "mi": 1.11, "mk": 1.08, "ml": 1.23,
    "mn": 1.07, "mr": 1.06, "ms": 1.12, "mt": 1.11, "my": 1.27, "nb": 1.02, "nd": 1.2, "ne": 1.01,
    "nl": 1.17, "nn": 1.01, "ny": 1.15, "om": 0.98, "pa": 1.02, "pl": 1.11, "ps": 0.99,
    "pt": 1.11, "ro": 1.18, "ru": 1.11, "rw": 1.21, "sd": 0.9, "si": 1.05, "sk": 1.02, "sl": 1.02,
    "sm": 1.13, "sn": 1.2, "so": 1.18, "sq": 1.14, "sr": 1.02, "ss": 1.16, "sv": 1.01, "sw": 1.1,
    "ta": 1.27, "te": 1.01, "tg": 1.11, "th": 0.96, "ti": 0.67, "tk": 1.15, "tn": 1.34,
    "to": 1.27, "tr": 1.07, "tt": 0.99, "ty": 1.26, "ug": 1.25, "uk": 1.06, "ur": 1.01,
    "uz": 1.19, "ve": 1.21, "vi": 1.1, "wo": 0.97, "xh": 1.08, "yo": 1.24, "yue": 0.36,
    "zh": 0.34, "zu": 1.04,
}  # fmt: skip
"""Characters of a translation from English for one of its source: the geometric mean over 1,997
sentences of news with the translations of NTREX-128, which people made."""

_OF_LENGTH, _OF_SHORTNESS = 0.008, 1.8
"""The variance of the logarithm of the ratio: what is always there, and what a character adds."""
_LIMIT = 4.0
"""Standard deviations from the mean that are reported."""
_DENSE = frozenset({"ja", "ko", "yue", "zh"})
_DENSER = 1.5
"""How much more the ratio varies where a character is a syllable or a word."""
_SHORTEST = 12
"""Characters; what is shorter can be of any length."""


def usual_lengths(source: str, locale: Locale) -> tuple[int, int] | None:
    """The fewest and the most characters that people write for a source; None where nothing tells.

    That is for a short source, and for languages that were not measured.
    """
    length = len(source.strip())
    own = source_locale(source)
    mean, per = _RATIOS.get(locale.language), _RATIOS.get(own.language)
    if length < _SHORTEST or mean is None or per is None or own.language == locale.language:
        return None
    expected = length * mean / per
    spread = sqrt(_OF_LENGTH + _OF_SHORTNESS * per / length) * _LIMIT
    if locale.language in _DENSE or own.language in _DENSE:
        spread *= _DENSER
    return max(round(expected * exp(-spread)), 1), round(expected * exp(spread))


def check(
    source: str, target: str, locale: Locale, _terms: Sequence[TermCheck]
) -> Iterator[Finding]:
    """Report a target that is much longer or shorter than people make it."""
    usual = usual_lengths(source, locale)
    length = len(target.strip())
    if usual and not usual[0] <= length <= usual[1]:
        message = (
            f"{length} characters, where a translation of this source has {usual[0]} to {usual[1]}"
        )
        yield Finding(NAME, SEVERITY, message)
