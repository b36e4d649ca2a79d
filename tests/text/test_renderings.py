import pytest

from translate_pipeline.model.locale import Locale
from translate_pipeline.text.renderings import closest_rendering, find_renderings


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
        ("ru", "О нарушениях.", ["нарушения"], ["нарушениях"]),
        ("ru", "После массовых убийств.", ["массовое убийство"], ["массовых убийств"]),
    ],
)  # fmt: skip
def test_renderings_are_found_by_words_and_forms(
    locale: str, target: str, renderings: list[str], found: list[str]
) -> None:
    spans = find_renderings(target, Locale(locale), renderings)
    assert [target[start:end] for start, end in spans] == found


@pytest.mark.parametrize(
    ("locale", "text", "renderings", "closest"),
    [
        ("ru", "преступлений против человечества",
         ["преступление против человечности", "преступление против человечества"],
         "преступление против человечества"),
        ("ru", "преступлениях против человечности",
         ["преступление против человечества", "преступление против человечности"],
         "преступление против человечности"),
        ("es", "civil", ["población civil", "civiles", "civil"], "civil"),
        ("es", "poblaciones civiles", ["civil", "población civil"], "población civil"),
        ("es", "ocupada", ["ocupado", "ocupada"], "ocupada"),
        ("es", "nada", ["ocupado", "ocupada"], ""),
        ("es", "nada", [], ""),
    ],
)  # fmt: skip
def test_the_closest_rendering_is_the_one_as_written_else_the_longest(
    locale: str, text: str, renderings: list[str], closest: str
) -> None:
    assert closest_rendering(text, Locale(locale), renderings) == closest
