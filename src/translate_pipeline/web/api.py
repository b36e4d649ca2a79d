"""The routes of the pull API."""

import re
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from translate_pipeline.formats.feed import serialize_feed
from translate_pipeline.pipeline.publish import MANIFEST, SIGNATURE
from translate_pipeline.text.negotiation import language_ranges, preferred_locale
from translate_pipeline.web.desk import ROOT, Desk
from translate_pipeline.web.problems import MEDIA as PROBLEM
from translate_pipeline.web.problems import Problem, explained
from translate_pipeline.web.replies import MEDIA, Content, content, media_type, reply

_KEYS = re.compile(r"[1-9][0-9]{0,8}\.json(\.sig)?")

_DOCUMENT = {PROBLEM: {"schema": {"type": "object"}}}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    code: {"description": what, "content": _DOCUMENT}
    for code, what in {
        401: "No valid token",
        403: "Under embargo, or not your locale",
        404: "Not there, or not approved yet",
        410: "Retracted",
        429: "Too many requests",
        503: "Not to be had now",
    }.items()
}

router = APIRouter(prefix=ROOT, responses=_REFUSALS, default_response_class=Response)


async def _desk(request: Request) -> Desk:  # waits for nothing, and a thread would cost more
    state = request.app.state
    return Desk(request, state.gate.caller(request), state.library, state.clock())


At = Annotated[Desk, Depends(_desk)]
"""The desk that answers a request of somebody who may ask."""


@router.get("/releases")
def releases(at: At) -> Response:
    """The releases that you may see, the newest first."""
    seen = at.seen()
    return at.json({"releases": [at.entry(one) for one in seen]}, at.cache(*seen))


@router.get("/releases/{release}", responses={406: {"description": "In no such language"}})
def release(at: At, release: str) -> Response:
    """What there is of a release; with Accept-Language, the manifest in the best locale."""
    offer, header = at.offer(release), at.request.headers.get("Accept-Language", "")
    among = [offer.within(one) for one in at.caller.among(offer.locales)]
    for some in ([one for one in among if one.current], among):
        best = preferred_locale(header, [one.locale for one in some])
        if best:
            edition = at.current(offer.within(best))
            return at.manifest(offer, edition, Vary="Accept-Language")
    if header and "*" not in language_ranges(header):
        tags = [one.locale.tag for one in among if one.current]
        vary = {"Vary": "Accept-Language"}
        raise Problem("language", "It has none of these languages.", vary, locales=tags)
    return at.json(at.entry(offer), at.cache(offer), Vary="Accept-Language")


@router.get("/releases/{release}/{locale}")
def latest(at: At, release: str, locale: str) -> Response:
    """The manifest of the approved version to use, byte for byte."""
    wanted = at.locale(locale)
    offer = at.offer(release)
    return at.manifest(offer, at.current(offer.within(wanted)))


@router.get("/releases/{release}/{locale}/versions")
def versions(at: At, release: str, locale: str) -> Response:
    """All approved versions, the first at first, those that were retracted too."""
    wanted = at.locale(locale)
    offer = at.offer(release)
    offered = offer.within(wanted)
    if offered.last is None:
        at.current(offered)
    shape = {
        "release": offer.release,
        "locale": wanted.tag,
        "stage": offered.stage.value,
        "versions": [
            {
                "version": one.version,
                "published_at": one.event.at.isoformat(),
                "revision": one.event.revision,
                "manifest_sha256": one.manifest,
                "retracted": {"at": one.retracted.at.isoformat(), "reason": one.reason}
                if one.retracted
                else None,
            }
            for one in offered.editions
        ],
    }
    return at.json(shape, at.cache(offer))


@router.get(
    "/releases/{release}/{locale}/v{version}/{file}",
    responses={206: {"description": "A part"}, 416: {"description": "No such part"}},
)
def file(at: At, release: str, locale: str, version: str, file: str) -> Response:
    """A file of a version; it never changes."""
    wanted = at.locale(locale)
    offer = at.offer(release)
    offered = offer.within(wanted)
    if offered.last is None:
        at.current(offered)
    found = [one for one in offered.editions if version == str(one.version)]
    if not found:
        raise Problem("not-found", "There is no such version.")
    edition = at.usable(offered, found[0])
    bundle, cache = at.library.bundle(edition), at.cache(offer, immutable=True)
    said = {"Content-Language": wanted.tag}
    if file in (MANIFEST, SIGNATURE):
        data = bundle.data if file == MANIFEST else at.library.file(edition, SIGNATURE)
        return at.send(content(data, media_type(file), cache, said))
    facts = bundle.files.get(file)
    if facts is None:
        raise Problem("not-found", "There is no such file.", files=sorted(bundle.files))
    read = partial(at.library.file, edition, file, facts)
    return at.send(Content(read, facts.sha256, media_type(file), cache, said))


@router.get("/feeds/{locale}.atom")
def feed(at: At, locale: str) -> Response:
    """New versions, corrections and retractions of a locale, as Atom."""
    wanted = at.locale(locale)
    url, bundles = str(at.request.url.replace(query="")), f"{at.root}/releases"
    data = serialize_feed(at.entries(wanted), wanted, url=url, bundles=bundles)
    return at.send(content(data, MEDIA["atom"], at.cache(*at.seen())))


def _loose(at: Desk, name: str) -> Response:
    data = at.library.loose(name)
    if data is None:
        raise Problem("not-found", "There is no such file.")
    return at.send(content(data, media_type(name), at.cache()))


@router.get("/index.json")
def index(at: At) -> Response:
    """The index of all versions, as it stands on the shelf."""
    return _loose(at, "index.json")


@router.get("/index.json.sig")
def index_signature(at: At) -> Response:
    """The signatures of the index."""
    return _loose(at, "index.json.sig")


@router.get("/keys/{file}")
def key(at: At, file: str) -> Response:
    """A list of the keys that sign, ``1.json`` and so on, or its signatures: ``1.json.sig``."""
    if not _KEYS.fullmatch(file):
        raise Problem("not-found", "There is no such file.")
    return _loose(at, f"keys/{file}")


@router.get("/problems/{name}")
def problem(request: Request, name: str) -> Response:
    """What a problem's type means; anybody may read it."""
    data = explained(name)
    if data is None:
        raise Problem("not-found", "There is no such type of problem.")
    return reply(request, content(data, MEDIA["json"], "public, no-cache"))
