"""The machine-translation engines, found by entry point: ours as well as anyone else's.

Loading an engine imports its module only; the libraries it stands on come in with its first text.
"""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points

from translate_pipeline.errors import EngineRefused, NotFound
from translate_pipeline.model.engine import EngineOptions
from translate_pipeline.ports import Engine

GROUP = "translate_pipeline.engines"
"""The entry-point group. A name is the engine's, a value ``module:Class``; no arguments."""


def engine_names() -> tuple[str, ...]:
    """The names of the installed engines, sorted."""
    return tuple(sorted(entry_points(group=GROUP).names))


def load_engine(name: str) -> Engine:
    """The engine of that name.

    Raises NotFound where none is installed, EngineRefused where it cannot be imported.
    """
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise NotFound(f"there is no engine {name!r}; installed are {', '.join(engine_names())}")
    return _load(next(iter(found)))


def all_engines(options: Mapping[str, EngineOptions] | None = None) -> tuple[Engine, ...]:
    """Every installed engine, by name, with what a workspace says of some.

    Raises EngineRefused where one cannot be imported, ValueError for options that an engine cannot
    have, or of one that is not installed.
    """
    found, options = entry_points(group=GROUP), options or {}  # once: it reads every distribution
    names = sorted(found.names)
    if unknown := sorted(set(options) - set(names)):
        raise ValueError(f"there is no engine {unknown[0]!r}; installed are {', '.join(names)}")
    engines = tuple(_load(next(iter(found.select(name=name)))) for name in names)
    for engine in engines:
        if chosen := options.get(engine.name):
            _configure(engine, chosen)
    return engines


def _configure(engine: Engine, options: EngineOptions) -> None:
    configure = getattr(engine, "configure", None)
    if configure is None:
        raise ValueError(f"{engine.name}: nothing can be set")
    try:
        configure(options)
    except ValueError as error:
        raise ValueError(f"{engine.name}: {error}") from error


def _load(entry: EntryPoint) -> Engine:
    try:
        engine: Engine = entry.load()()
    except Exception as error:
        owner = entry.dist.name if entry.dist else "an unknown distribution"
        raise EngineRefused(
            f"engine {entry.name!r} of {owner} cannot be loaded ({type(error).__name__}: {error});"
            f" reinstall {owner} or uninstall it"
        ) from error
    return engine
