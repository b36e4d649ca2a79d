"""Pulling once: an address and a folder become an origin and holdings, and what came of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from translate_pipeline.errors import PipelineError, StorageError
from translate_pipeline.formats.listing import (
    LISTING,
    MAX_LISTING,
    parse_listing,
    serialize_listing,
)
from translate_pipeline.messages import tr
from translate_pipeline.model.trust import Key
from translate_pipeline.pipeline.pull import Puller
from translate_pipeline.pipeline.pull_goals import (
    Goal,
    Outcome,
    Wishes,
    early_goals,
    goals,
    remembered,
)
from translate_pipeline.pipeline.pull_trust import Known, Trusted, renewed
from translate_pipeline.store.holdings import FolderHoldings
from translate_pipeline.store.origins import FolderOrigin, folder_of, is_web, web_base
from translate_pipeline.store.pull_memory import Memory
from translate_pipeline.store.web_client import Waiting
from translate_pipeline.store.web_origin import API, WebOrigin


@dataclass(frozen=True, slots=True)
class Order:
    """What an office types after ``pull``."""

    address: str
    folder: Path
    wishes: Wishes
    key: bytes | None = None
    """The public key that it was handed; None where the folder remembers it."""
    early: bool = False
    """Whether it wants what is under embargo."""
    token: str = field(default="", repr=False)
    proxy: str = field(default="", repr=False)
    """Its address may hold a password."""


@dataclass(frozen=True, slots=True)
class Round:
    """What came of pulling once."""

    index: int
    """The number of the index that was believed."""
    issued: datetime
    """When it was issued."""
    goals: tuple[Goal, ...]
    outcomes: tuple[Outcome, ...]


def pull_once(
    order: Order, now: datetime, tell: Callable[[Outcome], None], waiting: Waiting | None = None
) -> Round:
    """Pull what is wanted and not held yet, and tell of each as soon as it is known.

    Raises a PipelineError where nothing at all can be known: no connection, an index that cannot be
    believed, a key that is another one than before, a folder that another pull writes into.
    """
    holdings = FolderHoldings(order.folder)
    with holdings.locked():
        memory = _memory(holdings, order.key)
        with _origin(order, memory, waiting) as origin:
            trusted = renewed(_known(memory, order), origin, now)
            memory = _remembered(memory, trusted, order, origin)
            holdings.remember(memory)
            wanted = goals(trusted.index, order.wishes)
            if order.early:
                memory = _listed(memory, origin)
                holdings.remember(memory)
                listed = parse_listing(memory.listing)
                early = early_goals(listed, trusted.index, order.wishes)
                wanted = list({(one.release, one.locale): one for one in wanted + early}.values())
            puller = Puller(
                origin, holdings, trusted.keys, trusted.index, order.wishes, now, memory.pulled
            )
            outcomes: list[Outcome] = []
            try:
                for outcome in puller.pull(wanted):
                    tell(outcome)
                    outcomes.append(outcome)
            finally:
                pulled = remembered(memory.pulled, outcomes)
                with suppress(StorageError):  # then it is told again, rather than not at all
                    holdings.remember(replace(memory, pulled=pulled))
        holdings.tidy(now)
    index = trusted.index
    return Round(index.number, index.issued, tuple(wanted), tuple(outcomes))


def _memory(holdings: FolderHoldings, key: bytes | None) -> Memory:
    memory = holdings.memory()
    if memory is None:
        assert key
        return Memory(Known(key))
    if key and key != memory.known.trusted:
        old, new = (_key_id(one) for one in (memory.known.trusted, key))
        told = tr(
            "this folder trusts key {old}, and --key names {new}. If the publisher replaced its"
            " key, leave --key out: pull follows by itself. If you were told to trust the new one"
            " instead, pull into another folder",
            old=old, new=new,
        )  # fmt: skip
        raise PipelineError(told)
    return memory


def _key_id(public: bytes) -> str:
    return Key(public, datetime.min).id  # noqa: DTZ901  (only its name is asked)


@contextmanager
def _origin(
    order: Order, memory: Memory, waiting: Waiting | None
) -> Iterator[FolderOrigin | WebOrigin]:
    if not is_web(order.address):
        if order.early:
            raise PipelineError(
                tr("--early asks a server, and {address} is none", address=order.address)
            )
        yield FolderOrigin(folder_of(order.address))
        return
    layout = memory.layout if memory.address == order.address else ""
    origin = WebOrigin(
        web_base(order.address),
        layout=layout,
        token=order.token,
        proxy=order.proxy,
        waiting=waiting,
    )
    try:
        yield origin
    finally:
        origin.close()


def _known(memory: Memory, order: Order) -> Known:
    """What is known; the tag of another origin says nothing of this one."""
    same = memory.address == order.address
    return memory.known if same else replace(memory.known, tag="")


def _remembered(
    memory: Memory, trusted: Trusted, order: Order, origin: FolderOrigin | WebOrigin
) -> Memory:
    known = trusted.known
    same = memory.address == order.address
    return Memory(
        known, order.address, origin.layout if isinstance(origin, WebOrigin) else "",
        memory.listing if same else b"", memory.listing_tag if same else "", memory.pulled,
    )  # fmt: skip


def _listed(memory: Memory, origin: FolderOrigin | WebOrigin) -> Memory:
    """With the server's list of releases as it is now."""
    if not isinstance(origin, WebOrigin) or origin.layout != API:
        told = tr("--early asks a server, and this address has only what is published already")
        raise PipelineError(told)
    found = origin.read_changed(LISTING, MAX_LISTING, memory.listing_tag)
    if found is None:
        return memory
    data, tag = found
    return replace(memory, listing=serialize_listing(parse_listing(data)), listing_tag=tag)
