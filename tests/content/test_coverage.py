"""Every section of the four sources has its place: the coverage lists name a page and an anchor that exist."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from decision_aids import facts
from tests.content.pages import built, read

FOLDER = Path(__file__).parent / "coverage"
LISTS = sorted(FOLDER.glob("*.toml"))


def points(path: Path) -> list[dict[str, str]]:
    """The teaching points of a list: source section, point, page, and in places the words that are to stand there."""
    return tomllib.loads(path.read_text(encoding="utf-8"))["point"]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_point_has_its_place(path: Path, built_site: Path) -> None:
    lost = []
    for point in points(path):
        assert set(point) - {"says"} == {"source", "point", "page"}, point
        facts.cite(point["source"])
        page, _, anchor = point["page"].partition("#")
        file = built(built_site, page)
        ids, words = read(file) if file.is_file() else ([], "")
        if (
            not words
            or (anchor and anchor not in ids)
            or point.get("says", "") not in " ".join(words.split())
        ):
            lost.append(f"{point['source']}: {point['point']} -> {point['page']}")
    assert not lost, "\n".join(lost)


def test_all_four_sources_are_covered() -> None:
    count = Counter(point["source"].split()[0] for path in LISTS for point in points(path))
    assert set(count) == {source.id for source in facts.every("source")}
    assert min(count.values()) >= 30, count
