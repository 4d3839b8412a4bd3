"""Acts: what one side does to another in words or deeds, typed after PLOVER.

A word of ``fr/acts.tsv`` triggers a frame; the frame says where its parties and its object stand. What an act asks
for, promises, refuses or accuses somebody of is its object and no act of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from pourparlers.reading import syntax
from pourparlers.reading.acts import conditions as act_conditions
from pourparlers.reading.acts import frames as act_frames
from pourparlers.reading.acts import implied as act_implied
from pourparlers.reading.acts import statements as act_statements
from pourparlers.reading.acts.done import is_owed, is_told, owned
from pourparlers.reading.acts.frames import Frame, nouns, speaks_of, triggered
from pourparlers.reading.acts.roles import Roles, roles
from pourparlers.reading.acts.scene import Scene
from pourparlers.reading.entities import Entities
from pourparlers.reading.factuality import Factuality, governing, judge, judge_alone
from pourparlers.reading.parsed import Parsed
from pourparlers.reading.tokens import Token
from pourparlers.record import Act, Attribution, Meeting, Time

_UNREAL = frozenset({"REQUEST", "REJECT", "AGREE", "THREATEN", "CONCEDE", "SUPPORT"})
"""Types whose object is not said to happen: an act in it is none."""

_SAID = _UNREAL | {"ACCUSE"}
"""Types whose object is only spoken of."""


_ANSWERS = frozenset({"REJECT", "AGREE", "CONCEDE"})
"""Types that may answer a demand, which stands in their object."""


_VOWED = frozenset({"THREATEN", "AGREE"})
"""Types whose clause may tell what somebody refuses ("prévient que son pays ne cédera pas")."""

_SELF = frozenset({"REJECT", "CONCEDE", "THREATEN", "ACCUSE"})
"""Types that may be done with nothing besides the actor named ("Rome ne cédera pas")."""


_ABOUT_MEETINGS = frozenset({"REQUEST", "REJECT", "AGREE"})
"""Types that are none where they are about a meeting."""

_BEFORE_HEAD = frozenset({"DET", "ADJ", "PRON", "PUNCT"})
"""What may stand before the word that an object is built on."""

_NEXT = 4
_ONCE_MORE = 14
_CLAUSE = 8
_MANY = 2
"""How many content words two objects share that are hardly two."""

_WILLING = ("vouloir", "souhaiter", "entendre")
"""Verbs whose denied past refuses, too."""


@dataclass(frozen=True, slots=True)
class _Found:
    frame: Frame
    trigger: Token
    roles: Roles
    given: Factuality


def find(
    parsed: Parsed, who: Entities, when: Sequence[Time], said: Sequence[Attribution], met: Sequence[Meeting]
) -> list[Act]:
    """The acts of an article, in the order of the text."""
    scene = Scene(parsed, who, when, said, met)
    words = _words()
    found = [f for token in parsed.doc if token.lower_ in words for f in _read(scene, token)]
    found = [f for f in found if _is_foreign(scene, f)]
    kept = _fuller(scene, _outer([_owned(scene, f, found) for f in found]))
    kept = [f for f in (_aimed(scene, f) for f in kept) if _has_sides(scene, f) and not _is_of_meeting(scene, f)]
    kept.sort(key=lambda f: (f.roles.evidence, f.trigger.i))
    return [_act(scene, f, f"c{n}") for n, f in enumerate(kept, 1)]


@cache
def _words() -> frozenset[str]:
    """The forms that may trigger an act."""
    return frozenset(chain(act_frames.by_form(), act_statements.by_form(), act_conditions.by_first()))


def _read(scene: Scene, token: Token) -> Iterable[_Found]:
    """The act that a token triggers: the first of its frames that holds."""
    for frame in triggered(token):
        if _only_spoken_of(token, frame):
            return
        if "negated" in frame.needs and not _denies(frame, judge(scene.parsed, token), token):
            continue
        filled = roles(scene, frame, token)
        if filled is not None:
            given = _given(scene, frame, token)
            if is_told(frame, token, given) and not is_owed(frame, token, given, scene.timed):
                yield _Found(frame, token, filled, given)
            return
    for reader in (act_statements, act_conditions):
        stated = reader.read(scene, token)
        if stated is not None:
            yield _Found(stated[0], token, stated[1], Factuality())


def _aimed(scene: Scene, found: _Found) -> _Found:
    """With the party that it is aimed at, if its own words name none."""
    aimed = found.frame.type in act_implied.AIMED or "recipient" in found.frame.needs or found.frame.after
    if found.roles.recipients or not aimed:
        return found
    others = act_implied.recipients(scene, found.roles, found.trigger.i)
    if found.frame.kind == "noun" and _is_done_elsewhere(scene, found, others):
        return found
    return replace(found, roles=replace(found.roles, recipients=others))


def _is_done_elsewhere(scene: Scene, found: _Found, others: tuple[str, ...]) -> bool:
    """Does the object name whom a deed is done to, and none of those ("déplore la saisie d'un cargo danois")?"""
    theirs = scene.named_in(*found.roles.object) - scene.codes(found.roles.actors) if found.roles.object else set()
    return bool(theirs) and not theirs & scene.codes(others)


def _has_sides(scene: Scene, found: _Found) -> bool:
    """Is one of those named of a state or union, and is there somebody or something besides the actor?"""
    roles = found.roles
    mine, theirs = scene.codes(roles.actors), scene.codes(roles.recipients)
    if not mine and scene.are_people(roles.actors) and scene.statement(found.trigger) is not None:
        return False  # of whom others tell, and who are of no side
    within = (i for m in scene.who.within(*roles.evidence) for i in m.entities)
    sided = mine or theirs or any(scene.is_union(i) for i in (*roles.actors, *within))
    sided = sided or (scene.between and bool(scene.named_in(*roles.evidence)))
    if not sided or ("abroad" in found.frame.needs and (not mine or not theirs - mine)):
        return False
    if roles.recipients or roles.object is not None or len(roles.actors) > 1 or found.frame.type in _SELF:
        return True
    if "happens" in found.frame.needs:
        return True
    return found.frame.kind == "verb" and (not found.frame.object or any(syntax.clitics(found.trigger)))


def _is_of_meeting(scene: Scene, found: _Found) -> bool:
    """Is a meeting itself asked for, refused or agreed to, which is no act ("n'a pas envie de lui serrer la main")?"""
    if found.frame.type not in _ABOUT_MEETINGS or found.roles.object is None:
        return False
    first, stop = found.roles.object
    head = next((t for t in found.trigger.doc[first:stop] if t.pos_ not in _BEFORE_HEAD), found.trigger)
    at = scene.parsed.starts[head.i]
    return any(span.start <= at < span.end for meeting in scene.met for span in meeting.mentions)


def _is_foreign(scene: Scene, found: _Found) -> bool:
    actors, recipients = found.roles.actors, found.roles.recipients
    parsed, at = scene.parsed, scene.parsed.sentence_of[found.trigger.i]
    if scene.is_domestic(actors, recipients, found.roles.evidence, *parsed.sentences[at]):
        return False
    if all(scene.is_company(i) for i in actors):
        return False
    if all(scene.is_local(i) for i in actors) and not scene.others_in(actors, recipients, *parsed.sentences[at]):
        return False
    first, stop = parsed.sentences[max(0, at - 1)][0], parsed.sentences[at][1]
    first, stop = min(first, found.roles.evidence[0]), max(stop, found.roles.evidence[1])
    return scene.is_foreign(actors, recipients, first, stop)


def _is_refusal_frame(frame: Frame) -> bool:
    """Does it refuse by a denial?"""
    return frame.type == "REJECT" and "negated" in frame.needs


def _only_spoken_of(token: Token, frame: Frame) -> bool:
    """Is it what somebody asks for, promises or threatens ("demande à Rome de libérer"), and so no act of its own?"""
    above = governing(token) if syntax.is_verb(token) else None
    if above is None or above.i >= token.i:
        return False
    clause = syntax.form(syntax.finite(token)) != "infinitive"
    return speaks_of(above, _UNREAL - _VOWED if clause and _is_refusal_frame(frame) else _UNREAL, clause=clause)


def _given(scene: Scene, frame: Frame, token: Token) -> Factuality:
    """A noun of speech ("la demande de Rome") is given with its own words, whatever is done with it."""
    if frame.kind == "noun" and frame.type in _SAID:
        return judge_alone(scene.parsed, token)
    return judge(scene.parsed, token)


def _denies(frame: Frame, given: Factuality, token: Token) -> bool:
    """ "n'accepte pas", "n'acceptera pas", "n'a pas voulu" refuse; "n'a pas accepté" only leaves open. What is only
    ever said with a denial ("n'a pas mâché ses mots") has any tense."""
    simple = (
        "litotes" in frame.needs
        or "jamais" in given.rows
        or syntax.finite(token).i == token.i
        or frame.kind == "adjective"
        or frame.head in _WILLING
    )
    return given.polarity == "negative" and simple


def _outer(found: list[_Found]) -> list[_Found]:
    """Without the acts that another one only asks for, promises, refuses, threatens or blames, or is the verb of."""
    found = [f for f in found if not any(_carries(by, f) or _is_deemed(by, f) for by in found)]
    refusals = [f.trigger.i for f in found if _is_refusal_frame(f.frame) or _is_refusal(f)]
    found = [f for f in found if f.frame.type not in _VOWED or not any(_opens_with(f, i) for i in refusals)]
    shadows = [f for f in found if f.frame.type in _SAID and f.roles.object is not None]
    return [f for f in found if not any(_shadowed(f, s) for s in shadows)]


def _owned(scene: Scene, act: _Found, found: list[_Found]) -> _Found:
    """A refusal as that of him who warns or assures of it for his side ("prévient que son pays n'est pas prêt à …")."""
    for by in found if _is_refusal_frame(act.frame) else ():
        told = by.frame.type in _VOWED and _opens_with(by, act.trigger.i)
        if told and scene.codes(by.roles.actors) & scene.codes(act.roles.actors):
            evidence = (by.roles.evidence[0], max(act.roles.evidence[1], by.roles.evidence[1]))
            return replace(act, roles=replace(act.roles, actors=by.roles.actors, evidence=evidence))
    return act


def _opens_with(by: _Found, i: int) -> bool:
    """Does the clause that is its object begin with the refusal that stands at a place?"""
    if by.roles.object is None or not any(t.lower_ in ("que", "qu'") for t in by.trigger.doc[by.trigger.i : i]):
        return False
    first, stop = by.roles.object
    return first <= i < min(stop, first + _CLAUSE)


def _shadowed(act: _Found, by: _Found) -> bool:
    if act is by or by.roles.object is None:
        return False
    if by.frame.type == "ACCUSE" and (act.frame.kind == "noun" or _is_decided(act.trigger)):
        return False  # "dénonce le blocus de Rome", "la décision de Rome de fermer son port": it is there
    if act.frame.type == "REQUEST" and by.frame.type in _ANSWERS and not set(act.roles.actors) & set(by.roles.actors):
        return False  # "refuse les indemnités que réclame Rome": it asks for them
    first, stop = by.roles.object
    return first <= act.trigger.i < stop and not (first <= by.trigger.i < stop)


def _is_decided(token: Token) -> bool:
    """Is it what a decision is to do ("la décision de Rome de fermer son port")?"""
    above = governing(token) if syntax.form(syntax.finite(token)) == "infinitive" else None
    return above is not None and any(noun.lemma_.lower() in nouns("instrument") for noun in owned(above))


def _fuller(scene: Scene, found: list[_Found]) -> list[_Found]:
    """One act once: of two of a type by the same actor on the same words or the same object, the fuller."""
    kept: list[_Found] = []
    for act in sorted(found, key=lambda f: (-_fullness(f), f.trigger.i)):
        if not any(_same(scene, act, other) for other in kept):
            kept.append(act)
    return kept


def _is_refusal(act: _Found) -> bool:
    """Is it a refusal that a statement makes of itself?"""
    return act.frame.stated and act.frame.type == "REJECT"


def _fullness(act: _Found) -> int:
    first, stop = act.roles.evidence
    told = bool(_content(act)) if act.frame.type == "ACCUSE" else act.roles.object is not None
    roles = 10 * bool(act.roles.recipients) + 10 * told
    return roles + min(20, stop - first) - 25 * _is_refusal(act)  # a verb's own frame tells more


def _same(scene: Scene, a: _Found, b: _Found) -> bool:
    if a.frame.type != b.frame.type or not _same_actor(scene, a, b):
        return False
    if a.given.polarity != b.given.polarity:
        return False
    if _encloses(a, b) or _encloses(b, a):
        return True
    both = set(a.roles.recipients) & set(b.roles.recipients)
    if a.frame.head == b.frame.head or not set(a.roles.actors) & set(b.roles.actors):
        both |= scene.codes(a.roles.recipients) & scene.codes(b.roles.recipients)
    if a.roles.recipients and b.roles.recipients and not both:
        return False
    if a.frame.head == b.frame.head and "noun" in (a.frame.kind, b.frame.kind):
        return True
    mine, yours = _content(a), _content(b)
    if not mine or not yours:
        alike = a.frame.head == b.frame.head or (a.frame.type == "ACCUSE" and _near(scene, a, b))
        return alike and bool(both)
    nested = a.frame.head == b.frame.head and (mine <= yours or yours <= mine)
    return nested or len(mine & yours) >= 0.5 * max(len(mine), len(yours))


def _near(scene: Scene, a: _Found, b: _Found) -> bool:
    """Do they stand in one sentence or in two that follow each other?"""
    at = scene.parsed.sentence_of
    return abs(at[a.trigger.i] - at[b.trigger.i]) <= 1


def _same_actor(scene: Scene, a: _Found, b: _Found) -> bool:
    """Do both have the same actor, be it a state by another name ("Paris rappelle …", "la France a rappelé …"), or
    one of its bodies that does the same in so many words ("L'armée russe accuse …")?"""
    mine, yours = a.roles.actors, b.roles.actors
    if set(mine) & set(yours):
        return True
    kinds = {scene.entity(i).kind for i in (*mine, *yours)}
    states = kinds <= {"state", "organization"} if len(_content(a) & _content(b)) >= _MANY else kinds == {"state"}
    codes = scene.codes(mine)
    return states and a.frame.head == b.frame.head and bool(codes) and codes == scene.codes(yours)


def _carries(act: _Found, other: _Found) -> bool:
    """Does a verb do what a noun right after it says ("réitère le soutien de Rome à …")?"""
    between = other.trigger.i - act.trigger.i
    if act.frame.type != other.frame.type:
        return False
    if act.frame.kind != "verb" or other.frame.kind != "noun" or between <= 0:
        return False
    meant = act.given.polarity == "negative" and any(
        other.trigger.lemma_.lower() in nouns_ for nouns_ in act.frame.sets
    )
    return between < _NEXT or (meant and other.trigger.i < act.roles.evidence[1])  # "n'a pas adressé, mardi, ses vœux"


def _encloses(act: _Found, other: _Found) -> bool:
    """Does an act's evidence hold the cue of another, in no relative clause of its subject?"""
    first, stop = act.roles.evidence
    at, doc = other.trigger.i, act.trigger.doc
    if not first <= at < stop:
        return False
    return at > act.trigger.i or not any(doc[i].lower_ in ("qui", "dont") for i in range(first, at))


def _is_deemed(act: _Found, other: _Found) -> bool:
    """Does the other only say what is blamed once more ("condamne le raid, qu'il considère comme une agression")?"""
    first, stop = act.trigger.i + 1, other.trigger.i + 1
    if act.frame.type != "ACCUSE" or act.frame.type != other.frame.type or not 0 < stop - first < _ONCE_MORE:
        return False
    if set(act.roles.actors).isdisjoint(other.roles.actors):
        return False
    doc = act.trigger.doc
    verb = next((t for t in doc[first:stop] if syntax.is_verb(t) and syntax.infinitive(t) in nouns("deeming")), None)
    return verb is not None and any(t.lower_ in ("que", "qu'") for t in doc[max(first, verb.i - 4) : verb.i])


def _content(act: _Found) -> frozenset[str]:
    """The content words of the object, less the noun that only names the act ("lance une accusation")."""
    if act.roles.object is None:
        return frozenset()
    doc = act.trigger.doc
    told = frozenset(
        doc[i].lemma_.lower() for i in range(*act.roles.object) if doc[i].pos_ in ("NOUN", "PROPN", "VERB")
    )
    return told - nouns("reproach") if act.frame.type == "ACCUSE" else told


def _act(scene: Scene, found: _Found, name: str) -> Act:
    parsed, filled, given = scene.parsed, found.roles, found.given
    attribution = scene.statement(found.trigger)
    told = not found.frame.stated or _is_refusal(found)
    source = attribution.source.entity if attribution and attribution.source and told else None
    start = syntax.group_start(found.trigger) if found.frame.kind == "verb" else found.trigger.i
    return Act(
        id=name,
        type=found.frame.type,
        mode=found.frame.mode,
        actors=filled.actors,
        recipients=filled.recipients,
        object=parsed.span(*filled.object) if filled.object else None,
        date=_date(scene, found),
        polarity="positive" if "negated" in found.frame.needs else given.polarity,
        certainty=given.certainty,
        hearsay=given.hearsay,
        source=scene.who.get(source).name if source else None,
        attribution=attribution.id if attribution else None,
        evidence=parsed.span(*filled.evidence),
        cue=parsed.span(start, found.trigger.i + 1),
        rule=f"{found.frame.rule} {given.rule}".strip(),
    )


def _date(scene: Scene, found: _Found) -> str | None:
    """The calendar date that stands in the evidence near the trigger, if there is one."""
    starts = scene.parsed.starts
    first, stop = found.roles.evidence
    start, end, at = starts[first], scene.parsed.ends[stop - 1], starts[found.trigger.i]
    for time in scene.when:
        if time.type in ("DATE", "TIME") and start <= time.start < end and abs(time.start - at) < 40:
            return time.value.split("T")[0] if time.value else None
    return None
