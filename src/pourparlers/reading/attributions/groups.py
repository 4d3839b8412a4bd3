"""The group of words around a verb that says: auxiliaries, clitics, negation, a verb that colours it."""

from __future__ import annotations

from functools import cache

from pourparlers.knowledge.conjugation import forms
from pourparlers.reading.attributions.cue import Kind, Mood
from pourparlers.reading.attributions.page import Page, words

Group = tuple[Kind, int, int, int | None]
"""The kind of a group, its first token, the one that carries person and tense, an inverted pronoun."""

_REACH = 10
_ASIDE = 22  # tokens from an auxiliary to its participle, a circumstance between them


def clitic_after(page: Page, i: int) -> int | None:
    """The inverted pronoun at or after "-t"."""
    for k in range(i, min(i + 3, len(page.low))):
        if page.low[k] in words("subject"):
            return k
    return None


def between(page: Page, k: int) -> bool:
    """May a word part a verb from its auxiliary or from the further words of its cue?"""
    if page.low[k] == "et":
        return page.low[k - 1] in ("ores", "bel", "haut") or page.low[k + 1] == "déjà"
    return page.pos[k] == "ADV" or page.low[k] in words("between") or page.timed[k]


def group(page: Page, i: int, mood: Mood) -> Group | None:
    """The kind, first token, finite token and inverted pronoun of a verb group whose lexical verb is ``i``."""
    if mood == "finite":
        return finite_group(page, i)
    if mood == "participle":
        return participle_group(page, i)
    if mood == "gerund":
        return _gerund_group(page, i)
    return _infinitive_group(page, i)


def finite_group(page: Page, i: int) -> Group | None:
    """The group of a verb in a finite form of its own; None where it is a noun or stands for none."""
    after = page.low[i + 1] if i + 1 < len(page.low) else ""
    inverted = after in words("subject") or after in ("-t",)
    if page.pos[i] not in ("VERB", "AUX") and not inverted:
        before = page.low[i - 1] if i else ""
        nounlike = page.pos[i] in ("NOUN", "ADJ", "ADP", "PROPN")
        pronominal = before in words("clitic") and i > 1 and page.low[i - 2] in words("before_clitic")
        told = before in words("subject_pronoun") and (i < 2 or page.pos[i - 2] != "ADP")
        pronominal = pronominal or told  # "Elle juge", not "selon elle"
        if nounlike and before not in words("preverbal") and not pronominal and not _predicate(page, i):
            return None
    if i and page.low[i - 1] in words("determiner") and page.low[i - 1] not in words("clitic"):
        alone = page.low[i - 1] in words("partitive") and page.is_finite(i)  # "Certains redoutent …"
        if not alone:
            return None
    if i and page.low[i - 1] in ("par", "avoir"):  # "par écrit", "avoir fait savoir"
        return None
    if page.low[i] in words("avoir") or page.low[i] in words("être"):
        return None
    if i > 1 and page.pos[i - 1] == "ADJ" and page.low[i - 2] in words("of") and not inverted:
        return None  # "en cas de nouvelle attaque"
    first = _clitics_start(page, i)
    return "finite", first, i, None


def _predicate(page: Page, i: int) -> bool:
    """A verb that the tagger took for a noun: a clause or a quotation follows, a name stands before."""
    before = page.pos[i - 1] if i else ""
    k = i + 1
    while k < len(page.low) and page.pos[k] == "ADV":
        k += 1
    after = page.low[k] if k < len(page.low) else ""
    first, end = page.parsed.sentence(i)
    root = page.parsed.doc[i].dep_ == "ROOT"
    if before in ("PROPN", "NOUN") and not page.has_finite(first, i if root else end):
        return True
    if before not in ("PROPN", "NOUN", "PRON", "ADJ"):
        return False
    said = page.low[page.skip(k, end)]  # "gage mardi que …", "balance à l'agence que …"
    told = said in ("que", "qu'", ":") or after in ("«", "ne", "n'")
    return told or after in words("determiner") or page.is_infinitive(k)


def _clitics_start(page: Page, i: int) -> int:
    while i and (page.low[i - 1] in words("negation") or page.low[i - 1] in words("clitic")):
        i -= 1
    return i


def participle_group(page: Page, i: int) -> Group | None:
    """ "a … indiqué", "s'est … justifié"; without auxiliary the second of two ("et demandé") or a passive."""
    k, clitic = i - 1, None
    floor = max(page.parsed.sentence(i)[0], i - _REACH)
    while k >= floor:
        word = page.low[k]
        if word in words("avoir") or word in words("être"):
            return _with_auxiliary(page, i, k, clitic)
        if word in words("subject") and word.startswith("-"):
            clitic = k
        elif word == "ayant" or (word == "avoir" and k and page.low[k - 1] in ("après", "pour")):
            return "gerund", k if word == "ayant" else k - 1, k, None
        elif (before := page.before_adverbial(k, floor)) != k:
            k = before
            continue
        elif not _may_part(page, k):
            break
        k -= 1
    if (k >= floor and page.low[k] == "avoir") or page.low[i - 1] == "par":
        return None
    far = _past_aside(page, i)
    if far is not None:
        return _with_auxiliary(page, i, far, None)
    if page.low[i - 1] in words("clitic"):
        return None
    if i + 1 < len(page.low) and page.low[i - 1] in ("et", "puis") and page.low[i + 1] in ("que", "qu'", "«"):
        return "finite", i, i, None
    if page.low[i - 2 : i] == ["»", ","] and page.low[i + 1] != "par" and page.pos[i + 1] in ("DET", "PROPN"):
        return "finite", i, i, None  # « Non », expliqué le ministre: the auxiliary was forgotten
    return ("finite" if _shares_auxiliary(page, i) or _second(page, i) else "passive"), i, i, None


def _past_aside(page: Page, i: int) -> int | None:
    """The auxiliary that a circumstance parts from its participle: "a, par la voix de son ambassadeur, demandé …"."""
    first = max(page.parsed.sentence(i)[0], i - _ASIDE)
    for k in range(i - 2, first, -1):
        if page.is_finite(k) or page.low[k] in ("«", "»", ":", ";"):
            begun = page.low[k + 1] == "," or page.low[k + 1] in words("preposition")
            closed = page.low[i - 1] == "," if page.low[k + 1] == "," else page.parsed.doc[k].head.i == i
            return k if page.low[k] in words("avoir") and begun and closed else None
    return None


def _second(page: Page, i: int) -> bool:
    """Is this participle the second verb of "Oslo a dit vouloir une trêve et mis en garde contre …"?"""
    first = page.parsed.sentence(i)[0]
    while i > first and page.pos[i - 1] == "ADV":
        i -= 1
    if (
        i - 2 <= first
        or page.low[i - 1] not in ("et", "puis")
        or page.pos[i - 2] not in ("NOUN", "PROPN", "NUM", "PUNCT", "VERB")
    ):
        return False
    auxiliary = any(page.low[j] in words("avoir") and page.inside[j] == page.inside[i] for j in range(first, i - 1))
    return auxiliary and "par" not in page.low[i + 1 : i + 5]


def _shares_auxiliary(page: Page, i: int) -> bool:
    """Is this participle joined to one that has "avoir" before it?"""
    token = page.parsed.doc[i]
    if token.dep_ != "conj" or not 0 < i - token.head.i < 40:
        return False
    return any(c.dep_.startswith("aux") and c.lower_ in words("avoir") for c in token.head.children)


def _may_part(page: Page, k: int) -> bool:
    """May this word stand between an auxiliary and its participle?"""
    if page.low[k] == "," or page.timed[k] or between(page, k) or page.low[k] in words("filler"):
        return True
    return page.pos[k] in ("ADJ", "PRON", "NOUN", "DET", "ADP", "NUM") and _parenthesis(page, k)


def _parenthesis(page: Page, k: int) -> bool:
    """Inside commas between auxiliary and participle: "a, ce mercredi, menacé"."""
    return any(page.low[j] == "," for j in range(max(0, k - 7), k)) and any(
        page.low[j] == "," for j in range(k + 1, min(len(page.low), k + 7))
    )


def _with_auxiliary(page: Page, i: int, k: int, clitic: int | None) -> Group | None:
    first = _clitics_start(page, k)
    reflexive = any(page.low[j] in ("se", "s'") for j in range(first, k))
    if page.low[k] in words("être") and not reflexive:
        return "passive", first, k, clitic
    if "été" in page.low[k:i]:
        return "passive", first, k, clitic
    return "finite", first, k, clitic


def _gerund_group(page: Page, i: int) -> Group | None:
    pronoun = i > 1 and page.low[i - 1] in words("clitic") and page.low[i - 2] == ","  # "…, les qualifiant de …"
    if page.pos[i] in ("NOUN", "ADJ") and i and page.low[i - 1] in words("determiner") and not pronoun:
        return None
    first = i
    while first and page.low[first - 1] in words("clitic") and page.low[first - 1] != "en":
        first -= 1
    if first and page.low[first - 1] == "en":
        first -= 1
    if first and page.low[first - 1] == "(":
        return None
    return "gerund", first, i, None


def _infinitive_group(page: Page, i: int) -> Group | None:
    """An infinitive under a verb that colours it ("a tenu à souligner"), or one that adds ("avant de conclure")."""
    k = i - 1
    while k > 0 and (page.low[k] in words("clitic") or page.pos[k] == "ADV"):
        k -= 1
    linked = page.low[k] in words("linked")
    if page.low[k] == "sans" and page.low[k - 1] == "non":
        return "infinitive", i, i, None  # "non sans rappeler que …"
    if linked:
        k -= 2 if page.low[k - 1] == "jusqu'" else 1
    while k > 0 and page.pos[k] == "ADV":
        k -= 1
    told = page.low[i + 1] in ("que", "qu'", ":", "«")
    if told and linked and page.low[k] in words("light"):
        return _light(page, k)
    if k >= 0 and page.low[k] in _modal_forms():
        coloured = _modal_group(page, i, k)
        if coloured or page.low[i - 1] != "pour":
            return coloured
    if k > 0 and page.low[k] == "beau" and page.low[k - 1] in words("avoir"):
        return "finite", _clitics_start(page, k - 1), k - 1, None  # "a beau répéter que"
    if k > 1 and page.low[k - 1 : k + 1] == ["eu", "beau"]:
        return participle_group(page, k - 1)  # "a eu beau répéter que"
    if page.low[k] in words("suffering"):
        return _suffered(page, k)
    if k > 0 and page.low[k] in ("bon", "utile") and page.low[k - 1] in ("cru", "jugé"):
        found = participle_group(page, k - 1)  # "a cru bon de préciser que …"
        return found if found and found[0] == "finite" else None
    if page.low[k] in ("va", "vont", "allait", "allaient") and page.low[k + 1] == "jusqu'":
        return "finite", _clitics_start(page, k), k, None
    if page.low[k] in words("forced") and page.low[k + 1] in ("à", "de", "d'"):
        verb = k - 2 if page.low[k - 1] == "été" else k - 1  # "a été contraint de reconnaître que …"
        told_of = page.low[verb] in words("avoir") or page.low[verb] in words("être")
        return ("finite", _clitics_start(page, verb), verb, None) if told_of else None
    if page.low[k] in ("dû", "allé", "allée") and (page.low[k] == "dû" or page.low[k + 1] == "jusqu'"):
        found = participle_group(page, k)
        return (found[0] if page.low[k] == "dû" else "finite", *found[1:]) if found else None
    if k > 0 and page.low[k] in words("subject") and page.low[k - 1] in words("can"):
        return "finite", k - 1, k - 1, k  # "peut-on lire"
    if told and page.low[i - 1] == "pour" and page.low[k - 1] not in ("trop", "assez", "suffisamment"):
        return "infinitive", i, i, None  # "est venu pour dire que …"
    if linked and k >= 0 and page.low[k + 1] in ("de", "d'", "pour"):
        if page.low[k] in ("avant", "et"):
            return "infinitive", i, i, None
        if (
            page.low[k + 1] != "pour"
            and (page.pos[k] in ("NOUN", "PROPN") or (page.pos[k] == "ADJ" and _alone(page, k + 1)))
            and told
        ):
            return "infinitive", k + 1, i, None
    return None


def _light(page: Page, k: int) -> Group | None:
    """ "a pris soin de préciser que …", "a beau jeu de rappeler que …": the noun ``k`` and the verb before it."""
    verb = k - 1
    while page.low[verb] in words("determiner") or page.pos[verb] == "ADJ" or page.low[verb] in ("beau", "bon"):
        verb -= 1
    if page.low[verb] in words("avoir"):
        return "finite", _clitics_start(page, verb), verb, None
    if page.low[verb] not in _light_forms():
        return None
    found = finite_group(page, verb) if page.is_finite(verb) else participle_group(page, verb)
    return found if found and found[0] == "finite" else None


@cache
def _light_forms() -> frozenset[str]:
    return frozenset(form for verb in ("prendre", "faire", "avoir", "trouver") for form in forms(verb))


def _suffered(page: Page, k: int) -> Group | None:
    """ "se voit reprocher par X de …", "s'est vu accuser par X de …": who says it is the agent."""
    found = participle_group(page, k) if page.verb_form(k) == "Part" else finite_group(page, k)
    own = found is not None and not {"se", "s'"}.isdisjoint(page.low[found[1] : k])
    return ("passive", *found[1:]) if found and own else None


def _alone(page: Page, stop: int) -> bool:
    """Does nothing but a subject stand before this token: "Et le président kényan d'ajouter que …"?"""
    first = page.parsed.sentence(stop)[0]
    while page.low[first] in words("lead"):
        first += 1
    return page.phrase_stop(first, stop) == stop


def unhesitating(page: Page, first: int, i: int) -> bool:
    """Does a negation before a verb make it stronger: "n'hésite pas à dire", "n'a pas manqué de rappeler"?"""
    return any(page.low[k] in _doubts() for k in range(first, i))


@cache
def _doubts() -> frozenset[str]:
    return frozenset(form for verb in words("hesitation") for form in forms(verb))


@cache
def _modal_forms() -> frozenset[str]:
    return frozenset(form for verb in words("modal") for form in forms(verb))


def _modal_group(page: Page, i: int, k: int) -> Group | None:
    if page.low[k].endswith("ant"):
        return _gerund_group(page, k)  # "se bornant à rappeler que …"
    if page.verb_form(k) == "Part" or (
        not page.is_finite(k) and page.low[k].endswith(("é", "ée", "és", "ées", "u", "ue", "i", "ie"))
    ):
        found = participle_group(page, k)
        return found if found and found[0] != "passive" else None
    if page.is_finite(k):
        return "finite", _clitics_start(page, k), k, None
    return None
