"""What the form in Prefect's pages offers to choose from."""

from enum import StrEnum


class EngineChoice(StrEnum):
    """The engines that come with the program; the command takes any that is installed."""

    AUTO = "auto"
    NEURAL = "neural"
    APERTIUM = "apertium"
    LIBRE = "deep:libre"
    DEEPL = "deep:deepl"
    MICROSOFT = "deep:microsoft"
    GOOGLE = "deep:google"
    CHATGPT = "deep:chatgpt"
    YANDEX = "deep:yandex"
    QCRI = "deep:qcri"
    MYMEMORY = "deep:mymemory"


class LocaleChoice(StrEnum):
    """Common locales; the command takes any that CLDR knows."""

    AR = "ar"
    BN = "bn"
    CA = "ca"
    DE = "de"
    ES = "es"
    FA = "fa"
    FR = "fr"
    GL = "gl"
    HE = "he"
    HI = "hi"
    ID = "id"
    IT = "it"
    JA = "ja"
    KO = "ko"
    NL = "nl"
    PL = "pl"
    PT_BR = "pt-BR"
    PT_PT = "pt-PT"
    RU = "ru"
    SW = "sw"
    TR = "tr"
    UK = "uk"
    UR = "ur"
    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
