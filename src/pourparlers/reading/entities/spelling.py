"""One name in several spellings, as it is with names from other scripts: "Mohamed", "Mohammed", "Mouhamed"."""

from __future__ import annotations

from functools import cache

_SOUNDS = (("tch", "c"), ("tsh", "c"), ("ch", "c"), ("sh", "c"), ("ph", "f"), ("dj", "j"), ("ck", "k"), ("gu", "g"))
_SAME = str.maketrans("qzwv", "ksvv", "aeiouyh-'")


@cache
def skeleton(name: str) -> str:
    """What the spellings of a folded name share: its consonants, each once where it is doubled ("mmd")."""
    for sound, letter in _SOUNDS:
        name = name.replace(sound, letter)
    bare = name.translate(_SAME)
    return "".join(c for i, c in enumerate(bare) if not i or c != bare[i - 1])


def alike(a: str, b: str) -> bool:
    """May two folded names be one, the end of one of them cut or miswritten perhaps ("shavkat", "shavkay")?"""
    one, other = sorted((skeleton(a), skeleton(b)), key=len)
    return len(one) > 1 and other.startswith(one) and len(other) - len(one) < 2
