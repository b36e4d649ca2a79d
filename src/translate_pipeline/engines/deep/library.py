"""deep-translator, with this package in the place of the library that it makes requests with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from types import ModuleType, SimpleNamespace
from typing import Any

from translate_pipeline.engines.deep.transport import Answer, Request

Exchange = Callable[[Request], Answer]

_exchange: ContextVar[Exchange] = ContextVar("exchange")


@contextmanager
def through(exchange: Exchange) -> Iterator[None]:
    """Send by this what deep-translator asks for meanwhile, in this thread."""
    token = _exchange.set(exchange)
    try:
        yield
    finally:
        _exchange.reset(token)


@cache
def library(name: str) -> ModuleType:
    """A copy of a module of deep-translator of our own.

    A copy, so that others who use deep-translator in this process have it as it is.
    """
    from importlib.util import find_spec, module_from_spec

    from requests import exceptions

    spec = find_spec(f"deep_translator.{name}")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.__dict__["requests"] = SimpleNamespace(
        get=partial(_ask, "GET"), post=post, exceptions=exceptions
    )
    return module


def _ask(method: str, url: str, **parts: Any) -> Answer:  # noqa: ANN401
    """What ``requests.get`` and ``requests.post`` are to deep-translator."""
    taken = ("params", "data", "json", "headers")  # proxies are the environment's
    given = {name: parts[name] for name in taken if parts.get(name)}
    return _exchange.get()(Request(method, url, **given))


post = partial(_ask, "POST")
