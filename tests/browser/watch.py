"""Keeps an eye on a browser context: every request, every console error, what is left on the device."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

NOT_SENT = ("data:", "blob:", "about:")


class Watch:
    """What happened in one context, seen from outside the page."""

    def __init__(self, context: BrowserContext, site_url: str) -> None:
        self.site_url = site_url
        self.requests: list[str] = []
        self.problems: list[str] = []
        self.allowed: list[re.Pattern[str]] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.problems.append(f"uncaught: {error.error}"))

    def hear(self, message: Any) -> None:
        """Keeps console messages of type error."""
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def allow(self, *patterns: str) -> None:
        """Problems and addresses that fit one of these regular expressions are meant by the test."""
        self.allowed += [re.compile(pattern) for pattern in patterns]

    def unexpected(self, texts: Iterable[str]) -> list[str]:
        """Those texts that no allowed pattern fits."""
        return [text for text in texts if not any(pattern.search(text) for pattern in self.allowed)]

    def off_origin(self) -> list[str]:
        """Every request to anywhere but the site."""
        here = urlsplit(self.site_url)[:2]
        return [url for url in self.requests if not url.startswith(NOT_SENT) and urlsplit(url)[:2] != here]

    def complaints(self) -> list[str]:
        """Everything the test did not allow."""
        return self.unexpected(self.problems) + self.unexpected(
            f"off origin: {url}" for url in self.off_origin()
        )


STORED = """async () => ({
    local: {...localStorage},
    session: {...sessionStorage},
    databases: indexedDB.databases ? (await indexedDB.databases()).map(database => database.name) : [],
    caches: 'caches' in window ? await caches.keys() : [],
    cookie: document.cookie,
    history: history.state,
    name: window.name,
    address: location.href,
})"""


def stored(page: Page) -> dict[str, Any]:
    """All that a page can leave on a device: storage, databases, caches, cookies, history, address."""
    found: dict[str, Any] = page.evaluate(STORED)
    found["cookies"] = page.context.cookies()
    return found
