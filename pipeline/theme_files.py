"""Leaves the theme's files that no page uses out of the finished site: its scripts, its pictures, maps for developers.

First of the steps, so that a style only those scripts would need counts as unused (unused_styles.py).
"""

from __future__ import annotations

import shutil
from pathlib import Path

UNUSED = ("assets/javascripts", "assets/images")


def build(site: Path) -> None:
    """Deletes them from a built site."""
    for name in UNUSED:
        shutil.rmtree(site / name, ignore_errors=True)
    for path in site.rglob("*.map"):
        path.unlink()
