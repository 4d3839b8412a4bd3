"""Attributions: who says what, by which words."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading.attributions import cues, kinds, sources
from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.extent import Around, Range, trim
from pourparlers.reading.attributions.frames import after
from pourparlers.reading.attributions.incise import beside, incise
from pourparlers.reading.attributions.order import is_incise
from pourparlers.reading.attributions.page import Page, words
from pourparlers.reading.attributions.statement import Statement
from pourparlers.reading.attributions.uncued import uncued
from pourparlers.reading.entities import Entities
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Attribution, Source, Span, Time
from pourparlers.vocabulary import Form, SourceKind

_NEAR = 8  # tokens between a cue and the day of its statement
_FUTURE = ("era", "eront", "ira", "iront", "dra", "dront", "rra", "rront", "ura", "uront")


def find(parsed: Parsed, who: Entities, when: Sequence[Time]) -> list[Attribution]:
    """The attributions of an article, in the order of the text."""
    page = Page.of(parsed, who, when)
    said = _cued(page)
    said += uncued(page, said)
    said.sort(key=lambda s: min(s.place, s.contents[0][0]))
    return _attributions(page, said, when)


def _cued(page: Page) -> list[Statement]:
    found = cues.find(page)
    around = Around.of(found)
    out: list[Statement] = []
    floors: dict[int, int] = {}
    quoted: list[Cue] = []
    for cue in found:
        sentence = page.parsed.sentence_of[cue.head]
        if cue.kind == "passive" and page.low[cue.head] in words("quoted_by"):
            quoted.append(cue)
        statement = _statement(page, cue, around, floors.get(sentence, 0), out)
        if statement is None:
            continue
        out.append(statement)
        if statement.incise:
            floors[sentence] = max(cue.stop, statement.source[1] if statement.source else 0)
    return out + _quoted_first(page, quoted, out)


def _statement(page: Page, cue: Cue, around: Around, floor: int, before: list[Statement]) -> Statement | None:
    """The statement that a cue introduces, or None if it introduces none here."""
    inverted = is_incise(page, cue)
    source = sources.of(page, cue, inverted=inverted)
    if cue.kind in ("gerund", "infinitive") or _shares_subject(page, cue, before):
        own = sources.own_subject(page, cue) if cue.kind == "gerund" else None
        source = own or _inherited(page, cue, before) or source
    elif cue.kind == "phrase" and page.low[cue.stop] in words("relative_source"):
        source = _just_said(page, cue, before) or source
    if cue.kind == "passive" and page.low[cue.head] in words("quoted_by"):
        found = _relayed(page, cue, before)
        return Statement(cue, source, found, cue.rule) if found and source else None
    told = _unnamed(page, cue, around)
    if told is not None:
        if cue.kind == "phrase":
            return None  # "de source proche, on assure que …": told once, by the verb
        source = sources.of(page, told, inverted=False)
    if cue.kind == "phrase":
        found = beside(page, cue, source, around, floor) if source else []
        inverted = True
        if not found and before and before[-1].cue and before[-1].cue.kind == "phrase" and before[-1].source:
            near = cue.first - before[-1].source[1] <= 1  # "…, selon Rome, selon la radio"
            found = list(before[-1].contents) if near else []
    elif inverted:
        found = incise(page, cue, source, around, floor)
    elif _silent(page, cue, source) or (cue.kind == "finite" and page.low[cue.first - 1] in ("que", "qu'", "dont")):
        return None
    else:
        found = after(page, cue, around)
        if cue.kind == "passive" and source:
            found = _beside_agent(page, found, source) or _stated(page, cue, source)
        if source and cue.has("voir") and page.low[source[1] - 1] == "on":
            found = [r for r in found if any(page.inside[i] >= 0 for i in range(*r))]  # "on y voit danser"
    found = [(a, b) for a, b in found if any(page.pos[i] != "PUNCT" for i in range(a, b))]
    if not found or source is None:
        return None
    return Statement(cue, source, found, cue.rule, inverted)


def _unnamed(page: Page, cue: Cue, around: Around) -> Cue | None:
    """The other half of "de source proche, on assure que …": the phrase of the verb or the verb of the phrase."""
    first, end = page.parsed.sentence(cue.head)
    for other in around.between(first, end):
        phrase, verb = (cue, other) if cue.kind == "phrase" else (other, cue)
        named = phrase.kind == "phrase" and page.low[phrase.stop - 1] in ("source", "sources")
        told = verb.clitic if verb.clitic is not None else verb.first - 1
        if named and verb.kind == "finite" and page.low[told] in ("on", "-on", "-t-on"):
            return other
    return None


def _quoted_first(page: Page, quoted: list[Cue], said: list[Statement]) -> list[Statement]:
    """What X goes on to say is also what Y reports in "X, cité par Y, a dit que …" and "Cité par Y, X a dit que …"."""
    out: list[Statement] = []
    for cue in quoted:
        source = sources.of(page, cue, inverted=False)
        end = page.parsed.sentence(cue.head)[1]
        told = [s for s in said if s.cue and s.source and cue.head < s.cue.head < end and s.source != source]
        near = min(told, key=lambda s: s.place, default=None)
        if source and near and near.source and not any(s.cue == cue for s in said) and near.source[0] != source[0]:
            out.append(Statement(cue, source, list(near.contents), cue.rule))
    return out


def _relayed(page: Page, cue: Cue, before: list[Statement]) -> list[Range]:
    """What X said is also what Y reports in "…, a dit X, cité par Y"."""
    last = before[-1] if before else None
    if (
        last is None
        or not last.incise
        or page.parsed.sentence_of[last.contents[-1][0]] > page.parsed.sentence_of[cue.head]
    ):
        return []
    return list(last.contents) if last.source and cue.first - last.source[1] <= 2 else []


def _beside_agent(page: Page, found: list[Range], agent: Range) -> list[Range]:
    """What a passive says, without its agent: "jugée « absurde » par Oslo"; not the agent's own quotation marks."""
    cut = [trim(page, a, agent[0] - 1) if a < agent[0] < b else (a, b) for a, b in found]
    return [(a, b) for a, b in cut if a < b and not (a >= agent[0] and page.low[agent[1]] == "«" and a <= agent[1] + 1)]


def _stated(page: Page, cue: Cue, agent: Range) -> list[Range]:
    """What a passive states of a noun: "l'hypothèse évoquée par Rome"."""
    if not cue.has("passive") or cue.negated or not page.speaks(*agent):
        return []
    found = sources.said_of(page, cue)
    return [found] if found and not words("message").intersection(page.low[found[0] : found[1]]) else []


def _silent(page: Page, cue: Cue, source: Range | None) -> bool:
    """Denied, future or first-person sayings report nothing: "n'a pas précisé si", "dira", "je pense que"."""
    if cue.negated and not cue.has("negated"):
        return True
    if cue.kind == "finite" and cue.finite == cue.head and page.low[cue.head].endswith(_FUTURE):
        return True
    if page.low[cue.finite].endswith("ons") and page.low[cue.first] in words("not_third"):
        return True
    if source and page.low[source[0]] in words("whoever") and source[1] - source[0] <= 2:
        return True
    if source and cue.verb is not None and cue.verb.lemma in words("of_things") and _is_thing(page, source):
        return True
    return bool(source and source[1] - source[0] == 1 and page.low[source[0]] in words("not_third"))


def _is_thing(page: Page, source: Range) -> bool:
    """Is a subject no one who can speak: "la rencontre promet d'être longue"?"""
    return page.low[source[0]] in words("article") and not page.speaks(*source)


def _shares_subject(page: Page, cue: Cue, before: list[Statement]) -> bool:
    if cue.kind != "finite" or page.low[cue.first - 1] not in ("et", "puis"):
        return False
    return page.parsed.doc[cue.head].dep_ == "conj" or (cue.finite == cue.head and not page.is_finite(cue.head))


def _just_said(page: Page, cue: Cue, before: list[Statement]) -> Range | None:
    """Whom "selon lequel" means: the source named last, if no verb stands between."""
    last = before[-1].source if before else None
    if last is None or not page.parsed.sentence(cue.head)[0] <= last[0] < cue.first:
        return None
    return None if page.has_finite(last[1], cue.first) else last


def _inherited(page: Page, cue: Cue, before: list[Statement]) -> Range | None:
    """The source of an earlier statement of the sentence, for participles and second verbs."""
    if cue.kind == "infinitive" and cue.first - page.parsed.sentence(cue.head)[0] <= 2:
        return before[-1].source if before and page.low[cue.first] not in words("of") else None
    for statement in reversed(before):
        head = statement.cue.head if statement.cue else -1
        if page.parsed.sentence_of[head] != page.parsed.sentence_of[cue.head]:
            return None
        if statement.cue and statement.cue.kind == "phrase" and page.low[cue.first - 2 : cue.first] == ["»", ","]:
            return statement.source  # "Selon X, « … », ajoutant que …"
        if (
            statement.cue
            and statement.cue.kind in ("finite", "gerund")
            and (statement.incise or not any(a <= cue.head < b for a, b in statement.contents))
        ):
            return statement.source
    return None


# Records


def _attributions(page: Page, said: list[Statement], when: Sequence[Time]) -> list[Attribution]:
    ids = [f"a{n}" for n in range(1, len(said) + 1)]
    out: list[Attribution] = []
    last: Source | None = None
    for n, statement in zip(ids, said, strict=True):
        source = _source(page, statement, last)
        cue = statement.cue
        out.append(
            Attribution(
                id=n,
                source=source,
                cue=page.parsed.span(cue.first, cue.stop) if cue else None,
                content=tuple(_spans(page, statement)),
                form=_form(page, statement),
                date=_date(page, statement, when),
                within=_within(page, statement, said, ids),
                rule=statement.rule,
            )
        )
        last = source or last
    return out


def _spans(page: Page, statement: Statement) -> list[Span]:
    return [page.parsed.span(*r) for r in statement.contents]


def _source(page: Page, statement: Statement, last: Source | None) -> Source | None:
    if statement.source is None:
        return None
    first, stop = statement.source
    span = page.parsed.span(first, stop)
    judged = kinds.kind(page, (first, stop))
    kind: SourceKind | None = judged.kind if judged else None
    if page.low[first] in ("on", "-on", "l'", "-t-on") and page.low[stop - 1].endswith("on"):
        entity = _of_on(page, stop - 1)
        near = page.low[slice(*page.parsed.sentence(first))]
        kind = "anonymous" if words("faceless").intersection(near) else "institution"
        return Source(entity=entity, kind=kind, start=span.start, end=span.end, text=span.text)
    entity = _entity(page, first, stop)
    known = page.who.source_kind(entity) if entity is not None else "other"
    if judged is not None and judged.firm:
        kind = judged.kind
    elif judged is not None and known == "anonymous" and _is_the(page, first, stop):
        kind = "other" if judged.kind == "other" else "named"
    elif known != "other" or (kind is None and entity is not None):
        kind = known
    elif kind is None and last is not None:
        entity, kind = last.entity, last.kind
    return Source(entity=entity, kind=kind or "named", start=span.start, end=span.end, text=span.text)


def _is_the(page: Page, first: int, stop: int) -> bool:
    """Does "le négociateur", "les deux ministres" mean known people: no "un négociateur" stands before it?"""
    paired = page.low[first] == "les" and page.low[first + 1] in ("deux", "trois")
    heads = {page.low[i] for i in range(first, stop) if page.pos[i] in ("NOUN", "PROPN")}
    if (
        not heads
        or not (paired or page.low[first] in words("definite"))
        or heads & (words("faceless") | words("nameless"))
    ):
        return False
    first_told = (i for i in range(first) if page.low[i] in heads)
    return not any(words("indefinite") & set(page.low[max(0, i - 2) : i]) for i in first_told)


def _of_on(page: Page, token: int) -> str | None:
    """For whom "on" speaks: the place or body that stands near it ("à Oslo, on …", "dit-on au ministère")."""
    sentence = page.parsed.sentence(token)
    found = [
        m
        for m in page.who.within(*sentence)
        if len(m.entities) == 1 and m.first and page.low[m.first - 1] in words("seat") and page.inside[m.first] < 0
    ]
    nearest = min(found, key=lambda m: abs(m.first - token), default=None)
    known = page.who.resolve(token)
    return known[0] if known else nearest.entities[0] if nearest else None


def _entity(page: Page, first: int, stop: int) -> str | None:
    """Whom the words of a source stand for: the first one of several; nobody for "on" and unknown pronouns."""
    pointing = stop - first < 4 and "".join(page.low[first:stop]).endswith(("-ci", "-là"))
    if pointing or (stop - first == 1 and page.low[first] in words("pronoun")):
        found = page.who.resolve(first)
        return found[0] if found else None
    return page.who.ensure(first, stop)


def _form(page: Page, statement: Statement) -> Form:
    """In quotation marks, with some in it, or with none; marks around the cue itself do not count."""
    home = page.inside[statement.cue.head] if statement.cue and not statement.incise else -1
    marked = plain = 0
    for first, stop in statement.contents:
        for i in range(first, stop):
            if page.low[i] in ("«", "»") or page.pos[i] == "PUNCT":
                continue
            if page.inside[i] >= 0 and page.inside[i] != home:
                marked += 1
            else:
                plain += 1
    return "indirect" if not marked else "direct" if not plain else "mixed"


def _date(page: Page, statement: Statement, when: Sequence[Time]) -> str | None:
    """The day that stands with the cue, outside what is reported."""
    if statement.cue is None:
        return None
    first, end = page.parsed.sentence(statement.cue.head)
    for time in when:
        i = page.parsed.tokens(time.start, time.end)[0]
        is_day = time.value is not None and len(time.value) == 10 and time.value[4] == "-"
        near = first <= i < end and abs(i - statement.cue.head) <= _NEAR
        if is_day and near and not any(a <= i < b for a, b in statement.contents):
            return time.value
    return None


def _size(statement: Statement) -> int:
    return sum(b - a for a, b in statement.contents)


def _within(page: Page, statement: Statement, said: list[Statement], ids: list[str]) -> str | None:
    """The smallest other statement whose content holds this one's cue."""
    place = statement.cue.head if statement.cue else statement.contents[0][0]
    best: tuple[int, str] | None = None
    for other, n in zip(said, ids, strict=True):
        if other is statement or _size(other) <= _size(statement):
            continue
        for a, b in other.contents:
            if (
                a <= place < b
                and not (statement.incise and (a, b) in statement.contents)
                and (best is None or b - a < best[0])
            ):
                best = (b - a, n)
    return best[1] if best else None
