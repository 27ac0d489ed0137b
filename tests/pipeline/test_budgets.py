"""The budgets of `make bench`: passed by more than the noise, the run fails; the page shows what was measured."""

from __future__ import annotations

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks.budgets import passed
from macros.render import speed

PARTS = ("runtime", "taps", "pages", "search")


@pytest.fixture(scope="module")
def budgets(root: Path) -> dict[str, Any]:
    """The file that holds them."""
    return tomllib.loads((root / "benchmarks" / "budgets.toml").read_text(encoding="utf-8"))


@pytest.fixture
def measured() -> dict[str, Any]:
    """Figures that keep to every budget."""

    def visit(seconds: float, size: int) -> dict[str, Any]:
        return {"seconds": seconds, "noise": 0.05, "bytes": size, "requests": 3, "cpu": 1.0}

    stock = {"name": "stock", "cold": visit(2.0, 5_000_000), "warm": visit(1.8, 0)}
    ours = {"name": "ours", "cold": visit(0.5, 3_000_000), "warm": visit(0.25, 0)}
    return {
        "runtime": [
            {"browser": "chromium", "line": {"name": "none"}, "peers": {"stock": stock, "ours": ours}}
        ],
        "taps": {"chromium": {"p99_ms": 9.0}},
        "pages": {
            "pages": {
                "start": {
                    "first_visit_kB": 90.0,
                    "largest_paint_seconds": 1.2,
                    "noise": 0.1,
                    "layout_shift": 0.0,
                }
            }
        },
        "search": {"first_result_ms": 60.0, "noise_ms": 5.0},
    }


def test_figures_within_the_budgets_pass(measured: dict[str, Any], budgets: dict[str, Any]) -> None:
    assert passed(measured, budgets, PARTS) == []


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("runtime", 0, "peers", "ours", "cold", "seconds"), 1.2, "cold seconds"),
        (("runtime", 0, "peers", "ours", "warm", "seconds"), 0.8, "warm seconds"),
        (("runtime", 0, "peers", "ours", "cold", "bytes"), 3_500_000, "cold bytes"),
        (("runtime", 0, "peers", "ours", "warm", "bytes"), 90_000, "warm bytes"),
        (("taps", "chromium", "p99_ms"), 17.0, "99th percentile"),
        (("pages", "pages", "start", "first_visit_kB"), 111.0, "first_visit_kB"),
        (("pages", "pages", "start", "largest_paint_seconds"), 1.7, "largest_paint_seconds"),
        (("pages", "pages", "start", "layout_shift"), 0.03, "layout_shift"),
        (("search", "first_result_ms"), 106.0, "first result"),
    ],
)
def test_a_budget_that_is_passed_is_told(
    measured: dict[str, Any], budgets: dict[str, Any], place: tuple[Any, ...], value: float, words: str
) -> None:
    spoilt = copy.deepcopy(measured)
    *way, last = place
    inner: Any = spoilt
    for step in way:
        inner = inner[step]
    inner[last] = value
    (complaint,) = passed(spoilt, budgets, PARTS)
    assert words in complaint
    # What was not measured in this run is not judged in it.
    assert passed(spoilt, budgets, [part for part in PARTS if part != place[0]]) == []


def test_a_budget_can_be_another_in_one_browser(measured: dict[str, Any], budgets: dict[str, Any]) -> None:
    run = measured["runtime"][0]
    run["peers"]["ours"]["warm"]["bytes"] = 25_000
    assert passed(measured, budgets, PARTS)
    run["browser"] = "webkit"
    assert passed(measured, budgets, PARTS) == []
    run["peers"]["ours"]["warm"]["bytes"] = 50_000
    assert passed(measured, budgets, PARTS)


def test_noise_is_not_a_fault(measured: dict[str, Any], budgets: dict[str, Any]) -> None:
    limit = budgets["runtime"]["warm"]["seconds"] * 2.0
    ours = measured["runtime"][0]["peers"]["ours"]["warm"]
    ours["seconds"] = limit + ours["noise"] / 2
    assert passed(measured, budgets, PARTS) == []


def test_the_page_shows_the_committed_figures(root: Path, built_site: Path) -> None:
    results = json.loads((root / "benchmarks" / "results.json").read_text(encoding="utf-8"))
    page = (
        (built_site / "reference" / "speed" / "index.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    )
    for run in results["runtime"]:
        share = run["peers"]["ours"]["cold"]["seconds"] / run["peers"]["stock"]["cold"]["seconds"]
        assert f">{share:.0%}<" in page
        for peer in run["peers"].values():
            assert f"{peer['cold']['seconds']:.2f} s" in page
    assert f"{results['search']['index_kB']:g} kB" in page
    assert f"{results['build']['ours']['cpu']:.1f} s" in page
    assert f"{results['scale']['many']['pages']:,}" in page
    with pytest.raises(ValueError, match="no table of"):
        speed.speed(None, "nothing")  # type: ignore[arg-type]
