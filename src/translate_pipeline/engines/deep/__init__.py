"""Translation services through deep-translator: the text leaves this machine.

``engine`` has what is common to all, ``services`` and ``libre`` what is particular to each.
"""

from translate_pipeline.engines.deep.libre import Libre
from translate_pipeline.engines.deep.services import (
    ChatGpt,
    DeepL,
    Google,
    Microsoft,
    MyMemory,
    Qcri,
    Yandex,
)

__all__ = ["ChatGpt", "DeepL", "Google", "Libre", "Microsoft", "MyMemory", "Qcri", "Yandex"]
