"""A PO file as it comes back by mail: whatever encoding, line ends and order an editor gave it.

It is only read, never written back. An entry may stand in it twice.
"""

import re

from translate_pipeline.errors import InputError
from translate_pipeline.formats.decoding import decode_catalog
from translate_pipeline.formats.po import Catalog, parse_po
from translate_pipeline.messages import tr

_COMPILED = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
_MAIL = re.compile(r"(?:From |[A-Za-z][A-Za-z-]*: ).*\n(?:[A-Za-z][A-Za-z-]*: |[ \t])")
_PACKET = re.compile(r"packet: \S+ [0-9a-f]{12}")


def parse_mailed_po(data: bytes, path: str) -> Catalog:
    """Read a PO file that somebody sent back.

    Raises InputError, with what to do, for what is none, is cut off, or is a packet.
    """
    if data.startswith(_COMPILED):
        advice = tr("this is a compiled catalog (MO); ask for the PO file, or make one: msgunfmt")
        raise InputError(path, 0, advice)
    text = decode_catalog(data, path).removeprefix("\ufeff")
    if what := _instead(text.lstrip()):
        raise InputError(path, 1, what)
    catalog = parse_po(text, path, twins=True)
    messages = list(catalog.messages())
    if not messages:
        raise InputError(path, 0, tr("no entry in it; is it the right file?"))
    for entry in messages:
        if any(map(_PACKET.fullmatch, entry.extracted)):
            raise InputError(path, entry.line, tr("this is a packet; use `review return` for it"))
    return catalog


def _instead(text: str) -> str:
    """What a text is instead of a PO file; empty where it may be one."""
    if text.startswith("<"):
        return tr("this is a web page or an XML file such as XLIFF; ask for the PO file itself")
    if _MAIL.match(text):
        return tr("this is an e-mail; save the PO file that is attached to it, and name that")
    return ""
