"""XML read into plain nodes, with their places; nothing but the file itself is ever read.

Entities of the file's own are refused (a few lines of them grow to fill the memory, others name
files to be read), as are deep nesting and elements without number. A document type is let be: older
files name one, and it is not fetched.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr

_DEEPEST = 50
_MOST = 1_000_000
"""Elements of one file. So many take 270 MB."""


@dataclass(slots=True)
class Node:
    """An element. Names are without namespaces: ``lang`` is ``xml:lang``.

    Where an attribute and one of a namespace have the same name, the one without counts.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    parts: list["Node | str"] = field(default_factory=list)
    """Elements and texts, in order."""
    namespace: str = ""

    @property
    def children(self) -> Iterator["Node"]:
        """The elements in it."""
        return (part for part in self.parts if isinstance(part, Node))

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, *tags: str) -> Iterator["Node"]:
        """The nearest elements of these names, at any depth."""
        for child in self.children:
            if child.tag in tags:
                yield child
            else:
                yield from child.all(*tags)


def parse_xml(path: str, data: bytes) -> Node:
    """The root of a document. Raises InputError, with line and column."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    builder = _Builder(path)
    parser = DefusedXMLParser(target=builder)
    builder.expat = parser.parser
    try:
        parser.feed(data)
        parser.close()
    except ParseError as error:
        line, column = error.position
        reason = str(error).rsplit(": line ", 1)[0]
        told = tr("not XML: {reason}", reason=reason)
        raise InputError(path, line, told, column=column + 1) from error
    except DefusedXmlException as error:
        reason = tr("it declares entities, which are not allowed; save it without them")
        raise builder.error(reason) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not have
        raise builder.error(tr("not XML: {reason}", reason=error)) from error
    assert builder.root is not None
    return builder.root


class _Builder:
    """Takes the parser's events."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Node | None = None
        self.expat: object = None
        self._open: list[Node] = []
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise self.error(tr("nested too deeply"))
        self._count += 1
        if self._count > _MOST:
            raise self.error(tr("more than {most} elements", most=f"{_MOST:,}"))
        names = {_local(name): value for name, value in attributes.items() if "}" in name}
        names |= {name: value for name, value in attributes.items() if "}" not in name}
        space = tag.rpartition("}")[0].removeprefix("{")
        node = Node(_local(tag), names, *self._place(), namespace=space)
        if self._open:
            self._open[-1].parts.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, _tag: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].parts.append(text)

    def close(self) -> None:
        """Nothing is left to do."""

    def error(self, reason: str) -> InputError:
        line, column = self._place()
        return InputError(self.path, line, reason, column=column)

    def _place(self) -> tuple[int, int]:
        line: int = getattr(self.expat, "CurrentLineNumber", 0)
        column: int = getattr(self.expat, "CurrentColumnNumber", -1)
        return line, column + 1


def _local(name: str) -> str:
    return name.rpartition("}")[2]
