"""Who may ask the page's own addresses: the page itself, and programs on this machine; no page of another site.

That the Host header names this port is checked before, for everything that the port serves. Here the rest: a browser
says from which site a request comes, and cannot send JSON across sites without asking first, which is never granted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

PAGE_HEADERS: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""What every answer carries: nothing from elsewhere is loaded, and no other site reads or frames it."""


def foreign(headers: Mapping[str, str]) -> str | None:
    """Why a request comes from another site; None when it does not. Header names are lower case."""
    site = headers.get("sec-fetch-site", "same-origin")
    if site not in ("same-origin", "none"):
        return f"The request comes from another site ({site})"
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return f"The request comes from another origin ({origin})"
    return None


def is_json(headers: Mapping[str, str]) -> bool:
    """Whether the body is said to be JSON, which no form of another site can say."""
    return headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
