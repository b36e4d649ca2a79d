"""The machine-translation engines, found by entry point: ours as well as anyone else's.

Loading an engine imports its module only; the libraries it stands on come in with its first text.
"""

from importlib.metadata import EntryPoint, entry_points

from translate_pipeline.errors import EngineRefused, NotFound
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


def all_engines() -> tuple[Engine, ...]:
    """Every installed engine, by name. Raises EngineRefused where one cannot be imported."""
    return tuple(load_engine(name) for name in engine_names())


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
