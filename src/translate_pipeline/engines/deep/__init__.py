"""Translation services through deep-translator: the text leaves this machine.

``engine`` has what is common to all, ``services`` what is particular to each.
"""

from translate_pipeline.engines.deep.services import (
    ChatGpt,
    DeepL,
    Google,
    Libre,
    Microsoft,
    MyMemory,
    Qcri,
    Yandex,
)

__all__ = ["ChatGpt", "DeepL", "Google", "Libre", "Microsoft", "MyMemory", "Qcri", "Yandex"]
