"""What the reader makes of a text, step by step, as lines for a terminal: the steps in the order of the reader."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from pourparlers.commands.view import SHAPES, STYLES
from pourparlers.i18n import gettext as _
from pourparlers.i18n import language, ngettext
from pourparlers.knowledge.rules import named
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Act, Attribution, Entity, Meeting, Record, Report, Span, Time
from pourparlers.vocabulary import ACT, CERTAINTY, FORM, MEETING, POLARITY, SOURCE, STATUS, Term


def lines(parsed: Parsed, record: Record) -> Iterator[Text]:
    """All steps: prose, tokens, entities, times, statements, meetings, acts."""
    names = {e.id: e.name for e in record.entities}
    yield from _step(1, _("Prose"), _prose(parsed))
    yield from _step(2, _("Tokens and parse"), _tokens(parsed))
    yield from _step(3, _("Entities"), (x for e in record.entities for x in _entity(e)))
    yield from _step(4, _("Times"), (x for t in record.times for x in _time(t)))
    yield from _step(5, _("Who says what"), (x for a in record.attributions for x in _attribution(a, names)))
    yield from _step(6, _("Meetings"), (x for m in record.meetings for x in _meeting(m, names)))
    yield from _step(7, _("Acts"), (x for c in record.acts for x in _act(c, names)))


def _step(number: int, title: str, found: Iterator[Text]) -> Iterator[Text]:
    yield Text(f"{number}. {title}", style="bold")
    empty = True
    for line in found:
        empty = False
        yield line
    if empty:
        yield Text("   " + _("none found"), style="dim")


def _prose(parsed: Parsed) -> Iterator[Text]:
    prose = parsed.prose
    counts = [
        ngettext("{n} paragraph", "{n} paragraphs", len(prose.blocks)).format(n=len(prose.blocks)),
        ngettext("{n} sentence", "{n} sentences", len(prose.sentences)).format(n=len(prose.sentences)),
        ngettext("{n} quotation", "{n} quotations", len(prose.quotes)).format(n=len(prose.quotes)),
    ]
    yield Text("   " + ", ".join(counts))
    for sentence in prose.sentences:
        yield _words("   ", parsed.words(sentence.start, sentence.end))
    for quote in prose.quotes:
        yield _words("   " + _("quoted") + " ", parsed.words(quote.start, quote.end))


def _tokens(parsed: Parsed) -> Iterator[Text]:
    """A line a token: number, form, lemma, part of speech, its relation and to which token, its features."""
    doc = parsed.doc
    forms = [plain(t.text) for t in doc]
    widths = [min(24, max(map(len, column), default=0)) for column in (forms, [t.lemma_ for t in doc])]
    for i, (t, form) in enumerate(zip(doc, forms, strict=True)):
        head = f"{t.dep_} ← {t.head.i} {forms[t.head.i]}" if t.head.i != i else t.dep_
        line = Text(f"   {i:>3}  {form:{widths[0]}}  ")
        line.append(f"{plain(t.lemma_):{widths[1]}}  ", style="italic")
        line.append(f"{t.pos_:6} {head}")
        line.append(f"  {t.morph}", style="dim")
        yield line


def _entity(e: Entity) -> Iterator[Text]:
    facts = [e.kind, *e.countries, e.office, e.wikidata]
    yield _item(e.id, e.name, facts)
    for mention in e.mentions:
        yield _words("        ", mention)


def _time(t: Time) -> Iterator[Text]:
    value = t.value or _("no value: it depends on a day that is not known")
    counted = _("counted from {anchor}").format(anchor=t.anchor) if t.anchor else None
    yield _item(t.id, t.text, [t.type, value, counted, _place(t.start, t.end)])
    yield from _why(None, t.rule)


def _attribution(a: Attribution, names: dict[str, str]) -> Iterator[Text]:
    if a.source:
        who = f"{SHAPES[a.source.kind]} {names.get(a.source.entity or '', a.source.text)}"
        facts = [_word(SOURCE[a.source.kind])]
    else:
        who, facts = "?", []
    within = _("within {id}").format(id=a.within) if a.within else None
    yield _item(a.id, who, [*facts, _word(FORM[a.form]), a.date, within])
    for part in a.content:
        yield _words("        ", part)
    yield from _why(a.cue, a.rule)


def _meeting(m: Meeting, names: dict[str, str]) -> Iterator[Text]:
    who = " – ".join(names[i] for i in m.participants) or "?"
    place = m.place.text if m.place else None
    yield _item(m.id, who, [_word(MEETING[m.kind]), _word(STATUS[m.status]), place, m.date])
    for mention in m.mentions:
        yield _words("        ", mention)
    for report in m.reports:
        yield from _report(report)


def _report(r: Report) -> Iterator[Text]:
    line = Text("      ")
    line.append(_word(STATUS[r.status]), style=STYLES[r.status])
    line.append(f" · {plain(r.source or _('the article'))}")
    yield line
    yield _words("        ", r.evidence)
    yield from _why(r.cue, r.rule)


def _act(c: Act, names: dict[str, str]) -> Iterator[Text]:
    who = ", ".join(names[i] for i in c.actors)
    to = " → " + ", ".join(names[i] for i in c.recipients) if c.recipients else ""
    kind = f"{_word(ACT[c.type])} ({c.type}{'/' + c.mode if c.mode else ''})"
    hearsay = _("hearsay") if c.hearsay else None
    source = _("says {source}").format(source=c.source) if c.source else None
    facts = [kind, _word(POLARITY[c.polarity]), _word(CERTAINTY[c.certainty]), hearsay, source, c.date]
    yield _item(c.id, who + to, facts)
    yield _words("        ", c.evidence)
    if c.object:
        yield _words("        " + _("object") + " ", c.object)
    yield from _why(c.cue, c.rule)


def _item(name: str, what: str, facts: list[str | None]) -> Text:
    line = Text(f"   {name:<3} ")
    line.append(plain(what), style="bold")
    line.append("".join(f" · {plain(f)}" for f in facts if f))
    return line


def _why(cue: Span | None, rule: str) -> Iterator[Text]:
    """The cue, then each rule with the example of its row."""
    if cue:
        yield _words("        " + _("because of") + " ", cue)
    for one in named(rule):
        yield Text(f"        {_('rule')} {one.rule}", style="dim")
        if one.example:
            yield Text(f"        {_('as in')} {_quoted(one.example)}", style="dim")


def _words(before: str, span: Span) -> Text:
    line = Text(before)
    line.append(_quoted(span.text), style="italic")
    line.append(f" {_place(span.start, span.end)}", style="dim")
    return line


def _place(start: int, end: int) -> str:
    return f"[{start}:{end}]"


def _word(term: Term) -> str:
    return term.en if language() == "en" else term.fr


def _quoted(words: str) -> str:
    return f"“{plain(words)}”" if language() == "en" else f"« {plain(words)} »"


def plain(words: str) -> str:
    """Words on one line, with whatever cannot be shown as a dot."""
    return "".join(c if c.isprintable() else "·" for c in " ".join(words.split()))
