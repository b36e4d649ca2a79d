"""Releases of different newsrooms; each line says, before a bar, the kinds of what it is."""

from pathlib import Path

import pytest

from translate_pipeline.formats.release import parse_release
from translate_pipeline.model.locale import Locale

LAYOUTS = sorted((Path(__file__).parent / "layouts").iterdir())


def read(layout: Path) -> tuple[str, list[tuple[int, str]]]:
    """The source, and the kinds that are expected with the lines where they begin."""
    lines, expected = [], []
    for number, line in enumerate(layout.read_text("utf-8").splitlines(), 1):
        kinds, _, text = line.partition(" | ")
        lines.append(text)
        expected += [(number, kind) for kind in kinds.split() if kind != "-"]
    return "\n".join(lines), expected


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_blocks_of_a_newsroom_are_told_apart(layout: Path) -> None:
    source, expected = read(layout)
    locale = Locale(layout.suffixes[0][1:])
    release = parse_release(source, path=layout.name, source_locale=locale)
    assert [(block.line, str(block.kind)) for block in release.blocks] == expected


def test_the_layouts_are_of_several_languages() -> None:
    assert len({layout.suffixes[0] for layout in LAYOUTS}) == 5
