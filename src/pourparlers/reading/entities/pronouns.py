"""Pronouns and possessives: whom each of them means."""

from __future__ import annotations

from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import Focus, Linking, can_be
from pourparlers.reading.entities.roles import impersonal
from pourparlers.reading.entities.several import last_people
from pourparlers.reading.entities.words import Words, according, words

_IN_WHICH = ("lequel", "laquelle", "lesquels", "lesquelles")
_CLITIC = ("ne", "n'", "se", "s'", "le", "la", "l'", "les", "lui", "leur", "y", "en")


def antecedent(focus: Focus, ws: Words, i: int, mentions: list[Linking]) -> tuple[list[Draft], int, int]:
    """Whom the pronoun or possessive at a token stands for, and its words."""
    low = ws.low[i]
    if low in ("il", "-il", "-t-il", "ils", "elle") and impersonal(ws, i):
        return [], i, i + 1
    if low in ("lui", "elle", "eux", "elles") and i and (according(ws, i) or ws.low[i - 1] == "pour"):
        return _stressed(focus, ws, i), i, i + 1
    if low in ("lui", "leur") and _before_verb(ws, i):
        return _receiver(focus, ws, i), i, i + 1
    if low[0] == "-":
        doubled = _doubled(focus, ws, i)
        if doubled:
            return doubled, i, i + 1
    author = _author(focus, ws, i)
    if author:
        return author, i, i + 1
    if low in ("il", "-il", "-t-il"):
        return focus.best(i, "m", "s", inverted=low != "il", other=_undergone(focus, ws, i)), i, i + 1
    if low in ("elle", "-elle"):
        return focus.best(i, "f", "s", inverted=low != "elle", other=_undergone(focus, ws, i)), i, i + 1
    if low in ("ils", "elles", "-ils", "-elles"):
        pair = focus.met_pair(i) if i == ws.parsed.sentence(i)[0] else []
        return pair or focus.best(i, "", "p", inverted=low[0] == "-"), i, i + 1
    if low == "même":
        return (focus.last_speaker(i, "m" if ws.low[i - 1] == "le" else "f") if _the_same(ws, i) else []), i - 1, i + 1
    word = low.partition("-")[0]
    if word in ("celui", "celle", "ceux", "celles"):
        stop = _past_here(ws, i)
        if stop is None:
            return [], i, i + 1
        number = "s" if word in ("celui", "celle") else "p"
        return focus.nearest("m" if word in ("celui", "ceux") else "f", number, i), i, stop
    if low in ("premier", "première", "second", "seconde"):
        return _ordinal(focus, ws, i), i - 1, i + 1
    if low in ("dernier", "dernière") and i and ws.low[i - 1] in ("ce", "cette"):
        return focus.nearest("m" if low == "dernier" else "f", "s", i), i - 1, i + 1
    if low in ("derniers", "dernières") and i and ws.low[i - 1] == "ces":
        alone = i + 1 >= len(ws) or ws.parsed.doc[i + 1].pos_ not in ("NOUN", "ADJ", "NUM")
        return focus.nearest("m" if low == "derniers" else "f", "p", i) if alone else [], i - 1, i + 1
    if low == "qui":
        return _relative(focus, ws, i), i, i + 1
    if low in ("on", "-on", "-t-on"):
        return _somewhere(focus, ws, i, mentions), i, i + 1
    if low in ("son", "sa", "ses"):
        honour = i + 1 < len(ws) and ws.low[i + 1] in words("honour")
        return _owner(focus, i) if not honour else [], i, i + 1
    if low in ("leur", "leurs"):
        found = focus.best(i, "", "p", inverted=False)
        return found or last_people(focus, 2), i, i + 1
    return [], i, i + 1


def _stressed(focus: Focus, ws: Words, i: int) -> list[Draft]:
    """ "selon lui", "pour elles"."""
    low = ws.low[i]
    gender = {"lui": "m", "elle": "f"}.get(low, "")
    spoke = focus.last_speaker(i, gender) if gender and according(ws, i) else []
    return spoke or focus.best(i, gender, "s" if gender else "p", inverted=False)


def _receiver(focus: Focus, ws: Words, i: int) -> list[Draft]:
    """ "lui", "leur" before a verb; in "Le roi a reçu Lars Holm, qui lui a remis une lettre" it is the king."""
    own = focus.subject_of_clause(i)
    giver = _relative(focus, ws, i - 1) if ws.low[i - 1] == "qui" else []
    if ws.low[i] == "lui" and len(giver) == 1 and own is not None and own is not giver[0]:
        return [own]
    return focus.best(i, "", "s" if ws.low[i] == "lui" else "p", inverted=False, other=own)


def _owner(focus: Focus, i: int) -> list[Draft]:
    """Whose "son", "sa", "ses" tells: one's, never several's."""
    owner = focus.subject(i)
    if owner is not None and owner.number == "p":
        return focus.best(i, "", "s", inverted=False)
    return [owner] if owner else []


def _author(focus: Focus, ws: Words, i: int) -> list[Draft]:
    """ "les propos tenus par X, dans lesquels il juge que …": the last one named."""
    if ws.low[i] not in ("il", "elle") or i < 2 or ws.low[i - 2] != "dans" or not ws.low[i - 1].endswith(_IN_WHICH):
        return []
    near = focus.nearest("m" if ws.low[i] == "il" else "f", "s", i)
    sentence = ws.parsed.sentence_of[i]
    return near if any(s.drafts is near and s.sentence == sentence for s in focus.seen[-6:]) else []


def _doubled(focus: Focus, ws: Words, i: int) -> list[Draft]:
    """ "À peine le ministre est-il rentré", "tout juste Oslo a-t-elle rappelé": the subject before the verb."""
    number = "p" if ws.low[i].endswith("s") else "s"
    gender = "f" if "elle" in ws.low[i] else "m"
    first, j = ws.parsed.sentence(i)[0], i
    verb = False
    while j > first and (ws.parsed.doc[j - 1].pos_ in ("AUX", "VERB") or ws.low[j - 1] in ("-t", *_CLITIC)):
        j -= 1
        verb = verb or ws.parsed.doc[j].pos_ in ("AUX", "VERB")
    before = [s for s in focus.seen[-12:] if s.stop == j and s.form in ("name", "description")]
    last = min(before, key=lambda s: s.first, default=None)
    return last.drafts if last is not None and verb and can_be(last, gender, number) else []


def _the_same(ws: Words, i: int) -> bool:
    """Does "le même" stand for somebody: "Le même assure que …", "Et le même d'ajouter …"?"""
    if not i or ws.low[i - 1] not in ("le", "la") or i + 1 >= len(ws):
        return False
    return ws.parsed.doc[i + 1].pos_ in ("VERB", "AUX") or ws.low[i + 1] in ("d'", "de")


def _undergone(focus: Focus, ws: Words, i: int) -> Draft | None:
    """Whom a relative clause says something of that its own subject does (", Lars Holm, qu'il accuse"): not "il"."""
    if i < 3 or ws.low[i - 1] not in ("que", "qu'") or ws.text[i - 2] != ",":
        return None
    return next((s.drafts[0] for s in reversed(focus.seen[-6:]) if s.stop == i - 2 and len(s.drafts) == 1), None)


def _past_here(ws: Words, i: int) -> int | None:
    """Past "-ci" or "-là", which the tokenizer cuts in several ways; None where neither stands there."""
    return next((i + n for n in (1, 2, 3) if "".join(ws.low[i : i + n]).endswith(("-ci", "-là"))), None)


def _somewhere(focus: Focus, ws: Words, i: int, mentions: list[Linking]) -> list[Draft]:
    """ "dit-on à Oslo", "au Kremlin, on se tait": those of the place that stands beside "on" in its sentence."""
    first, stop = ws.parsed.sentence(i)
    near: list[tuple[int, list[Draft]]] = []
    for a, b, drafts, form in mentions:
        if (
            focus.quoted[a] != focus.quoted[i]
            or not first <= a < stop
            or form not in ("name", "description")
            or len(drafts) != 1
        ):
            continue
        before = max((k for k in range(max(first, a - 3), a + 1) if ws.low[k] in words("on-place")), default=None)
        far = i - b if b <= i else a - i
        if (
            before is not None
            and far <= 12
            and drafts[0].kind in ("organization", "state", "place", "group", "unnamed")
        ):
            near.append((far, drafts))
    return min(near, key=lambda n: n[0])[1] if near else []


def _ordinal(focus: Focus, ws: Words, i: int) -> list[Draft]:
    """ "le premier", "la seconde", with no noun after it: one of the two persons spoken of last."""
    alone = i + 1 >= len(ws) or ws.parsed.doc[i + 1].pos_ in ("PUNCT", "VERB", "AUX") or ws.low[i + 1] in ("et", "n'")
    alone = alone or (ws.low[i].startswith("second") and "premi" in "".join(ws.low[ws.parsed.sentence(i)[0] : i]))
    if not i or ws.low[i - 1] not in ("le", "la") or not alone:
        return []
    pair = next((s.drafts for s in reversed(focus.seen[-40:]) if _are_two(s.drafts)), None) or last_people(focus, 2)
    return pair[:1] if ws.low[i].startswith("premi") else pair[1:]


def _are_two(drafts: list[Draft]) -> bool:
    return len(drafts) == 2 and all(d.kind in ("person", "office") and d.number == "s" for d in drafts)


def _relative(focus: Focus, ws: Words, i: int) -> list[Draft]:
    gap = 3 if ws.low[i - 1] in words("relative-before") else 1
    last = next((s for s in reversed(focus.seen) if s.stop <= i and i - s.stop <= gap and s.form != "possessive"), None)
    if last is None or ws.low[i - 1] != ",":
        return last.drafts if last is not None else []
    whole = [s for s in focus.seen[-8:] if s.stop == last.stop and s.first < last.first and s.form != "possessive"]
    office = whole and whole[0].drafts[0].kind in ("person", "office") and len(whole[0].drafts) == 1
    return whole[0].drafts if office else last.drafts  # "Lars Holm, chef du parti, qui …"


def _before_verb(ws: Words, i: int) -> bool:
    """Is this "lui" or "leur" the object of the verb that follows, no stressed pronoun and no possessive?"""
    return i + 1 < len(ws) and ws.parsed.doc[i + 1].pos_ in ("VERB", "AUX")
