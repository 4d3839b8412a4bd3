"""What a side's standing towards another is called."""

from __future__ import annotations

from pourparlers.i18n import N_
from pourparlers.linking.positions import Stance

STANCES: dict[Stance, str] = {
    "asks": N_("asks"),
    "for": N_("is for"),
    "against": N_("is against"),
    "accuses": N_("accuses"),
    "acts against": N_("acts against"),
}
"""What a stance is called."""
