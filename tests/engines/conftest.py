"""Fixtures for the tests in Firefox and WebKitGTK, each test once in each. ``make test-engines`` runs them.

    def test_something(open_tab, server): tab = open_tab(width=390); tab.goto(server.url + "/")

Where the driver hears of it (Firefox), a script's error or a request to another host fails the test, unless it
says ``allowed.append("pattern")``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines import NoEngines
from tests.engines.drivers import NAMES, Engine, NotHere, Tab, start

OpenTab = Callable[..., Tab]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process for each engine, so that each is started once."""
    for item in items:
        if HERE in item.path.parents and hasattr(item, "callspec") and "engine" in item.callspec.params:
            item.add_marker(pytest.mark.xdist_group(item.callspec.params["engine"]))


@pytest.fixture(scope="session", params=NAMES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The engine, started once."""
    try:
        with start(request.param) as started:
            yield started
    except NoEngines as error:
        pytest.fail(str(error))


@pytest.fixture
def allowed() -> list[str]:
    """Regular expressions for errors and addresses that a test means."""
    return []


@pytest.fixture
def open_tab(engine: Engine, allowed: list[str]) -> Iterator[OpenTab]:
    """open_tab(width=…, dark=…, …): a window with storage of its own. Skips what the engine's driver cannot do."""
    tabs: list[Tab] = []

    def make(**options: Any) -> Tab:
        try:
            tabs.append(engine.open(**options))
        except NotHere as why:
            pytest.skip(str(why))
        return tabs[-1]

    yield make
    said = [line for tab in tabs for line in tab.problems]
    said += [f"off origin: {url}" for tab in tabs for url in tab.requests if not is_local(url)]
    for tab in tabs:
        tab.close()
    complaints = [line for line in said if not any(re.search(pattern, line) for pattern in allowed)]
    assert not complaints, "\n".join(complaints)


def is_local(url: str) -> bool:
    """Whether an address stays on this machine."""
    return url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:", "about:"))
