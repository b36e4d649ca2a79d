"""Packets as files: which format it is, told by the ending of the file's name."""

from collections.abc import Callable
from pathlib import PurePath

from translate_pipeline.errors import InputError
from translate_pipeline.formats.packet_docx import parse_packet_docx, serialize_packet_docx
from translate_pipeline.formats.packet_po import parse_packet_po, serialize_packet_po
from translate_pipeline.formats.packet_xliff import parse_packet_xliff, serialize_packet_xliff
from translate_pipeline.messages import tr
from translate_pipeline.model.packet import Packet

_FORMATS = {
    ".docx": (serialize_packet_docx, parse_packet_docx),
    ".po": (serialize_packet_po, parse_packet_po),
    ".xlf": (serialize_packet_xliff, parse_packet_xliff),
    ".xliff": (serialize_packet_xliff, parse_packet_xliff),
}
_WORDY = (".doc", ".docm", ".dotx", ".odt", ".pages", ".rtf")
ENDINGS = tuple(_FORMATS)
MAX_PACKET = 20_000_000
"""Bytes that a file may have. A packet of a thousand rows has half a million."""


def write_packet(packet: Packet, ending: str) -> bytes:
    """A packet as the file of this ending, one of ``ENDINGS``.

    Raises InputError for another ending, and for a text that such a file cannot hold.
    """
    write, _ = _format(f"{packet.release}.{packet.locale}{ending}")
    return write(packet)


def read_packet(data: bytes, path: str) -> Packet:
    """Read what came back. Raises InputError, with the place, for what is no packet."""
    _, read = _format(path)
    if len(data) > MAX_PACKET:
        reason = tr(
            "{size} bytes are more than a packet may have ({most})",
            size=f"{len(data):,}", most=f"{MAX_PACKET:,}",
        )  # fmt: skip
        raise InputError(path, 0, reason)
    return read(data, path)


def _format(path: str) -> tuple[Callable[[Packet], bytes], Callable[[bytes, str], Packet]]:
    ending = PurePath(path).suffix.lower()
    if ending not in _FORMATS:
        reason = tr(
            "a packet cannot be a {kind}, only {endings} and {last}",
            kind=ending or tr("file without ending"),
            endings=", ".join(ENDINGS[:-1]), last=ENDINGS[-1],
        )  # fmt: skip
        if ending in _WORDY:
            reason += "; " + tr("save it as .docx")
        raise InputError(path, 0, reason)
    return _FORMATS[ending]
