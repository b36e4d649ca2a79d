"""A process that holds one model and translates with it: a program of its own, run by path.

A text comes on standard input, ended by a null byte; the answer goes to standard output, ended by
another: ``=`` and the translation, or ``!`` and why there is none. It ends with its input, so with
the program that started it. It imports nothing of the package, to be ready sooner.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path


def main(library: str, *files: str) -> None:
    """Serve until the input ends.

    ``library`` is the folder that fxtranslate is in, ``files`` are those of ``Model.paths``.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started it
    try:
        translate = load(library, *files)
    except BaseException as error:  # noqa: BLE001  (a panic of the Rust library is no Exception)
        translate = refusing(f"{type(error).__name__}: {error}")
    waiting = b""
    while chunk := os.read(0, 65_536):
        waiting += chunk
        while b"\0" in waiting:
            text, _, waiting = waiting.partition(b"\0")
            answer, sound = answered(translate, text.decode())
            sys.stdout.buffer.write(answer.replace("\0", " ").encode() + b"\0")
            sys.stdout.buffer.flush()
            if not sound:  # after a panic nothing of the model is to be trusted
                return


def load(library: str, *files: str) -> Callable[[str], str]:
    """The model, ready."""
    sys.path.append(library)
    from fxtranslate import Translator

    weights, source, target, shortlist = (Path(file).read_bytes() for file in files)
    return Translator(weights, source, target, shortlist).translate


def refusing(reason: str) -> Callable[[str], str]:
    """What answers every text with why the model cannot be used."""

    def refuse(_: str) -> str:
        raise ValueError(reason)

    return refuse


def answered(translate: Callable[[str], str], text: str) -> tuple[str, bool]:
    """The answer to a text, and whether the model is sound after it."""
    try:
        return f"={translate(text)}", True
    except Exception as error:  # noqa: BLE001  (whatever it is, it belongs to this text)
        return f"!{error}", True
    except BaseException as error:  # noqa: BLE001  (a panic)
        return f"!{error}", False


if __name__ == "__main__":
    main(*sys.argv[1:])
