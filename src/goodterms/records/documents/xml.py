"""What does this XML say? For e-invoices: elements by their local names, whatever the namespace prefix.

Nothing is fetched, no entity is expanded, and a file above a size limit is not parsed. A document with a
DOCTYPE is refused, because an invoice needs none and an attack does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LARGEST_MB = 50
"""An invoice with its attachments; libxml2 itself refuses a single text above 10 MB."""
_PROLOG = lazy(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_DOCTYPE = lazy(r"<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>\s*", re.DOTALL)
_ROOT = lazy(r"<(?:[\w.-]+:)?([\w.-]+)([^<>]*)")


def root_of(source: Source) -> tuple[str, str]:
    """The local name of the first element and the text of its attributes; empty where this is no XML."""
    text = source.first
    at = _after_prolog(text, 0)
    if doctype := _DOCTYPE.match(text, at):
        at = _after_prolog(text, doctype.end())
    found = _ROOT.match(text, at)
    return (found[1], found[2]) if found else ("", "")


def _after_prolog(text: str, at: int) -> int:
    found = _PROLOG.match(text, at)
    return found.end() if found else at


def parse(source: Source) -> Element | Problem:
    """The root element; or `xml.too_big`, `xml.entities`, or `xml.malformed` at the line where it breaks."""
    from lxml import etree  # noqa: PLC0415 - 20 ms that only a file of XML should cost

    if len(source.data) > LARGEST_MB << 20:
        return source.problem("", "xml.too_big", most_mb=LARGEST_MB)
    if _DOCTYPE.match(source.first, _after_prolog(source.first, 0)):
        return source.problem("line 1", "xml.entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(bytes(source.data), parser)
    except etree.XMLSyntaxError as error:
        return source.problem(f"line {error.lineno or 1}", "xml.malformed")
    if root.getroottree().docinfo.doctype:
        return source.problem("line 1", "xml.entities")
    return root


def local(node: Element) -> str:
    """The name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def find(node: Element | None, *paths: str) -> Element | None:
    """The first element that one of the paths leads to, tried in their order; `A/B` is B in A."""
    return next((found for path in paths for found in every(node, path)), None)


def every(node: Element | None, path: str) -> Iterator[Element]:
    """All elements at a path of local names; `.` is the element itself."""
    if node is not None:
        steps = (name if name == "." else f"{{*}}{name}" for name in path.split("/"))
        yield from node.iterfind("/".join(steps))


def value(node: Element | None, name: str) -> str:
    """An attribute by its local name; empty where there is none."""
    told = node.attrib.items() if node is not None else ()
    return next((str(said) for key, said in told if str(key).rpartition("}")[2] == name), "")


def text(node: Element | None, *paths: str) -> str:
    """The text of the first element at one of the paths that has one; empty where none has."""
    found = (" ".join((here.text or "").split()) for path in paths for here in every(node, path))
    return next((words for words in found if words), "")
