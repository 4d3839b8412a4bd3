"""XML from outside: no entities, no document types from elsewhere, nothing loaded."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from pourparlers.reading.intake import UnreadableError

LARGEST = 20_000_000
"""Bytes in the largest document."""


def parse(data: bytes) -> Element:
    """The root of a document.

    Raises:
        UnreadableError: too large, damaged, or with entities or references of its own.
    """
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    if len(data) > LARGEST:
        raise UnreadableError("large", f"{len(data)}")
    try:
        root: Element = ElementTree.fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableError("markup", f"{type(error).__name__} {error}"[:200]) from error
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
