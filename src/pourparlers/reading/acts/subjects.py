"""Who a verb is said of, by place: what stands right before it, whom it cites, what it carries on.

The parse often loses the subject of a second verb ("… et demandé"), of one after a relative, or of one that follows a
quotation; what stands beside the verb on the surface, and whose statement it is, tell more.
"""

from __future__ import annotations

from pourparlers.knowledge.conjugation import forms as conjugate
from pourparlers.reading import subjects, syntax
from pourparlers.reading.acts.clause import object_follows
from pourparlers.reading.acts.scene import Scene
from pourparlers.reading.tokens import Doc, Token
from pourparlers.record import Attribution

Named = tuple[Token | None, tuple[str, ...]]
"""The word that names a subject, and the parties that it stands for."""

NOBODY: Named = (None, ())
_JOINERS = ("et", "ou", "puis", "mais", ",")
_TURNING = ("lui", "elle", "eux", "elles")
"""Pronouns that turn to somebody else ("Rome a lui, …")."""
_FAR = 40
_NEAR = 14


def is_passive(verb: Token) -> bool:
    """Is this participle passive? One that carries on an active verb ("a dénoncé … et demandé …") is not."""
    return syntax.is_passive(verb) and carried_on(verb) is None


def carried_on(verb: Token) -> Token | None:
    """The verb with "avoir" that a bare participle is joined to ("a dénoncé le raid et demandé une trêve")."""
    if syntax.form(verb) != "participle" or syntax.auxiliary(verb) is not None:
        return None
    doc, i = verb.doc, verb.i - 1
    while i > 0 and syntax.is_adverb(doc[i]) and doc[i].lower_ not in _JOINERS:
        i -= 1
    if doc[i].lower_ not in _JOINERS or subjects.agent(verb) is not None:
        return None
    if doc[i].text == "," and (helper := _split_off(doc, i)) is not None:
        return helper
    if doc[i].text == "," and not object_follows(verb):
        return None
    return _earlier(doc, i)


def _split_off(doc: Doc, comma: int) -> Token | None:
    """The "a" that an aside before a comma parts from its participle ("Oslo a, sans surprise, rejeté le texte"), be it
    with a word in between ("Rome a lui, en mai, rejeté …")."""
    for i in range(comma - 2, max(comma - _NEAR, 0), -1):
        if doc[i].is_sent_start or doc[i].text in ";:":
            return None
        if doc[i + 1].text == ",":
            k = i - (doc[i].lower_ in _TURNING or syntax.is_adverb(doc[i]))
            if doc[k].lower_ in syntax.forms("avoir"):
                return doc[k]
    return None


def _earlier(doc: Doc, i: int) -> Token | None:
    """The nearest active participle before a place, outside quotations, with no other clause in between."""
    depth = 0
    for k in range(i - 1, max(i - _FAR, -1), -1):
        token = doc[k]
        depth += (token.text == "»") - (token.text == "«")
        if depth < 0 or (depth == 0 and token.text in ";:"):
            return None
        if depth == 0 and syntax.is_verb(token) and token.pos_ != "ADJ":
            helper = syntax.auxiliary(token) if syntax.form(token) == "participle" else None
            if helper is not None and helper.lower_ in syntax.forms("avoir"):
                return None if syntax.is_passive(token) else token
            told = syntax.form(token) == "finite" and token.lower_ not in syntax.auxiliaries()
            if told and token.dep_ != "acl:relcl" and not _in_aside(doc, k):
                return None
        if token.is_sent_start:
            return None
    return None


def _in_aside(doc: Doc, i: int) -> bool:
    """Does this verb stand in a relative clause after a comma (", que Rome juge vital, et …")?"""
    near = range(max(i - 6, 1), i)
    return any(doc[k].lower_ in syntax.forms("relative") and doc[k - 1].text == "," for k in near)


def described(verb: Token) -> Token | None:
    """The noun right before "ayant", which a participle says its deed of ("les contacts ayant abouti à l'accord")."""
    start = syntax.group_start(verb)
    if start == 0 or verb.doc[start].lower_ != "ayant":
        return None
    before = verb.doc[start - 1]
    return before if before.pos_ == "NOUN" else None


def cited(scene: Scene, verb: Token) -> Named:
    """Whom the text cites with this verb (", a dénoncé hier le ministre")."""
    statement = citation(scene, verb)
    source = statement.source if statement is not None else None
    if source is None or source.entity is None or not scene.is_party(source.entity):
        return NOBODY
    first, stop = scene.parsed.tokens(source.start, source.end)
    head = verb.doc.root(first, stop) if first < stop else None
    named = scene.people(head)
    return head, named if source.entity in named else (source.entity,)


def states(scene: Scene, verb: Token) -> bool:
    """Does the verb cite a claim of somebody, more than a few words of his ("soutient « la création d'un port »")?"""
    statement = citation(scene, verb) if cited(scene, verb)[1] else None
    if statement is None:
        return False
    stretches = [scene.parsed.tokens(c.start, c.end) for c in statement.content]
    if len(stretches) > 1 or stretches[0][0] < verb.i or not _is_quoted_noun(verb.doc, stretches[0][0]):
        return True
    return any(syntax.is_verb(t) and syntax.form(t) == "finite" for t in verb.doc[slice(*stretches[0])])


def _is_quoted_noun(doc: Doc, first: int) -> bool:
    """Do words in quotation marks begin here, with an article?"""
    quoted = doc[first].text == "«" or (first > 0 and doc[first - 1].text == "«")
    opening = doc[first + (doc[first].text == "«")]
    return quoted and opening.lower_ in syntax.forms("article")


def citation(scene: Scene, verb: Token) -> Attribution | None:
    """The statement that the text gives with this verb as its cue."""
    at = scene.parsed.starts[verb.i]
    return next((s for s in scene.said if s.cue is not None and s.cue.start <= at < s.cue.end), None)


def beside(scene: Scene, verb: Token) -> Named:
    """The party that stands right before a finite verb, under no preposition, or that its "qui" stands for."""
    if syntax.form(syntax.finite(verb)) != "finite":
        return NOBODY
    doc, start = verb.doc, syntax.group_start(verb)
    if start > 1 and doc[start - 1].text == "«":
        start -= 1  # "Rome « condamne » le raid"
    if start == 0 or doc[start].is_sent_start:
        return NOBODY
    before = doc[start - 1]
    if before.text == ",":
        before = _before_aside(doc, start - 1) or before
        if before.text == "," and (far := _opening_party(scene, verb, start - 1))[1]:
            return far
    if before.lower_ == "qui":
        named, antecedent = scene.party(before) or _pointed_out(scene, before), subjects.subject(verb)
        return antecedent if set(scene.parties(antecedent)) & set(named) else before, named
    mention = scene.who.at(before.i)
    if mention is None or mention.stop != start:
        return NOBODY
    many = syntax.finite(verb).lower_.endswith("nt")
    named = _list_before(scene, mention.first, mention.stop, many=many)
    head, subject = doc.root(mention.first, mention.stop), subjects.subject(verb)
    if len(named) > 1 and subject is not None and subject.i < mention.first:
        near = scene.who.within(max(0, mention.first - _NEAR), mention.first)
        opening = next((m for m in near if set(m.entities) & set(named)), None)
        head = subject if opening is None else doc.root(opening.first, opening.stop)
        head = subject if set(scene.party(subject)) & set(named) else head
    return (head, named) if named else NOBODY


def _pointed_out(scene: Scene, relative: Token) -> tuple[str, ...]:
    """Whom "c'est" points out right before "qui" ("C'est Oslo qui a rompu les relations")."""
    doc, mention = relative.doc, scene.who.at(relative.i - 1) if relative.i else None
    if mention is None or mention.stop != relative.i:
        return ()
    i = mention.first - 1
    while i > 0 and doc[i].pos_ == "DET":
        i -= 1
    pointing = i > 0 and doc[i].lower_ in syntax.forms("être") and doc[i - 1].lower_ in ("c'", "ce")
    return tuple(e for e in mention.entities if scene.is_party(e)) if pointing else ()


def _opening_party(scene: Scene, verb: Token, comma: int) -> Named:
    """The party that a sentence begins with and an aside parts from its verb ("Oslo, qui préside le groupe, met …")."""
    doc, first, opened = verb.doc, scene.parsed.sentence(verb.i)[0], scene.opening(verb.i)
    first = opened + 1 if opened > first else first
    named, stop = _list_after(scene, first, comma)
    if not named or doc[stop].text != ",":
        return NOBODY
    between = [doc[i].text for i in range(stop, comma + 1)]
    if between.count(",") % 2 or between.count("«") != between.count("»") or not {";", ":"}.isdisjoint(between):
        return NOBODY
    plural = len(named) > 1 or any(doc[k].lower_.endswith(("s", "x")) for k in range(first, stop))
    if syntax.finite(verb).lower_.endswith("nt") and not plural:
        return NOBODY
    mention = next(iter(scene.who.within(first, comma)))
    return doc.root(mention.first, mention.stop), named


def _list_after(scene: Scene, first: int, limit: int) -> tuple[tuple[str, ...], int]:
    """The parties that begin here, with those joined by "et", and where they end."""
    doc, stop = scene.parsed.doc, first
    named: tuple[str, ...] = ()
    for mention in scene.who.within(first, limit):
        joined = stop == first or doc[stop].lower_ == "et"
        if not joined or mention.first > stop + 1 + (stop > first) or not any(map(scene.is_party, mention.entities)):
            break
        named += tuple(i for i in mention.entities if scene.is_party(i) and i not in named)
        stop = mention.stop
    return named, stop


def _before_aside(doc: Doc, comma: int) -> Token | None:
    """The "qui" that an aside parts from its verb ("Oslo, qui, en mai, avait rompu")."""
    for i in range(comma - 1, max(comma - 10, 0), -1):
        if doc[i].is_sent_start or doc[i].text in ";:«»":
            return None
        if doc[i].text == ",":
            return doc[i - 1] if doc[i - 1].lower_ == "qui" else None
    return None


def _list_before(scene: Scene, first: int, stop: int, *, many: bool, inner: bool = False) -> tuple[str, ...]:
    """The parties of a mention, with those joined to it before a plural verb; none where a preposition governs it."""
    doc = scene.parsed.doc
    here = scene.who.at(stop - 1)
    ids = tuple(i for i in here.entities if scene.is_party(i)) if here is not None else ()
    i = first - 1
    while i > 0 and (doc[i].text == "'" or doc[i].pos_ == "DET") and not doc[i].is_sent_start:
        i -= 1
    if not ids or (i >= 0 and doc[i].pos_ == "ADP" and not doc[first].is_sent_start):
        return ()
    joined = i > 0 and doc[i].lower_ in ("et", ",") and not doc[first].is_sent_start
    other = scene.who.at(i - 1) if joined else None
    if other is not None and other.stop == i and _stands_after(doc, other.first, "entre"):
        return ()  # "le différend entre Rome et Oslo menace …"
    if many and other is not None and other.stop == i:
        more = _list_before(scene, other.first, other.stop, many=True, inner=True)
        opens = doc[i].text == ","  # "Selon Rome, Oslo et …" begins its list after the comma
        return (*more, *(e for e in ids if e not in more)) if more or opens else ()
    plural = any(doc[k].lower_.endswith(("s", "x")) for k in range(first, stop))
    return ids if plural or inner or not many else ()


def _stands_after(doc: Doc, i: int, word: str) -> bool:
    """Does this preposition govern what begins here, with its article?"""
    while i > 1 and doc[i - 1].pos_ == "DET":
        i -= 1
    return i > 0 and doc[i - 1].lower_ == word


def citing_before(scene: Scene, verb: Token) -> Named:
    """Of ", appelant à une trêve" after a citation ("a-t-il dit", "selon Rome"), whoever is cited there."""
    if syntax.form(verb) != "gerund":
        return NOBODY
    first, _ = scene.parsed.sentence(verb.i)
    at, begin = scene.parsed.starts[verb.i], scene.parsed.starts[max(first, verb.i - _NEAR)]
    for statement in reversed(scene.said):
        source, cue = statement.source, statement.cue
        if source is None or source.entity is None or cue is None or not scene.is_party(source.entity):
            continue
        if begin <= max(cue.start, source.start) < at:
            return None, (source.entity,)
    return NOBODY


def announced_after(scene: Scene, verb: Token) -> Named:
    """Of "Après avoir dénoncé le raid, Rome a …", the subject of the clause that follows."""
    if syntax.form(syntax.finite(verb)) not in ("infinitive", "gerund"):
        return NOBODY
    first, stop = scene.parsed.sentence(verb.i)
    doc = verb.doc
    if any(syntax.form(doc[i]) == "finite" and syntax.is_verb(doc[i]) for i in range(first, verb.i)):
        return NOBODY
    for mention in scene.who.within(verb.i + 1, stop):
        i = mention.first - 1
        while doc[i].pos_ == "DET" or doc[i].text == "'":
            i -= 1
        if doc[i].text == "," and mention.stop < stop and _opens_group(doc, mention.stop):
            return doc.root(mention.first, mention.stop), tuple(e for e in mention.entities if scene.is_party(e))
    return NOBODY


def _opens_group(doc: Doc, i: int) -> bool:
    word = doc[i].lower_
    if word in syntax.auxiliaries() or word in syntax.forms("negation") or word in ("se", "s'"):
        return True
    return syntax.is_verb(doc[i]) and syntax.form(doc[i]) == "finite"


def first_person(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Who says "exhortons", where its "nous" stands far off."""
    if not syntax.finite(verb).lower_.endswith("ons") or syntax.form(syntax.finite(verb)) != "finite":
        return ()
    speaker = scene.speaker(verb)
    return (speaker,) if speaker and scene.is_party(speaker) else ()


def is_caused(infinitive: Token) -> bool:
    """Does somebody else make the subject do it ("a fait plier Rome")?"""
    before = infinitive.doc[infinitive.i - 1] if infinitive.i else infinitive
    return syntax.form(infinitive) == "infinitive" and before.lower_ in conjugate("faire")


def undergone(verb: Token) -> Token | None:
    """The "voir" of "s'est vu refuser", the "faire" of "s'est fait expulser", whose subject undergoes what the
    infinitive says."""
    if syntax.form(verb) != "infinitive" or verb.i == 0:
        return None
    i = verb.i - 1
    while i > 0 and verb.i - i < 6 and (syntax.is_adverb(verb.doc[i]) or verb.doc[i].pos_ in ("ADP", "NOUN")):
        i -= 1
    above = verb.doc[i]
    turned = above.lower_ in conjugate("voir") or above.lower_ in conjugate("faire")
    return above if turned and syntax.reflexive(above) else None
