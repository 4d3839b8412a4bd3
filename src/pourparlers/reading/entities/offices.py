"""What office a phrase tells, and of what it is one."""

from __future__ import annotations

from pourparlers.reading.entities.name import Name
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.words import words


def body_key(p: Phrase) -> str:
    """What an office is of, as its holders keep it."""
    if isinstance(p.of, Name):
        return p.of.acronym or " ".join(k.name for k in p.of.known[:1]) or "?"
    return p.of.noun.lemma if p.of is not None else ""


def of_body(p: Phrase) -> bool:
    """ "le président de l'Union africaine", "la présidente de la chambre de commerce": of no state."""
    if isinstance(p.of, Name):
        return p.of.sort in ("organization", "group", "media", "?")
    return p.of is not None and p.of.noun.sort == "body" and p.of.noun.lemma not in words("organ")


def office_of(p: Phrase) -> str:
    """What a phrase's office is, its portfolio and its state counted in."""
    office = p.noun.office
    if office == "minister" and p.portfolio:
        return p.portfolio
    if office == "adviser" and p.portfolio == "national security adviser":
        return p.portfolio
    if office == "deputy minister" and p.portfolio == "foreign minister":
        return "deputy foreign minister"
    if office in ("secretary of state", "secretary"):
        if p.portfolio:
            return p.portfolio
        return (
            "foreign minister" if office == "secretary of state" and p.codes[:1] in (["USA"], ["VAT"]) else "minister"
        )
    if office == "head of state" and of_body(p):
        return "head of organization"
    return office
