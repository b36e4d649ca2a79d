"""What Prefect is told of an error.

Prefect keeps it, perhaps on another machine, and a message might quote a release under embargo. So
it is told the kind, the place, and the message only where that is made of names and settings.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from translate_pipeline.errors import (
    EngineError,
    EngineUnavailable,
    InputError,
    NotFound,
    PipelineError,
    PolicyRefused,
    StorageError,
)
from translate_pipeline.model.locale import Locale


class KeptBack(Exception):  # noqa: N818  (says what was done, not what went wrong)
    """Stands for an error in what Prefect sees."""

    def __init__(self, told: str, *, try_again: bool = False) -> None:
        super().__init__(told)
        self.try_again = try_again


@contextmanager
def kept_back(
    errors: dict[Locale | None, Exception],
    of: Locale | None,
    *,
    again: type[PipelineError] = EngineUnavailable,
) -> Iterator[None]:
    """Put an error into ``errors``, and raise what stands for it. One of ``again`` may pass."""
    try:
        yield
    except KeptBack:
        raise
    except Exception as error:  # noqa: BLE001  (Prefect would keep the message of any)
        errors[of] = error
        raise KeptBack(told(error), try_again=isinstance(error, again)) from None


def told(error: Exception) -> str:
    """An error in words that hold nothing of a text."""
    kind = type(error).__name__
    match error:
        case PolicyRefused() | NotFound() | StorageError():
            return f"{kind}: {error}"
        case InputError():
            return f"{kind}: {error.path}:{error.line}:{error.column} cannot be used"
        case EngineUnavailable():
            return f"{kind}: the engine cannot be reached now; run again later"
        case EngineError():
            return f"{kind}: the engine will not do it; the worker's log says why"
        case _:
            return f"{kind}: a fault; the worker's log says more"
