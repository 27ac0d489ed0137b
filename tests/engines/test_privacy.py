"""Back, Reload and the memory of pages: no answer comes back in Firefox or WebKit, whatever each of them keeps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engines.aid_page import START, choose, confidentiality, expect_level, is_empty, open_aid
from tests.engines.drivers import Tab

READY = "document.querySelector('.sg-aid__buttons')?.hidden === false"
TYPED = "She told me about the man in the blue car"


def used(tab: Tab, site: str) -> None:
    """The aid about confidentiality, answered."""
    open_aid(tab, site, "confidentiality")
    confidentiality(tab)
    expect_level(tab, "Share what is needed")


def test_reload_brings_nothing_back(open_tab: Any, server: Any) -> None:
    tab: Tab = open_tab()
    used(tab, server.url)
    tab.reload()
    tab.until(READY)
    assert is_empty(tab)


def test_back_brings_nothing_back(open_tab: Any, server: Any, record_property: Any) -> None:
    tab: Tab = open_tab()
    used(tab, server.url)
    tab.run("() => { window.here = 1; }")
    tab.goto(server.url + "/talk/")
    tab.back()
    tab.until(f"location.pathname === '/aids/confidentiality/' && {READY}")
    record_property("page kept in memory", bool(tab.value("window.here === 1")))
    assert is_empty(tab)
    # And it works again, in a page out of memory or a new one.
    choose(tab, "danger", "yes")
    expect_level(tab, "Emergency")


@pytest.mark.parametrize("how", ["reload", "back"])
def test_typed_text_does_not_come_back(open_tab: Any, server: Any, how: str) -> None:
    tab: Tab = open_tab()
    open_aid(tab, server.url, "note-language")
    tab.type(".sg-aid textarea", TYPED)
    tab.until("document.querySelector('.sg-aid__result:not([hidden]) > .sg-level')", START)
    if how == "reload":
        tab.reload()
    else:
        tab.goto(server.url + "/talk/")
        tab.back()
    tab.until(f"location.pathname === '/aids/note-language/' && {READY}")
    assert is_empty(tab)
    assert "blue car" not in str(tab.value("document.documentElement.outerHTML"))


def test_back_to_a_page_without_a_script_in_charge(open_tab: Any, server: Any) -> None:
    """Ticked before the script came, left, and come back to: nothing is ticked."""
    tab: Tab = open_tab()
    server.fault("/assets/sg/aid-*.js", "delay", seconds=3)
    tab.goto(server.url + "/aids/confidentiality/", wait=False)
    tab.until("document.querySelector('fieldset[data-q=danger] input')")
    choose(tab, "danger", "yes")
    tab.goto(server.url + "/talk/")
    server.heal()
    tab.back()
    tab.until(f"location.pathname === '/aids/confidentiality/' && {READY}")
    assert is_empty(tab)
