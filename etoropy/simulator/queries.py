"""Numbers out of a request's query, read as leniently as the live service reads them."""

from __future__ import annotations

from .messages import Request


def number(request: Request, name: str, default: int) -> int:
    """A whole number of the query; the default where it was not sent."""
    text = request.value(name)
    return default if text is None else int(text)


def page_size(request: Request, name: str, usual: int, most: int) -> int:
    """How many entries a page shall have: at most so many, and the usual number where no sensible one was sent."""
    asked = number(request, name, usual)
    return min(asked, most) if asked > 0 else usual
