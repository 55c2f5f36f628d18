"""Where the pictures of people and instruments are: three sizes, and a drawing, as feeds and watchlists show them."""

from __future__ import annotations

from typing import Any, Final

from .instruments import Instrument, mix
from .members import Person

PEOPLE: Final = "https://etoro-cdn.etorostatic.com/avatars"
MARKETS: Final = "https://etoro-cdn.etorostatic.com/market-avatars"


def of_person(person: Person) -> dict[str, Any]:
    """A person's pictures."""
    small, medium, large = (f"{PEOPLE}/{size}X{size}/{person.gcid}/1.jpg" for size in (50, 150, 300))
    drawing = _drawing(f"{PEOPLE}/svg/{person.gcid}.svg", person.gcid) if person.is_popular_investor else None
    return {"small": small, "medium": medium, "large": large, "svg": drawing}


def of_instrument(instrument: Instrument) -> dict[str, Any]:
    """An instrument's logos; some have no drawing."""
    base = f"{MARKETS}/{instrument.id}"
    small, medium, large = (f"{base}/{size}x{size}.png" for size in (35, 50, 150))
    has_drawing = mix(instrument.id, 41) % 5 > 0
    drawing = _drawing(f"{base}/{instrument.id}.svg", instrument.id) if has_drawing else None
    return {"small": small, "medium": medium, "large": large, "svg": drawing}


def _drawing(url: str, number: int) -> dict[str, str]:
    return {"url": url, "backgroundColor": f"#{mix(number, 42) & 0xFFFFFF:06X}", "textColor": "#FFFFFF"}
