"""One way to drive either engine: what the tests and the benchmarks need, and no more.

    with start("firefox") as engine:
        tab = engine.open(width=390)
        tab.goto(url)
        tab.click("button", "See the full answer")
        tab.until("document.querySelector('.sg-level')")
        tab.close()

A tab of ``open`` has storage, caches and cookies of its own. Firefox speaks WebDriver BiDi (``firefox.py``),
WebKitGTK classic WebDriver (``webkit.py``).
"""

from __future__ import annotations

import importlib
import json
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

NAMES = ("firefox", "webkit")
PATIENCE = 45.0  # seconds for anything in a page; a busy machine with two browsers
STEP = 0.05

# Values of keys as WebDriver names them (w3c.github.io/webdriver, "keyboard actions").
KEYS = {
    "Shift": "\ue008",
    "ShiftRight": "\ue050",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "ArrowDown": "\ue015",
    "ArrowUp": "\ue013",
    "Space": " ",
}

# A thing to click or type into: visible, with a text in it. The middle of the screen is where no bar covers it.
FIND = """(selector, text) => {
    const seen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
    const found = [...document.querySelectorAll(selector)].find((one) =>
        seen(one) && (!text || one.textContent.replace(/\\s+/g, " ").trim().includes(text)));
    found?.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"});
    return found ?? null;
}"""


class DriverError(Exception):
    """The browser refused, or a function in the page threw."""


class Tab(ABC):
    """A page in a window whose storage is nobody else's."""

    #: Errors of scripts and console.error, where the driver hears of them (Firefox).
    problems: list[str]
    #: Addresses asked for, where the driver hears of them (Firefox).
    requests: list[str]

    @abstractmethod
    def goto(self, url: str, wait: bool = True) -> None:
        """Opens an address; with ``wait`` returns when it has loaded. Raises DriverError where nothing answers."""

    @abstractmethod
    def back(self) -> None:
        """As the Back button."""

    @abstractmethod
    def reload(self) -> None:
        """As the Reload button; returns when it has loaded."""

    @abstractmethod
    def call(self, function: str, arguments: str) -> str:
        """Awaits a function in the page, JSON text in (a list), JSON text out. Raises DriverError if it throws."""

    @abstractmethod
    def click(self, selector: str, text: str = "") -> None:
        """A real click on the first visible element that fits and has the text in it."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Keys one after another: a character, a name of KEYS, or both as in "Shift+Tab"."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Sets what innerWidth and innerHeight say."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """What is seen, as PNG."""

    def print(self) -> bytes:
        """The page on A4 paper, as PDF. Raises NotHere where the driver has no such command."""
        raise NotHere("this engine's driver has no print command")

    @abstractmethod
    def close(self) -> None:
        """Closes the window and throws away what it stored."""

    def run(self, function: str, *arguments: Any) -> Any:
        """What a function (of JavaScript, with arguments as JSON) gives in the page, as JSON; waits for a promise."""
        return json.loads(self.call(function, json.dumps(arguments)))

    def at_once(self, function: str, *arguments: Any) -> Any:
        """As `run`, for a function that gives no promise and after which the page may go away."""
        return self.run(function, *arguments)

    def value(self, expression: str) -> Any:
        """The value of an expression."""
        return self.run(f"() => ({expression})")

    def until(self, expression: str, seconds: float = PATIENCE) -> None:
        """Waits until an expression is true in the page. A page that is just going away counts as "not yet".

        Raises AssertionError with what the page shows after ``seconds``.
        """
        end = time.monotonic() + seconds
        said = ""
        while True:
            try:
                if self.run(f"async () => Boolean(await ({expression}))"):
                    return
                said = "not so"
            except DriverError as error:
                said = str(error)
            if time.monotonic() > end:
                break
            time.sleep(STEP)
        raise AssertionError(f"{said} after {seconds:.0f} s: {expression}\n{self.what_is_seen()}")

    def what_is_seen(self) -> str:
        """The page's address, what it says in its status lines, and how it begins, for a failing test."""
        try:
            return str(
                self.value(
                    """[location.href,
                    ...[...document.querySelectorAll("[role=status], [role=alert]")].map(each => each.textContent),
                    document.body.innerText.slice(0, 600)].join("\\n")"""
                )
            )
        except DriverError as error:
            return str(error)

    def text(self, selector: str) -> str:
        """The text of the first element that fits, "" if there is none."""
        return str(self.run("(css) => document.querySelector(css)?.textContent.trim() ?? ''", selector))

    def count(self, selector: str) -> int:
        """How many visible elements fit."""
        return int(
            self.run(
                "(css) => [...document.querySelectorAll(css)].filter(one => one.getClientRects().length).length",
                selector,
            )
        )

    def type(self, selector: str, text: str) -> None:
        """Clicks into a field and types, key by key."""
        self.click(selector)
        self.press(*text)


class Engine(ABC):
    """A browser that was started."""

    name: str
    version: str

    @abstractmethod
    def open(
        self,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        scripts: bool = True,
        reduced_motion: bool = False,
        forced_colours: bool = False,
    ) -> Tab:
        """A window of its own. Raises NotHere for what this engine's driver cannot do."""

    @abstractmethod
    def stop(self) -> None:
        """Ends every process that was started."""


class NotHere(Exception):
    """This engine, or its driver, cannot do what was asked; a test of that is skipped with these words."""


@contextmanager
def start(name: str) -> Iterator[Engine]:
    """An engine by its name in NAMES, ended with the block. Raises pipeline.engines.NoEngines."""
    if name not in NAMES:
        raise ValueError(f"{name} is none of {', '.join(NAMES)}")
    engine: Engine = importlib.import_module(f"tests.engines.{name}").start()
    try:
        yield engine
    finally:
        engine.stop()


def chords(keys: tuple[str, ...]) -> Iterator[list[str]]:
    """Each key or chord as WebDriver's characters, what is held first."""
    for key in keys:
        parts = [key] if len(key) == 1 else key.split("+")
        yield [KEYS.get(part, part) for part in parts]
