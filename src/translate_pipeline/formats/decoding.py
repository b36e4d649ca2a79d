"""The bytes of a text file to its text."""

import codecs
import re

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr

_BOMS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\u0085\u2028\u2029", "\n"))
_CATALOG_CHARSET = re.compile(rb"[\r\n]\"Content-Type:[^\r\n]*charset=([A-Za-z0-9_.:-]+)")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def decode_text(data: bytes, path: str) -> str:
    """A file's text: UTF-8, without a byte order mark, every line end LF.

    CR, form feed, vertical tab, U+0085, U+2028 and U+2029 are line ends too, and count as such in
    the line numbers of messages and blocks.

    Raises InputError for a file that is binary, not UTF-8, or that has other control characters;
    ``path`` is what messages call it.
    """
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), None)
    if encoding:
        what = tr("this is {encoding}", encoding=encoding.upper())
        raise InputError(path, 0, f"{what}; {_convert(encoding, path)}")
    if what := _document(data):
        reason = tr("{what}; save it as plain text in UTF-8", what=what)
        raise InputError(path, 0, reason)
    return _checked(unified(_utf8(data, path)), path)


def decode_page(data: bytes, path: str) -> str:
    """The same of a web page, which may be in the encoding that it names.

    UTF-8 counts first, since few pages name it by mistake and no other text looks like it.
    """
    text = _named(data, path, _CHARSET)
    return decode_text(data, path) if text is None else _checked(unified(text), path)


def decode_catalog(data: bytes, path: str) -> str:
    """The same of a PO file as an editor saved it, in the encoding that its header names.

    Here UTF-8 counts first, too: editors convert a file and leave the header as it was. Line ends
    are those of files alone, CRLF and CR: all else stands in the texts.
    """
    marked = any(data.startswith(bom) for bom in _BOMS)
    if not marked and (what := _document(data)):
        raise InputError(path, 0, tr("{what}; name the PO file itself", what=what))
    text = _named(data, path, _CATALOG_CHARSET)
    text = _utf8(data, path) if text is None else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _named(data: bytes, path: str, charset: re.Pattern[bytes]) -> str | None:
    """The text of a file that has a byte order mark, or that is no UTF-8 and names its encoding."""
    if bom := next((name for bom, name in _BOMS.items() if data.startswith(bom)), None):
        return _declared(data, path, bom)
    named = charset.search(data[:4096])
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _declared(data, path, named[1].decode("ascii")) if named else None
    return None


def _declared(data: bytes, path: str, encoding: str) -> str:
    """The text in the encoding that a page names, which is what browsers take it for."""
    try:
        name = codecs.lookup(encoding).name
        return data.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
    except (LookupError, UnicodeError) as error:
        reason = tr(
            "it says that it is {encoding}, and cannot be read so: {reason}",
            encoding=encoding, reason=error,
        )  # fmt: skip
        raise InputError(path, 0, reason) from None


def _checked(text: str, path: str) -> str:
    """The text, which has no control characters."""
    if control := _CONTROL.search(text):
        raise _control_character(text, control.start(), path)
    return text


def _document(data: bytes) -> str:
    """What a file is instead of a text; empty where it may be one."""
    documents = {
        b"%PDF": tr("this is a PDF file"),
        b"PK\x03\x04": tr("this is a DOCX, ODT or ZIP file"),
        b"{\\rtf": tr("this is an RTF file"),
        b"\xd0\xcf\x11\xe0": tr("this is an old Word (DOC) file"),
    }
    named = next((what for start, what in documents.items() if data.startswith(start)), "")
    binary = tr("this looks like a binary file (PDF? DOCX? UTF-16?)") if b"\0" in data else ""
    return named or binary


def unified(text: str) -> str:
    """The text with LF for whatever ends a line."""
    return text.replace("\r\n", "\n").translate(_LINE_ENDS)


def _utf8(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        data = error.object  # without the byte order mark
        line, column = _place(unified(data[: error.start].decode("utf-8", "replace")))
        encoding = "windows-1252" if re.search(rb"[\x80-\x9f]", data) else "latin1"
        what = tr("byte {byte} is not UTF-8", byte=f"0x{data[error.start]:02X}")
        reason = f"{what}; {_convert(encoding, path)}"
        raise InputError(path, line, reason, column=column) from None


def _control_character(text: str, offset: int, path: str) -> InputError:
    line, column = _place(text[:offset])
    code = ord(text[offset])
    reason = tr("{character} is a control character; remove it", character=f"U+{code:04X}")
    if code >= 0x80:
        reason += ", " + tr(
            "or convert the original file anew: windows-1252 was taken for latin1, and its"
            " quotation marks are lost"
        )
    return InputError(path, line, reason, column=column)


def _place(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what comes after this text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _convert(encoding: str, path: str) -> str:
    command = f"iconv -f {encoding} -t utf-8 '{path}' > utf8.txt"
    return tr("convert it, as with: {command}", command=command)
