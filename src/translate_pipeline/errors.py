"""Every error this package raises on purpose.

* PipelineError
  - InputError          a release, glossary, catalog or setting that cannot be used; fix the file
  - NotFound            no such release, locale, engine or workspace
  - StorageError        a file or folder that cannot be written; nothing was half-written
    · ShelfError          the shelf cannot be used; what was recorded is recorded, so do it again
  - PolicyRefused       allowed by the machine, not by the workspace: embargo, cloud engine
    · NotApproved         segments stand in the way of a publication
  - Conflict            what was decided on is not what stands now; look again
  - EngineError         a translation engine failed
    · EngineUnavailable   try again later (timeout, rate limit, outage)
    · EngineRefused       trying again will not help (language pair, quota, credentials)
  - OriginError         what approved versions are pulled from does not give them
    · OriginUnavailable   try again later (no connection, timeout, outage); what is held stays
    · OriginRefused       trying again will not help (no token, other locale, nothing there)
  - VerificationFailed  what was received is not, or not provably, what was published
    · BadSignature        a signed file was changed, or a signature is not the key's
    · UnknownKey          no key that the reader believes has signed it
    · RevokedKey          the key that signed it no longer counts
    · BrokenKeys          the lists of keys do not follow one another
    · OldKeys             a newer list of keys exists than those at hand
    · MissingFile         a file of the bundle is not there
    · ExtraFile           a file is there that was not published
    · AlteredFile         a file is not the one that was published
    · ExpiredIndex        the index is too old to say what is newest
    · OldIndex            an older index than the reader has seen: somebody turned time back
    · NotInIndex          the index does not list this version, or lists another one under its name
    · Retracted           it was published, and taken back

The tree drives behaviour: the flows retry EngineUnavailable, and StorageError where they publish;
each branch has its exit code (``exit_code``, the list of docs/reference.md).
"""

from collections.abc import Sequence
from typing import ClassVar


def shortened(text: str, longest: int = 500) -> str:
    """A message without the middle of what it quotes at length; its end says what to do.

    >>> shortened("'wwwwwwwwwwwww' is not a locale", 24)
    "'wwwwwww…is not a locale"
    """
    half = longest // 2
    return text if len(text) <= longest else f"{text[: longest - half - 1]}…{text[-half:]}"


def printable(text: str) -> str:
    """A text of strangers, such as a file's name, that cannot be used to write on a terminal.

    >>> print(printable(chr(27) + "[2J"))
    \\x1b[2J
    """
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )


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


class ShelfError(StorageError):
    """The shelf cannot be read or written. What was recorded before is put there later."""

    exit_code = 4


class PolicyRefused(PipelineError):  # noqa: N818
    """The workspace, or an embargo, forbids it."""

    exit_code = 3


class NotApproved(PolicyRefused):
    """Segments stand in the way of a publication.

    ``segments`` names all of them: the key, where it stands for people, and what is the matter.
    """

    def __init__(self, message: str, segments: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(message)
        self.segments = segments


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


class OriginError(PipelineError):
    """What approved versions are pulled from does not give them."""


class OriginUnavailable(OriginError):  # noqa: N818
    """Try again later. What was pulled before is still there."""

    exit_code = 4


class OriginRefused(OriginError):  # noqa: N818
    """Trying again will not help."""


class VerificationFailed(PipelineError):  # noqa: N818
    """What was received is not, or not provably, what was published. Do not use it."""

    exit_code = 1


class BadSignature(VerificationFailed):
    """A signed file was changed, or a signature is not that of the key it names."""


class UnknownKey(VerificationFailed):
    """No key that the reader believes has signed it."""


class RevokedKey(VerificationFailed):
    """The key that signed it was revoked, or replaced before that."""


class BrokenKeys(VerificationFailed):
    """The lists of keys do not follow one another."""


class OldKeys(VerificationFailed):
    """A newer list of keys exists than those at hand, and may revoke one."""


class MissingFile(VerificationFailed):
    """A file of the bundle is not there."""


class ExtraFile(VerificationFailed):
    """A file is there that was not published."""


class AlteredFile(VerificationFailed):
    """A file is not the one that was published."""


class ExpiredIndex(VerificationFailed):
    """The index is too old to say what is newest."""


class OldIndex(VerificationFailed):
    """The reader has seen a newer index."""


class NotInIndex(VerificationFailed):
    """The index does not list this version, or lists another manifest for it."""


class Retracted(VerificationFailed):
    """It was published, and taken back; ``reason`` is the publisher's, where it is known apart."""

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason
