"""Pull: an office gets what is approved in its locales, and the word when it is taken back.

What is in the index decides, or for a release under embargo what the server lists. A bundle that is
held is verified every time; one with a file of somebody's own in it, or with a file that somebody
changed, is told and left as it is. A retraction is told first, also of what was pulled once and is
not there any more, or not as it was: the office may have it elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from translate_pipeline.errors import (
    AlteredFile,
    MissingFile,
    NotFound,
    NotInIndex,
    OriginUnavailable,
    PipelineError,
    Retracted,
    RevokedKey,
    StorageError,
    UnknownKey,
    VerificationFailed,
)
from translate_pipeline.formats.keys import MAX_SIGNED
from translate_pipeline.formats.manifest import ENDING, MANIFEST, MAX_MANIFEST, parse_manifest
from translate_pipeline.model.bundle import Manifest, Version
from translate_pipeline.model.trust import Index, KeyList, Signed
from translate_pipeline.pipeline.pull_goals import Fate, Goal, Outcome, Pulled, Wishes
from translate_pipeline.pipeline.verify import (
    index_entry,
    verify_bundle,
    verify_files,
    verify_manifest,
)
from translate_pipeline.ports import Files, Holdings, Origin

_PROOF = {MANIFEST, MANIFEST + ENDING}
_MOVE = "move it somewhere else, and pull again"
_MOVE_ALL = "move what is there somewhere else, and pull again"
"""What to do about something that pull does not know: it is the office's own."""


@dataclass(frozen=True, slots=True)
class Puller:
    """What pulls: from where, to where, believing whom."""

    origin: Origin
    holdings: Holdings
    keys: KeyList
    index: Index
    wishes: Wishes
    now: datetime
    pulled: Pulled = field(default_factory=dict)

    def pull(self, goals: Iterable[Goal]) -> Iterator[Outcome]:
        """Look at all that is held, then fetch what is missing.

        So a retraction is told whatever becomes of the network, and before it is put out of the
        way. A goal that fails leaves the others; an origin or a disk that is gone ends it.
        """
        missing: list[tuple[Goal, Version | None]] = []
        for goal in goals:
            try:
                yield from self._look(goal, missing)
            except PipelineError as error:
                yield self._failed(goal, error)
                if isinstance(error, OriginUnavailable):
                    return
        for goal, before in missing:
            try:
                yield self._take(goal, before)
            except PipelineError as error:
                yield self._failed(goal, error)
                if isinstance(error, OriginUnavailable | StorageError):
                    return

    def _failed(self, goal: Goal, error: PipelineError) -> Outcome:
        folder = self.holdings.folder(goal.release, goal.locale)
        return Outcome(Fate.FAILED, goal, goal.newest, folder, error=error)

    def _look(self, goal: Goal, missing: list[tuple[Goal, Version | None]]) -> Iterator[Outcome]:
        """What is held, if it is current or retracted; else the goal is ``missing``."""
        release, locale = goal.release, goal.locale
        once = self._once(goal)
        have = problem = before = None
        try:
            if held := self.holdings.held(release, locale):
                have, problem = self._held(held, goal)
        except VerificationFailed as error:
            anything = () if goal.newest else sorted(goal.entries)[-1:]
            yield from self._gone(goal, once or anything, again=True)
            raise type(error)(f"{error}; {_MOVE_ALL}") from error
        yield from self._gone(goal, once - {have.version} if have else once)
        if held and have:
            before = have.version
            if reason := self._retraction(goal, before):
                aside = self.holdings.aside(release, locale, before)
                yield Outcome(Fate.RETRACTED, goal, before, aside, have, reason=reason)
                self.holdings.set_aside(release, locale, before)
                before = None
            else:
                if problem and not isinstance(problem, RevokedKey | UnknownKey):
                    raise type(problem)(f"{problem}; {_MOVE_ALL}") from problem
                if have.version in goal.entries or not goal.early:
                    index_entry(self.index, have, _manifest(held).data)
                verify_files(held, have, only=(), advice=_MOVE)
                files = self.wishes.files(have)
                whole = set(held.names()) == files | _PROOF
                if whole and not problem and before == goal.newest:
                    folder = self.holdings.folder(release, locale)
                    yield Outcome(Fate.CURRENT, goal, before, folder, have, tuple(sorted(files)))
                    return
        if goal.newest:
            missing.append((goal, before))

    def _held(self, held: Files, goal: Goal) -> tuple[Manifest, VerificationFailed | None]:
        """The manifest of what is held, and why its signature does not count today.

        A manifest that the index has may be believed even so. It may have been retracted; where
        the key was revoked, somebody has signed it anew, since else the index would not have it.
        """
        signed, problem = _manifest(held), None
        try:
            have, _ = verify_manifest(signed, self.keys)
        except VerificationFailed as error:
            digests = {entry.manifest.sha256 for entry in goal.entries.values()}
            if sha256(signed.data).hexdigest() not in digests:
                raise
            have, problem = parse_manifest(signed.data), error
        if (have.release, have.locale) != (goal.release, goal.locale):
            raise AlteredFile(
                f"this is {have.release} {have.locale}, and stands where {goal.release}"
                f" {goal.locale} should"
            )
        return have, problem

    def _once(self, goal: Goal) -> frozenset[Version]:
        """Which versions were pulled once, of which it can be known whether they still stand.

        The index tells of its own; of those under embargo the server is asked for the newest.
        """
        found = self.pulled.get((goal.release, goal.locale), frozenset())
        last = sorted(found)[-1:] if goal.early else []
        return (found & goal.entries.keys()).union(last)

    def _gone(
        self, goal: Goal, versions: Iterable[Version], *, again: bool = False
    ) -> Iterator[Outcome]:
        """Those that were retracted, of versions that are not there, or not as they were pulled."""
        for version in sorted(versions, reverse=True):
            if reason := self._retraction(goal, version):
                yield Outcome(Fate.RETRACTED, goal, version, "", reason=reason, again=again)

    def _retraction(self, goal: Goal, version: Version) -> str:
        """Why a version was retracted; empty where it was not."""
        entry = goal.entries.get(version)
        if entry:
            return entry.retracted.reason if entry.retracted else ""
        if version != goal.newest:  # only the server can tell
            try:
                self.origin.read(f"{_place(goal, version)}/{MANIFEST}", MAX_MANIFEST)
            except Retracted as error:
                return error.reason or str(error)
        return ""

    def _take(self, goal: Goal, before: Version | None) -> Outcome:
        """Fetch the newest version and put it in its place, where another one may be ``before``."""
        assert goal.newest
        version, release, locale = goal.newest, goal.release, goal.locale
        place = _place(goal, version)
        signed = Signed(
            f"{place}/{MANIFEST}",
            self._proof(f"{place}/{MANIFEST}", MAX_MANIFEST),
            self._proof(f"{place}/{MANIFEST}{ENDING}", MAX_SIGNED),
        )
        manifest, good = verify_manifest(signed, self.keys)
        if (manifest.release, manifest.locale, manifest.version) != (release, locale, version):
            raise NotInIndex(
                f"{signed.name} is the manifest of another version; tell the publisher"
            )
        index = self.index if version in goal.entries else None
        if index:
            index_entry(index, manifest, signed.data)
        names = self.wishes.files(manifest)
        if not names:
            known = ", ".join(sorted(manifest.files))
            raise NotFound(f"{place} has no file of the formats that you want; it has {known}")
        files = {name: manifest.files[name] for name in sorted(names)}
        for name, facts in files.items():
            part = self.holdings.part(release, locale, name, facts)
            self.origin.fetch(f"{place}/{name}", facts, part)

        def verify(made: Files) -> None:
            verify_bundle(made, self.keys, now=self.now, index=index, only=names)

        self.holdings.put(release, locale, signed, files, verify)
        return Outcome(
            Fate.PULLED, goal, version, self.holdings.folder(release, locale), manifest,
            tuple(files), good, before if before != version else None,
        )  # fmt: skip

    def _proof(self, name: str, at_most: int) -> bytes:
        data = self.origin.read(name, at_most)
        if data is None:
            raise MissingFile(
                f"{name} was published, and is not there: this copy is not complete; try again"
                " later, or pull from elsewhere"
            )
        return data


def _place(goal: Goal, version: Version) -> str:
    return f"{goal.release}/{goal.locale}/v{version}"


def _manifest(held: Files) -> Signed:
    """The manifest of what is held. Raises MissingFile where there is none."""
    if missing := sorted(_PROOF - set(held.names())):
        raise MissingFile(f"there is something, and no {missing[0]}")
    proof = held.read(MANIFEST + ENDING, MAX_SIGNED + 1)
    return Signed(MANIFEST, held.read(MANIFEST, MAX_MANIFEST + 1), proof)
