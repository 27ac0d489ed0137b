"""The arrows of ARCHITECTURE.md are those of the code, and run one way."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ARROW = re.compile(r"^\s*(\w+)(?:\[[^\]]*\])? --> (\w+)", re.M)
#: The two that know each other on purpose.
MUTUAL = {("model", "conditions"), ("edition_file", "edition")}


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports, in full."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def part(names: list[str]) -> str:
    """The part of decision_aids that a dotted path below it belongs to."""
    if names[:2] == ["facts", "bundle"]:
        return "bundle"
    return {"__main__": "main", "__version__": ""}.get(names[0], names[0])


def inside(root: Path) -> set[tuple[str, str]]:
    """Who imports whom inside decision_aids."""
    found = set()
    package = root / "decision_aids"
    for path in package.rglob("*.py"):
        own = part(list(path.relative_to(package).with_suffix("").parts))
        for name in imports(path):
            head, *rest = name.split(".")
            if head == "decision_aids" and rest:
                other = part(rest)
                if other and other != own and own != "__init__":
                    found.add((own, other))
    return found


def drawn(root: Path, number: int) -> set[tuple[str, str]]:
    """The arrows of a picture in ARCHITECTURE.md."""
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return set(ARROW.findall(text.split("```mermaid")[number].split("```")[0]))


def test_the_picture_inside_is_the_code(root: Path) -> None:
    code = inside(root) - {("model", "conditions")}
    assert code - drawn(root, 2) == set(), "imported, but not drawn"
    assert drawn(root, 2) - code == set(), "drawn, but not imported"


def test_the_outer_picture_is_the_code(root: Path) -> None:
    parts = ("decision_aids", "macros", "pipeline", "benchmarks")
    code = {
        (own, name.partition(".")[0])
        for own in parts
        for path in (root / own).rglob("*.py")
        for name in imports(path)
        if name.partition(".")[0] in parts and name.partition(".")[0] != own
    }
    assert code - drawn(root, 1) == set(), "imported, but not drawn"
    assert drawn(root, 1) - code == set(), "drawn, but not imported"


def test_arrows_run_one_way(root: Path) -> None:
    arrows = drawn(root, 2) - MUTUAL
    below: dict[str, set[str]] = {}
    for own, other in arrows:
        below.setdefault(own, set()).add(other)

    def reached(name: str, seen: frozenset[str]) -> None:
        assert name not in seen, f"a circle: {' -> '.join(sorted(seen))}"
        for other in below.get(name, ()):
            reached(other, seen | {name})

    for name in below:
        reached(name, frozenset())


def test_the_aids_need_the_standard_library_alone(root: Path) -> None:
    for path in (root / "decision_aids").rglob("*.py"):
        for name in imports(path):
            head = name.partition(".")[0]
            assert head == "decision_aids" or head in sys.stdlib_module_names or head == "__future__", (
                path,
                name,
            )
