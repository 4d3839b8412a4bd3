"""Who does it: the subject of the verb, the agent of the passive, the owner of the noun."""

from __future__ import annotations

from dataclasses import replace

from pourparlers.reading import subjects, syntax
from pourparlers.reading.acts import subjects as act_subjects
from pourparlers.reading.acts import unnamed
from pourparlers.reading.acts.adjuncts import head_after
from pourparlers.reading.acts.clause import Clause, written
from pourparlers.reading.acts.done import led_up_to, owned
from pourparlers.reading.acts.frames import copula, nouns, speaks_of
from pourparlers.reading.acts.places import party_after, place
from pourparlers.reading.acts.scene import Scene
from pourparlers.reading.entities.words import words
from pourparlers.reading.factuality import governing
from pourparlers.reading.tokens import Token

_BORNE = frozenset({"obj", "obl", "obl:arg", "obl:mod"})
_BLAME = frozenset({"ACCUSE"})
_SPEECH = frozenset({"REQUEST", "REJECT", "AGREE", "ACCUSE", "THREATEN", "SUPPORT"})
"""Types whose verb may stand before its subject, after what is said."""


def actors_of(clause: Clause) -> tuple[Token | None, tuple[str, ...]]:
    """Who does what a verb or predicate says: the word that names them, and the parties; none where nobody is named."""
    scene, trigger = clause.scene, clause.trigger
    verb = clause.frame.kind == "verb"
    if verb and (act_subjects.is_passive(trigger) or act_subjects.undergone(trigger) is not None):
        return _agents(clause)
    if verb and clause.frame.actor[0] != "subj":
        return _givers(clause)
    if clause.frame.type == "CONCEDE" and act_subjects.is_caused(trigger):
        made = syntax.finite(clause.doc[trigger.i - 1])
        subject = _next_noun(clause) if syntax.tense(made) in ("past", "present") else None
        return subject, scene.people(subject)  # "a fait plier Rome"
    described = act_subjects.described(trigger) if verb else None
    if described is not None:
        return described, scene.people(described)
    for find in (act_subjects.beside, act_subjects.cited) if verb else ():
        found = find(scene, trigger)
        if found[1]:
            return found
    for follow in (_carried, _joined) if verb else ():
        found = follow(clause)
        if found[1]:
            return found
    subject = _subject(clause)
    actors = _with_members(scene, subject) or _owners(clause, subject)
    linked = copula(clause.frame, trigger) if clause.frame.kind == "adjective" and not actors else None
    if linked is not None:
        subject, actors = act_subjects.beside(scene, linked)
    if subject is not None and (scene.is_private(subject) or subject.lemma_.lower() in nouns("company")):
        return act_subjects.NOBODY
    if not actors and not _is_some(subject, trigger):
        subject, actors = _by_place(clause)
    if not actors and ((clause.frame.type in _SPEECH and _stands_first(trigger)) or _is_inverted(trigger)):
        subject = subjects.inverted_subject(trigger) or _next_noun(clause)
        actors = scene.people(subject)
    return subject, actors


def _is_some(subject: Token | None, verb: Token) -> bool:
    """Does "certains", "beaucoup" stand right before the verb, so that nobody in particular does it?"""
    close = subject is not None and 0 <= syntax.group_start(verb) - 1 - subject.i < 2
    return close and subject is not None and subject.lower_ in nouns("some")


def _carried(clause: Clause) -> act_subjects.Named:
    """Of a second participle ("a suspendu le traité et révoqué …"), whoever does the first."""
    carried = act_subjects.carried_on(clause.trigger)
    if carried is None:
        return act_subjects.NOBODY
    found, subject = act_subjects.beside(clause.scene, carried), subjects.subject(carried)
    return found[0] or subject, found[1] or _with_members(clause.scene, subject)


def _joined(clause: Clause) -> act_subjects.Named:
    """Of a second finite verb ("Oslo et Rome dénoncent le raid et annoncent …"), whoever stands beside the first."""
    trigger, first = clause.trigger, clause.trigger.head
    joined = trigger.dep_ == "conj" and first.i < trigger.i and syntax.is_verb(first)
    if not joined or any(c.dep_ in ("nsubj", "nsubj:pass") and c.i < trigger.i for c in trigger.children):
        return act_subjects.NOBODY
    before = trigger.doc[syntax.group_start(trigger) - 1].lower_
    return act_subjects.beside(clause.scene, first) if before in ("et", "puis", ",") else act_subjects.NOBODY


def _by_place(clause: Clause) -> act_subjects.Named:
    """Where the parse finds no party: what stands beside the verb, whom the text cites, who speaks."""
    scene, trigger = clause.scene, clause.trigger
    above = governing(trigger) if syntax.form(syntax.finite(trigger)) == "infinitive" else None
    if above is not None and above.i < trigger.i and syntax.is_verb(above):
        found = act_subjects.beside(scene, above)  # "Rome, qui continue de réclamer"
        if found[1]:
            return found
    for find in (act_subjects.citing_before, act_subjects.announced_after):
        found = find(scene, trigger)
        if found[1]:
            return found
    speaker = act_subjects.first_person(scene, copula(clause.frame, trigger) or trigger)
    if speaker or trigger.dep_ == "acl:relcl":
        return None, speaker
    subject = _main_subject(clause)
    return subject, scene.parties(subject)


def _givers(clause: Clause) -> act_subjects.Named:
    """Of what somebody receives, who gives it: after "de", or an adjective of state ("des blindés turcs")."""
    scene = clause.scene
    for where in clause.frame.actor:
        at = party_after(clause, where) if where != "adj" else None
        if at is not None:
            return at, scene.parties(at)
    found = next(filter(None, (place(clause, where) for where in clause.frame.object)), None)
    for i in range(found.first, found.stop) if found is not None else ():
        if clause.doc[i].pos_ == "ADJ" and (ids := scene.state_of(clause.doc[i])):
            return clause.doc[i], ids
    return act_subjects.NOBODY


def _agents(clause: Clause) -> tuple[Token | None, tuple[str, ...]]:
    """Of a passive: who stands after "par", or on both sides of a pact after "entre"; of who is summoned, after "au";
    of a participle that stands apart (", accusés d'espionnage"), the subject of its sentence."""
    scene = clause.scene
    if "active" in clause.frame.needs:
        return None, ()
    by = subjects.agent(clause.trigger)
    if by is None:
        by = _late_agent(clause)
    if by is None and "avec" in clause.frame.recipient:
        by, both = _both(clause, "entre")
        return (by, both) if both else _signed_with(clause)
    if by is None and "host" in clause.frame.needs:
        return unnamed.host(clause)
    if by is None and "sent" in clause.frame.needs:
        return unnamed.senders(clause)
    if by is None and "there" in clause.frame.needs:
        found = unnamed.there(clause)
        if found[1] or not clause.frame.needs & {"apart", "implied"}:
            return found
    if by is None and "implied" in clause.frame.needs and syntax.auxiliary(clause.trigger) is not None:
        return unnamed.doers(clause)
    if by is None and "apart" in clause.frame.needs and syntax.auxiliary(clause.trigger) is None:
        by = _main_subject(clause)
        close = clause.doc[clause.trigger.i - 1].text != ","
        if close and by is not None and by.i == clause.trigger.head.i:
            return None, ()  # "les deux Danois accusés de vol"
    return by, _people(scene, by)


def _late_agent(clause: Clause) -> Token | None:
    """Who stands after a "par" further on ("sommé de payer par Rome", "condamné, en mai, par Rome"), that goes with no
    other participle ("arrêté au nom de la loi imposée par Rome")."""
    by = next((clause.doc[i] for i in clause.reach() if clause.doc[i].lower_ == "par"), None)
    before = clause.doc[by.i - 1] if by is not None else clause.trigger
    if by is None or (before.i > clause.trigger.i and syntax.form(before) == "participle"):
        return None
    return party_after(clause, "par")


def _signed_with(clause: Clause) -> act_subjects.Named:
    """Of "Rome rejette l'accord conclu avec Oslo", the nearest subject before it that is of another side."""
    scene = clause.scene
    near = replace(clause, _reach=[], limit=min(clause.limit, clause.start + 4))
    other = party_after(near, "avec")
    theirs = scene.codes(scene.parties(other)) if other is not None else set()
    first, _ = scene.parsed.sentence(clause.trigger.i)
    for mention in reversed(scene.who.within(first, clause.trigger.i) if theirs else []):
        head = clause.doc.root(mention.first, mention.stop)
        named = scene.parties(head)
        if head.dep_ == "nsubj" and scene.codes(named) - theirs:
            return head, named
    return act_subjects.NOBODY


def _both(clause: Clause, where: str) -> tuple[Token | None, tuple[str, ...]]:
    """The sides of what is "entre Rome et Oslo", or "de Rome et d'Oslo"."""
    scene, first = clause.scene, party_after(clause, where)
    named = scene.parties(first)
    mention = scene.who.at(first.i) if first is not None else None
    if first is None or mention is None:
        return first, named
    doc, stop = clause.doc, mention.stop
    last = [c for c in first.children if c.dep_ == "conj" and scene.party(c)] if len(named) > 1 else []
    if last:
        return max(last, key=lambda t: t.i), named
    joined = stop + 1 < len(doc) and doc[stop].lower_ == "et"
    later = next(iter(scene.who.within(stop + 1, min(stop + 6, len(doc)))), None) if joined else None
    other = scene.parties_in(later.first, later.stop, named[:1]) if later else ()
    named = named[:1] if later and other else named
    return (doc.root(later.first, later.stop), (*named, *other)) if later and other else (first, named)


def _people(scene: Scene, subject: Token | None) -> tuple[str, ...]:
    """Who a subject or an agent is; of "la plupart des membres", "des dizaines de pays", those who are meant."""
    if subject is not None and subject.lemma_.lower() in nouns("ballot"):
        return ()  # "approuvé par douze voix"
    if subject is None or not (subject.lower_ in words("share") or _counts(subject)):
        return scene.people(subject) or (_region(scene, subject) if subject is not None else ())
    near = (subject.doc[i] for i in range(subject.i + 2, min(subject.i + 6, len(subject.doc))))
    whole = next((t for t in near if t.pos_ in ("NOUN", "PROPN")), None)
    if whole is None or scene.party(whole) or whole.lemma_.lower() not in nouns("people"):
        return scene.parties(whole)
    return (scene.who.ensure(subject.i + 2, whole.i + 1),)


def _region(scene: Scene, subject: Token) -> tuple[str, ...]:
    """A part of a state with a government of its own ("le Groenland réclame …"), as who does something."""
    governed = nouns("self-governing")
    return tuple(i for i in scene.who.resolve(subject.i) if scene.entity(i).name.lower() in governed)


def _counts(subject: Token) -> bool:
    """Is it a number of those who follow ("treize des quinze membres")?"""
    doc = subject.doc
    return bool(subject.like_num) and subject.i + 2 < len(doc) and doc[subject.i + 1].lower_ == "des"


def _owners(clause: Clause, subject: Token | None) -> tuple[str, ...]:
    """Of what somebody issued ("la décision de Rome imposant …"), that somebody."""
    if subject is None or subject.lemma_.lower() not in nouns("instrument"):
        return ()
    scene = clause.scene
    owner = Clause(scene, clause.frame, subject, subject.i + 1, min(subject.i + 6, clause.limit))
    issued = subject.dep_ == "obj" and syntax.is_verb(subject.head) and subject.head.i < subject.i
    return (
        scene.parties(party_after(owner, "de"))
        or scene.state_of(subject)
        or (scene.people(subjects.subject(subject.head)) if issued else ())
        or unnamed.issuers(scene, subject)
    )


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
        head = doc.root(mention.first, mention.stop)
        if head.dep_ in ("nsubj", "nsubj:pass") and head.head.dep_ != "acl:relcl":
            return head
    opened = scene.opening(clause.trigger.i)  # "Devant le Parlement, la foule réclame …"
    inside = doc[first].pos_ == "ADP" and opened <= first
    opening = [m for m in mentions if max(first, opened) <= m.first <= max(first, opened) + (not inside)]
    return doc.root(opening[0].first, opening[0].stop) if opening else None


def _subject(clause: Clause) -> Token | None:
    """The subject of the verb; of "plusieurs pays, dont le Chili, ont …", what stands before "dont"."""
    subject = _plain_subject(clause)
    if subject is None or subject.i > clause.trigger.i:
        return subject
    subject = _past_opening(clause, subject)
    doc = clause.doc
    for i in range(subject.i, max(subject.i - 10, 1), -1):
        if doc[i].lower_ == "dont" and doc[i - 1].text == ",":
            mention = clause.scene.who.at(i - 2)
            return doc.root(mention.first, mention.stop) if mention else doc[i - 2]
        if doc[i].is_sent_start:
            break
    return subject


def _past_opening(clause: Clause, subject: Token) -> Token:
    """The party after the phrase that opens the sentence, where the parse takes one in it for the subject."""
    scene, opened = clause.scene, clause.scene.opening(clause.trigger.i)
    if subject.i >= opened or subject.sent.start < scene.parsed.sentence(clause.trigger.i)[0]:
        return subject
    mention = next(iter(scene.who.within(opened + 1, syntax.group_start(clause.trigger))), None)
    near = mention is not None and mention.first <= opened + 2
    return clause.doc.root(mention.first, mention.stop) if mention is not None and near else subject


def _plain_subject(clause: Clause) -> Token | None:
    """The subject of the verb; of "la décision de Rome de rompre", who decides; of "accuse Rome de rompre", "a
    conduit Rome à rompre", Rome."""
    trigger = clause.trigger
    if syntax.form(syntax.finite(trigger)) != "infinitive":
        return subjects.subject(trigger)
    above = governing(trigger)
    if above is not None and clause.scene.party(above):
        above = next((noun for noun in owned(above) if not clause.scene.party(noun)), above)
    led = led_up_to(trigger)
    above = led if led is not None and led.pos_ == "NOUN" else above
    if above is not None and above.pos_ == "NOUN" and not syntax.is_verb(above) and above.i < trigger.i:
        owner = Clause(clause.scene, clause.frame, above, above.i + 1, trigger.i)
        found = party_after(owner, "de") or party_after(owner, "par") or unnamed.adjective_owner(clause.scene, above)
        return found or subjects.subject(trigger)
    causes = above is not None and syntax.is_verb(above) and syntax.infinitive(above) in nouns("causing")
    causes = causes and syntax.linker(trigger) != "de"  # "a décidé de rompre"
    if above is not None and above.i < trigger.i and (causes or speaks_of(above, _BLAME, clause=False)):
        return _accused(clause.scene, above, trigger)
    return subjects.subject(trigger)


def _accused(scene: Scene, verb: Token, infinitive: Token) -> Token | None:
    """Who is accused of what the infinitive says: the party between the two, or a clitic of the verb."""
    for mention in scene.who.within(verb.i + 1, infinitive.i):
        if any(scene.is_party(i) for i in mention.entities):
            return verb.doc.root(mention.first, mention.stop)
    if syntax.is_passive(verb):
        return subjects.subject(verb)
    return next((c for c in syntax.clitics(verb) if scene.party(c)), None)


def _with_members(scene: Scene, subject: Token | None) -> tuple[str, ...]:
    """The parties of a subject, with those that "dont" names ("plusieurs pays, dont la France et le Mali, ont …")."""
    actors = _people(scene, subject) or (scene.state_of(subject) if subject is not None else ())
    if subject is None:
        return actors
    mention = scene.who.at(subject.i)
    doc, i = subject.doc, max(subject.i + 1, mention.stop if mention else 0)
    whole = min(subject.right_edge.i + 1, len(doc) - 2)
    i = next((k for k in range(i, min(whole, i + 8)) if doc[k].text == "," and doc[k + 1].lower_ == "dont"), i)
    if i + 2 < len(doc) and doc[i].text == ",":
        if doc[i + 1].lower_ == "dont":
            close = next((k for k in range(i + 2, min(i + 14, len(doc))) if doc[k].text == ","), i + 2)
            among = scene.is_list(i + 2, close)  # not ", dont l'économie souffre,"
            return (*actors, *scene.parties_in(i + 2, close, actors)) if among else actors
        close = next((k for k in range(i + 1, min(i + 12, len(doc))) if doc[k].text == ","), i)
        if actors and scene.entity(actors[0]).kind == "unnamed" and scene.is_list(i + 1, close):
            return scene.parties_in(i + 1, close) or actors
    return actors


def _next_noun(clause: Clause) -> Token | None:
    """The party that follows the verb, past adverbs and times."""
    for i in range(clause.trigger.i + 1, min(clause.trigger.i + 5, len(clause.doc))):
        mention = clause.scene.who.at(i)
        if mention is not None:
            return clause.doc.root(mention.first, mention.stop)
        token = clause.doc[i]
        if i not in clause.scene.timed and not syntax.is_adverb(token) and token.pos_ != "DET":
            return None
    return None


def _is_inverted(trigger: Token) -> bool:
    """Does a "que" stand right before the verb, so that its subject follows ("les chars que livre Oslo")?"""
    start = syntax.group_start(trigger)
    return start > 0 and trigger.doc[start - 1].lower_ in ("que", "qu'", "dont", "où", "auquel", "auxquels")


def _stands_first(trigger: Token) -> bool:
    """Does the verb stand after a quotation, a comma or a relative, so that its subject may follow it?"""
    start = syntax.group_start(trigger)
    before = trigger.doc[start - 1]
    return start == 0 or before.is_sent_start or before.text in "»,-" or before.lower_ in syntax.forms("relative")


def noun_actors(clause: Clause) -> tuple[Token | None, tuple[str, ...]]:
    """Of a noun: after "par", else right after "de", else an adjective of state."""
    scene, trigger = clause.scene, clause.trigger
    by = subjects.agent(trigger) or _agent_of_participle(trigger)
    if by is not None and by.i - trigger.i < 12 and scene.people(by):
        return by, scene.people(by)
    if "entre" in clause.frame.actor:
        for where in ("entre", "de"):
            both, named = _both(clause, where)
            if len(named) > 1:
                return both, named
        return None, ()
    if "actor-par" in clause.frame.needs:
        found = _bearers(clause)
        return unnamed.doers(clause) if not found[1] and "implied" in clause.frame.needs else found
    for i in (trigger.i + 1, trigger.i - 1, *_second(trigger)):
        ids = scene.state_of(clause.doc[i]) if 0 <= i < len(clause.doc) and clause.doc[i].pos_ == "ADJ" else ()
        if ids:
            return clause.doc[i], ids
    near = Clause(scene, clause.frame, trigger, clause.start, min(clause.limit, clause.start + 5))
    head = party_after(near, "de") or _people_after(near)
    return (head, _people(scene, head)) if head is not None else _bearers(clause)


def _second(noun: Token) -> tuple[int, ...]:
    """The place of a second adjective after a noun ("l'aide militaire suédoise")."""
    doc, i = noun.doc, noun.i + 2
    return (i,) if i < len(doc) and doc[i - 1].pos_ == "ADJ" and doc[i].pos_ == "ADJ" else ()


def _agent_of_participle(noun: Token) -> Token | None:
    """Who issued it, of "l'appel lancé par le roi", "les menaces proférées hier par Rome", "un appel a été lancé par
    le roi"."""
    near = noun.doc[noun.i + 1 : noun.i + 7]
    verb = next((t for t in near if t.dep_ == "acl" and (t.head == noun or _issues(t))), None)
    if verb is None and noun.dep_ == "nsubj:pass" and _issues(noun.head):
        verb = noun.head
    return subjects.agent(verb) if verb is not None and syntax.form(verb) == "participle" else None


def _issues(verb: Token) -> bool:
    return syntax.infinitive(verb) in nouns("bearer")


def _people_after(clause: Clause) -> Token | None:
    """People right after "de" that the text has not named yet ("l'ultimatum de sept pays")."""
    if clause.start >= clause.limit or not written(clause.doc, "de", clause.start):
        return None
    head = head_after(clause, clause.start + 1)
    return head if head is not None and _people(clause.scene, head) else None


def _bearers(clause: Clause) -> tuple[Token | None, tuple[str, ...]]:
    """Whose noun it is: the possessive before it, what "dont" stands for, or the subject of a verb that does it
    ("annonce le rappel de …", "a procédé à une série d'arrestations")."""
    scene, trigger = clause.scene, clause.trigger
    before = clause.doc[trigger.i - 1] if trigger.i else trigger
    if before.lower_ in syntax.forms("possessive") and scene.party(before):
        return None, scene.party(before)
    if trigger.i > 3 and clause.doc[trigger.i - 2].lower_ == "dont":
        whose = scene.who.at(trigger.i - 3) or scene.who.at(trigger.i - 4)
        if whose is not None and (named := tuple(i for i in whose.entities if scene.is_party(i))):
            return None, named
    noun = trigger
    if noun.dep_ == "nmod" and noun.head.lemma_.lower() in nouns("series") and 0 < noun.i - noun.head.i < 5:
        noun = noun.head
    verb = noun.head
    if noun.dep_ in _BORNE and noun.i > verb.i and syntax.is_verb(verb) and _bears(verb, noun):
        subject = subjects.subject(verb)
        return (subject, scene.people(subject)) if not act_subjects.is_passive(verb) else (None, ())
    return None, ()


def _bears(verb: Token, noun: Token) -> bool:
    """Is it a verb that does what its object, or what stands after its "à", says?"""
    through = any(c.lower_ in ("à", "au", "aux") for c in noun.children if c.dep_ == "case")
    if noun.dep_ != "obj" and not through:
        return False
    return syntax.infinitive(verb) in nouns("bearer-to" if through else "bearer")
