"""Words that stand for the states spoken of: "les deux pays", "ces trois capitales", "les belligérants", "le pays"."""

from __future__ import annotations

from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import Focus
from pourparlers.reading.entities.register import Register
from pourparlers.reading.entities.words import Words, realms, words

_THE_COUNTRY = ("le", "la", "l'", "ce", "cette", "du", "au", "son")


class States:
    """Tells which words stand for states, and which states they mean."""

    def __init__(self, ws: Words, focus: Focus, register: Register) -> None:
        self.ws, self.focus, self.register = ws, focus, register

    def stand(self, i: int) -> bool:
        """ "les deux pays", "les belligérants", "le pays" with nothing after it that tells which."""
        before, low = self.ws.low[i - 1], self.ws.low[i]
        if self.ws.low[self._counted(i)] in words("number"):
            return i > 1
        if low in words("pair-noun"):
            return before in ("les", "ces", "aux", "des") and not self._told(i)
        return low in realms() and before in _THE_COUNTRY and not self._told(i)

    def _counted(self, i: int) -> int:
        """Where the number of "les deux pays", "les deux anciens ennemis" stands, or the word before the noun."""
        past = i > 2 and self.ws.low[i - 1] in words("before") and self.ws.low[i - 2] in words("number")
        return i - 2 if past else i - 1

    def _told(self, i: int) -> bool:
        """Does something follow a noun that tells which one ("le pays hôte", "le pays qui …")?"""
        if i + 1 >= len(self.ws):
            return False
        following = self.ws.low[i + 1]
        if following in words("realm-after"):
            return False
        if following in words("of") or following in ("qui", "que", "qu'", "où", "dont", "le", "la"):
            return True
        return self.ws.parsed.doc[i + 1].pos_ in ("ADJ", "NOUN", "PROPN")

    def together(self, i: int) -> tuple[int, int, list[Draft]]:
        """ "les deux pays", "ces trois capitales", "les belligérants", "le pays"."""
        at = self._counted(i)
        before = self.ws.low[at]
        if self.ws.low[i] == "pays" and before == "son":
            owner = self.focus.subject(i)
            known = owner is not None and owner.codes and owner.kind in ("person", "office", "state")
            return i - 1, i + 1, [self._last_state(owner.codes[0])] if owner and known else []
        if self.ws.low[i] in realms() and before in _THE_COUNTRY:
            state = self.focus.last_state(i, realms()[self.ws.low[i]])
            return i if before in ("du", "au") else i - 1, i + 1, [state] if state else []
        if before not in words("number"):
            found = [self._last_state(code) for code in self.focus.last_states(2)]
            return i if before in ("aux", "des") else i - 1, i + 1, found
        count = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5}.get(before, 0)
        first = at - 1 if self.ws.low[at - 1] in ("les", "ces", "nos", "leurs", "ses") else at
        if not count or self.ws.low[at - 1] not in ("les", "ces", "des", "aux", "nos", "leurs", "ses", "entre"):
            return i, i + 1, []
        found = [self._last_state(code) for code in self.focus.last_states(count)]
        return first, i + 1, found

    def _last_state(self, code: str) -> Draft:
        """The state, capital or people of a code that was spoken of last."""
        for s in reversed(self.focus.seen):
            for d in s.drafts:
                if d.kind in ("state", "group") and d.codes[:1] == [code]:
                    return d
        return self.register.state(code)
