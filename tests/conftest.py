"""What every test can use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline.serve import running
from tests.browser.faulty_server import FaultyServer
from tests.browser.host import Host

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every machine, and no failure because a machine was busy. make test-all looks at ten times as many
# (--hypothesis-profile=more); to search further: pytest --hypothesis-profile=search
STEADY = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=True)
settings.register_profile("steady", STEADY, max_examples=25)
settings.register_profile("more", STEADY, max_examples=250)
settings.register_profile("search", STEADY, derandomize=False, max_examples=2000)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def built_site(root: Path) -> Path:
    """The site that ``make site`` built, or the folder SG_SITE names; it is never built by a test."""
    folder = Path(os.environ.get("SG_SITE") or root / "site")
    if not (folder / "index.html").is_file():
        pytest.fail("There is no built site: run make site (make test does).")
    return folder


@pytest.fixture(scope="session")
def site_server(built_site: Path) -> Iterator[FaultyServer]:
    """The server of the built site; use ``server`` in a test that adds faults."""
    with running(FaultyServer(built_site)) as server:
        yield server


@pytest.fixture
def server(site_server: FaultyServer) -> Iterator[FaultyServer]:
    """The server, without the faults of another test, and with an empty list of what was asked for."""
    with site_server.for_one_test() as server:
        yield server


@pytest.fixture
def host(built_site: Path) -> Iterator[Host]:
    """The built site on a server that can be stopped."""
    with Host(built_site) as host:
        yield host
