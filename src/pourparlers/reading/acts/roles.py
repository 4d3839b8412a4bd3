"""Roles of an act: who does it, to whom, and the words of what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pourparlers.knowledge.conjugation import forms as conjugate
from pourparlers.reading import subjects, syntax
from pourparlers.reading.acts import subjects as act_subjects
from pourparlers.reading.acts import unnamed
from pourparlers.reading.acts.actors import actors_of, noun_actors
from pourparlers.reading.acts.clause import Clause, Place, Stretch, clause_of, trimmed, written
from pourparlers.reading.acts.fits import fits, holds
from pourparlers.reading.acts.frames import Frame, copula, nouns, words_end
from pourparlers.reading.acts.places import capital_after, direct, party_after, place, said_before, spelled_out
from pourparlers.reading.acts.scene import Scene
from pourparlers.reading.factuality import is_negated
from pourparlers.reading.tokens import Token

_SAID = frozenset({"REQUEST", "REJECT", "AGREE", "ACCUSE", "THREATEN"})
"""Types that may be done by what is said before the verb."""
_TO_OTHERS = frozenset({"REQUEST", "ACCUSE", "THREATEN", "SANCTION", "COERCE"})
"""Types whose recipient is of another side, unless he is named in a place of his own."""
_TO_STATES = frozenset({"ACCUSE", "AID", "COOPERATE", "REQUEST", "RETREAT", "SANCTION"})
"""Types whose verb, with "à" or "sur" and a capital, has the state in mind rather than the town."""
_DEEDS = frozenset({"AID", "COERCE", "SANCTION"})
"""Types whose noun may stand for what somebody undergoes ("frappé par des sanctions")."""
_DIRECT = ("obj",)
_NEAR = 8
_OWNERS = 3
"""How many words part those whose worry it is."""
_DEFINITE = frozenset({"le", "la", "l'", "les", "leur", "leurs"})
_CLITICS = {"en": ("obj", "de", "inf:de"), "y": ("à", "inf:à", "que:à ce")}
"""Clitic → the places that it may stand for; the others stand for a direct object."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of one act, and the words that carry it."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    object: Stretch | None
    evidence: Stretch


def roles(scene: Scene, frame: Frame, trigger: Token) -> Roles | None:
    """The roles of an act that a token triggers; None where the frame does not hold, as without an actor."""
    start = words_end(frame, trigger)
    if start is None:
        return None
    clause = clause_of(scene, frame, trigger, start)
    if frame.kind == "noun":
        return _noun_roles(clause)
    found = next(filter(None, (place(clause, where) for where in frame.object)), None)
    if frame.type in _SAID and (found is None or _is_source(clause, found)):
        found = said_before(clause) or found
    if not _suits(clause, found):
        return None
    found = _after_colon(clause, found) or found
    actor, actors = actors_of(clause)
    if not actors:
        return None
    if found is not None and actor is not None and found.first <= actor.i < found.stop and actor.i > trigger.i:
        found = _before_agent(clause, found, actor)  # a subject after its verb is no object
    at, recipients = _recipients(clause, actors, found)
    if not _parties_suit(clause, at, found, recipients, actors):
        return None
    shown = found or (direct(clause) if frame.sets and frame.kind == "verb" else None)
    evidence = _evidence(clause, shown, actor, at)
    if found is not None and at is not None and found.head.i == at.i and not _names_both(frame):
        found = None
    return Roles(actors, recipients, (found.first, found.stop) if found else None, evidence)


def _after_colon(clause: Clause, found: Place | None) -> Place | None:
    """What a colon spells out ("pose une condition : le retrait", "demande une seule chose : du pain")."""
    doc, colon = clause.doc, clause.limit
    vague = found.head.lemma_.lower() in nouns("announcing") if found is not None else bool(clause.frame.sets)
    if clause.frame.type not in _SAID or not vague or colon - clause.trigger.i > _NEAR:
        return None
    if colon >= len(doc) or doc[colon].text != ":":
        return None
    stretch = trimmed(doc, colon + 1, clause.scene.parsed.sentence(clause.trigger.i)[1])
    return Place(*stretch, doc[stretch[0]]) if stretch else None


def _before_agent(clause: Clause, found: Place, actor: Token) -> Place | None:
    """What stands before the agent of a passive that an object runs into ("sommé de payer par Rome")."""
    by = max(actor.left_edge.i, found.first)
    stretch = trimmed(clause.doc, found.first, by) if clause.doc[by].lower_ == "par" else None
    return Place(*stretch, found.head) if stretch else None


def _names_both(frame: Frame) -> bool:
    """May what is done to be its recipient, too ("critiquer Rome")? Not who is summoned."""
    return "obj" in frame.object and "host" not in frame.needs


def _is_source(clause: Clause, found: Place) -> bool:
    """Is it the subject that follows its verb (", a demandé Rome")?"""
    source = act_subjects.cited(clause.scene, clause.trigger)[0]
    return source is not None and found.first <= source.i < found.stop


def _noun_roles(clause: Clause) -> Roles | None:
    """Of a noun: who does it first, since its object stands after that ("les menaces de Rome sur le budget")."""
    actor, actors = noun_actors(clause)
    if not actors:
        return None
    between = "entre" in clause.frame.actor
    inner = _before(clause, actor) if actor is not None and not between else None
    if actor is not None and not between and clause.trigger.i < actor.i < clause.limit:
        mention = clause.scene.who.at(actor.i)
        clause = replace(clause, _reach=[], start=max(actor.i + 1, mention.stop if mention else 0))
    found = inner or next(filter(None, (place(clause, where) for where in clause.frame.object)), None)
    found = found or spelled_out(clause, actor)
    if not _suits(clause, found):
        return None
    at, recipients = _recipients(clause, actors, found)
    if not recipients and clause.frame.type in _DEEDS:
        at, recipients = unnamed.undergoing(clause, actors)
    if not _parties_suit(clause, at, found, recipients, actors):
        return None
    evidence = _evidence(clause, found, actor, at)
    if found is not None and at is not None and found.head.i == at.i:
        found = None
    return Roles(actors, recipients, (found.first, found.stop) if found else None, evidence)


def _before(clause: Clause, actor: Token) -> Place | None:
    """What stands between a noun and who does it ("la fermeture du port par Rome", "un appel au calme lancé par …")."""
    agent = "actor-par" in clause.frame.needs or actor.dep_ == "obl:agent"
    if not agent or actor.i <= clause.start:
        return None
    issued = (t.i for t in clause.doc[clause.start : actor.i] if t.dep_ == "acl" and syntax.form(t) == "participle")
    near = replace(clause, _reach=[], limit=min(clause.limit, actor.left_edge.i, next(issued, actor.i)))
    return next(filter(None, (place(near, where) for where in clause.frame.object)), None)


# What the frame asks for


def _suits(clause: Clause, found: Place | None) -> bool:
    """Are the object and the nouns there that the frame asks for, and none that it forbids?"""
    frame, doc, start, limit = clause.frame, clause.doc, clause.start, clause.limit
    if "future" in frame.needs and syntax.tense(syntax.finite(clause.trigger)) not in ("future", "conditional"):
        return False
    if "to-come" in frame.needs and (found is None or not _is_to_come(clause, found)):
        return False
    if "finite" in frame.needs and syntax.form(clause.trigger) == "gerund":
        return False
    if "uncited" in frame.needs and act_subjects.states(clause.scene, clause.trigger):
        return False
    if frame.after and not _follows(clause.trigger, frame.after):
        return False
    if any(n.startswith("by-") for n in frame.needs) and not _done_by(clause):
        return False
    if "follows" in frame.needs and (found is None or found.first < clause.trigger.i):
        return False
    bearer = copula(frame, clause.trigger) or clause.trigger  # of clitics
    if "object" in frame.needs and found is None and not _clitic_in(frame.object, bearer):
        return False
    if frame.sets and not fits(clause, found):
        return False
    if "happens" in frame.needs and not _happens(clause):
        return False
    if "indefinite" in frame.needs and found and clause.doc[found.first].lower_ in _DEFINITE:
        return False  # "parler de l'escalade" only mentions it
    if "head" in frame.needs and not (found and any(found.head.lemma_.lower() in s for s in frame.sets)):
        return False
    if found is not None and syntax.infinitive(doc[found.first]) in nouns("breaking"):
        return True  # to ask that talks be broken off asks for no meeting
    first, stop = (found.first, found.stop) if found else (start, min(limit, start + 10))
    return not any(holds(doc, s, first, min(stop, first + 5), named=True) for s in frame.never)


def _is_to_come(clause: Clause, found: Place) -> bool:
    """Does a clause tell of what will be ("assure que le pont rouvrira"), not of what is?"""
    verbs = (t for t in clause.doc[found.first : found.stop] if syntax.is_verb(t) and syntax.form(t) == "finite")
    verb = next(verbs, None)
    if verb is not None and "self" in clause.frame.needs and not _is_own(clause, found.first, verb):
        return False
    return verb is not None and (syntax.tense(verb) in ("future", "conditional") or verb.lower_ in conjugate("aller"))


def _is_own(clause: Clause, first: int, verb: Token) -> bool:
    """Does whoever speaks tell what he will do himself?"""
    pronoun = next((t for t in clause.doc[first : verb.i] if t.pos_ == "PRON"), None)
    named = clause.scene.party(pronoun) if pronoun is not None else ()
    return bool(set(named) & set(actors_of(clause)[1])) and not is_negated(verb)


def _follows(trigger: Token, words: frozenset[str]) -> bool:
    """ "à la demande de", "avec l'appui de", which are acts by themselves."""
    return trigger.i > 1 and f"{trigger.doc[trigger.i - 2].lower_} {trigger.doc[trigger.i - 1].lower_}" in words


def _happens(clause: Clause) -> bool:
    """Is the deed of a noun, which those of a set do, said to begin, go on or end ("le retrait des troupes a débuté"),
    or to be announced?"""
    noun, verb = clause.trigger, clause.trigger.head
    names = (n.removeprefix("of-") for n in clause.frame.needs if n.startswith("of-"))
    stop = min(clause.limit, noun.i + 6)
    if not any(holds(clause.doc, nouns(n), noun.i + 1, stop) for n in names):
        return False
    if noun.dep_ not in ("nsubj", "nsubj:pass", "obj") or not syntax.is_verb(verb):
        return False
    return syntax.infinitive(verb) in nouns("announced" if noun.dep_ != "nsubj" else "happening")


def _done_by(clause: Clause) -> bool:
    """Is the subject one of a set ("les troupes quittent", not "le ministre quitte")?"""
    subject = subjects.subject(clause.trigger)
    names = (n.removeprefix("by-") for n in clause.frame.needs if n.startswith("by-"))
    return subject is not None and any(subject.lemma_.lower() in nouns(n) for n in names)


def _clitic_in(sought: tuple[str, ...], trigger: Token) -> bool:
    """Does a clitic stand where a role is sought: "le" for a direct object, "en" for "de", "y" for "à"?"""
    if syntax.form(trigger) == "none":
        return False
    for clitic in syntax.clitics(trigger):
        places = _CLITICS.get(clitic.lower_, _DIRECT if clitic.lower_ in syntax.forms("object clitic") else ())
        if not set(places).isdisjoint(sought):
            return True
    return False


def _parties_suit(
    clause: Clause, at: Token | None, found: Place | None, recipients: tuple[str, ...], actors: tuple[str, ...]
) -> bool:
    """Are the parties there that the frame asks for? ``at`` is the recipient that stands in a place of its own."""
    frame, needs = clause.frame, clause.frame.needs
    apart = at is not None or (bool(recipients) and found is None)
    if "recipient" in needs and not (apart or _object_recipient(clause)):
        return False
    if "party" in needs and not recipients and ("obj" in frame.object or not _object_recipient(clause)):
        return False
    if "mutual" in needs and not recipients and len(actors) < 2:
        return False
    if ("either" in needs or frame.kind == "noun") and not recipients and found is None and "alone" not in needs:
        return False
    if needs & {"party-near", "party-obj"}:
        return _is_direct_party(clause)
    return True


def _object_recipient(clause: Clause) -> bool:
    """Is the direct object the recipient, be it a clitic, even one of whom nothing is known, or people?"""
    if "obj" not in clause.frame.recipient:
        return False
    return _clitic_in((*clause.frame.object, *clause.frame.recipient), clause.trigger) or _is_direct_party(clause)


def _is_direct_party(clause: Clause) -> bool:
    """Is the direct object itself a party, or people?"""
    if any(ids for _, ids in _clitic_recipients(clause)):
        return True
    found = direct(clause)
    return found is not None and (bool(clause.scene.party(found.head)) or found.head.lemma_.lower() in nouns("people"))


# Recipients


def _recipients(clause: Clause, actors: tuple[str, ...], found: Place | None) -> tuple[Token | None, tuple[str, ...]]:
    posted = _posted_to(clause, actors, found) if found is not None else ()
    if posted:
        return None, posted
    for at, ids in _candidates(clause):
        others = tuple(i for i in ids if i not in actors)
        if others:
            return at, others
    return None, _in_object(clause, actors, found) if found is not None else ()


def _in_object(clause: Clause, actors: tuple[str, ...], found: Place) -> tuple[str, ...]:
    """The party that the object names; of what is done to others, none of the actor's own state ("protester contre
    l'arrestation de deux Canadiens")."""
    scene = clause.scene
    teller = scene.speaker(clause.trigger)  # to whom nothing is done by what he tells of
    but = (*actors, teller) if teller is not None and not scene.codes([teller]) else actors
    named = _blamed(clause, found) or scene.parties_in(_past_owner(clause, found), found.stop, but)
    own = clause.frame.type in _TO_OTHERS and scene.codes(named) and scene.codes(named) <= scene.codes(actors)
    return () if own else named


def _past_owner(clause: Clause, found: Place) -> int:
    """Past whose worry it is that somebody tells of ("exprime la colère du roi et du Sénat devant le raid de Rome")."""
    stop = found.head.i + 1
    told = stop > 1 and clause.doc[stop - 2].lower_ in syntax.forms("possessive")
    if told and any(found.head.lemma_.lower() in nouns_ for nouns_ in clause.frame.sets):
        return min(stop, found.stop - 1)  # "dit son opposition au projet de Rome"
    stop += stop < found.stop and clause.doc[stop].text == "»"
    if found.head.lemma_.lower() not in nouns("worry") or not written(clause.doc, "de", stop):
        return found.first
    mentions = clause.scene.who.within(stop, found.stop)
    for before, mention in zip((None, *mentions), mentions, strict=False):
        if mention.first - (before.stop if before is not None else stop) > _OWNERS:
            break
        stop = mention.stop
    return stop


def _blamed(clause: Clause, found: Place) -> tuple[str, ...]:
    """Of a deed that is condemned, who does it rather than who undergoes it ("condamne l'invasion d'Oslo par Rome")."""
    if clause.frame.type != "ACCUSE" or found.head.pos_ != "NOUN":
        return ()
    first = next((i for i in range(found.head.i + 1, found.stop) if clause.doc[i].lower_ == "par"), found.stop)
    near = replace(clause, _reach=[], start=first, limit=min(found.stop, first + 6))
    return clause.scene.parties(party_after(near, "par"))


def _posted_to(clause: Clause, actors: tuple[str, ...], found: Place) -> tuple[str, ...]:
    """Of an envoy who is called back, the state that he was sent to ("son ambassadeur à Minsk")."""
    scene = clause.scene
    if clause.doc[found.first].lower_ not in syntax.forms("possessive"):
        return ()
    if found.head.lemma_.lower() not in nouns("envoy"):
        return ()
    mine = scene.codes(actors)
    named = [i for m in scene.who.within(found.first, found.stop) for i in m.entities if scene.codes([i]) - mine]
    return tuple(i for i in named if scene.entity(i).kind == "state")[:1] or scene.capital_at(named)


def _candidates(clause: Clause) -> Iterator[tuple[Token | None, tuple[str, ...]]]:
    """The parties in the places where a frame has its recipient, clitics first."""
    scene, frame = clause.scene, clause.frame
    if frame.kind == "verb":
        if frame.actor[0] != "subj":
            yield None, scene.parties(subjects.subject(clause.trigger))
        seen = act_subjects.undergone(clause.trigger)
        if seen is not None:
            yield None, scene.parties(subjects.subject(seen))
        yield from _clitic_recipients(clause)
        yield None, _relative_recipient(clause)
    for where in frame.recipient:
        if where != "obj":
            at = party_after(clause, where)
            yield at, scene.parties(at)
            if at is None and frame.kind == "verb" and frame.type in _TO_STATES:
                yield capital_after(clause, where)
            if at is None and where != "de":
                yield from _of_a_state(clause, where)
        elif frame.kind == "verb":
            found = direct(clause)
            if found is not None:
                yield found.head, scene.parties(found.head)
                yield found.head, scene.parties_in(found.first, found.stop) or scene.nationals(found.head)


def _of_a_state(clause: Clause, where: str) -> Iterator[tuple[Token | None, tuple[str, ...]]]:
    """Whoever an adjective of state tells of ("au peuple népalais", "contre l'acier suédois")."""
    found = place(clause, where)
    if found is not None and (named := clause.scene.nationals(found.head)):
        yield found.head, named
    for child in found.head.children if found is not None and not where.startswith(("inf", "que")) else ():
        if child.pos_ == "ADJ" and (ids := clause.scene.state_of(child)):
            yield found.head if found is not None else None, ids


def _clitic_recipients(clause: Clause) -> Iterator[tuple[Token | None, tuple[str, ...]]]:
    wanted = set(clause.frame.recipient)
    person = any("=somebody" in s for s in clause.frame.sets)
    for clitic in syntax.clitics(clause.trigger):
        dative = clitic.lower_ in syntax.forms("dative clitic") and wanted & {"à", "obj"}
        if dative or ("obj" in wanted and clitic.lower_ in syntax.forms("object clitic")):
            yield None, clause.scene.party(clitic) or (clause.scene.somebody(clitic) if person else ())


def _relative_recipient(clause: Clause) -> tuple[str, ...]:
    """Whom a relative pronoun after the recipient's preposition stands for ("Rome, à qui Oslo réclame une île")."""
    doc, start = clause.doc, syntax.group_start(clause.trigger)
    for i in range(start - 1, max(start - _NEAR, 0), -1):
        if doc[i].lower_ not in syntax.forms("relative"):
            if doc[i].is_sent_start or doc[i].text in ",;:":
                return ()
            continue
        for where in clause.frame.recipient:
            joined = where == "à" and doc[i].lower_.startswith("au")
            width = next((w for w in (1, 2, 3) if where != "obj" and written(doc, where, i - w) == w), 0)
            if joined or width:
                mention = clause.scene.who.at(i - width - 1) or clause.scene.who.at(i - width - 2)
                return tuple(e for e in mention.entities if clause.scene.is_party(e)) if mention is not None else ()
        return ()
    return ()


# The words


def _evidence(clause: Clause, found: Place | None, actor: Token | None, recipient: Token | None) -> Stretch:
    """From the subject, where it stands right before the verb, to the end of the object."""
    trigger, at = clause.trigger, clause.scene.who.at
    verb = clause.frame.kind != "noun"
    linked = copula(clause.frame, trigger) if clause.frame.kind == "adjective" else None
    first = group = syntax.group_start(linked or trigger) if verb else trigger.i
    stop = max(clause.start, trigger.i + 1)
    if actor is not None:
        mention = at(actor.i)
        left = min(actor.left_edge.i if verb else actor.i, mention.first if mention else actor.i)
        right = max(actor.i + 1, mention.stop if mention else 0)
        if actor.i < group:
            right = max(right, min(actor.right_edge.i + 1, group))
        asked = clause.doc[group - 1].lower_ in syntax.forms("linker") and right == group - 1
        if actor.i < group and group - right <= 2 and not asked and left >= group - 12:
            first = left
        elif actor.i > trigger.i and not any(t.text == "," for t in clause.doc[trigger.i : actor.i]):
            stop = max(stop, right)
    if found is not None:
        first, stop = min(first, found.first), max(stop, found.stop)
    parted = not verb and recipient is not None and any(t.text == "," for t in clause.doc[stop : recipient.i])
    if recipient is not None and trigger.i < recipient.i <= stop + 4 and not parted:
        mention = at(recipient.i)
        stop = max(stop, recipient.i + 1, mention.stop if mention else 0)
    return trimmed(clause.doc, first, stop) or (trigger.i, trigger.i + 1)
