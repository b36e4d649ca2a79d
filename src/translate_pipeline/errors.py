"""Every error this package raises on purpose.

* PipelineError
  - InputError          a release, glossary, catalog or setting that cannot be used; fix the file
  - NotFound            no such release, locale, engine or workspace
  - StorageError        a file or folder that cannot be written; nothing was half-written
  - PolicyRefused       allowed by the machine, not by the workspace: embargo, cloud engine
  - Conflict            what was decided on is not what stands now; look again
  - EngineError         a translation engine failed
    · EngineUnavailable   try again later (timeout, rate limit, outage)
    · EngineRefused       trying again will not help (language pair, quota, credentials)

The tree drives behaviour: the flow retries EngineUnavailable and nothing else, and each branch
has its exit code (``exit_code``, the list of docs/reference.md).
"""

from typing import ClassVar


def shortened(text: str, longest: int = 500) -> str:
    """A message without the middle of what it quotes at length; its end says what to do.

    >>> shortened("'wwwwwwwwwwwww' is not a locale", 24)
    "'wwwwwww…is not a locale"
    """
    half = longest // 2
    return text if len(text) <= longest else f"{text[: longest - half - 1]}…{text[-half:]}"


class PipelineError(Exception):
    """Base of all errors below; the edges catch this and nothing wider."""

    exit_code: ClassVar[int] = 2


class InputError(PipelineError):
    """A file that cannot be used as what it claims to be.

    ``line`` and ``column`` count from 1; 0 means that the whole file, or the whole line, is meant.
    What the reason quotes may be of any length: each of its lines is shortened.
    """

    def __init__(self, path: str, line: int, reason: str, *, column: int = 0) -> None:
        reason = "\n".join(map(shortened, reason.split("\n")))
        place = path + (f":{line}" if line else "") + (f":{column}" if line and column else "")
        super().__init__(f"{place}: {reason}")
        self.path, self.line, self.column, self.reason = path, line, column, reason


class NotFound(PipelineError):  # noqa: N818  (says what is so, as httpx and build do)
    """No such release, locale, engine or workspace."""


class StorageError(PipelineError):
    """A file or folder that cannot be written. What was there before is still there."""


class PolicyRefused(PipelineError):  # noqa: N818
    """The workspace, or an embargo, forbids it."""

    exit_code = 3


class Conflict(PipelineError):  # noqa: N818
    """Somebody changed it meanwhile. Nothing was recorded."""

    exit_code = 3


class EngineError(PipelineError):
    """A translation engine failed."""

    exit_code = 4


class EngineUnavailable(EngineError):  # noqa: N818
    """Try again later."""


class EngineRefused(EngineError):  # noqa: N818
    """Trying again will not help."""
