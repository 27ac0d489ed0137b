"""Where the site is published: SITE_URL, else the edition's `address`, else nowhere yet.

Pages name everything relative to themselves, so they work under any folder. Two pages are shown at addresses that are not
theirs, `404.html` and `503.html`: those name everything from the top of the host, and so know the folder.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from decision_aids import edition


class AddressError(ValueError):
    """SITE_URL is no web address."""


def site_url() -> str:
    """The public address with a slash at its end; "" if none is set. Raises AddressError."""
    given = os.environ.get("SITE_URL") or edition.current().address
    if not given:
        return ""
    parts = urlsplit(given)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
        raise AddressError(f"SITE_URL is {given!r}: write it as https://example.org/guidance/")
    return given if given.endswith("/") else given + "/"


def base() -> str:
    """The folder of the host the site is made for: "/" or "/guidance/"."""
    return urlsplit(site_url()).path or "/"


def from_root(href: str) -> str:
    """An address from the top of the host ("/guidance/assets/a.css") as a path from the site's root."""
    return href.removeprefix(base()) if href.startswith(base()) else href.lstrip("/")
