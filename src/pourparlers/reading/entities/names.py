"""Proper names in a text: those that the tables hold, and persons and bodies that only their form tells."""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import Gazetteer, Known, atoms, fold
from pourparlers.reading.entities.acronyms import add_acronyms
from pourparlers.reading.entities.name import Name, Names, NameSort
from pourparlers.reading.entities.peoples import add_pairs, add_peoples, adjective_at
from pourparlers.reading.entities.roles import speech_verbs
from pourparlers.reading.entities.spelling import alike
from pourparlers.reading.entities.words import Words, nouns, portfolios, titles, words


def find_names(ws: Words, world: Gazetteer) -> Names:
    """The names of an article."""
    names = Names()
    _from_tables(ws, world, names)
    add_acronyms(ws, names)
    add_peoples(ws, world, names)
    _halves(ws, world, names)
    _by_form(ws, world, names)
    add_pairs(ws, world, names)
    _titled(ws, names)
    _again(ws, names)
    names.found.sort(key=lambda n: n.first)
    return names


def _again(ws: Words, names: Names) -> None:
    """The family name alone of a person whose full name stands elsewhere ("Ranaivo nie.")."""
    families = {ws.atoms[ws.begin[n.stop] - 1] for n in names.found if n.sort == "person" and n.stop - n.first > 1}
    for i, text in enumerate(ws.text):
        alone = text[0].isupper() and i not in names.at and ws.begin[i + 1] - ws.begin[i] == 1
        if alone and ws.atoms[ws.begin[i]] in families and len(text) > 3 and not text.isupper() and not _noun_at(ws, i):
            names.add(Name(i, i + 1, "person"))


_HALVES = {"nord": "PRK", "sud": "KOR", "union": "EUE"}


def _halves(ws: Words, world: Gazetteer, names: Names) -> None:
    """ "le Nord", "le Sud", "l'Union" where the article speaks of the two Koreas, of the European Union."""
    told = {k.code for n in names.found for k in n.known if k.code in _HALVES.values()}
    if not told:
        return
    for i, low in enumerate(ws.low[:-1]):
        if low not in _HALVES or not ws.capital(i) or not i or ws.glued(i + 1) or ws.glued(i - 1):
            continue
        code = _HALVES[low]
        alone = ws.low[i + 1] not in words("of") and not ws.capital(i + 1) and ws.parsed.doc[i + 1].pos_ != "ADJ"
        known = next((k for n in names.found for k in n.known if atoms(k.name)[:1] == (low,)), None)
        state = world.states.get(code) or known
        told_too = code in told or (code != "EUE" and bool(told - {"EUE"}))
        if alone and told_too and state is not None and ws.low[i - 1] in ("le", "du", "au", "l'"):
            if i in names.at and names.at[i].sort not in ("place", "city"):
                continue
            names.drop(i, i + 1)
            names.add(Name(i, i + 1, state.sort, (state,)))


# Names that the tables hold


def _from_tables(ws: Words, world: Gazetteer, names: Names) -> None:
    i = 0
    while i < len(ws):
        name = _longest(ws, world, i)
        if name and not _part_of_person(ws, world, name) and not _part_of_place(ws, world, name):
            names.add(name)
            i = name.stop
        else:
            i += 1


def _longest(ws: Words, world: Gazetteer, token: int) -> Name | None:
    atom = ws.begin[token]
    if ws.begin[token + 1] == atom:
        return None
    entries = world.names.get(ws.atoms[atom])
    if not entries:
        return None
    best: list[Known] = []
    size, stop = 0, token
    second = ws.atoms[atom + 1] if atom + 1 < len(ws.atoms) else ""
    for key, known in [e for e in entries if len(e[0]) == 1 or e[0][1] == second]:
        if len(key) < size:
            break
        if tuple(ws.atoms[atom : atom + len(key)]) != key or not _same_case(ws, token, key, known):
            continue
        end = ws.end_of(atom, len(key))
        if end is None or (known.sort == "media" and end + 1 < len(ws) and ws.glued(end) and ws.capital(end + 1)):
            continue  # "la Croix-Rouge"
        if not known.guarded or _as_title(ws, token, end):
            size, stop = len(key), end
            best.append(known)
    if not best:
        return None
    return Name(token, stop, _sort_of(best), tuple(best))


def _same_case(ws: Words, token: int, key: tuple[str, ...], known: Known) -> bool:
    """A capital where the table has one, and no common word taken for an acronym ("Aie", "Pam")."""
    text = ws.text[token]
    if known.contracted:
        return text[0].isupper() and token > 0 and ws.low[token - 1] in ("au", "du", "aux", "des")
    if not text[0].isupper():
        return known.lower or (known.article and token + 1 < len(ws) and ws.capital(token + 1))
    if known.article and token + 1 < len(ws) and not ws.capital(token + 1):
        return False
    return not (known.acronym and len(key) == 1 and len(key[0]) <= 3 and not text.isupper())


def _as_title(ws: Words, first: int, stop: int) -> bool:
    """Does a word that may be the title of a paper stand as one ("le magazine Capital", "selon Capital")?"""
    before = ws.low[first - 1] if first else ""
    if before in words("press-before"):
        return True
    j = stop
    while j < len(ws) and j < stop + 3 and ws.parsed.doc[j].pos_ in ("AUX", "ADV"):
        j += 1
    at_start = first == ws.parsed.sentence(first)[0] or before in (",", "»")
    return at_start and j < len(ws) and ws.parsed.doc[j].lemma_ in speech_verbs()


_ORDER = ("state", "organization", "media", "group", "seat", "person", "capital", "city", "place")


def _sort_of(known: list[Known]) -> NameSort:
    sorts = {k.sort for k in known}
    return next(s for s in _ORDER if s in sorts)


def _part_of_person(ws: Words, world: Gazetteer, name: Name) -> bool:
    """Is this place's name part of a person's ("M. Paris", "Israël Kaplan")?"""
    if name.sort not in ("capital", "city", "place", "state") or name.stop - name.first > 1:
        return False
    before, after = name.first - 1, name.stop
    if before >= 0 and (ws.low[before] in titles() or _is_given(ws, world, before)):
        return ws.low[before] not in ("saint",)
    follows = after < len(ws) and ws.capital(after) and ws.text[after].isalpha() and not ws.text[after].isupper()
    if not follows or _longest(ws, world, after) or _noun_at(ws, after):
        return False
    placed = before >= 0 and (ws.low[before] in words("locative") or ws.low[before] in words("charge"))
    return _is_given(ws, world, name.first) or (
        name.sort in ("city", "place") and not placed and not _is_given(ws, world, after)
    )


def _part_of_place(ws: Words, world: Gazetteer, name: Name) -> bool:
    """Is this person's full name that of a place ("Orly-Paul Varenne", "le porte-avions Paul Varenne")?"""
    if name.sort != "person" or name.stop - name.first < 2 or name.first < 2:
        return False
    if ws.glued(name.first - 1):
        before = name.first - 2
        return atoms(ws.text[before]) not in world.families and not _longest(ws, world, before)
    return ws.low[name.first - 1] in words("place-head")


def _is_given(ws: Words, world: Gazetteer, token: int) -> bool:
    return ws.capital(token) and fold(ws.text[token]) in world.given and ws.low[token] not in words("not-name")


# Names that only their form tells


def _by_form(ws: Words, world: Gazetteer, names: Names) -> None:
    i = 0
    while i < len(ws):
        if not _may_start(ws, world, names, i):
            i += 1
            continue
        known = names.at.get(i)
        stop = _stretch(ws, world, names, i)
        if known is None:
            name = _classified(ws, world, i, stop)
            if name.sort == "person":
                family = names.at.get(name.stop - 1)
                if family is not None and family.sort == "person" and family.stop == name.stop:
                    # "S. de Varenne", of whom the tables know the family name
                    name.known = tuple(k for k in family.known if _may_be(ws, name.first, k))
                names.drop(name.first, name.stop)
            names.add(name)
        elif stop > known.stop:
            _widen(names, known, stop)
        i = max(stop, i + 1)


def _may_be(ws: Words, first: int, known: Known) -> bool:
    """May the first word of a name be a given name, or its initial, of somebody known by the family name?"""
    given, own = atoms(known.name), ws.atoms[ws.begin[first]]
    return not given or own in given or (own[0] == given[0][0] and (len(own) == 1 or alike(own, given[0])))


def _may_start(ws: Words, world: Gazetteer, names: Names, i: int) -> bool:
    text = ws.text[i]
    if not text[0].isupper() or (not text[-1].isalpha() and text[-1] not in ".'"):
        return False
    known = names.at.get(i)
    if known is not None:
        return known.sort == "person" and known.first == i
    low = ws.low[i]
    if low in words("not-name") or low in titles():
        # "Le Drian", "La Russa": an article that belongs to the name stands inside a sentence
        inside = not _starts_sentence(ws, i) and i + 1 < len(ws) and ws.capital(i + 1)
        return low in ("le", "la", "de") and inside
    if ws.begin[i] == ws.begin[i + 1]:
        return False
    if _noun_at(ws, i) and not _is_given(ws, world, i):
        return False
    if ws.low[i - 1] in words("charge") and ws.atoms[ws.begin[i]] in portfolios():
        return False
    if _starts_sentence(ws, i):
        return _is_name_like(ws, world, names, i)
    return True


def _starts_sentence(ws: Words, i: int) -> bool:
    first = ws.parsed.sentence(i)[0]
    return i == first or (ws.text[i - 1] in ("«", ":", "-", "–", "—", "(", "[", ")") and not ws.glued(i - 1))


def _is_name_like(ws: Words, world: Gazetteer, names: Names, i: int) -> bool:
    key = atoms(ws.text[i])
    if _is_given(ws, world, i) or key in world.families:
        return True
    token = ws.parsed.doc[i]
    follows = i + 1 < len(ws) and ws.capital(i + 1) and ws.low[i + 1] not in words("not-name") and i + 1 not in names.at
    return token.pos_ == "PROPN" or (follows and token.pos_ in ("NOUN", "X", "ADJ"))


def _noun_at(ws: Words, i: int) -> bool:
    return ws.atoms[ws.begin[i]] in nouns() if ws.begin[i] < ws.begin[i + 1] else False


def _stretch(ws: Words, world: Gazetteer, names: Names, first: int) -> int:
    """Past the last token of the capitalised name that starts here, particles and hyphens inside it included."""
    end = ws.parsed.sentence(first)[1]
    own = names.at.get(first)
    j = own.stop if own else first + 1
    if ws.low[first] in ("le", "la", "de"):
        j = first + 2
    if ws.text[first].isupper() and len(ws.text[first]) > 1 and j < end and _is_given(ws, world, j):
        return j  # "le député LR Lars Holm"
    while j < end:
        if ws.glued(j) and j + 1 < end:
            if _two_people(ws, world, names, first, j):
                break
            j += 2
        elif _joins(ws, names, j) or _written_large(ws, world, names, j):
            j += 1
        else:
            after = _past_particles(ws, names, j, end)
            if not after:
                break
            j = after
    return j


def _written_large(ws: Words, world: Gazetteer, names: Names, j: int) -> bool:
    """ "Kofi ASANTE": a family name all in capitals, after a given name or what a noun for somebody comes before."""
    text = ws.text[j]
    if not (text.isupper() and text.isalpha() and len(text) > 2) or j in names.at:
        return False
    if _is_given(ws, world, j - 1) or j < 2:
        return j > 0
    return _noun_at(ws, j - 2) or ws.low[j - 2] in titles() or adjective_at(ws, world, j - 2)[0] is not None


_INNER_TITLES = ("cheikh", "sheikh")
"""Titles that may also be part of a name."""


def _joins(ws: Words, names: Names, j: int) -> bool:
    text = ws.text[j]
    if not text[0].isupper() or not (text[-1].isalpha() or text[-1] in ".'"):
        return False
    known = names.at.get(j)
    if known is not None:
        after_of = ws.low[j - 1] in words("of") and not ws.capital(j - 1)
        return known.sort in ("person", "city", "place", "capital") and not after_of
    if ws.text[j - 1][-1] == "." and ws.low[j] in words("definite"):
        return False  # "une plainte contre X. La juriste …"
    if ws.low[j] in titles() and ws.low[j] not in _INNER_TITLES:
        return False
    if ws.low[j] in _INNER_TITLES:
        return j + 1 < len(ws) and ws.capital(j + 1)  # "Sidi Ould Cheikh Karimov"
    return not text.isupper() or len(text) <= 2 or ws.text[j - 1].isupper()


def _past_particles(ws: Words, names: Names, j: int, end: int) -> int | None:
    """Past "de la", "ben", "al-" and the capitalised name after them, if that is what stands here."""
    k = j
    while k < end and k - j < 3 and ws.low[k] in words("particle") and (not ws.capital(k) or k > j):
        k += 1
        if k < end and ws.glued(k):
            k += 1
    if k == j or k >= end or not ws.capital(k) or k in names.at or not ws.text[k][0].isalpha():
        return None
    if ws.low[j] in words("name-article") and (_noun_at(ws, k) or ws.text[k].isupper()):
        return None
    return k + 1


def _two_people(ws: Words, world: Gazetteer, names: Names, first: int, hyphen: int) -> bool:
    """Do both sides of a hyphen name people of their own ("Diallo-Karimov", not "Al-Karimov")?"""
    if ws.low[hyphen - 1] in words("particle"):
        return False

    def of(token: int) -> bool:
        known = names.at.get(token)
        return atoms(ws.text[token]) in world.families or (known is not None and known.sort in ("person", "state"))

    return (hyphen - 1 == first and of(hyphen - 1) and of(hyphen + 1)) or (
        hyphen - 1 > first and _is_given(ws, world, hyphen + 1) and hyphen + 2 < len(ws) and ws.capital(hyphen + 2)
    )


def _widen(names: Names, name: Name, stop: int) -> None:
    """A known person's name goes on in the text: keep the words together, and only the family in doubt."""
    names.drop(name.stop, stop)
    for i in range(name.stop, stop):
        names.at[i] = name
    name.stop, name.known = stop, ()


def _classified(ws: Words, world: Gazetteer, first: int, stop: int) -> Name:
    forename = next((i for i in range(first + 1, stop - 1) if _is_given(ws, world, i)), None)
    if forename and first and ws.low[first - 1] in words("of") and not _is_given(ws, world, first):
        first = forename  # "le ministre-président de Bavière Max Holm"
    elif stop - first > 2 and _qualifies(ws, world, first):
        first += 1  # "le ministre des Affaires Étrangères Max Holm"
    name = Name(first, stop, "?")
    if not {ws.low[i] for i in range(first, stop)}.isdisjoint(words("media-word")) and stop - first > 1:
        name.sort = "media"
        return name
    before = ws.low[first - 1] if first else ""
    if not words("headline").isdisjoint(ws.low[max(first - 3, 0) : first]) and stop - first > 1:
        name.sort = "media"  # "« Un camouflet », titre ce jeudi De Nieuwe Courant"
        return name
    if before in words("press-before") and before not in ("selon", "d'après") and stop - first > 1:
        name.sort = "media"
        return name
    if before in titles():
        name.sort, name.title, name.gender = "person", first - 1, titles()[before].gender
    elif _looks_like_person(ws, world, first, stop, before):
        name.sort = "person"
    given = world.given.get(fold(ws.text[first]), "")
    if stop - first > 1 and not name.gender:
        name.gender = given
    return name


def _qualifies(ws: Words, world: Gazetteer, i: int) -> bool:
    """Is the first word of a stretch of capitals an adjective of the noun before it, no part of the name?"""
    if not i or not ws.capital(i - 1) or not ws.capital(i + 1) or ws.parsed.doc[i].pos_ != "ADJ":
        return False
    return not _is_given(ws, world, i) and atoms(ws.text[i]) not in world.families


def _looks_like_person(ws: Words, world: Gazetteer, first: int, stop: int, before: str) -> bool:
    key = tuple(ws.atoms[ws.begin[first] : ws.begin[stop]])
    if ws.text[first].isupper() and len(ws.text[first]) > 3 and stop - first == 1:
        return False
    if key in world.families and before not in words("article"):
        return True
    if before in words("place-head"):
        return False
    if stop - first == 1:
        return _is_first_name(ws, world, first, before)
    if first > 1 and ws.glued(first - 1) and atoms(ws.text[first - 2]) not in world.families:
        return False  # "Orly-Paul Varenne"
    if _is_given(ws, world, first):
        return before not in words("article")
    if _names_place(ws, first):
        return False
    lower_parts = sum(1 for i in range(first, stop) if not ws.capital(i))
    if before in words("definite") or before in words("locative") or before in words("possessive"):
        return False
    return lower_parts <= (stop - first) / 2 and all(not t.isupper() or len(t) <= 3 for t in ws.text[first:stop])


def _is_first_name(ws: Words, world: Gazetteer, i: int, before: str) -> bool:
    """Is a word a given name that stands alone for somebody ("Nadia, couturière")?"""
    if not _is_given(ws, world, i) or ws.text[i].isupper() or len(ws.text[i]) < 4 or before in words("article"):
        return False
    if ws.low[i] in words("not-first-name") or before in words("own-body"):
        return False
    known = before not in words("locative") and before not in words("of")
    return known and (ws.parsed.doc[i].pos_ == "PROPN" or not _starts_sentence(ws, i))


def _names_place(ws: Words, first: int) -> bool:
    """ "la prison de Val-Varenne": what follows names the place."""
    return first > 1 and ws.low[first - 1] in words("of") and ws.low[first - 2] in words("place-head")


def _titled(ws: Words, names: Names) -> None:
    """The titles before names ("M.", "Mme"), a plural one for all the names after it."""
    for name in names.found:
        start = name.first
        while start > 1 and ws.low[start - 1] in ("de", "d'", "le", "la", "du") and name.first - start < 2:
            start -= 1
        if start < name.first and start and ws.low[start - 1] in titles():
            names.at.update(dict.fromkeys(range(start, name.first), name))
            name.first = start
        before = ws.low[name.first - 1] if name.first else ""
        if before in titles() and name.sort in ("person", "?"):
            name.sort, name.title = "person", name.first - 1
            name.gender = titles()[before].gender or name.gender
            if titles()[before].number == "p":
                _titled_on(ws, names, name)


def _titled_on(ws: Words, names: Names, name: Name) -> None:
    """Those that share a plural title ("MM. Diallo, Karimov et Holm")."""
    while name.stop + 1 < len(ws) and ws.low[name.stop] in (",", "et"):
        following = names.at.get(name.stop + 1)
        if following is None or following.first != name.stop + 1 or following.sort not in ("person", "?"):
            return
        following.sort, following.gender = "person", name.gender
        name = following
