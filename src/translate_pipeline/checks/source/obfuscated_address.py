"""An e-mail address that a web page hid from robots, and so from readers."""

import re
from collections.abc import Iterator

from translate_pipeline.checks.source.reading import Source
from translate_pipeline.model.translation import Severity, SourceFinding

NAME = "obfuscated-address"

_REMOVED = re.compile(r"\[\s*e-?mail\s*protected\s*\\?\]", re.IGNORECASE)
_AT = r"(?:\s?[\[({<]\s?(?:at|a|arroba|@|ät)\s?[\])}>]\s?|\sAT\s)"
_DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|punto|ponto|point|punkt|\.)\s?[\])}>]\s?|\sDOT\s)"
_SPELT = re.compile(
    rf"(?<![\w.+-])([\w.+-]{{1,64}})({_AT})([\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,4}})(?!\w)"
)


def check(source: Source) -> Iterator[SourceFinding]:
    """Report what stands in place of an address, and addresses spelt out for people."""
    for raw in source.raw_blocks:
        for match in _REMOVED.finditer(raw.text):
            message = (
                "A web page’s protection stands here instead of the e-mail address: "
                "put the address back"
            )
            suggestion = "the address, as the web page shows it"
            yield raw.finding(NAME, *match.span(), message, suggestion, severity=Severity.ERROR)
        for match in _SPELT.finditer(raw.text):
            address = f"{match[1]}@{re.sub(_DOT, '.', match[3])}"
            message = f"“{match[0]}” is not an address that works: write {address}"
            yield raw.finding(NAME, *match.span(), message, address)
