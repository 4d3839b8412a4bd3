"""What ministers have charge of, and where envoys are sent: "des Affaires étrangères, de la Pêche et des Libanais à
l'étranger", "auprès de l'ONU"."""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import Gazetteer
from pourparlers.reading.entities.name import Names
from pourparlers.reading.entities.peoples import nationality
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.words import Words, portfolios, words


class Charges:
    """Reads what follows the noun of an office."""

    def __init__(self, ws: Words, world: Gazetteer, names: Names) -> None:
        self.ws, self.world, self.names = ws, world, names

    def portfolio(self, j: int) -> tuple[int, str] | None:
        """Where the portfolio ends that starts at a token, and the office that it makes; None where none does."""
        ws = self.ws
        begin = ws.begin[j]
        if begin >= len(ws.atoms) or begin == ws.begin[j + 1]:
            return None
        for key, office in portfolios().get(ws.atoms[begin], ()):
            if tuple(ws.atoms[begin : begin + len(key)]) == key:
                stop = ws.end_of(begin, len(key))
                if stop:
                    return stop, office
        return None

    def past(self, p: Phrase, j: int, end: int) -> int:
        """Past the rest of a portfolio ("de la Ville et des Quartiers populaires"); those of a state who live abroad
        tell the minister's own."""
        ws = self.ws
        while j < end:
            adjective, _ = nationality(ws, self.world, self.names, j)
            plain = ws.parsed.doc[j].pos_ == "ADJ" if adjective is None else adjective.code == "ZZZ"
            if plain or (ws.capital(j) and j not in self.names.at):
                j += 1
                continue
            listed = ws.low[j] in ("et", ",")
            k = j + listed
            if k + 1 >= end or ws.low[k] not in words("of"):
                break
            k += 1 + (ws.low[k + 1] in words("article"))
            charge = self._abroad(p, k, end) or (self._domain(k, end) if listed else self._further(k))
            if charge is None:
                break
            self.names.drop(k, charge)
            j = charge
        return j

    def told(self, p: Phrase, end: int) -> int | None:
        """ "le ministre d'État chargé des Affaires étrangères": a portfolio told by what somebody has charge of."""
        ws, j = self.ws, p.stop
        if p.noun.rank not in ("minister", "deputy") or p.portfolio or j + 2 >= end:
            return None
        if not ws.low[j].startswith("chargé") or ws.low[j + 1] not in words("of"):
            return None
        portfolio = self.portfolio(j + 2 + (ws.low[j + 2] in words("article")))
        if portfolio is None:
            return None
        p.portfolio = portfolio[1]
        return self.past(p, portfolio[0], end)

    def posting(self, p: Phrase, end: int) -> int | None:
        """ "au Kenya", "auprès de l'ONU": where an ambassador or an envoy is sent."""
        ws = self.ws
        if p.noun.rank != "envoy" or ws.low[p.stop] not in words("post"):
            return None
        j = p.stop + 1
        while j < end and j < p.stop + 4 and ws.low[j] in ("de", "du", "des", "d'", "la", "le", "les", "l'"):
            j += 1
        name = self.names.at.get(j) if j < end else None
        if name is None or name.first != j or name.sort == "person":
            return None
        return name.stop

    def _further(self, k: int) -> int | None:
        """Past a further portfolio that no "et" or comma joins ("des Affaires étrangères de la Pêche et …")."""
        known = self.portfolio(k) if self.ws.capital(k) else None
        return known[0] if known is not None else None

    def _domain(self, k: int, end: int) -> int | None:
        """Past a further thing that a minister has charge of, a noun with a capital ("de la Migration")."""
        if k >= end or not self.ws.capital(k):
            return None
        name = self.names.at.get(k)
        sort = name.sort if name is not None and name.stop - name.first == 1 else ""
        noun = name is None or (sort == "?" and self.ws.low[k - 1] != "de")
        noun = noun or (sort == "place" and self.ws.low[k - 1] == "l'")  # "et de l'Europe"
        noun = noun or (sort == "organization" and not self.ws.text[k].isupper())  # "et de la Francophonie"
        return k + 1 if noun else None

    def _abroad(self, p: Phrase, k: int, end: int) -> int | None:
        """Past those of a state who live abroad, whom a minister has charge of ("des Tunisiens à l'étranger")."""
        name, low = self.names.at.get(k), self.ws.low
        if name is None or name.sort != "people":
            return None
        away = next((i for i in range(name.stop, min(end, name.stop + 5)) if low[i] in words("abroad")), None)
        between = low[name.stop : away] if away is not None else ["."]
        if away is None or not words("abroad-before").issuperset(between):
            return None
        p.codes = p.codes or [c for c in name.codes[:1] if c != "ZZZ"]
        return away + 1
