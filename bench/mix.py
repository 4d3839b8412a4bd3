"""A made-up general mix: what a local daily brings on a day, with nothing diplomatic in it, beside diplomatic articles.

The general articles are put together from original sentences on sport, courts, weather, culture, councils, shops and
science, with names and numbers drawn at random; each seed gives the same ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from pourparlers.record import Article

TOWNS = [
    "Vannes",
    "Aurillac",
    "Mende",
    "Guéret",
    "Laval",
    "Tulle",
    "Épinal",
    "Foix",
    "Auch",
    "Privas",
    "Vesoul",
    "Gap",
    "Digne",
    "Rodez",
    "Cahors",
    "Niort",
]
NAMES = [
    "Lemoine",
    "Garrigue",
    "Tessier",
    "Vidal",
    "Roux",
    "Blanchet",
    "Cordier",
    "Meunier",
    "Pascal",
    "Rivière",
    "Faure",
    "Jourdan",
    "Marchal",
]
SUBJECTS = {
    "sport": [
        "{town} s'est imposé {n} à {m} contre {other} samedi soir.",
        "L'attaquant {name} a ouvert le score à la {n}e minute d'une frappe du gauche.",
        "« On a manqué de rythme en première période », a regretté l'entraîneur, {name}.",
        "Le gardien de {other} a repoussé deux tirs avant la pause.",
        "Le club compte désormais {n} points et remonte à la {m}e place.",
        "La rencontre s'est jouée devant {n}00 spectateurs, malgré la pluie.",
        "Le prochain match aura lieu dimanche à {other}.",
    ],
    "court": [
        "Un homme de {n} ans a été condamné vendredi à {m} mois de prison par le tribunal de {town}.",
        "Le prévenu avait dérobé une voiture devant la gare de {other}.",
        "Selon le procureur, {name} était déjà connu de la justice.",
        "Son avocate, maître {name}, a annoncé qu'elle ferait appel.",
        "Les gendarmes ont retrouvé le véhicule {n} jours plus tard.",
        "La victime a dit avoir eu très peur.",
        "L'enquête a été confiée à la brigade de {other}.",
    ],
    "weather": [
        "Le département est placé en vigilance orange jusqu'à mardi.",
        "Il est tombé {n} millimètres de pluie en une nuit à {town}.",
        "Les pompiers sont intervenus {n} fois, surtout pour des caves inondées.",
        "La température ne dépassera pas {m} degrés ce week-end.",
        "La route de {other} est coupée depuis lundi matin.",
        "Un retour au calme est attendu mercredi, d'après les prévisionnistes.",
    ],
    "culture": [
        "Le festival de {town} ouvre ses portes jeudi pour sa {n}e édition.",
        "La chanteuse {name} donnera un concert sur la grande scène.",
        "« C'est un plaisir de revenir ici », confie le metteur en scène, {name}.",
        "Le musée de {other} expose {n} toiles jusqu'à la fin de l'été.",
        "Les places coûtent {n} euros, {m} pour les moins de douze ans.",
        "Le roman raconte l'enfance d'une couturière dans les années cinquante.",
        "Le public a applaudi pendant de longues minutes.",
    ],
    "council": [
        "Le conseil municipal de {town} a voté mardi le budget de la piscine.",
        "Le maire, {name}, a promis une réouverture avant l'été.",
        "L'opposition demande une étude sur le coût du chauffage.",
        "Les travaux de la rue de {other} dureront {n} semaines.",
        "« Nous avons entendu les riverains », a assuré l'adjointe à la voirie, {name}.",
        "La cantine servira {n}00 repas de plus par jour à la rentrée.",
        "Une réunion publique est prévue le {m} du mois prochain.",
    ],
    "shops": [
        "La boulangerie de la place, à {town}, a changé de propriétaire.",
        "{name} a appris le métier chez un artisan de {other}.",
        "Le prix du beurre a augmenté de {n} % en un an.",
        "L'usine emploie {n}0 personnes et cherche {m} apprentis.",
        "Les syndicats réclament une prime de {n}0 euros.",
        "Le marché du samedi se tiendra désormais sous la halle.",
    ],
    "science": [
        "Des chercheurs ont observé {n} espèces de papillons dans les haies de {town}.",
        "L'étude, menée pendant {m} ans, porte sur {n}00 parcelles.",
        "Selon la biologiste {name}, les abeilles reviennent.",
        "Le téléscope a photographié un amas de {n}000 étoiles.",
        "Les médecins conseillent de marcher une demi-heure par jour.",
        "La fièvre baisse en {m} jours dans la plupart des cas.",
    ],
}


def general(count: int, length: int = 1200, seed: int = 5) -> Iterator[Article]:
    """Articles with nothing diplomatic in them, of about so many characters: half to half as many again."""
    draw = random.Random(seed)
    for n in range(count):
        kind = draw.choice(sorted(SUBJECTS))
        text, until = "", length * draw.uniform(0.5, 1.5)
        while len(text) < until:
            text += _sentence(draw, draw.choice(SUBJECTS[kind])) + draw.choice((" ", " ", "\n\n"))
        yield Article(id=f"{kind}-{n}", text=text.strip())


def _sentence(draw: random.Random, made: str) -> str:
    town, other = draw.sample(TOWNS, 2)
    return made.format(town=town, other=other, name=draw.choice(NAMES), n=draw.randint(2, 60), m=draw.randint(1, 18))


def mix(diplomatic: Sequence[Article], count: int, share: int = 5) -> Iterator[Article]:
    """So many articles, one in ``share`` diplomatic, those taken in turn and told apart by their ids; the others are
    as long on average."""
    others = general(count, sum(len(a.text) for a in diplomatic) // len(diplomatic))
    for n in range(count):
        if n % share:
            yield next(others)
        else:
            article = diplomatic[n // share % len(diplomatic)]
            yield article.model_copy(update={"id": f"{article.id}-{n}", "text": f"{article.text}\n\nNote {n}."})
