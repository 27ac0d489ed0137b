"""Addresses that never break: every page and heading once published is still there, or is redirected."""

from pathlib import Path

from tests.content.pages import built, pages, read

PUBLISHED = Path(__file__).parent / "published-anchors.txt"
REDIRECTS = Path(__file__).resolve().parents[2] / "deploy" / "moved-anchors.txt"


def moved() -> dict[str, str]:
    """Old address -> new address."""
    if not REDIRECTS.is_file():
        return {}
    lines = REDIRECTS.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line.strip() and not line.startswith("#"))
    return dict(rows)  # type: ignore[arg-type]


def exists(site: Path, address: str) -> bool:
    """Whether a page, and its anchor if it has one, is in the built site."""
    path, _, anchor = address.partition("#")
    file = built(site, path)
    return file.is_file() and (not anchor or anchor in read(file)[0])


def test_published_addresses_stay(built_site: Path) -> None:
    elsewhere = moved()
    lost = []
    for address in PUBLISHED.read_text(encoding="utf-8").split():
        if not exists(built_site, address) and not exists(
            built_site, elsewhere.get(address, "no-such-page/")
        ):
            lost.append(address)
    assert not lost, f"gone without a redirect in {REDIRECTS.name}: {lost[:20]}"


def test_new_addresses_are_published(built_site: Path, root: Path) -> None:
    """`python -m pipeline anchors` adds new ones to the list."""
    published = set(PUBLISHED.read_text(encoding="utf-8").split())
    new = [
        page.address
        for page in pages()
        if page.path != "reference/parts.md" and page.address not in published
    ]
    assert not new, f"run python -m pipeline anchors: {new}"
