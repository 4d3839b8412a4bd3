"""Places of an act's roles in its clause: the object, an infinitive, a que-clause, a noun after a preposition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pourparlers.knowledge.conjugation import forms as conjugate
from pourparlers.reading import subjects, syntax
from pourparlers.reading.acts import subjects as act_subjects
from pourparlers.reading.acts.adjuncts import head_after, is_article, is_quantity, past_adjuncts
from pourparlers.reading.acts.clause import FAR, Clause, Place, prepositions, trimmed, written
from pourparlers.reading.acts.frames import nouns
from pourparlers.reading.adverbials import adverbial
from pourparlers.reading.factuality import is_negated
from pourparlers.reading.tokens import Doc, Token

_QUE = ("que", "qu'")
_NEAR = 4
_SPOKEN = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE"})
_CITING = frozenset({"obj", "que"})
"""Places of a verb's object that a quotation may take."""
_SUBJECTS = ("nsubj", "nsubj:pass")
_TOWARDS = frozenset({"à", "sur", "vers"})
"""Prepositions after which a capital may be a place or stand for its state."""
_PRONOUNS = frozenset({"il", "elle", "ils", "elles", "on"})


def place(clause: Clause, where: str) -> Place | None:
    """Where a role stands of which the table says "obj", "que", "inf", "inf:de", "à" …; None if it is not there."""
    if where in _CITING and (cleft := _cleft(clause)) is not None:
        return cleft
    if where == "inf":
        found = _infinitive_at(clause, clause.start)
        return _extended(clause, found.i, found) if found is not None else None
    if where.startswith("inf:"):
        return _infinitive(clause, where.removeprefix("inf:"))
    if where.startswith("que"):
        return _that_clause(clause, where.removeprefix("que").lstrip(":"))
    return direct(clause) if where == "obj" else prepositional(clause, where)


def _cleft(clause: Clause) -> Place | None:
    """What follows "c'est" after "ce que demande Rome", "ce que Rome demande"."""
    doc, start = clause.doc, syntax.group_start(clause.trigger)
    near = range(start - 1, max(start - _NEAR, 0), -1)
    if clause.frame.kind != "verb" or not any(doc[i].lower_ in _QUE and doc[i - 1].lower_ == "ce" for i in near):
        return None
    stop = clause.scene.parsed.sentence(clause.trigger.i)[1]
    for i in range(clause.start, min(clause.start + 2 * _NEAR, stop - 2)):
        if doc[i].lower_ == "c'" and doc[i + 1].lower_ in ("est", "était"):
            first = i + 2 + (doc[i + 2].lower_ in (*_QUE, "de", "d'"))
            stretch = trimmed(doc, first, stop)
            return Place(*stretch, doc[stretch[0]]) if stretch else None
    return None


def said_before(clause: Clause) -> Place | None:
    """What somebody is cited with before the verb (« Libérez-les », a demandé Rome)."""
    statement = act_subjects.citation(clause.scene, clause.trigger)
    if statement is None or statement.cue is None or _CITING.isdisjoint(clause.frame.object):
        return None
    starts, start = clause.scene.parsed.starts, syntax.group_start(clause.trigger)
    if statement.cue.end > clause.scene.parsed.ends[clause.start - 1]:
        return None  # "a demandé à savoir", where another verb says it
    for content in reversed(statement.content):
        if content.end <= starts[start]:
            first, stop = clause.scene.parsed.tokens(content.start, content.end)
            stretch = trimmed(clause.doc, first, stop)
            near = stretch is not None and start - stop < _NEAR
            return Place(*stretch, clause.doc[stretch[0]]) if stretch and near else None
    return None


def spelled_out(clause: Clause, actor: Token | None) -> Place | None:
    """What a noun of speech is said to be after its owner ("les accusations d'Oslo selon lesquelles …")."""
    doc, mention = clause.doc, clause.scene.who.at(actor.i) if actor is not None else None
    start = mention.stop if mention is not None else clause.start
    if clause.frame.type not in _SPOKEN or start + 2 >= clause.limit or doc[start].lower_ != "selon":
        return None
    if not doc[start + 1].lower_.startswith(("lequel", "laquelle", "lesquel")):
        return None
    stretch = trimmed(doc, start + 2, _comma(clause, start + 2))
    return Place(*stretch, doc[stretch[0]]) if stretch else None


# Infinitives and que-clauses


def _infinitive(clause: Clause, after: str) -> Place | None:
    """An infinitive after a preposition ("de"), or a certain one alone ("obtenir") or after one ("à obtenir")."""
    prep, _, verb = after.partition(" ")
    doc = clause.doc
    if prep not in prepositions():
        near = range(clause.start, min(clause.limit, clause.start + 4))
        found = next((doc[i] for i in near if doc[i].lower_ == after), None)
        return _extended(clause, found.i + 1, found) if found is not None else None
    for i in clause.reach():
        if (
            doc[i].lower_ in ("que", "qu'")
            and doc[i].dep_ == "mark"
            and i > clause.start
            and not written(doc, prep, i + 1)
        ):
            return None  # "insiste sur le fait que Rome a un mois pour payer"
        width = written(doc, prep, i)
        if width and i > clause.start and _is_another(doc[i - 1]):
            continue
        found = _infinitive_at(clause, i + width) if width else None
        if found is not None and (not verb or found.lower_ == verb):
            return _extended(clause, found.i + 1 if verb else i + width, found)
    return None


def _is_another(before: Token) -> bool:
    """Does the infinitive go with another finite verb ("exclut un sommet que Rome proposait d'organiser")?"""
    return before.pos_ == "VERB" and syntax.form(before) == "finite"


def _infinitive_at(clause: Clause, i: int) -> Token | None:
    """The infinitive at a place, past its negation, clitics, adverbs and an opening quotation mark."""
    for k in range(i, min(i + 6, clause.limit)):
        token = clause.doc[k]
        if syntax.form(token) == "infinitive" and syntax.is_verb(token):
            return token
        small = token.lower_ in syntax.forms("clitic") or token.lower_ in syntax.forms("negation")
        if not small and not syntax.is_adverb(token) and token.text not in "«,":
            return None
    return None


def _that_clause(clause: Clause, after: str) -> Place | None:
    """A que-clause, alone or after a preposition ("pour que", "à ce que")."""
    doc = clause.doc
    for i in range(clause.start, min(clause.limit, clause.start + FAR)):
        if doc[i].lower_ in _QUE and i + 1 < clause.limit and _introduced(clause, i, after):
            if not after and _is_relative(clause, i):
                return None
            return _extended(clause, i + 1, doc[i])
        if i not in clause.reach():
            return None
    return None


def _is_relative(clause: Clause, i: int) -> bool:
    """Does a "que" after a comma carry on a noun between it and the verb (", une amnistie, que Rome refuse")?"""
    if clause.doc[i - 1].text != ",":
        return False
    between = (clause.doc[k] for k in range(clause.start, i) if k not in clause.scene.timed)
    return any(t.pos_ == "NOUN" and t.dep_ == "obj" for t in between) or direct(clause) is not None


def _introduced(clause: Clause, i: int, after: str) -> bool:
    doc, before = clause.doc, clause.doc[i - 1].lower_
    if after:
        return before == after or f"{doc[i - 2].lower_} {before}" == after
    named = doc[i - 1].pos_ == "PROPN" or clause.scene.is_state(i - 1)  # which "que" hardly carries on
    subject = doc[i + 1].lower_ in _PRONOUNS and doc[i].pos_ != "PRON"
    return (named or subject or doc[i].dep_ == "mark" or doc[i].pos_ == "SCONJ") and before not in nouns("before-que")


def _extended(clause: Clause, first: int, head: Token) -> Place | None:
    """From its first word to the comma that ends the clause."""
    stretch = trimmed(clause.doc, first, _comma(clause, first))
    return Place(*stretch, head) if stretch else None


def _comma(clause: Clause, first: int) -> int:
    doc, depth = clause.doc, 0
    for i in range(first, clause.limit):
        depth += (doc[i].text == "«") - (doc[i].text == "»")
        if doc[i].text == "," and depth <= 0 and not _goes_on(clause, first, i):
            return i
        if depth <= 0 and i > first and _is_proviso(doc, i):
            return i
    return clause.limit


@cache
def _provisos() -> dict[str, tuple[tuple[str, ...], ...]]:
    """What opens a condition or an aside that is no part of an object, as words, by their first one."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in nouns("proviso"):
        words = tuple(phrase.replace("'", "' ").split())
        out.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found)) for first, found in out.items()}


def _is_proviso(doc: Doc, i: int) -> bool:
    """Does a condition begin here ("à condition que", "s'il", "jusqu'à ce que")?"""
    for words in _provisos().get(doc[i].lower_, ()):
        if i + len(words) <= len(doc) and all(doc[i + k].lower_ == w for k, w in enumerate(words)):
            return True
    return False


def _goes_on(clause: Clause, first: int, comma: int) -> bool:
    """Is the comma inside a list, or closed by another one after a few words (an aside)?"""
    doc = clause.doc
    if comma + 1 < clause.limit and doc[comma + 1].lower_ in ("et", "ou", "ni"):
        return True
    return any(c.dep_ == "conj" and 0 < c.i - comma < 7 for t in doc[first:comma] for c in t.children)


# Nouns


def direct(clause: Clause) -> Place | None:
    """The direct object: after the verb, or the subject of a passive, or what a relative "que" stands for."""
    doc, trigger = clause.doc, clause.trigger
    if clause.frame.kind == "verb" and act_subjects.is_passive(trigger):
        return _passive_subject(clause)
    within = _between(clause)
    if within is not None:
        return within
    seen = act_subjects.undergone(trigger)
    if seen is not None and seen.lower_ in conjugate("faire"):
        return _passive_subject(clause, seen)  # "s'est fait expulser"
    i = past_adjuncts(clause)
    if i + 1 < clause.limit and doc[i].lower_ in ("de", "d'") and is_negated(trigger):
        i += 1  # "n'a pas demandé de sursis"
    only = doc[syntax.group_start(trigger)].lower_ in syntax.forms("negation")
    if only and i + 1 < clause.limit and doc[i].lower_ in _QUE:
        i += 1  # "n'offre qu'un sursis"
    said = i < clause.limit and doc[i].lower_ in _QUE and not is_negated(trigger)  # "a reconnu hier que Rome …"
    if i >= clause.limit or said or (doc[i].pos_ == "ADP" and not is_article(doc, i)):
        return _related(clause)
    head = None if syntax.form(doc[i]) == "infinitive" else head_after(clause, i)
    first = i - 1 if i > clause.start and is_quantity(doc, i) else i
    return noun_phrase(clause, head, first) if head is not None else _related(clause)


def _between(clause: Clause) -> Place | None:
    """The object that stands between the verb and the other words of its cue ("met Rome sur écoute")."""
    first, stop = clause.trigger.i + 1, clause.start - len(clause.frame.words)
    if not clause.frame.words or clause.frame.kind != "verb" or stop <= first:
        return None
    near = Clause(clause.scene, clause.frame, clause.trigger, first, stop)
    first = past_adjuncts(near)  # "accueille cette semaine avec joie"
    if first < stop and clause.doc[first].pos_ == "ADP" and not is_article(clause.doc, first):
        return None  # "accueille à Lima avec joie"
    head = head_after(near, first)
    stretch = trimmed(clause.doc, first, stop)
    return Place(*stretch, head) if stretch and head is not None and head.pos_ != "PRON" else None


def _passive_subject(clause: Clause, verb: Token | None = None) -> Place | None:
    verb = verb if verb is not None else clause.trigger
    head = subjects.subject(verb)
    if head is None or head.i >= clause.trigger.i:
        return _opened(clause)
    stop = min(syntax.group_start(verb), head.right_edge.i + 1)
    stretch = trimmed(clause.doc, head.left_edge.i, max(stop, head.i + 1))
    return Place(*stretch, head) if stretch else None


def _opened(clause: Clause) -> Place | None:
    """Of a participle that opens its sentence ("Soutenue par Oslo, Rome a …"), the party after the comma."""
    doc, (first, stop) = clause.doc, clause.scene.parsed.sentence(clause.trigger.i)
    if clause.trigger.i > first + 1 or syntax.auxiliary(clause.trigger) is not None:
        return None
    comma = next((i for i in range(clause.trigger.i + 1, min(clause.trigger.i + 16, stop)) if doc[i].text == ","), None)
    mention = next(iter(clause.scene.who.within(comma, min(comma + 6, stop))), None) if comma else None
    if mention is not None:
        return Place(mention.first, mention.stop, doc.root(mention.first, mention.stop))
    after = doc[comma + 1 : min(comma + 4, stop)] if comma else ()
    head = next((t for t in after if t.pos_ == "NOUN" and t.dep_ in _SUBJECTS), None)
    return Place(comma + 1, head.i + 1, head) if comma and head is not None else None


def _related(clause: Clause, relatives: tuple[str, ...] = _QUE) -> Place | None:
    """What a relative pronoun before the clause stands for ("la trêve que Rome a violée", "dont Rome se félicite")."""
    doc, trigger = clause.doc, clause.trigger
    for i in range(syntax.group_start(trigger) - 1, max(trigger.i - 14, 0), -1):
        if doc[i].is_sent_start or doc[i].text in ";:":
            return None
        if doc[i].lower_ not in relatives:
            continue
        apart = i > 1 and doc[i - 1].text == ","  # "l'accord, que Rome a signé,"
        if doc[i].pos_ == "PRON" or trigger.dep_.startswith("acl") or apart or relatives is not _QUE:
            before = doc[i - 2].head if apart and doc[i - 2].pos_ == "ADJ" else doc[i - 1 - apart]
            head = trigger.head if trigger.dep_.startswith("acl") and trigger.head.i < i else before
            stretch = trimmed(doc, head.left_edge.i, i)
            return Place(*stretch, head) if stretch and head.i not in clause.scene.timed else None
    return None


def prepositional(clause: Clause, preposition: str) -> Place | None:
    """The first noun phrase after a preposition that stands in no name."""
    for i, width in _standing(clause, preposition):
        head = head_after(clause, i + width)
        if head is not None and preposition == "à" and _is_where(clause, head):
            continue
        found = noun_phrase(clause, head, i + width) if head is not None else None
        if found is not None:
            return found
    return _related(clause, ("dont",)) if preposition == "de" and clause.frame.kind == "verb" else None


def _is_where(clause: Clause, head: Token) -> bool:
    """Does a place only say where, before what the verb is about ("a redit à Genève son opposition au projet")?"""
    mention, scene = clause.scene.who.at(head.i), clause.scene
    if mention is None or mention.stop >= clause.limit or clause.frame.kind != "verb":
        return False
    owned = clause.doc[mention.stop].lower_ in syntax.forms("possessive")
    return owned and all(scene.entity(i).kind == "place" for i in mention.entities)


def party_after(clause: Clause, preposition: str) -> Token | None:
    """The first party right after a preposition."""
    for i, width in _standing(clause, preposition):
        head = head_after(clause, i + width)
        if head is not None and clause.scene.party(head) and not is_aside(clause.doc, i, head.i + 1):
            return head
    return None


def capital_after(clause: Clause, preposition: str) -> tuple[Token | None, tuple[str, ...]]:
    """The state whose capital stands where a verb has a party ("rejette la faute sur Bogota", "s'en prend à Oslo"); of
    aid, any place abroad ("une aide pour Gaza")."""
    for i, width in _standing(clause, preposition):
        mention = clause.scene.who.at(i + width)
        if (
            mention is None
            or is_aside(clause.doc, i, mention.stop)
            or (preposition in _TOWARDS and i > clause.start + 4 and clause.frame.type != "AID")
        ):
            continue
        named = clause.scene.capital_at(mention.entities)
        if clause.frame.type == "AID":
            named = clause.scene.placed(mention.entities)
        if named:
            return clause.doc.root(mention.first, mention.stop), named
    return None, ()


def is_aside(doc: Doc, first: int, stop: int) -> bool:
    """Does a name with "à" stand between two commas, so that it only says where (", à Paris, …")?"""
    if first < 1 or stop >= len(doc) or doc[first].lower_ != "à":
        return False
    return doc[first - 1].text == "," and doc[stop].text == ","


def _standing(clause: Clause, preposition: str) -> Iterator[tuple[int, int]]:
    """Where a preposition stands in the clause, inside no name, and its width."""
    for i in clause.reach():
        width = written(clause.doc, preposition, i)
        inside = clause.scene.who.at(i) if width else None
        if width and not (inside is not None and inside.first < i and inside.stop > i + 1):
            yield i, width


def noun_phrase(clause: Clause, head: Token, first: int) -> Place | None:
    """From its first word to where it ends: an adjunct, a time, a recipient, a comma that begins no list item."""
    doc = clause.doc
    inner = head.right_edge.i
    i, depth = head.i + 1, 0
    while i < clause.limit:
        token = doc[i]
        depth += (token.text == "«") - (token.text == "»")
        if depth <= 0 and (
            _is_proviso(doc, i)
            or _ends_phrase(clause, i, inner)
            or (i in clause.scene.timed and not _dates(doc, i, head))
        ):
            break
        i += 1
    while i > head.i + 1 and doc[i - 1].pos_ in ("ADP", "DET", "CCONJ"):
        i -= 1
    stretch = trimmed(doc, first, i)
    return Place(*stretch, head) if stretch else None


def _dates(doc: Doc, i: int, head: Token) -> bool:
    """Does a time belong to the noun ("le sommet de juin")?"""
    return (
        i > 0 and doc[i - 1].lower_ in ("de", "d'", "du", "au", "l'", "le", "depuis", "en") and i <= head.right_edge.i
    )


def _ends_phrase(clause: Clause, i: int, inner: int) -> bool:
    doc = clause.doc
    token = doc[i]
    if token.text == ",":
        return i >= inner or _leaves(doc, i + 1)
    if adverbial(doc, i) or token.lower_ in syntax.forms("after phrase"):
        return True
    for preposition in clause.frame.recipient:
        width = written(doc, preposition, i) if preposition != "obj" and preposition != "de" else 0
        head = head_after(clause, i + width) if width else None
        if head is not None and clause.scene.party(head):
            return True
    if token.lower_ in ("et", "ou", "puis") and _is_next_deed(clause, i + 1):
        return True
    if i <= inner:
        return False
    return token.lower_ in ("qui", "que", "qu'", "dont") or (syntax.is_verb(token) and token.pos_ != "ADJ")


def _is_next_deed(clause: Clause, i: int) -> bool:
    """Does the next infinitive of the trigger's list begin here ("d'expulser le consul et de rompre")?"""
    trigger, doc = clause.trigger, clause.doc
    if i + 1 >= clause.limit or doc[i].lower_ not in syntax.forms("linker"):
        return False
    found = _infinitive_at(clause, i + 1)
    listed = found is not None and syntax.form(syntax.finite(trigger)) == "infinitive"
    return listed and found is not None and syntax.linker(found) == syntax.linker(trigger)


def _leaves(doc: Doc, i: int) -> bool:
    """After a comma: a relative clause, a participle, an incise, rather than a further item of a list."""
    token = doc[i]
    if token.pos_ == "NOUN" and i + 1 < len(doc) and doc[i + 1].lower_ in syntax.forms("relative"):
        return True  # ", mesure que Rome juge inutile"
    if token.lower_ in syntax.forms("relative") or token.dep_ in ("advcl", "parataxis", "acl", "mark", "acl:relcl"):
        return True
    return token.lower_ in syntax.auxiliaries() or (syntax.is_verb(token) and syntax.form(token) != "infinitive")
