"""Waiting for something in the page, from outside: the page's own policy forbids the text that polling in it would run."""

from __future__ import annotations

import time

from playwright.sync_api import Page


def until(page: Page, expression: str, timeout: float = 15_000) -> None:
    """Waits until the expression holds in the page; TimeoutError after `timeout` milliseconds."""
    end = time.monotonic() + timeout / 1000
    while not page.evaluate(expression):
        if time.monotonic() > end:
            raise TimeoutError(f"not so after {timeout:.0f} ms: {expression}")
        page.wait_for_timeout(50)
