"""A noun phrase that stands for somebody: what its words tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pourparlers.reading.entities.name import Name
from pourparlers.reading.entities.words import Noun

Determiner = Literal["definite", "indefinite", "possessive", "demonstrative", "none"]


@dataclass(slots=True)
class Phrase:
    """Tokens ``first`` up to, not with, ``stop`` headed by the noun at ``head``.

    ``codes`` are the states that it belongs to, several where it names several holders ("les présidents russe et
    turc"); ``name`` the proper name that it holds, ``apposed`` the name beside it, ``apart`` the names of several
    beside it; ``titled`` tells that it is itself a name;
    ``of`` a body or a person that it belongs to; ``bare`` is where the phrase starts without its determiner.
    """

    first: int
    stop: int
    head: int
    bare: int
    noun: Noun
    determiner: Determiner
    number: str
    gender: str
    codes: list[str] = field(default_factory=list)
    office: str = ""
    name: Name | None = None
    apposed: Name | None = None
    apart: tuple[Name, ...] = ()
    of: Name | Phrase | None = None
    count: int = 0
    former: bool = False
    homologue: bool = False
    inner: bool = False
    portfolio: str = ""
    titled: bool = False
