import pytest

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.renderings import find_renderings


@pytest.mark.parametrize(
    ("locale", "target", "renderings", "found"),
    [
        ("es", "Hubo abusos y más abusos.", ["abuso"], ["abusos", "abusos"]),
        ("es", "Hubo detención administrativa.", ["detención", "detención administrativa"],
         ["detención administrativa"]),
        ("ar", "وقعت الانتهاكات.", ["انتهاكات"], ["الانتهاكات"]),
        ("es", "Nada.", ["abuso"], []),
        ("es", "Limpieza. Étnica.", ["limpieza étnica"], []),
        ("es", "Hubo abusos.", [], []),
        ("es", "Hubo abusos.", ["—"], []),
    ],
)  # fmt: skip
def test_renderings_are_found_by_words_and_forms(
    locale: str, target: str, renderings: list[str], found: list[str]
) -> None:
    spans = find_renderings(target, Locale(locale), renderings)
    assert [target[start:end] for start, end in spans] == found
