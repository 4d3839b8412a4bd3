"""Roles of an act: who does it, to whom, and the words of what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from pourparlers.reading import syntax
from pourparlers.reading.act_frames import Frame, nouns, speaks_of, words_end
from pourparlers.reading.act_places import Clause, Place, Stretch, clause_of, direct, party_after, place, trimmed
from pourparlers.reading.act_scene import Scene
from pourparlers.reading.factuality import governing

_BLAME = frozenset({"ACCUSE"})
_SPEECH = frozenset({"REQUEST", "REJECT", "AGREE", "ACCUSE", "THREATEN", "SUPPORT"})
"""Types whose verb may stand before its subject, after what is said."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of one act, and the words that carry it."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    object: Stretch | None
    evidence: Stretch


def roles(scene: Scene, frame: Frame, trigger: Token) -> Roles | None:
    """The roles of an act that a token triggers; None where the frame does not hold: no actor, nothing that it needs."""
    start = words_end(frame, trigger)
    if start is None:
        return None
    clause = clause_of(scene, frame, trigger, start)
    if frame.kind == "noun":
        return _noun_roles(clause)
    found = next(filter(None, (place(clause, where) for where in frame.object)), None)
    if not _suits(clause, found):
        return None
    actor, actors = _actors(clause)
    if not actors:
        return None
    if found is not None and actor is not None and found.first <= actor.i < found.stop and actor.i > trigger.i:
        found = None  # a subject after its verb, not an object
    at, recipients = _recipients(clause, actors, found)
    if not _parties_suit(clause, at, found, recipients):
        return None
    evidence = _evidence(clause, found, actor, at)
    if found is not None and at is not None and found.head.i == at.i and "obj" not in frame.object:
        found = None
    return Roles(actors, recipients, (found.first, found.stop) if found else None, evidence)


def _noun_roles(clause: Clause) -> Roles | None:
    """Of a noun: who does it first, since its object stands after that ("les menaces de Rome sur le budget")."""
    actor, actors = _noun_actors(clause)
    if not actors:
        return None
    if actor is not None and clause.trigger.i < actor.i < clause.limit:
        mention = clause.scene.who.at(actor.i)
        clause = replace(clause, start=max(actor.i + 1, mention.stop if mention else 0))
    found = next(filter(None, (place(clause, where) for where in clause.frame.object)), None)
    if not _suits(clause, found):
        return None
    at, recipients = _recipients(clause, actors, found)
    if not _parties_suit(clause, at, found, recipients):
        return None
    evidence = _evidence(clause, found, actor, at)
    return Roles(actors, recipients, (found.first, found.stop) if found else None, evidence)


# What the frame asks for


def _suits(clause: Clause, found: Place | None) -> bool:
    """Are the object and the nouns there that the frame asks for, and none that it forbids?"""
    frame, doc, start, limit = clause.frame, clause.doc, clause.start, clause.limit
    if "future" in frame.needs and syntax.tense(syntax.finite(clause.trigger)) not in ("future", "conditional"):
        return False
    if "finite" in frame.needs and syntax.form(clause.trigger) == "gerund":
        return False
    if "à-la" in frame.needs and not _follows_a_la(clause.trigger):
        return False
    if "object" in frame.needs and found is None and not _clitic_object(clause.trigger):
        return False
    first, stop = (found.first, found.stop) if found else (start, min(limit, start + 10))
    if frame.sets:
        near, early = (first, min(stop, first + 8)), (start, min(limit, start + 8))
        if not any(_holds(doc, s, *near) or _holds(doc, s, *early) for s in frame.sets):
            return False
    return not any(_holds(doc, s, first, min(stop, first + 3)) for s in frame.never)


def _follows_a_la(trigger: Token) -> bool:
    """ "à la demande de", which is an act by itself."""
    return trigger.i > 1 and [trigger.doc[trigger.i - k].lower_ for k in (2, 1)] == ["à", "la"]


def _clitic_object(trigger: Token) -> bool:
    if syntax.form(trigger) == "none":
        return False
    return any(c.lower_ in syntax.forms("object clitic") for c in syntax.clitics(trigger))


def _holds(doc: Doc, words: frozenset[str], first: int, stop: int) -> bool:
    """Does one of the nouns of a set (of one word or several) stand here?"""
    for i in range(first, stop):
        form = doc[i].lower_
        if form in words or form.rstrip("s") in words or doc[i].lemma_.lower() in words:
            return True
    text = " ".join(doc[i].lower_ for i in range(first, stop)).replace("' ", "'")
    return any(" " in w and w in text for w in words)


def _parties_suit(clause: Clause, at: Token | None, found: Place | None, recipients: tuple[str, ...]) -> bool:
    """Are the parties there that the frame asks for? ``at`` is the recipient that stands in a place of its own."""
    frame, needs = clause.frame, clause.frame.needs
    if "recipient" in needs and not (at is not None or (recipients and found is None) or _clitic_recipient(clause)):
        return False
    if "party" in needs and not recipients:
        return False
    if ("either" in needs or frame.kind == "noun") and not recipients and found is None and "alone" not in needs:
        return False
    if needs & {"party-near", "party-obj"}:
        return _is_direct_party(clause)
    return True


def _clitic_recipient(clause: Clause) -> bool:
    """Does a clitic stand for the recipient, even one of whom nothing is known?"""
    return "obj" in clause.frame.recipient and _clitic_object(clause.trigger)


def _is_direct_party(clause: Clause) -> bool:
    """Is the direct object itself a party, or people?"""
    if any(ids for _, ids in _clitic_recipients(clause)):
        return True
    found = direct(clause)
    return found is not None and (bool(clause.scene.party(found.head)) or found.head.lemma_.lower() in nouns("people"))


# Actors


def _actors(clause: Clause) -> tuple[Token | None, tuple[str, ...]]:
    scene, trigger = clause.scene, clause.trigger
    if clause.frame.kind == "verb" and syntax.is_passive(trigger):
        return _agents(clause)
    subject = _subject(clause)
    actors = _with_members(scene, subject) or _owners(clause, subject)
    if not actors and clause.trigger.dep_ != "acl:relcl":
        subject = _main_subject(clause)
        actors = scene.parties(subject)
    if not actors and clause.frame.type in _SPEECH and _stands_first(trigger):
        subject = syntax.inverted_subject(trigger) or _next_noun(clause)
        actors = scene.people(subject)
    return subject, actors


def _agents(clause: Clause) -> tuple[Token | None, tuple[str, ...]]:
    """Of a passive: who stands after "par", or on both sides of a pact after "entre"."""
    scene = clause.scene
    if "active" in clause.frame.needs:
        return None, ()
    by = syntax.agent(clause.trigger)
    if by is None and "avec" in clause.frame.recipient:
        by = party_after(clause, "entre")
    return by, scene.people(by)


def _owners(clause: Clause, subject: Token | None) -> tuple[str, ...]:
    """Of what somebody issued ("la décision de Rome imposant …"), that somebody."""
    if subject is None or subject.lemma_.lower() not in nouns("instrument"):
        return ()
    owner = Clause(clause.scene, clause.frame, subject, subject.i + 1, min(subject.i + 6, clause.limit))
    return clause.scene.parties(party_after(owner, "de")) or clause.scene.state_of(subject)


def _main_subject(clause: Clause) -> Token | None:
    """Where the parse finds none: the nearest party before the verb that the parser calls a subject, or that opens the
    sentence."""
    doc, scene, start = clause.doc, clause.scene, syntax.group_start(clause.trigger)
    first, depth = scene.parsed.sentence(clause.trigger.i)[0], 0
    for i in range(start - 1, first - 1, -1):
        depth += (doc[i].text == "»") - (doc[i].text == "«")
        if depth < 0 or (depth == 0 and doc[i].text in ";:"):
            first = i + 1
            break
    mentions = [m for m in scene.who.within(first, start) if any(scene.is_party(i) for i in m.entities)]
    for mention in reversed(mentions):
        head = doc[mention.first : mention.stop].root
        if head.dep_ in ("nsubj", "nsubj:pass") and head.head.dep_ != "acl:relcl":
            return head
    opening = [m for m in mentions if m.first <= first + 1]
    return doc[opening[0].first : opening[0].stop].root if opening else None


def _subject(clause: Clause) -> Token | None:
    """The subject of the verb; of "plusieurs pays, dont le Chili, ont …", what stands before "dont"."""
    subject = _plain_subject(clause)
    if subject is None or subject.i > clause.trigger.i:
        return subject
    doc = clause.doc
    for i in range(subject.i, max(subject.i - 10, 1), -1):
        if doc[i].lower_ == "dont" and doc[i - 1].text == ",":
            mention = clause.scene.who.at(i - 2)
            return doc[mention.first : mention.stop].root if mention else doc[i - 2]
        if doc[i].is_sent_start:
            break
    return subject


def _plain_subject(clause: Clause) -> Token | None:
    """The subject of the verb; of "la décision de Rome de rompre", who decides; of "accuse Rome de rompre", Rome."""
    trigger = clause.trigger
    if syntax.form(syntax.finite(trigger)) == "infinitive":
        above = governing(trigger)
        if above is not None and above.pos_ == "NOUN" and not syntax.is_verb(above) and above.i < trigger.i:
            owner = Clause(clause.scene, clause.frame, above, above.i + 1, trigger.i)
            return party_after(owner, "de") or party_after(owner, "par") or _adjective_owner(clause.scene, above) or syntax.subject(trigger)
        if above is not None and speaks_of(above, _BLAME, clause=False):
            return _accused(clause.scene, above, trigger)
    return syntax.subject(trigger)


def _accused(scene: Scene, verb: Token, infinitive: Token) -> Token | None:
    """Who is accused of what the infinitive says: the party between the two, or a clitic of the verb."""
    for mention in scene.who.within(verb.i + 1, infinitive.i):
        if any(scene.is_party(i) for i in mention.entities):
            return verb.doc[mention.first : mention.stop].root
    if syntax.is_passive(verb):
        return syntax.subject(verb)
    return next((c for c in syntax.clitics(verb) if scene.party(c)), None)


def _adjective_owner(scene: Scene, noun: Token) -> Token | None:
    return next((c for c in noun.children if c.pos_ == "ADJ" and scene.state_of(c)), None)


def _with_members(scene: Scene, subject: Token | None) -> tuple[str, ...]:
    """The parties of a subject, with those that "dont" names ("plusieurs pays, dont la France et le Mali, ont …")."""
    actors = scene.people(subject) or (scene.state_of(subject) if subject is not None else ())
    if subject is None or not actors:
        return actors
    mention = scene.who.at(subject.i)
    doc, i = subject.doc, max(subject.i + 1, mention.stop if mention else 0)
    if i + 2 < len(doc) and doc[i].text == ",":
        if doc[i + 1].lower_ == "dont":
            return (*actors, *scene.parties_in(i + 2, min(i + 14, len(doc)), actors))
        close = next((k for k in range(i + 1, min(i + 12, len(doc))) if doc[k].text == ","), i)
        if scene.entity(actors[0]).kind == "unnamed" and scene.is_list(i + 1, close):
            return scene.parties_in(i + 1, close) or actors
    return actors


def _next_noun(clause: Clause) -> Token | None:
    """The party that follows the verb, past adverbs and times."""
    for i in range(clause.trigger.i + 1, min(clause.trigger.i + 5, len(clause.doc))):
        mention = clause.scene.who.at(i)
        if mention is not None:
            return clause.doc[mention.first : mention.stop].root
        token = clause.doc[i]
        if i not in clause.scene.timed and not syntax.is_adverb(token) and token.pos_ != "DET":
            return None
    return None


def _stands_first(trigger: Token) -> bool:
    """Does the verb stand after a quotation, a comma or a relative, so that its subject may follow it?"""
    start = syntax.group_start(trigger)
    before = trigger.doc[start - 1]
    return start == 0 or before.is_sent_start or before.text in "»,-" or before.lower_ in syntax.forms("relative")


def _noun_actors(clause: Clause) -> tuple[Token | None, tuple[str, ...]]:
    """Of a noun: after "par", else right after "de", else an adjective of state."""
    scene, trigger = clause.scene, clause.trigger
    by = syntax.agent(trigger)
    if by is not None and by.i - trigger.i < 12 and scene.party(by):
        return by, scene.parties(by)
    if "actor-par" in clause.frame.needs:
        return _bearers(clause)
    for i in (trigger.i + 1, trigger.i - 1):
        ids = scene.state_of(clause.doc[i]) if 0 <= i < len(clause.doc) and clause.doc[i].pos_ == "ADJ" else ()
        if ids:
            return clause.doc[i], ids
    near = Clause(scene, clause.frame, trigger, clause.start, min(clause.limit, clause.start + 5))
    head = party_after(near, "de")
    return (head, scene.parties(head)) if head is not None else _bearers(clause)


def _bearers(clause: Clause) -> tuple[Token | None, tuple[str, ...]]:
    """Whose noun it is: the possessive before it, or the subject of a verb that does it ("annonce le rappel de …")."""
    scene, trigger = clause.scene, clause.trigger
    before = clause.doc[trigger.i - 1] if trigger.i else trigger
    if before.lower_ in syntax.forms("possessive") and scene.party(before):
        return None, scene.party(before)
    head = trigger.head
    if trigger.dep_ == "obj" and syntax.is_verb(head) and syntax.infinitive(head) in nouns("bearer"):
        subject = syntax.subject(head)
        return subject, scene.people(subject)
    return None, ()


# Recipients


def _recipients(clause: Clause, actors: tuple[str, ...], found: Place | None) -> tuple[Token | None, tuple[str, ...]]:
    for at, ids in _candidates(clause):
        others = tuple(i for i in ids if i not in actors)
        if others:
            return at, others
    return None, clause.scene.parties_in(found.first, found.stop, actors) if found else ()


def _candidates(clause: Clause) -> Iterator[tuple[Token | None, tuple[str, ...]]]:
    """The parties in the places where a frame has its recipient, clitics first."""
    scene, frame = clause.scene, clause.frame
    if frame.kind == "verb":
        yield from _clitic_recipients(clause)
    for where in frame.recipient:
        if where != "obj":
            at = party_after(clause, where)
            yield at, scene.parties(at)
        elif frame.kind == "verb":
            found = direct(clause)
            if found is not None:
                yield found.head, scene.parties(found.head)
                yield found.head, scene.parties_in(found.first, found.stop)


def _clitic_recipients(clause: Clause) -> Iterator[tuple[Token | None, tuple[str, ...]]]:
    wanted = set(clause.frame.recipient)
    for clitic in syntax.clitics(clause.trigger):
        dative = clitic.lower_ in syntax.forms("dative clitic") and wanted & {"à", "obj"}
        if dative or ("obj" in wanted and clitic.lower_ in syntax.forms("object clitic")):
            yield None, clause.scene.party(clitic)


# The words


def _evidence(clause: Clause, found: Place | None, actor: Token | None, recipient: Token | None) -> Stretch:
    """From the subject, where it stands right before the verb, to the end of the object."""
    trigger, at = clause.trigger, clause.scene.who.at
    verb = clause.frame.kind == "verb"
    first = group = syntax.group_start(trigger) if verb else trigger.i
    stop = max(clause.start, trigger.i + 1)
    if actor is not None:
        mention = at(actor.i)
        left = min(actor.left_edge.i if verb else actor.i, mention.first if mention else actor.i)
        right = max(actor.i + 1, mention.stop if mention else 0)
        if actor.i < group:
            right = max(right, min(actor.right_edge.i + 1, group))
        if actor.i < group and group - right <= 2 and left >= group - 12:
            first = left
        elif actor.i > trigger.i:
            stop = max(stop, right)
    if found is not None:
        first, stop = min(first, found.first), max(stop, found.stop)
    if recipient is not None and trigger.i < recipient.i <= stop + 4:
        mention = at(recipient.i)
        stop = max(stop, recipient.i + 1, mention.stop if mention else 0)
    return trimmed(clause.doc, first, stop) or (trigger.i, trigger.i + 1)
