"""Attributions: who says what, by which words."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading.attributions import cues, sources
from pourparlers.reading.attributions.beside import beside
from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.extent import Around, Range, trim
from pourparlers.reading.attributions.frames import after
from pourparlers.reading.attributions.incise import incise
from pourparlers.reading.attributions.labels import label
from pourparlers.reading.attributions.order import is_incise
from pourparlers.reading.attributions.page import Page, words
from pourparlers.reading.attributions.records import attributions
from pourparlers.reading.attributions.statement import Statement
from pourparlers.reading.attributions.uncued import uncued
from pourparlers.reading.entities import Entities
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Attribution, Time

_FAR = 12  # tokens of a circumstance between who spoke and "cité par"
_FUTURE = ("era", "eront", "ira", "iront", "dra", "dront", "rra", "rront", "ura", "uront")


def find(parsed: Parsed, who: Entities, when: Sequence[Time]) -> list[Attribution]:
    """The attributions of an article, in the order of the text."""
    page = Page.of(parsed, who, when)
    said = _cued(page)
    said += uncued(page, said)
    said = [s for s in said if s.source is None or s.source[0] < s.source[1]]  # nobody stands in a source of no words
    said.sort(key=lambda s: min(s.place, s.contents[0][0]))
    return attributions(page, said, when)


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
        # "Le port ferme, comme l'avait dit Rome, a rappelé Oslo": Oslo says all of it
        amid = page.low[cue.first] == "comme" and cue.first > page.parsed.sentences[sentence][0]
        if statement.incise and not amid:
            floors[sentence] = max(
                cue.stop, statement.source[1] if statement.source else 0, _said_after(page, statement)
            )
    return out + _quoted_first(page, quoted, out)


def _said_after(page: Page, statement: Statement) -> int:
    """Past the quotation that goes on after its cue: "La paix, dit-il, « viendra », …"; 0 if none does."""
    first, stop = statement.contents[-1]
    quoted = statement.cue is not None and first > statement.cue.head and page.low[stop] == "»"
    return stop + 1 if quoted else 0


def _statement(page: Page, cue: Cue, around: Around, floor: int, before: list[Statement]) -> Statement | None:
    """The statement that a cue introduces, or None if it introduces none here."""
    inverted = is_incise(page, cue) and not _attributive(page, cue) and not _after_relative(page, cue)
    inverted = inverted and not _asks_back(page, cue)
    source = sources.of(page, cue, inverted=inverted)
    if cue.kind in ("gerund", "infinitive") or _shares_subject(page, cue, before):
        own = sources.own_subject(page, cue) if cue.kind == "gerund" else None
        source = own or _inherited(page, cue, before) or source
    elif cue.kind == "phrase" and page.low[cue.stop] in words("relative_source"):
        source = _just_said(page, cue, before) or source
        if source and _is_thing(page, source):
            return None  # "l'idée selon laquelle la paix est proche"
    if cue.kind == "passive" and page.low[cue.head] in words("quoted_by"):
        found = _relayed(page, cue, before)
        if found and source and _of_news(page, before[-1], cue):
            before[-1].source = source
            return None
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
    elif taken := label(page, cue):
        found, source = [taken[0]], taken[1]
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
    if last.source is None or last.source[1] > cue.first:
        return []
    near = cue.first - last.source[1] <= 2  # or past a circumstance: "a dit le roi en visite à Oslo, cité par la radio"
    past = cue.first - last.source[1] <= _FAR and page.low[cue.first - 1] == ","
    return list(last.contents) if near or (past and not page.has_finite(last.source[1], cue.first)) else []


def _of_news(page: Page, last: Statement, cue: Cue) -> bool:
    """Does a participle only tell whose the words of a source are: "selon une information rapportée par la radio"?"""
    if last.source is None or last.cue is None or last.cue.kind != "phrase" or last.source[1] != cue.first:
        return False
    return not words("relay").isdisjoint(page.low[slice(*last.source)])


def _beside_agent(page: Page, found: list[Range], agent: Range) -> list[Range]:
    """What a passive says, without its agent: "jugée « absurde » par Oslo"; not the agent's own quotation marks."""
    cut = [trim(page, a, agent[0] - 1) if a < agent[0] < b else (a, b) for a, b in found]
    return [(a, b) for a, b in cut if a < b and not (a >= agent[0] and page.low[agent[1]] == "«" and a <= agent[1] + 1)]


def _stated(page: Page, cue: Cue, agent: Range) -> list[Range]:
    """What a passive states of a noun: "l'hypothèse évoquée par Rome"."""
    if not cue.has("passive") or cue.negated or not page.speaks(*agent):
        return []
    found = sources.said_of(page, cue)
    named = page.who.at(found[1] - 1) if found else None
    plain = named and words("of").isdisjoint(page.low[found[0] : named.first]) if found else False
    if found and plain and named and named.form == "name" and named.stop == found[1]:
        return []  # "le roi Jan Rossi, mentionné par la radio"
    return [found] if found and not words("message").intersection(page.low[found[0] : found[1]]) else []


def _attributive(page: Page, cue: Cue) -> bool:
    """Does what is said, or of whom, follow rather than who says it: "Le comité, réuni jeudi, s'est dit prêt" and
    "La lettre, datée de mai, accuse le maire d'avoir …"?"""
    end = page.parsed.sentence(cue.head)[1]
    i = page.skip(cue.stop, end)
    if cue.clitic is not None or i >= end:
        return False
    if cue.reflexive and cue.has("attribute"):
        return page.pos[i] in ("ADJ", "VERB")
    of = page.phrase_stop(i, end, full=False)
    return cue.has("accuse") and of < end and page.low[of] in ("de", "d'") and page.is_infinitive(of + 1)


def _after_relative(page: Page, cue: Cue) -> bool:
    """Does the quotation stand in a clause about the subject of the verb: "Oslo, qui parle d'« affront », exige …"?"""
    quote = page.closed_at(cue.first - 2) if page.low[cue.first - 1] == "," and cue.clitic is None else None
    if quote is None or not cue.has("object", "quoted", "request"):
        return False
    first, end = page.parsed.sentence(quote.opening)
    if page.low[page.phrase_stop(page.skip(cue.stop, end), end)] == ",":
        return False
    comma = next((k for k in range(first, quote.opening) if page.low[k] == ","), None)
    if comma is None or page.has_finite(first, comma) or "," in page.low[comma + 1 : quote.opening]:
        return False
    return not words("relative_clause").isdisjoint(page.low[comma + 1 : comma + 3])


def _asks_back(page: Page, cue: Cue) -> bool:
    """Is the verb turned round by an adverb, its subject before it: "Tout juste le maire a-t-il dit que …"?"""
    first = page.parsed.sentence(cue.head)[0]
    if cue.clitic is None or cue.first - first < 2 or page.pos[cue.first - 1] in ("PUNCT", "VERB", "AUX"):
        return False
    return page.pos[first] == "ADV" and not page.has_finite(first, cue.first) and "»" not in page.low[first : cue.first]


def _silent(page: Page, cue: Cue, source: Range | None) -> bool:
    """Denied, future or first-person sayings report nothing: "n'a pas précisé si", "dira", "je pense que"."""
    if cue.negated and not cue.has("negated"):
        return True
    if cue.kind == "finite" and cue.finite == cue.head and page.low[cue.head].endswith(_FUTURE):
        return True
    if page.low[cue.finite].endswith("ons") and page.low[cue.first] in words("not_third"):
        return True
    if source and page.low[source[0]] in words("whoever") and source[1] - source[0] <= 2:
        return not page.low[source[1] - 1].endswith(("-ci", "-là"))
    if source and cue.verb is not None and cue.verb.lemma in words("of_things") and _is_thing(page, source):
        return True
    return bool(source and source[1] - source[0] == 1 and page.low[source[0]] in words("not_third"))


def _is_thing(page: Page, source: Range) -> bool:
    """Is a subject no one who can speak: "la rencontre promet d'être longue"?"""
    pointing = page.low[source[1] - 1] in words("latter")
    return page.low[source[0]] in words("article") | {"l'"} and not pointing and not page.speaks(*source)


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
