# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from ...model import OpenStrEnum


class WatchlistItemType(OpenStrEnum):
    """What an entry of a watchlist stands for."""

    INSTRUMENT = "Instrument"
    PERSON = "Person"
