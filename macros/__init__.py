"""The macros a page may use (see `macros.render.registry` for their names).

This module only registers them.
"""

from __future__ import annotations

import gc
from typing import Any

from macros.render.registry import Pages, pages_of

_pages: Pages | None = None


def define_env(env: Any) -> None:
    """Register every macro: called once by the macros plugin."""
    global _pages
    _pages = pages_of(env)
    for name, function in _pages.macros().items():
        env.macro(function, name)
    gc.freeze()  # facts and aids stay to the end: looking through them for garbage took a twentieth of a build


def on_pre_page_macros(env: Any) -> None:
    """Before a page's macros run."""
    if _pages:
        _pages.begin()


def on_post_page_macros(env: Any) -> None:
    """After a page's macros have run."""
    if _pages and env.page.meta.get("render_macros"):
        env.markdown = _pages.finish(env.markdown)
