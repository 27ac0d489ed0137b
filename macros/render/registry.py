"""The names a page may use, and the page each call belongs to.

Every failure inside a macro becomes a `PageError` that names the page and the call, so that the build stops
with something a writer can act on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, MutableMapping
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from macros.render import (
    aid,
    amendments,
    calibrate,
    drill,
    law,
    local,
    opening,
    parts,
    practise,
    share,
    sources,
    speed,
    train,
    weighing,
)
from macros.render.page import Page, PageError, Site, settle

#: Macros that take the page and what the writer gives them.
MACROS: dict[str, Callable[..., str]] = {
    "law": law.value,
    "law_note": law.note,
    "law_register": law.register,
    "told": law.told,
    "areas": law.areas,
    "items": parts.items,
    "pairs": parts.pairs,
    "asks": parts.asks,
    "myths": parts.myths,
    "indicators": parts.indicators,
    "triangle": parts.triangle,
    "signals": weighing.signals,
    "support_matrix": parts.support_matrix,
    "figure": parts.figure,
    "figures": parts.figures,
    "examples": parts.examples,
    "glossary": parts.glossary,
    "acronyms": parts.acronyms,
    "helpline": parts.helpline,
    "helplines": parts.helplines,
    "justice_walk": parts.justice_walk,
    "dodont": parts.dodont,
    "term": parts.term,
    "drawing": parts.drawing,
    "all_sources": sources.all_sources,
    "aid": aid.aid,
    "aid_link": opening.aid_link,
    "aid_cards": opening.aid_cards,
    "scenario_set": practise.scenario_set,
    "scenario_list": practise.scenario_list,
    "drill": drill.drill,
    "drill_list": drill.drill_list,
    "pack_list": train.pack_list,
    "pack": train.pack,
    "paths": train.paths,
    "calibration": calibrate.calibration,
    "calibration_list": calibrate.calibration_list,
    "my_list": share.my_list,
    "short_address_form": lambda page: share.short_address_form(),
    "short_addresses": share.short_addresses,
    "speed": speed.speed,
    "foot": opening.foot,
    "amendments": amendments.amendments,
    "local": local.local,
    "local_all": local.local_all,
    "site_name": local.site_name,
    "about_edition": local.about_edition,
}


def build_day() -> date:
    """The day law notes are judged on: today in London, or SG_TODAY (2026-11-20) to see another day.

    Not SOURCE_DATE_EPOCH, the day of the last change: a site built again a year later must say what is late.
    """
    chosen = os.environ.get("SG_TODAY")
    if chosen:
        return date.fromisoformat(chosen)
    from decision_aids import api

    return api.london_today()


def source_path(given: Any) -> str:
    """A page's path below docs/: MkDocs keeps it with the page's file, Zensical with the page."""
    return str(given.file.src_uri if hasattr(given, "file") else given.path)


class Pages:
    """The macros of one build, each bound to the page being written when it is called."""

    def __init__(self, site: Site, current: Callable[[], Any]) -> None:
        """`current` gives MkDocs' page: `.file.src_uri`, `.url` and `.meta`."""
        self.site, self._current = site, current
        self._pages: dict[str, Page] = {}

    def open(self) -> Page:
        """The page being written now."""
        given = self._current()
        src = source_path(given)
        page = self._pages.get(src)
        if page is None or page.meta is not given.meta:
            page = self._pages[src] = Page(src, given.url, given.meta, self.site)
        return page

    def begin(self) -> None:
        """Before a page's macros run: forget an earlier build of it and settle its front matter."""
        given = self._current()
        self._pages.pop(source_path(given), None)
        if isinstance(given.meta, MutableMapping):
            settle(given.meta)

    def finish(self, markdown: str) -> str:
        """After a page's macros have run."""
        return law.finish(self.open(), markdown)

    def macros(self) -> dict[str, Callable[..., str]]:
        """Every macro by name, ready to register."""
        bound = {name: self._bind(name, function) for name, function in MACROS.items()}
        bound["top"] = self._bind("top", lambda page: opening.top(page, bound))
        return bound

    def _bind(self, name: str, function: Callable[..., str]) -> Callable[..., str]:
        def macro(*args: Any, **named: Any) -> str:
            page = self.open()
            try:
                return str(function(page, *args, **named))
            except PageError:
                raise
            except Exception as error:
                shown = ", ".join([*map(repr, args), *(f"{key}={value!r}" for key, value in named.items())])
                raise PageError(f"docs/{page.src}: {name}({shown[:120]}): {error}") from error

        macro.__name__ = name
        macro.__doc__ = function.__doc__
        return macro


def pages_of(env: Any) -> Pages:
    """The macros for a macros environment, over the facts and aids of `decision_aids`."""
    from decision_aids import api, facts

    root = Path(__file__).resolve().parents[2]
    address = str(getattr(env, "conf", {}).get("site_url") or "")

    @cache
    def evaluated(slug: str, answers: str, today: date) -> Any:
        return api.evaluate(slug, json.loads(answers), today)

    def evaluate(slug: str, answers: Any, today: date) -> Any:
        return evaluated(slug, json.dumps(answers, sort_keys=True), today)

    # The same aid is described, and the same scenario answered, on several pages; nothing here changes what it is given.
    aids = SimpleNamespace(list_aids=api.list_aids, describe=cache(api.describe), evaluate=evaluate)
    return Pages(Site(facts, aids, root, build_day(), address), lambda: env.page)
