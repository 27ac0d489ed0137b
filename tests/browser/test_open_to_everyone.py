"""Every page in every look and at every zoom, every aid in every state: axe, sideways scrolling, targets, focus, paper.

The whole runs in make test-all; make test has test_every_page.py (every page, looks in turn), test_aid_4_axe.py,
test_look.py and the samples here. A page at 400 % on a desk of 1280 by 1024 is a page of 320 by 256.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import batched
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.aid_page import TODAY, answer_review, date, expect_level, open_aid, question
from tests.browser.full_use import AIDS_BY_SLUG, answer, answered
from tests.browser.test_every_page import ADDRESSES, ALIKE, OPEN
from tests.browser.test_look import TOP_AT

whole = pytest.mark.whole


class Look(NamedTuple):
    """One way a page may be shown. `new`: axe finds other boxes or colours in it than in the looks before."""

    name: str
    width: int
    height: int
    media: dict[str, str]
    new: bool = True


LOOKS = [
    Look("320 light", 320, 640, {"color_scheme": "light"}),
    Look("320 dark", 320, 640, {"color_scheme": "dark"}),
    Look("390 light", 390, 844, {"color_scheme": "light"}),
    Look("390 dark", 390, 844, {"color_scheme": "dark"}, new=False),
    Look(
        "390 with motion", 390, 844, {"color_scheme": "light", "reduced_motion": "no-preference"}, new=False
    ),
    Look("1280 light", 1280, 800, {"color_scheme": "light"}),
    Look("1280 dark", 1280, 800, {"color_scheme": "dark"}),
    Look("320 forced colours", 320, 640, {"color_scheme": "dark", "forced_colors": "active"}, new=False),
    Look("1280 forced colours", 1280, 800, {"color_scheme": "light", "forced_colors": "active"}, new=False),
    Look("200 %", 640, 512, {"color_scheme": "light"}),
    Look("400 %", 320, 256, {"color_scheme": "light"}, new=False),
]
EVERYDAY = {"color_scheme": "light", "reduced_motion": "reduce", "forced_colors": "none"}

WIDER = "document.documentElement.scrollWidth - innerWidth"

#: Anything one can press, unless it is a link in a line of text (WCAG 2.5.8 leaves those out), smaller than asked.
SMALL = """least => [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [role=button]')]
    .filter(e => {
        if (!e.checkVisibility({checkVisibilityCSS: true, checkOpacity: true})) return false;
        if (e.matches('.sg-skip, .headerlink, .md-toggle')) return false; // off screen; beside its heading
        if (e.matches('a') && e.closest('p, li, dd, dt, td, th, cite, figcaption, h1, h2, h3, h4, sup, .sg-path, label')
            && getComputedStyle(e).display.startsWith('inline')) return false;
        const wide = ['::before', '::after'].some(part => getComputedStyle(e, part).position === 'absolute');
        const target = e.matches('input[type=radio], input[type=checkbox]') ? e.closest('label') || e
            : wide ? e.closest('li') || e : e; // a card's link covers the card
        const box = target.getBoundingClientRect();
        return box.width > 1 && (box.height < least - 0.5 || box.width < least - 0.5);
    })
    .map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 30)} ` +
        `${Math.round(e.getBoundingClientRect().width)}x${Math.round(e.getBoundingClientRect().height)}`)"""

#: null at the end of the page; true where what has focus can be seen; else what it is and what lies over it.
FOCUS_SEEN = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const shown = e.matches('input') ? e.closest('label') || e : e;
    const box = shown.getClientRects()[0];
    if (!box || !box.width) return [e.outerHTML.slice(0, 90), 'no box'];
    const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 40), 1), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 16), 1), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const seen = top && (shown.contains(top) || top.contains(shown) || top.closest('label') === shown);
    const about = [e, shown, e.parentElement, e.nextElementSibling].filter(Boolean).map(one => getComputedStyle(one));
    const ring = [...about, getComputedStyle(e, '::after')].some(style => { // a card's link covers the card
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
    });
    if (!seen) return [e.outerHTML.slice(0, 90), top && top.outerHTML.slice(0, 60), x, y];
    return ring || [e.outerHTML.slice(0, 90), 'nothing marks the focus'];
}"""

#: Text of the page's own content that paper would not show: closed folds, things set aside for screens.
NOT_ON_PAPER = """() => {
    const lost = [];
    const walk = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode.textContent.trim();
        const e = walk.currentNode.parentElement;
        const aside = [
            'script, style, template, noscript, svg title, svg desc, .sg-hidden, [hidden]', // never for eyes
            '.headerlink, .sg-path, .sg-toc, .sg-strata, .sg-filter, .sg-term__pop, .sg-buttons', // ways about the site
            '.sg-aid__status, .sg-aid__strip, .sg-offline', // what happens on a screen, as examples among the parts
            '.sg-needs-js, .sg-needs-no-js, .sg-save, .sg-aid__privacy, .sg-scn__same, .sg-scn__other, [data-sg-find]',
        ];
        if (text.length < 3 || e.closest(aside.join(', '))) continue;
        const range = document.createRange();
        range.selectNodeContents(walk.currentNode);
        const box = range.getBoundingClientRect();
        if (!box.width || !box.height) lost.push(`${e.tagName}.${e.className}: ${text.slice(0, 60)}`);
    }
    return lost;
}"""


SETTLE = """() => document.getAnimations().filter(each => each instanceof CSSTransition).forEach(each => each.finish())"""


def show(page: Page, look: Look) -> None:
    """Gives the open page another look."""
    page.set_viewport_size({"width": look.width, "height": look.height})
    page.emulate_media(**{**EVERYDAY, **look.media})  # type: ignore[arg-type]
    page.evaluate(SETTLE)  # colours on their way from one look to the next are those of neither


def faults(page: Page, axe: Any, look: Look, *, always: bool = False, **where: Any) -> list[str]:
    """What is wrong with the page in this look. always: axe in every look, not in the new ones alone; where: see axe."""
    show(page, look)
    # In forced colours the reader's own are painted. axe reads the text's fill, which Chromium gives as the author had it.
    contrast = {"color-contrast": {"enabled": "forced_colors" not in look.media}}
    said = axe(page, rules=contrast, **where) if always or look.new else []
    found = [f"{look.name}: {line}" for line in said]
    wider = page.evaluate(WIDER)
    if wider > 0:
        found.append(f"{look.name}: {wider} px too wide")
    for place in ("0", "document.documentElement.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        if not page.evaluate(TOP_AT, ".sg-leave__link"):
            found.append(f"{look.name}: Leave now is covered, scrolled to {place}")
    return found


def groups(size: int) -> list[tuple[str, ...]]:
    """The addresses of all pages, in groups."""
    return list(batched(ADDRESSES, size, strict=False))


def group_name(group: tuple[str, ...]) -> str:
    return group[0] or "start"


# --- every page -----------------------------------------------------------------------------------------


@whole
@pytest.mark.timeout(900)
@pytest.mark.parametrize("group", groups(12), ids=group_name)
def test_every_page_in_every_look(new_page: Any, axe: Any, group: tuple[str, ...]) -> None:
    """The first of each group fully."""
    page = new_page("desk")
    found = {}
    for address in group:
        page.goto(f"/{address}")
        page.evaluate(OPEN)
        where = {"always": True} if address == group[0] else {"without": ALIKE}
        said = [line for look in LOOKS for line in faults(page, axe, look, **where)]
        if said:
            found[address] = said
    assert not found, json.dumps(found, indent=1)


def pages_of(sample: tuple[str, ...]) -> Iterator[Any]:
    """The sample, and the other pages in groups for make test-all."""
    yield pytest.param(sample, id="sample")
    for group in groups(24):
        yield pytest.param(group, marks=whole, id=group_name(group))


SAMPLE = ("", "aids/child-protection/", "practise/sharing/")


@pytest.mark.parametrize("group", [*pages_of(SAMPLE)])
def test_targets_are_large_enough(new_page: Any, group: tuple[str, ...]) -> None:
    """At least 24 px everywhere (WCAG 2.5.8); what a thumb meets on the way has 44 (test_look.py)."""
    page = new_page("phone")
    found = {}
    for address in group:
        page.goto(f"/{address}")
        page.evaluate(OPEN)
        small = page.evaluate(SMALL, 24)
        if small:
            found[address] = small
    assert not found, json.dumps(found, indent=1)


@pytest.mark.parametrize("group", [*pages_of(SAMPLE)])
def test_paper_has_the_whole_page(new_page: Any, group: tuple[str, ...]) -> None:
    """Without scripts, so nothing is opened by hand: every fold is open, every word is there."""
    page = new_page("desk", javascript=False)
    page.emulate_media(media="print")
    found = {}
    for address in group:
        page.goto(f"/{address}")
        lost = page.evaluate(NOT_ON_PAPER)
        if lost:
            found[address] = lost[:10]
    assert not found, json.dumps(found, indent=1)


@pytest.mark.parametrize(
    ("address", "width", "height"),
    [
        *(
            pytest.param(address, *size, marks=whole)
            for size in ((390, 844), (320, 256), (1280, 800))
            for address in (
                "",
                "aids/vrr-deadline/",
                "aids/",
                "aids/child-protection/",
                "justice/walkthrough/",
                "keep-safe/adults-at-risk/",
                "practise/sharing/",
                "reference/glossary/",
                "reference/law-register/",
                "run/examples/",
                "train/",
            )
        ),
    ],
)
def test_focus_is_seen_forwards_and_back(new_page: Any, address: str, width: int, height: int) -> None:
    """Tab through the page and back: bars that stay in place never lie over what has focus."""
    page = new_page("phone", viewport={"width": width, "height": height})
    page.goto(f"/{address}")
    hidden: list[Any] = []
    stops = 0
    for _ in range(250):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUS_SEEN)
        if seen is None:
            break
        stops += 1
        if seen is not True:
            hidden.append(("forwards", seen))
    assert stops > 5
    for _ in range(min(stops - 1, 60)):
        page.keyboard.press("Shift+Tab")
        seen = page.evaluate(FOCUS_SEEN)
        if seen not in (True, None):
            hidden.append(("back", seen))
    assert hidden == [], json.dumps(hidden, indent=1)


# --- every aid ------------------------------------------------------------------------------------------


@whole
@pytest.mark.timeout(900)
@pytest.mark.parametrize("slug", AIDS_BY_SLUG)
def test_every_state_of_every_aid_in_every_look(new_page: Any, axe: Any, slug: str) -> None:
    """With errors, answered, everything open. Before answering each is a page like the others, see above."""
    page = new_page("desk")
    page.clock.set_fixed_time(TODAY)
    open_aid(page, slug)

    def judge(state: str, within: str, **how: Any) -> list[str]:
        return [
            f"{state}, {line}" for look in LOOKS for line in faults(page, axe, look, within=within, **how)
        ]

    show(page, LOOKS[0])
    page.get_by_role("button", name="See the full answer").click()
    expect(page.locator(".sg-errors, .sg-aid__result > .sg-level").first).to_be_visible(timeout=30_000)
    found = judge("asked too early", ".sg-aid")
    show(page, LOOKS[0])
    answer(page, slug)
    answered(page)
    found += judge("answered", ".sg-aid__result")
    page.evaluate(OPEN)
    found += judge("open", ".sg-aid__result", always=True)
    found += [f"open, whole page: {line}" for line in axe(page, without=ALIKE)]
    assert not found, json.dumps(found, indent=1)


# --- names and reading order ----------------------------------------------------------------------------

KEPT = Path(__file__).parent / "reading-order"
ROLES = re.compile(
    r"\s*- (?:group|radio|checkbox|textbox|button|link|heading|status|alert|region)\b(?: \"[^\"]*\")?(?: \[[^\]]*\])*"
)


def reading_order(page: Page, selector: str) -> str:
    """Roles and accessible names in the order a screen reader meets them, without the running text."""
    lines = page.locator(selector).first.aria_snapshot().splitlines()
    kept = [found[0] for line in lines if (found := ROLES.match(line))]
    return "\n".join(kept) + "\n"


def expect_kept(page: Page, selector: str, name: str) -> None:
    """The same as the file of that name. Delete the file and run the test to write it anew; then read it aloud."""
    now = reading_order(page, selector)
    file = KEPT / f"{name}.yaml"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
        pytest.fail(f"{file.name} was missing and has been written: read it, then run the test again")
    assert now == file.read_text(encoding="utf-8")


def test_names_and_reading_order_of_form_errors_and_result(page: Page) -> None:
    page.clock.set_fixed_time(TODAY)
    open_aid(page, "vrr-deadline")
    answer_review(page)
    expect_level(page, "Ask by the date below")
    expect_kept(page, ".sg-aid__form", "form")
    page.evaluate(
        "document.querySelectorAll('.sg-aid__result details').forEach(fold => { fold.open = true; })"
    )
    expect_kept(page, ".sg-aid__result", "result")
    date(page, "letter-date", "31", "2", "2026")
    page.get_by_role("button", name="See the full answer").click()
    expect(page.locator(".sg-errors")).to_be_focused()
    expect_kept(page, ".sg-errors", "errors")
    described = question(page, "letter-date").get_attribute("aria-describedby") or ""
    assert "error" in described


# --- by keyboard alone ----------------------------------------------------------------------------------


def tab_to(page: Page, selector: str, most: int = 60, key: str = "Tab") -> None:
    """Press Tab until something that fits the selector has focus, and see it there."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(FOCUS_SEEN) is True
            return
    raise AssertionError(f"{selector} cannot be reached in {most} steps")


@whole
def test_from_the_start_page_to_a_task(desk_page: Page) -> None:
    desk_page.goto("/")
    tab_to(desk_page, "main .sg-cards a")
    wanted = desk_page.evaluate("document.activeElement.href")
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url(wanted)


@whole
def test_search_from_any_page(desk_page: Page) -> None:
    desk_page.goto("/reference/about/")
    tab_to(desk_page, "[data-sg-find]")
    desk_page.keyboard.press("Enter")
    expect(desk_page.locator("#sg-find-field")).to_be_focused()
    desk_page.keyboard.type("confidentiality")
    expect(desk_page.locator(".sg-find__link").first).to_be_visible()
    desk_page.keyboard.press("ArrowDown")
    expect(desk_page.locator(".sg-find__link").first).to_be_focused()
    desk_page.keyboard.press("Escape")
    expect(desk_page.locator("dialog[open]")).to_have_count(0)
    assert desk_page.evaluate("document.activeElement.matches('[data-sg-find]')")
    desk_page.keyboard.press("Enter")
    desk_page.keyboard.type("confidentiality")
    expect(desk_page.locator(".sg-find__link").first).to_be_visible()
    desk_page.keyboard.press("ArrowDown")
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url("**/*confidentiality*/**")


@whole
def test_a_scenario_to_its_comparison(desk_page: Page) -> None:
    page = desk_page
    page.goto("/practise/sharing/")
    tab_to(page, ".sg-scn input", most=120)
    page.keyboard.press("Space")
    tab_to(page, ".sg-scn__compare > summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    tab_to(page, "a, summary, input, button")


@whole
def test_the_filters(desk_page: Page) -> None:
    page = desk_page
    page.goto("/run/examples/")
    tab_to(page, ".sg-filter input", most=120)
    page.keyboard.type("zzyzx")
    expect(page.locator(".sg-filter__count")).to_contain_text("0 of")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    tab_to(page, ".sg-filter select", key="Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".sg-filter__count")).not_to_contain_text("0 of")
    expect(page.locator(".sg-filter__count")).to_have_attribute("role", "status")


@whole
@pytest.mark.parametrize(
    ("path", "items", "word"),
    [
        ("run/examples/", "#examples > *", "housing"),
        ("reference/law-register/", "#law-entries > *", "raid"),
        ("reference/glossary/", "#terms-list > *", "outreach"),
        ("reference/acronyms/", "#letters-list > *", "police"),
    ],
)
def test_what_a_filter_leaves_out_is_not_seen(desk_page: Page, path: str, items: str, word: str) -> None:
    page = desk_page
    page.goto(f"/{path}")
    every = page.locator(items).count()
    page.locator(".sg-filter input").fill(word)
    said = page.locator(".sg-filter__count").inner_text()
    shown = page.locator(f"{items}:visible").count()
    assert 0 < shown < every
    assert said == f"{shown} of {every} shown"
    page.locator(".sg-filter__all").click()
    expect(page.locator(f"{items}:visible")).to_have_count(every)
    expect(page.locator(".sg-filter input")).to_be_focused()


@whole
def test_leaving(desk_page: Page, watch: Any) -> None:
    watch(desk_page).allow(r"bbc\.co\.uk/weather")
    desk_page.route(
        "https://www.bbc.co.uk/**",
        lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"),
    )
    desk_page.goto("/reference/about/")
    tab_to(desk_page, "[data-sg-leave]", most=1)
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url("https://www.bbc.co.uk/weather")
