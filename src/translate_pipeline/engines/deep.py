"""Cloud translation through deep-translator: Google's web page.

The text leaves this machine and travels in the address of a request. What deep-translator leaves
out is added here: time limits, errors that can be told apart, one client for each text (a client
shared by threads gives one caller another's sentence).
"""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from translate_pipeline.errors import EngineError, EngineRefused, EngineUnavailable
from translate_pipeline.model.locale import Locale

TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and seconds to wait for the next byte of an answer."""

LONGEST = 4_999
"""Characters in one request; deep-translator refuses 5,000."""

_OWN_CODES = {
    "fil": "tl",
    "he": "iw",
    "jv": "jw",
    "nb": "no",
    "nn": "no",
    "zh": "zh-CN",
    "zh-HK": "zh-TW",
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
    "zh-MO": "zh-TW",
    "zh-SG": "zh-CN",
    "mni": "mni-Mtei",
}
"""Locales for which Google has a code of its own."""

_CODES = """
af ak am ar as ay az be bg bho bm bn bs ca ceb ckb co cs cy da de doi dv ee el en eo es et eu
fa fi fr fy ga gd gl gn gom gu ha haw hi hmn hr ht hu hy id ig ilo is it iw ja jw ka kk km kn ko
kri ku ky la lb lg ln lo lt lus lv mai mg mi mk ml mn mni-Mtei mr ms mt my ne nl no nso ny om or
pa pl ps pt qu ro ru rw sa sd si sk sl sm sn so sq sr st su sv sw ta te tg th ti tk tl tr ts tt
ug uk ur uz vi xh yi yo zh-CN zh-TW zu
"""
CODES = frozenset(_CODES.split())
"""The codes that deep-translator knows; here too, since importing it takes 0.3 s."""


class Google:
    """Google Translate's web page, without a key. Its Portuguese is Brazilian."""

    name = "deep:google"
    on_device = False

    def supports(self, source: Locale, target: Locale) -> str:
        """The codes it would be asked with: ``en-iw``."""
        pair = google_code(source), google_code(target)
        return "-".join(pair) if all(pair) and pair[0] != pair[1] else ""

    def why_not(self, source: Locale, target: Locale) -> str:
        """Which of the two languages it does not have."""
        for locale in (source, target):
            if not google_code(locale):
                return f"Google Translate has no {locale}"
        return f"Google Translate does not tell {source} from {target}"

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        """Ask for one text after another; empty where Google has no translation ("...").

        Raises EngineUnavailable for a limit, an outage or no connection; EngineRefused for a
        pair or a text that it will never take. No message quotes a text.
        """
        if not self.supports(source, target):
            raise EngineRefused(f"{self.name}: {self.why_not(source, target)}")
        for text in texts:
            if len(text) > LONGEST:
                raise EngineRefused(
                    f"{self.name}: a segment of {len(text)} characters, at most {LONGEST} are taken"
                )
        return [_ask(text, google_code(source), google_code(target)) for text in texts]


def google_code(locale: Locale) -> str:
    """Google's code for a locale; empty where it has none."""
    parts = locale.tag.split("-")
    for tag in (locale.tag, "-".join(parts[:2])):
        if tag in _OWN_CODES or tag in CODES:
            return _OWN_CODES.get(tag, tag)
    if any(len(part) == 4 for part in parts[1:]):
        return ""  # it would answer in the language's other script
    code = _OWN_CODES.get(locale.language, locale.language)
    return code if code in CODES else ""


def _ask(text: str, source: str, target: str) -> str:
    if not text.strip():
        return ""
    from deep_translator import google
    from deep_translator.exceptions import TranslationNotFound

    # deep-translator calls requests.get without a time limit; only its own module sees this one
    google.requests = SimpleNamespace(get=_get)
    try:
        return google.GoogleTranslator(source=source, target=target).translate(text) or ""
    except EngineError:
        raise
    except TranslationNotFound:  # its message is the text
        raise EngineRefused(
            "deep:google: the service answered with a page without a translation"
            " (a consent page, or a proxy's)"
        ) from None
    except Exception as error:  # noqa: BLE001  (whatever a scraped page can cause)
        raise EngineRefused(f"deep:google: {type(error).__name__} in deep-translator") from None


def _get(url: str, params: Mapping[str, str], proxies: Any = None) -> Any:  # noqa: ANN401
    """``requests.get`` with time limits, and with errors that do not quote the address.

    The address holds the text, which may be under embargo and must not reach a log.
    """
    import requests

    host = url.split("/")[2]
    try:
        answer = requests.get(url, params=params, proxies=proxies, timeout=TIMEOUT)
    except requests.Timeout:
        raise EngineUnavailable(f"deep:google: {host} did not answer in time") from None
    except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
        kind = type(error).__name__
        raise EngineUnavailable(f"deep:google: no connection to {host} ({kind})") from None
    except requests.RequestException as error:
        raise EngineRefused(f"deep:google: {type(error).__name__} from {host}") from None
    said = f"deep:google: {host} says {answer.status_code} {answer.reason}"
    if answer.status_code == requests.codes.too_many_requests or answer.status_code >= 500:
        wait = answer.headers.get("Retry-After", "")
        raise EngineUnavailable(said + (f", try again after {wait} s" if wait else ""))
    if not answer.ok:
        raise EngineRefused(said)
    return answer
