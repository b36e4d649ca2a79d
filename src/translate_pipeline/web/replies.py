"""Replies: a content with its ETag, or only that it is still the same, or a part of it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from fastapi import Request, Response

from translate_pipeline.web.problems import Problem

MEDIA = {
    "atom": "application/atom+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "mo": "application/x-gettext-translation",
    "po": "text/x-gettext-translation; charset=utf-8",
    "tmx": "application/x-tmx+xml",
    "txt": "text/plain; charset=utf-8",
    "xlf": "application/xliff+xml",
    "xliff": "application/xliff+xml",
}
"""By the ending of a file's name."""

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, slots=True)
class Content:
    """What a request is answered with."""

    read: Callable[[], bytes]
    """Only called where the content itself is sent."""
    sha256: str
    media: str
    cache: str
    """The value of Cache-Control."""
    headers: Mapping[str, str] = field(default_factory=dict)


def content(
    data: bytes, media: str, cache: str, headers: Mapping[str, str] | None = None
) -> Content:
    """A content that is there already."""
    return Content(lambda: data, sha256(data).hexdigest(), media, cache, headers or {})


def media_type(name: str) -> str:
    """The type of a file, by its name."""
    return MEDIA.get(name.rpartition(".")[2], "application/octet-stream")


def reply(request: Request, what: Content) -> Response:
    """Answer with a content, heeding If-None-Match, Range and If-Range. Raises Problem."""
    etag = f'"{what.sha256}"'
    headers = {
        **what.headers, "ETag": etag, "Cache-Control": what.cache, "Accept-Ranges": "bytes",
    }  # fmt: skip
    if names(request.headers.get("If-None-Match", ""), etag):
        return Response(status_code=304, headers=headers)
    data = what.read()
    part = _RANGE.fullmatch(request.headers.get("Range", ""))
    if part is None or part[1] == part[2] == "" or request.headers.get("If-Range", etag) != etag:
        return Response(data, headers=headers, media_type=what.media)
    start, end = _bounds(part[1], part[2], len(data))
    if start >= end:
        whole = {"Content-Range": f"bytes */{len(data)}"}
        raise Problem("range", f"The file has {len(data)} bytes.", whole)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
    return Response(data[start:end], 206, headers, media_type=what.media)


def names(header: str, etag: str) -> bool:
    """Whether an If-None-Match header names an ETag, be it as a weak one, or any (``*``)."""
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return etag in tags or tags == ["*"]


def _bounds(first: str, last: str, length: int) -> tuple[int, int]:
    """From where to where, the end not included; ``-5`` is the last five bytes."""
    if not first:
        return max(0, length - int(last)), length
    return int(first), min(length, int(last) + 1) if last else length
