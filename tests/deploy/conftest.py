"""Real servers with the folder that make dist wrote. `make test-deploy` installs what is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import servers

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("whole")
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def published(root: Path) -> Path:
    """dist/site."""
    folder = root / "dist" / "site"
    if not (folder / "_headers").is_file():
        pytest.fail("There is no dist/site: run make test-deploy.")
    if servers.missing():
        pytest.fail(f"These packages are missing: {', '.join(servers.missing())}. Run make test-deploy.")
    return folder


@pytest.fixture(scope="session", params=list(servers.SERVERS))
def served(
    request: pytest.FixtureRequest, published: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the site on a real server, below a folder as in its address."""
    with servers.SERVERS[request.param](
        published, tmp_path_factory.mktemp(request.param), base="/guidance/"
    ) as url:
        yield url
