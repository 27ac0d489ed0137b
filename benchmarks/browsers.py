"""The three engines, driven alike: a reader with an empty device, who opens pages and runs a function there."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from pipeline import browser as choice

NAMES = ("chromium", "firefox", "webkit")
PATIENCE_MS = 180_000


class Reader(Protocol):
    """Somebody with a device of their own: nothing kept on it at the beginning."""

    def goto(self, url: str) -> None:
        """Opens a page; returns when it has loaded."""

    def run(self, function: str, *arguments: Any) -> Any:
        """What a function (of JavaScript) gives in the page; waits for a promise."""

    def close(self) -> None:
        """Throws the device away."""


class Browser(Protocol):
    """An engine that was started."""

    name: str
    version: str

    def reader(self) -> Reader:
        """A new reader."""


class ChromiumReader:
    """A profile on disk, because what Chromium keeps of compiled code is part of a second visit."""

    def __init__(self, playwright: Playwright) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="steady-ground-reader-"))
        self.context: BrowserContext = playwright.chromium.launch_persistent_context(
            self.folder, **choice.get().launch_options()
        )
        self.page = self.context.pages[0]
        self.page.set_default_timeout(PATIENCE_MS)

    def goto(self, url: str) -> None:
        self.page.goto(url, wait_until="load")

    def run(self, function: str, *arguments: Any) -> Any:
        # By the DevTools protocol, so that the page's own policy stays as it is.
        call = f"(given) => ({function})(...JSON.parse(given))"
        return self.page.evaluate(call, json.dumps(arguments))

    def close(self) -> None:
        self.context.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Chromium:
    """The browser of the tests."""

    name = "Chromium"

    def __init__(self, playwright: Playwright) -> None:
        self.playwright = playwright
        self.version = choice.get().version

    def reader(self) -> ChromiumReader:
        return ChromiumReader(self.playwright)


class Other:
    """Firefox or WebKitGTK, by the drivers of the tests."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self.name = {"firefox": "Firefox", "webkit": "WebKitGTK"}[engine.name]
        self.version = engine.version

    def reader(self) -> Reader:
        tab: Reader = self.engine.open(width=1280)
        return tab


@contextmanager
def started(name: str) -> Iterator[Browser]:
    """A browser by its name in NAMES."""
    if name == "chromium":
        with sync_playwright() as playwright:
            yield Chromium(playwright)
    else:
        from tests.engines.drivers import start

        with start(name) as engine:
            yield Other(engine)
