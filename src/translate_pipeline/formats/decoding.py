"""The bytes of a text file to its text."""

import re

from translate_pipeline.errors import InputError

_BOMS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_DOCUMENTS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a DOCX, ODT or ZIP file",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an old Word (DOC) file",
}
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\u0085\u2028\u2029", "\n"))
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
        raise InputError(path, 0, f"this is {encoding.upper()}; {_convert(encoding, path)}")
    document = next((name for start, name in _DOCUMENTS.items() if data.startswith(start)), None)
    if document or b"\0" in data:
        what = f"is {document}" if document else "looks like a binary file (PDF? DOCX? UTF-16?)"
        raise InputError(path, 0, f"this {what}; save it as plain text in UTF-8")
    text = unified(_utf8(data, path))
    if control := _CONTROL.search(text):
        raise _control_character(text, control.start(), path)
    return text


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
        reason = f"byte 0x{data[error.start]:02X} is not UTF-8; {_convert(encoding, path)}"
        raise InputError(path, line, reason, column=column) from None


def _control_character(text: str, offset: int, path: str) -> InputError:
    line, column = _place(text[:offset])
    code = ord(text[offset])
    reason = f"U+{code:04X} is a control character; remove it"
    if code >= 0x80:
        reason += (
            ", or convert the original file anew: "
            "windows-1252 was taken for latin1, and its quotation marks are lost"
        )
    return InputError(path, line, reason, column=column)


def _place(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what comes after this text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _convert(encoding: str, path: str) -> str:
    return f"convert it, as with: iconv -f {encoding} -t utf-8 '{path}' > utf8.txt"
