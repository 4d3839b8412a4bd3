"""Which words introduce a statement: verb groups of ``fr/cues.tsv`` and phrases of ``fr/cue_phrases.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.knowledge.conjugation import forms
from pourparlers.reading.adverbials import in_adverbial
from pourparlers.reading.attributions.cue import Cue, Mood, Verb
from pourparlers.reading.attributions.groups import (
    between,
    clitic_after,
    finite_group,
    group,
    participle_group,
    unhesitating,
)
from pourparlers.reading.attributions.page import Page, Quoted, words
from pourparlers.reading.attributions.phrases import as_phrase, phrasal, phrases

_NEAR = 3  # cues before a phrase that may report what it stands in
_SUBJECT = 8  # tokens from "que" to the verb of its clause, a subject between them


@cache
def lexicon() -> dict[str, tuple[tuple[Verb, Mood], ...]]:
    """From a verb form to the rows that it may belong to, those with more words first."""
    out: dict[str, list[tuple[Verb, Mood]]] = {}
    for row in tables.rows("fr/cues.tsv"):
        verb = _verb(row)
        known = forms(verb.lemma)
        for form, tense in known.items():
            if form in words("homograph"):
                continue
            if tense == "subjunctive":
                continue  # "exige qu'il dise non": nobody has said it
            if tense == "present" and form.endswith("es") and form[:-1] in known:
                continue  # "les taxes « injustes »", "les juges": no news story says "tu"
            for mood in _moods(form, tense):
                out.setdefault(form, []).append((verb, mood))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0].tail))) for k, v in out.items()}


def _moods(form: str, tense: str) -> tuple[Mood, ...]:
    """The moods of a form; one such as "dit" or "promis" is of the present and a participle."""
    if tense in ("infinitive", "gerund"):
        return (tense,)  # type: ignore[return-value]
    if tense == "participle":
        return ("participle",)
    return ("participle", "finite") if tense == "present" and form.endswith(("it", "is", "int", "u")) else ("finite",)


def _verb(row: dict[str, str]) -> Verb:
    cue = row["cue"]
    reflexive = cue.startswith(("se ", "s'"))
    first, *tail = cue.removeprefix("se ").removeprefix("s'").removeprefix("en ").replace("'", "' ").split()
    return Verb(cue, first, reflexive, tuple(tail), frozenset(tables.values(row["frames"])))


def find(page: Page) -> list[Cue]:
    """All the words of an article that may introduce a statement, in the order of the text."""
    verbs, starts = lexicon(), phrases()
    out: list[Cue] = []
    for i, word in enumerate(page.low):
        if page.pos[i] == "ADV" and in_adverbial(page.parsed.doc[i]):
            continue  # "du même souffle"
        if word in verbs and not (out and out[-1].kind == "phrase" and i < out[-1].stop):
            cue = _verbal(page, i, verbs[word])
            inside = bool(out) and out[-1].kind == "finite" and out[-1].stop > i  # "veut croire" is one cue
            if cue and not inside and not _unsaid(page, cue, out[-1] if out else None):
                out.append(as_phrase(page, cue) or cue)
        elif i and (page.pos[i] in ("VERB", "AUX") or (page.low[i - 1] == "," and page.low[i - 2] == "»")):
            out.extend(_unlisted(page, i))
        if word in starts:
            told = page.parsed.sentence_of[i]
            out.extend(c for c in phrasal(page, i) if not _embedded(page, c, told, out))
    return out


def _embedded(page: Page, phrase: Cue, sentence: int, before: list[Cue]) -> bool:
    """Does "à ses yeux" stand inside what somebody else is reported to say: "dit que le port est à ses yeux sûr"?"""
    if phrase.clitic is None or page.opens_clause(phrase.first):
        return False
    return any(c.has("que") and page.parsed.sentence_of[c.head] == sentence for c in before[-_NEAR:])


def _unsaid(page: Page, cue: Cue, before: Cue | None) -> bool:
    """Has nobody said it yet: "exige qu'Oslo révèle …", "pour que le juge dise …", « On me dit que … »?"""
    if cue.kind != "finite" or cue.clitic is not None:
        return False
    if page.low[cue.first - 1] == "on" and cue.verb is not None and cue.verb.lemma == "demander":
        return page.low[cue.first] in words("clitic")  # "quand on lui a demandé si …": the reporters
    if page.inside[cue.head] >= 0 and page.low[cue.first - 1] == "on":
        return page.low[cue.stop] in ("que", "qu'") or page.low[cue.first] in words("clitic")
    first = max(page.parsed.sentence(cue.head)[0], cue.first - _SUBJECT)
    if cue.verb is not None and cue.verb.lemma in words("told_by_deeds") and _is_deed(page, first, cue.first):
        return True
    que = next((k for k in range(cue.first - 1, first, -1) if page.low[k] in ("que", "qu'")), None)
    if que is None or cue.finite != cue.head:
        return False
    alone = que == cue.first - 2 or page.phrase_stop(que + 1, cue.first) == cue.first
    asked = before is not None and before.stop == que and before.has("que") and before.verb is not None
    wanted = asked and before is not None and before.verb is not None and before.verb.lemma in words("demand")
    return alone and (wanted or page.low[que - 1] in words("purpose"))


def _is_deed(page: Page, first: int, stop: int) -> bool:
    """Is the subject right before a verb something that has been told: "cette visite", "cet incident"?"""
    start = next((k for k in range(stop - 2, first - 1, -1) if page.low[k] in words("this")), None)
    if start is None or page.phrase_stop(start, stop) != stop:
        return False
    head = next((k for k in range(start, stop) if page.pos[k] == "NOUN"), stop - 1)
    return not page.speaks(start, head + 1)


def _verbal(page: Page, i: int, entries: tuple[tuple[Verb, Mood], ...]) -> Cue | None:
    """The verb group around a form of the table, if it is one."""
    moods = list(dict.fromkeys(m for _, m in entries))
    for mood in moods:
        words_of = group(page, i, mood)
        if words_of is None or (mood == "participle" and "finite" in moods and words_of[0] == "passive"):
            continue
        kind, first, finite, clitic = words_of
        reflexive = any(page.low[k] in ("se", "s'") for k in range(max(i - 1 if mood == "infinitive" else first, 0), i))
        for verb, m in entries:
            if m != mood or (verb.reflexive and not reflexive):
                continue
            stop = _tail_stop(page, i, verb.tail, clitic)
            if stop is None or (verb.lemma in words("takes_y") and "y" in page.low[first:i]):
                continue
            if reflexive and not verb.reflexive and not verb.frames & {"accuse", "reproche"}:
                continue
            if _otherwise(page, verb.cue, first, i):
                continue
            if clitic is None and i + 1 < len(page.low) and page.low[i + 1] in words("subject") | {"-t", "t"}:
                clitic = clitic_after(page, i + 1)
                stop = max(stop, (clitic or i) + 1)
            negated = any(page.low[k] in words("negation") for k in range(first, i))
            negated = negated and not unhesitating(page, first, i)
            return Cue(first, stop, i, kind, verb, finite, f"fr/cues.tsv:{verb.cue}", clitic, negated, reflexive)
    return None


def _otherwise(page: Page, cue: str, first: int, i: int) -> bool:
    """Does a verb mean something else by what stands around it: "relève du droit", "rappelle son consul"?"""
    past = page.past_adverbial(i + 1)  # "rapporte de son côté"
    near = page.low[past : past + 8]
    after, second = [*near, "", ""][:2]
    quoted, after = after == "«", second if after == "«" else after
    told = not {"que", "qu'", "«", ":"}.isdisjoint(near)
    if cue in ("relever", "rapporter", "convenir"):
        return after in words("of")
    if cue == "interroger":
        return first == i and page.low[i] in words("asked")  # "Interrogé par la presse, le maire …"
    if cue == "s'en prendre":
        return "en" not in page.low[first:i]
    if cue == "dire":
        return page.low[i - 1 : i + 2] == [",", "dit", "«"] and after in words("of")  # "dit « des deux rives »"
    if cue == "annoncer":
        return second == "couleur"
    if cue == "accuser":
        return second in words("suffered") or after in words("suffered")
    if cue in ("évoquer", "parler") and not told:  # "les deux ministres ont évoqué le port": their subject, no words
        together = "deux" in page.low[max(first - 3, 0) : first] or after == "avec"
        return together or (cue == "parler" and page.low[i].endswith("ant"))  # "a-t-il dit, parlant de sa voisine"
    if cue == "appeler":
        named = (quoted and after not in ("à", "au", "aux")) or (near and page.pos[i + 1] in ("PROPN", "DET"))
        return bool(named) and page.low[i - 1] in ("l'", "le", "la", "les")
    if cue in ("se souvenir", "se rappeler", "ignorer"):
        return page.low[first - 1] == "on" and page.inside[i] < 0  # the article itself reminds its readers
    if cue in ("juger", "estimer", "souhaiter"):
        return page.low[first - 2] in ("si", "s'") and page.low[first - 1] in words("subject_pronoun") and not told
    if cue != "rappeler" or not {"que", "qu'", ":"}.isdisjoint(near):
        return False
    sent = page.parsed.sentence(i)[0]  # "Rien ne presse, a rappelé l'ambassadeur"; "Oslo, vexé, a rappelé son consul"
    said = page.has_finite(sent, first) or "»" in page.low[first - 2 : first]
    told = page.low[first - 1] in (",", "»") and said and near[0] not in words("possessive")
    return not told and not words("recalled").isdisjoint(near)


def _tail_stop(page: Page, i: int, tail: tuple[str, ...], clitic: int | None) -> int | None:
    """Past the further words of a cue, which adverbs or an inverted pronoun may part from the verb."""
    k = i + 1
    for word in tail:
        while k < len(page.low) and page.low[k] != word and k - i < 6 and between(page, k):
            k += 1
        if k >= len(page.low) or page.low[k] != word:
            return None
        k += 1
    return k


def _awaited(page: Page, quote: Quoted) -> bool:
    """Does a conjunction before a quotation between commas wait for the verb after it: "qu'il vienne", "qui …"?"""
    first = page.parsed.sentence(quote.opening)[0]
    if page.low[quote.opening - 1] != ",":
        return False
    for k in range(quote.opening - 1, first - 1, -1):
        if page.is_finite(k):
            return False
        if page.low[k] in words("deeper"):
            return True
    return False


def _unlisted(page: Page, i: int) -> Iterator[Cue]:
    """Any verb may report where it follows a quotation with its subject after it: « Non », tonne le ministre."""
    if i + 1 >= len(page.low) or i + 1 >= page.parsed.sentence(i)[1] or page.low[i].endswith("ons"):
        return
    end = page.parsed.sentence(i)[1]
    if page.verb_form(i) == "Part":
        found = participle_group(page, i)
    elif page.low[i] in words("avoir") or page.low[i] in words("être") or page.low[i] in words("can"):
        return
    elif page.is_finite(i):
        found = finite_group(page, i)
    elif (
        page.pos[i] in ("NOUN", "ADJ", "X", "PROPN") and page.low[i - 1] == "," and page.pos[i + 1] in ("DET", "PROPN")
    ):
        found = "finite", i, i, None  # the tagger takes a rare verb between quotation and subject for anything
    else:
        return
    if found is None or found[0] != "finite":
        return
    kind, first, finite, clitic = found
    before = first - 1
    if before > 0 and page.low[before] == ",":
        before -= 1
    quote = page.closed_at(before)
    if quote is None or quote.stop - quote.first < 3 or _awaited(page, quote):
        return
    lead = range(page.parsed.sentence(quote.opening)[0], quote.opening)
    named = bool(lead) and page.low[first - 1] == "»"  # "L'opération « Bouclier » a mobilisé cent hommes."
    if not page.has_finite(quote.first, quote.stop) and (named or any(page.is_finite(k) for k in lead)):
        return
    stop = i + 1
    if clitic is None and page.low[stop] in words("subject") | {"-t"}:
        clitic = clitic_after(page, stop)
        stop = (clitic or i) + 1
    if clitic is None:
        subject = page.skip(stop, end)
        after = page.phrase_stop(subject, end)
        said = page.has_finite(quote.first, quote.stop) or page.speaks(subject, after)
        if after == subject or not said:
            return
    yield Cue(first, stop, i, kind, None, finite, "a quotation and an inverted verb", clitic)
