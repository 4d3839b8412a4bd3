"""Acronyms that an article explains itself."""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import fold
from pourparlers.reading.entities.name import Name, Names
from pourparlers.reading.entities.words import Words


def add_acronyms(ws: Words, names: Names) -> None:
    """Add the bodies that an article names both in full and by an acronym: "le Front uni du Nord (FUN)"."""
    for i in range(2, len(ws) - 1):
        if ws.text[i - 1] != "(" or ws.text[i + 1] != ")" or not _acronym(ws.text[i]):
            continue
        if i in names.at and (names.at[i].sort in ("state", "media") or names.at.get(i - 2) is not None):
            continue
        first = _spelled_out(ws, i - 1, fold(ws.text[i]))
        if first is None or any(k in names.at and names.at[k].stop - names.at[k].first > 2 for k in range(first, i)):
            continue
        names.drop(first, i + 1)
        names.add(Name(first, i + 2, "organization", acronym=ws.text[i]))
    shorts = {n.acronym: n for n in names.found if n.acronym}
    for i, text in enumerate(ws.text):
        known = names.at.get(i)
        if text in shorts and (known is None or (not known.acronym and known.stop - known.first == 1)):
            names.drop(i, i + 1)
            names.add(Name(i, i + 1, "organization", acronym=text))


def _acronym(text: str) -> bool:
    return 2 <= len(text) <= 10 and text[0].isupper() and text.replace("-", "").isalnum() and not text.isdigit()


def _spelled_out(ws: Words, stop: int, acronym: str) -> int | None:
    """Where the words start whose initials an acronym is made of: a capital, not more than nine tokens back."""
    sentence = ws.parsed.sentence(stop)[0]
    for i in range(stop - 2, max(sentence, stop - 12) - 1, -1):
        if ws.text[i] == "," and ws.capital(i + 1) and i + 2 < stop:
            return None  # "la rapporteure, Claire Vasseur (LR)"
        if not ws.capital(i) or fold(ws.text[i])[0] != acronym[0]:
            continue
        initials = [fold(ws.text[k])[0] for k in range(i, stop) if ws.text[k][0].isalpha()]
        left = iter(initials)
        if all(c in left for c in acronym if c.isalpha()) or len(initials) >= len(acronym) > 2:
            return i
    return None
