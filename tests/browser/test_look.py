"""The look: the parts page and the start page, phone and desk, light and dark, paper, keyboard, no scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import until

NewPage = Callable[..., Page]
Axe = Callable[..., list[str]]

PARTS = "/reference/parts/"
OPENS = {"drawer": ".sg-dock [data-sg-menu]", "search": "[data-sg-find]:visible"}
#: test_every_page.py judges the others too, their looks in turn: here they are for make test-all.
PAGES = [
    PARTS,
    "/404.html",
    *(pytest.param(path, marks=pytest.mark.whole) for path in ("/", "/reference/staying-safe-online/")),
]


# ---------- What axe sees ----------


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", ["small", "desk"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(new_page: NewPage, axe: Axe, path: str, screen: str, dark: bool) -> None:
    page = new_page(screen, dark=dark)
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert axe(page) == []


@pytest.mark.parametrize("state", ["drawer", "search"])
def test_axe_finds_nothing_in_the_open_menu_and_search(new_page: NewPage, axe: Axe, state: str) -> None:
    page = new_page("phone")
    page.goto("/reference/staying-safe-online/")
    page.click(OPENS[state])
    if state == "search":
        page.keyboard.type("leave")
        expect(page.locator(".sg-find__link").first).to_be_visible()
    assert axe(page) == []


def test_a_dialog_without_a_way_out_gets_the_button(desk_page: Page) -> None:
    desk_page.goto(PARTS)
    desk_page.evaluate(
        "document.body.append(Object.assign(document.createElement('dialog'), {id: 'd', innerText: 'x'}))"
    )
    desk_page.evaluate("document.querySelector('#d').showModal()")
    expect(desk_page.locator("#d .sg-leave__link")).to_be_visible()
    assert desk_page.evaluate(TOP_AT, "#d .sg-leave__link")
    desk_page.evaluate("document.querySelector('#d').close()")
    expect(desk_page.locator("#d .sg-leave__link")).to_have_count(0)
    expect(desk_page.locator("body > .sg-leave .sg-leave__link")).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_forced_colours_and_axe(new_page: NewPage, axe: Axe, path: str) -> None:
    page = new_page("desk", forced_colors="active")
    page.goto(path)
    assert axe(page) == []


def test_links_in_prose_are_underlined(desk_page: Page) -> None:
    desk_page.goto(PARTS)
    lines = desk_page.locator(
        ".md-typeset :is(p, li, td) a:not([class], .sg-cards a, .sg-toc a)"
    ).evaluate_all("links => links.map(a => getComputedStyle(a).textDecorationLine)")
    assert lines
    assert set(lines) == {"underline"}


# ---------- Room and reach ----------


@pytest.mark.parametrize("path", PAGES)
def test_nothing_needs_sideways_scrolling(new_page: NewPage, path: str) -> None:
    page = new_page("desk")
    page.goto(path)
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


@pytest.mark.parametrize("path", [PARTS, "/"])
def test_text_at_twice_the_size(new_page: NewPage, path: str) -> None:
    page = new_page("desk", viewport={"width": 640, "height": 800})
    page.goto(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("screen", ["small", "phone"])
def test_touch_targets_are_44_pixels(new_page: NewPage, screen: str) -> None:
    page = new_page(screen)
    page.goto(PARTS)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            '.sg-leave__link, .sg-dock__item, .sg-button, .sg-opt, .sg-grid__choice, summary, ' +
            '.sg-input, .md-header__button, .sg-brand'
        )].filter(e => e.offsetParent || getComputedStyle(e).position === 'fixed')
          .map(e => [e.className || e.tagName, e.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
          .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
    )
    assert small == []


TOP_AT = """selector => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return [[.5, .5], [.1, .2], [.9, .8]].every(([x, y]) => {
        const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return top && top.closest(selector);
    });
}"""


@pytest.mark.parametrize("screen", ["small", "phone", "desk"])
@pytest.mark.parametrize("state", ["page", "foot", "drawer", "search", "strip"])
def test_leave_now_is_never_covered(new_page: NewPage, screen: str, state: str) -> None:
    if screen == "desk" and state in ("drawer", "strip"):
        pytest.skip("not on a desk")
    page = new_page(screen)
    page.goto(PARTS if state == "strip" else "/reference/staying-safe-online/")
    if state == "foot":
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    elif state in OPENS:
        page.click(OPENS[state])
    page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
    assert page.evaluate(TOP_AT, ".sg-leave__link")
    if state == "search":
        expect(page.locator("dialog .sg-leave__link")).to_be_visible()
    if state == "strip":
        assert page.evaluate(TOP_AT, ".sg-aid__see")


@pytest.mark.parametrize("screen", ["small", "phone"])
def test_the_dock_covers_no_content_at_the_end(new_page: NewPage, screen: str) -> None:
    page = new_page(screen)
    page.goto("/")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator(".sg-foot__build").bounding_box()
    dock = page.locator(".sg-dock").bounding_box()
    assert last
    assert dock
    assert last["y"] + last["height"] <= dock["y"]


@pytest.mark.parametrize("screen", ["small", "desk"])
def test_focus_is_always_seen(new_page: NewPage, screen: str) -> None:
    """Tab through the whole parts page: what has focus is on the screen and under nothing."""
    page = new_page(screen)
    page.goto(PARTS)
    hidden = []
    for _ in range(90):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (!e || e === document.body) return null;
                const label = e.matches('input') ? e.closest('label') || e : e;
                const box = label.getClientRects()[0];
                if (!box || !box.width) return [e.outerHTML.slice(0, 90), 'no box'];
                const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
                const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 40), 1), innerHeight - 1);
                const top = document.elementFromPoint(x, y);
                const seen = top && (label.contains(top) || top.contains(label) || top.closest('label') === label);
                return seen ? true : [e.outerHTML.slice(0, 90), top && top.outerHTML.slice(0, 60), x, y];
            }"""
        )
        if state is None:
            break
        if state is not True:
            hidden.append(state)
    assert hidden == []


# ---------- Keyboard ----------


def test_the_menu_by_keyboard(new_page: NewPage) -> None:
    page = new_page("phone")
    page.goto("/reference/staying-safe-online/")
    menu = page.locator(".sg-dock [data-sg-menu]")
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    until(page, "document.activeElement.closest('.md-sidebar--primary')")
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    expect(page.locator(".md-sidebar--primary a").first).to_be_hidden()


def test_the_skip_link_leads_to_the_heading(desk_page: Page) -> None:
    desk_page.goto("/reference/staying-safe-online/")
    desk_page.keyboard.press("Tab")
    desk_page.keyboard.press("Tab")
    desk_page.keyboard.press("Enter")
    expect(desk_page.locator("h1")).to_be_focused()


def test_single_letters_do_nothing(desk_page: Page) -> None:
    """The theme's one-letter shortcuts get in the way of speech input (WCAG 2.1.4)."""
    desk_page.goto("/reference/staying-safe-online/")
    before = desk_page.url
    for key in "sfpn/,.":
        desk_page.keyboard.press(key)
        desk_page.wait_for_timeout(50)  # what must not come cannot be waited for
        assert desk_page.url == before, key
        assert not desk_page.evaluate(
            "document.querySelector('#__search').checked || document.querySelector('dialog[open]')"
        ), key


def test_a_term_opens_where_it_stands(desk_page: Page) -> None:
    desk_page.goto(PARTS)
    term = desk_page.locator(".sg-term").first
    pop = desk_page.locator(".sg-term__pop").first
    expect(pop).to_be_hidden()
    term.focus()
    desk_page.keyboard.press("Enter")
    expect(pop).to_be_visible()
    desk_page.keyboard.press("Escape")
    expect(pop).to_be_hidden()
    expect(term).to_be_focused()


# ---------- Tables ----------


def test_tables_stack_on_a_phone_with_their_headings(new_page: NewPage) -> None:
    page = new_page("small")
    page.goto(PARTS)
    for table in (".sg-plain", ".sg-pairs", ".sg-rules__table"):
        cell = page.locator(f"{table} tbody td").nth(1)
        assert cell.evaluate("c => getComputedStyle(c).display") == "block"
        label = cell.get_attribute("data-label")
        assert label
        assert label in cell.evaluate("c => getComputedStyle(c, '::before').content")
        expect(page.locator(table).first).to_have_role("table")


def test_without_scripts_a_wide_table_scrolls_in_a_region(new_page: NewPage) -> None:
    page = new_page("small", javascript=False)
    page.goto(PARTS)
    region = page.locator(".sg-table").first
    expect(region).to_have_attribute("tabindex", "0")
    expect(region).to_have_attribute("role", "region")


# ---------- Colours ----------


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(("dark", "paper"), [(False, "rgb(251, 248, 243)"), (True, "rgb(17, 24, 26)")])
def test_colours_follow_the_device(new_page: NewPage, javascript: bool, dark: bool, paper: str) -> None:
    page = new_page("phone", dark=dark, javascript=javascript)
    page.goto("/")
    assert page.locator("body").evaluate("b => getComputedStyle(b).backgroundColor") == paper


def test_the_toggle_goes_round_and_is_kept(desk_page: Page) -> None:
    desk_page.goto("/")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    seen = []
    for _ in range(3):
        desk_page.locator("[data-sg-colours]").click()
        seen.append(desk_page.evaluate(scheme))
    assert seen == ["default", "slate", "auto"]
    desk_page.locator("[data-sg-colours]").click()
    desk_page.locator("[data-sg-colours]").click()
    desk_page.goto(PARTS)
    assert desk_page.evaluate(scheme) == "slate"


# ---------- Without scripts, on paper ----------


def test_without_scripts(new_page: NewPage) -> None:
    page = new_page("desk", javascript=False)
    page.goto("/")
    expect(page.locator("[data-sg-colours]")).to_be_hidden()
    for opener in page.locator("[data-sg-find]").all():
        expect(opener).to_be_hidden()
    expect(page.get_by_role("navigation", name="All sections").get_by_role("link").first).to_be_visible()
    page.goto(PARTS)
    expect(page.locator(".sg-filter").first).to_be_hidden()
    expect(page.locator(".sg-rules__table")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_paper(new_page: NewPage, dark: bool) -> None:
    page = new_page("desk", dark=dark)
    page.goto(PARTS)
    page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("body").evaluate("b => getComputedStyle(b).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".sg-answer__text").first.evaluate("b => getComputedStyle(b).color") == "rgb(0, 0, 0)"
    for button in page.locator("main .sg-button:visible").all():  # its words are black there
        assert button.evaluate("b => getComputedStyle(b).backgroundColor") == "rgba(0, 0, 0, 0)"
    for folded in page.locator("details:not(.sg-toc)").all():
        assert folded.evaluate("d => d.open")
    for gone in (".sg-dock", ".sg-foot__sections", ".md-header", ".sg-aid__strip", ".sg-filter"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".sg-printfoot")).to_contain_text(PARTS)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator("details.sg-record").evaluate("d => d.open")


def test_a_page_on_paper_tells_its_age_and_address_once(desk_page: Page) -> None:
    desk_page.goto("/justice/no-further-action/")
    desk_page.emulate_media(media="print")
    expect(desk_page.locator(".sg-paper__age")).to_contain_text("Law as at")
    expect(desk_page.locator(".sg-paper__address")).to_contain_text("justice/no-further-action/")
    expect(desk_page.locator(".sg-printfoot")).to_be_hidden()


def test_the_parts_page_stays_out_of_sight(desk_page: Page) -> None:
    desk_page.goto(PARTS)
    expect(desk_page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    address = desk_page.locator("#sg-find").get_attribute("data-documents")
    documents = desk_page.request.get(f"/{address}")
    assert documents.ok
    assert "reference/parts/" not in documents.text()


# ---------- Start ----------


def test_a_dozen_tasks_lead_somewhere(desk_page: Page) -> None:
    desk_page.goto("/")
    links = desk_page.locator(".sg-tasks a")
    assert links.count() == 12
    for href in links.evaluate_all("links => links.map(a => a.href)"):
        assert desk_page.request.get(href).ok, href
