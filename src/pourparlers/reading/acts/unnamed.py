"""Who does what the text names no doer of: who summons an envoy, who sends what is his, where people are held."""

from __future__ import annotations

from dataclasses import replace

from pourparlers.reading import subjects, syntax
from pourparlers.reading.acts import subjects as act_subjects
from pourparlers.reading.acts.clause import Clause
from pourparlers.reading.acts.frames import nouns
from pourparlers.reading.acts.places import party_after, place
from pourparlers.reading.acts.scene import Scene
from pourparlers.reading.tokens import Token

_THROUGH = frozenset({"par", "sous", "grâce", "avec"})
_THERE = frozenset({"en", "au", "aux", "à"})
_WHERE = frozenset({"en", "au", "aux", "à", "de", "d'", "du", "par"})


def host(clause: Clause) -> act_subjects.Named:
    """Who summons an envoy: whoever stands after "au", else whoever says so, else the other state spoken of before."""
    scene, trigger = clause.scene, clause.trigger
    at = party_after(clause, "à")
    named = scene.people(at)
    if scene.codes(named) or syntax.auxiliary(trigger) is None:
        return at, named
    first, _ = scene.parsed.sentence(trigger.i)
    whom = subjects.subject(trigger)
    theirs = scene.named_in(whom.left_edge.i, max(whom.i + 1, whom.right_edge.i + 1)) if whom is not None else set()
    if whom is None or not theirs:
        return act_subjects.NOBODY
    posted = _posted(scene, whom, trigger)
    if posted:
        return None, posted
    speaker = scene.speaker(trigger)
    if speaker is not None and scene.is_party(speaker) and scene.codes([speaker]) - theirs:
        return None, (speaker,)
    back = max(0, scene.parsed.sentence_of[trigger.i] - 1)
    for mention in reversed(scene.who.within(scene.parsed.sentences[back][0], trigger.i)):
        near = mention.first >= first
        named = tuple(i for i in mention.entities if scene.is_party(i) and (near or scene.entity(i).kind == "state"))
        if scene.codes(named) - theirs:
            return None, named
    return act_subjects.NOBODY


def _posted(scene: Scene, envoy: Token, trigger: Token) -> tuple[str, ...]:
    """The state that an envoy is posted to ("l'ambassadeur d'Oslo à Lima", "en poste au Pérou")."""
    doc = envoy.doc
    for i in range(envoy.i + 1, min(envoy.i + 8, trigger.i)):
        mention = scene.who.at(i)
        if mention is not None and mention.first == i and doc[i - 1].lower_ in ("à", "au", "aux", "en"):
            named = scene.state_at(mention.entities)
            if named:
                return named
    return ()


def senders(clause: Clause) -> act_subjects.Named:
    """Of what was sent or given, the state whose it is ("des sauveteurs mexicains ont été dépêchés à Lima")."""
    scene, whom = clause.scene, subjects.subject(clause.trigger)
    if whom is None or syntax.auxiliary(clause.trigger) is None:
        return act_subjects.NOBODY
    adjective = adjective_owner(scene, whom)
    if adjective is not None:
        return whom, scene.state_of(adjective)
    named = scene.people(whom)
    return (whom, named) if scene.codes(named) else act_subjects.NOBODY


def adjective_owner(scene: Scene, noun: Token) -> Token | None:
    """The adjective that tells whose a noun is ("des blindés turcs")."""
    return next((c for c in noun.children if c.pos_ == "ADJ" and scene.state_of(c)), None)


def there(clause: Clause) -> act_subjects.Named:
    """Of what people undergo abroad ("deux Danois détenus en Iran", "arrêté à l'aéroport de Chiraz", "dans des prisons
    iraniennes"), the state where they do."""
    scene, trigger = clause.scene, clause.trigger
    whom = subjects.subject(trigger)
    start = syntax.group_start(trigger)
    apposed = start > 0 and trigger.doc[start - 1].text == ","
    if whom is None or (syntax.auxiliary(trigger) is None and not apposed):
        return act_subjects.NOBODY
    first, stop = min(whom.left_edge.i, whom.i), min(whom.i + 4, trigger.i)
    theirs = scene.named_in(first, stop) | scene.codes(scene.parties(whom))
    if not theirs:
        return act_subjects.NOBODY
    found = _abroad(clause, theirs)
    held = replace(clause, _reach=[], start=whom.i + 1, limit=start)  # "les Danois détenus en Iran ont été libérés"
    return found if found[1] or whom.i > start else _abroad(held, theirs)


def _abroad(clause: Clause, theirs: set[str]) -> act_subjects.Named:
    """The state of a place that is told of right after a verb or noun, if it is none of theirs."""
    scene, doc = clause.scene, clause.doc
    near = replace(clause, _reach=[], limit=min(clause.limit, clause.start + 12))
    for mention in scene.who.within(near.start, near.limit):
        i = mention.first - 1
        while i > near.start and doc[i].pos_ == "DET":
            i -= 1
        where = doc[i].lower_ in _WHERE
        named = (scene.state_at(mention.entities) or scene.capital_at(mention.entities)) if where else ()
        if named and theirs - scene.codes(named):
            return doc.root(mention.first, mention.stop), named
    inside = place(near, "dans")
    named = scene.states_in(inside.first, inside.stop) if inside is not None else ()
    return (inside.head, named) if inside is not None and named and not scene.codes(named) & theirs else (None, ())


def doers(clause: Clause) -> act_subjects.Named:
    """Of a noun or passive whose doer the text leaves out ("après l'arrestation de deux Suédois", "leur pirogue a été
    saisie"), the state where it is done, else the other state spoken of nearest; not who asks for it or blames it."""
    scene, noun = clause.scene, clause.trigger
    theirs = scene.named_in(clause.start, min(clause.limit, clause.start + 8))
    if clause.doc[min(clause.start, len(clause.doc) - 1)].lower_ in _THERE:
        return act_subjects.NOBODY  # "les arrestations en Iran" tells where
    if clause.frame.kind == "verb":
        theirs = _undergone_by(scene, subjects.subject(noun))
    if not theirs:
        return act_subjects.NOBODY
    found = _abroad(clause, theirs)
    if found[1]:
        return found
    asking = subjects.subject(noun.head) if syntax.is_verb(noun.head) and noun.i > noun.head.i else None
    but = set(scene.parties(asking))
    first, stop = scene.parsed.sentence(noun.i)
    back = scene.parsed.sentences[max(0, scene.parsed.sentence_of[noun.i] - 1)][0]
    near = sorted(scene.who.within(first, stop), key=lambda m: abs(m.first - noun.i))
    for mention in (*near, *reversed(scene.who.within(back, first))):
        named = scene.state_at([i for i in mention.entities if i not in but])
        if named and not scene.codes(named) & theirs and not but.intersection(named):
            return None, named
    return act_subjects.NOBODY


def _undergone_by(scene: Scene, whom: Token | None) -> set[str]:
    """The states of those who undergo it, or whose it is ("leur pirogue")."""
    if whom is None:
        return set()
    first = min(whom.left_edge.i, whom.i)
    owner = scene.parties(whom.doc[first])
    return scene.named_in(first, whom.i + 4) | scene.codes(scene.parties(whom)) | scene.codes(owner)


def undergoing(clause: Clause, actors: tuple[str, ...]) -> act_subjects.Named:
    """Whom a noun's deed is said to reach by its verb ("frappé par des sanctions d'Oslo", "sous le coup de sanctions
    suédoises", "grâce à un prêt de la Suède", "les sanctions suédoises visent Minsk")."""
    whom = _reached(clause)
    others = tuple(i for i in clause.scene.parties(whom) if i not in actors)
    return (whom, others) if others else act_subjects.NOBODY


def _reached(clause: Clause) -> Token | None:
    scene, noun = clause.scene, clause.trigger
    while noun.dep_ == "nmod" and noun.head.i < noun.i and noun.head.lemma_.lower() in nouns("share-of"):
        noun = noun.head
    case = next((c.lower_ for c in noun.children if c.dep_ == "case" and c.i < noun.i), "")
    verb = noun.head if syntax.is_verb(noun.head) else None
    if noun.dep_ == "nsubj" and verb is not None and syntax.infinitive(verb) in nouns("hitting"):
        return next((c for c in verb.children if c.dep_ == "obj" and c.i > verb.i), None)
    if case not in _THROUGH:
        return None
    first, stop = scene.parsed.sentence(noun.i)
    opens = scene.parsed.doc[first].lower_ in _THROUGH or syntax.form(scene.parsed.doc[first]) == "participle"
    if opens and noun.i - first < 7:
        return _after_comma(scene, clause.start, stop)  # "Sous le coup de sanctions d'Oslo, Minsk …"
    return subjects.subject(verb) if verb is not None else noun.head


def _after_comma(scene: Scene, first: int, stop: int) -> Token | None:
    """The party that a sentence goes on with after its opening phrase."""
    doc = scene.parsed.doc
    comma = next((i for i in range(first, min(first + 14, stop)) if doc[i].text == ","), None)
    if comma is None:
        return None
    mention = next(iter(scene.who.within(comma, min(comma + 5, stop))), None)
    return doc.root(mention.first, mention.stop) if mention is not None else None


def issuers(scene: Scene, paper: Token) -> tuple[str, ...]:
    """Whose "la résolution", "ce texte" is: who adopted, signed or published one a sentence or two before."""
    before = paper.doc[paper.i - 1] if paper.i else paper
    if before.lower_ not in ("le", "la", "l'", "ce", "cette"):
        return ()
    at = scene.parsed.sentence_of[paper.i]
    for first, stop in reversed(scene.parsed.sentences[max(0, at - 2) : at]):
        for verb in paper.doc[first:stop]:
            if syntax.is_verb(verb) and syntax.infinitive(verb) in nouns("issuing"):
                by = subjects.agent(verb) if syntax.is_passive(verb) else subjects.subject(verb)
                if named := scene.parties(by):
                    return named
    return ()
