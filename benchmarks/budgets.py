"""Whether what was measured keeps to ``budgets.toml``."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

BASE, OURS = "stock", "ours"


def passed(whole: dict[str, Any], budgets: dict[str, Any], parts: Collection[str]) -> list[str]:
    """Every budget of these parts that was passed by more than the noise."""
    complaints: list[str] = []
    if "runtime" in parts:
        for run in whole.get("runtime", []):
            if run["line"]["name"] == "none" and {BASE, OURS} <= run["peers"].keys():
                complaints += runtime(run, budgets["runtime"])
    if "taps" in parts:
        limit = budgets["taps"]["p99_ms"]
        complaints += [
            f"{name}: an answer in {found['p99_ms']} ms at the 99th percentile, the budget is {limit}"
            for name, found in whole.get("taps", {}).items()
            if found["p99_ms"] > limit
        ]
    if "pages" in parts:
        for name, found in whole.get("pages", {}).get("pages", {}).items():
            noise = {"largest_paint_seconds": found["noise"]}
            for what, limit in budgets["pages"].items():
                if found[what] > limit + noise.get(what, 0):
                    complaints.append(f"{name}: {what} {found[what]}, the budget is {limit}")
    if "search" in parts and "search" in whole:
        found, limit = whole["search"], budgets["search"]["first_result_ms"]
        if found["first_result_ms"] > limit + found["noise_ms"]:
            complaints.append(
                f"search: first result after {found['first_result_ms']} ms, the budget is {limit}"
            )
    return complaints


def runtime(run: dict[str, Any], budgets: dict[str, dict[str, float]]) -> list[str]:
    """A run's figures as shares of the base's first visit. A budget may be another in one browser: "warm in webkit"."""
    base, complaints = run["peers"][BASE]["cold"], []
    for kind in ("cold", "warm"):
        found = run["peers"][OURS].get(kind)
        if not found:
            continue
        limits = budgets[kind] | budgets.get(f"{kind} in {run['browser']}", {})
        for what, limit in limits.items():
            noise = found["noise"] + limit * base["noise"] if what == "seconds" else 0
            if found[what] > limit * base[what] + noise:
                share = found[what] / base[what]
                complaints.append(
                    f"{run['browser']}, {kind} {what}: {share:.3f} of stock, the budget is {limit}"
                )
    return complaints
