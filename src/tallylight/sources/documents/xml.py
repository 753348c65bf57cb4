"""From bytes to the elements of an XML document that are records, one after the other, in bounded memory.

A document that declares entities is refused: no publisher's does, and they are how a small file becomes a huge one. The
parser fetches nothing and expands nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tallylight.errors import SourceError
from tallylight.sources.documents import fpds
from tallylight.sources.documents.tabulated import Tabulated
from tallylight.sources.records import ReadInto
from tallylight.sources.shape import UnknownFormat


def tabulate(readinto: ReadInto, where: str) -> Tabulated:
    """The records of an XML file. Raises UnknownFormat when it holds nothing known, SourceError when it is not whole."""
    roots: list[etree._Element] = []
    records = _records(readinto, where, fpds.RECORDS, roots)
    first = next(records, None)
    if first is None:
        if roots and fpds.is_empty_answer(roots[0]):
            return Tabulated(fpds.READER, fpds.HEADER, [])
        raise UnknownFormat("XML without a contract record", where=where, do="See docs/formats.md for what is read.")

    def rows() -> Iterator[list[str | None]]:
        # An element is emptied when the next one is asked for, so each becomes its row before that.
        yield fpds.row(first)
        for element in records:
            yield fpds.row(element)

    return Tabulated(fpds.READER, fpds.HEADER, rows())


class _Stream:
    """What the parser reads from."""

    def __init__(self, readinto: ReadInto) -> None:
        self._readinto = readinto

    def read(self, size: int = -1) -> bytes:
        buffer = bytearray(size if size > 0 else 1024**2)
        return bytes(buffer[: self._readinto(memoryview(buffer))])


def _records(
    readinto: ReadInto, where: str, names: tuple[str, ...], roots: list[etree._Element]
) -> Iterator[etree._Element]:
    """Every element with one of these local names, in any namespace. At the end the root is in `roots`."""
    found = etree.iterparse(
        _Stream(readinto),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    try:
        for _, element in found:
            if not checked:
                _refuse_entities(element, where)
                checked = True
            yield element
            _forget(element)
        roots.append(found.root)
    except etree.XMLSyntaxError as error:
        if "ntit" in str(error) or "DTD" in str(error):
            raise _entities(where) from error
        reason = (
            "cut short"
            if "remature" in str(error) or "end of" in str(error)
            else f"not well-formed: {' '.join(str(error.msg).split())}"
        )
        raise SourceError(f"the XML is {reason}", where=where, do="Fetch the file again.") from error


def _refuse_entities(element: etree._Element, where: str) -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None:
        raise _entities(where)


def _entities(where: str) -> UnknownFormat:
    return UnknownFormat(
        "XML that declares its own entities, which no publisher's does", where=where, do="Leave it out."
    )


def _forget(element: etree._Element) -> None:
    """Give back the memory of a record, and of everything in front of it."""
    element.clear()
    while element is not None:
        parent = element.getparent()
        if parent is None:
            return
        while parent[0] is not element:
            del parent[0]
        element = parent
