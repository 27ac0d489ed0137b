"""The three aids from the first question to the record, as a reader uses them: thumb, mouse, keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.render.aid_form import question as render_question
from tests.browser.aid_page import (
    JOURNEYS,
    START,
    TODAY,
    Running,
    answer_child,
    answer_confidentiality,
    answer_review,
    choose,
    date,
    expect_level,
    level,
    line,
    open_aid,
    question,
    settled,
)


@pytest.mark.parametrize("slug", list(JOURNEYS))
def test_answer_has_its_parts_in_order(running: Running, slug: str) -> None:
    page = running(slug)
    fill, label = JOURNEYS[slug]
    fill(page)
    expect_level(page, label)
    result = page.locator(".sg-aid__result")
    shown = [text.split("\n")[0] for text in result.locator("h2, h3, summary").all_inner_texts()]
    order = [
        "What to do now",
        "Take care",
        "Why",
        "What would change this answer",
        "The law this rests on",
        "Read on",
        "Your answers",
        "Record of this answer",
    ]
    assert [text for text in shown if text in order] == [text for text in order if text in shown]
    assert {"What to do now", "Why", "Your answers", "Record of this answer"} <= set(shown)
    expect(result.locator(".sg-reason").first).to_be_visible()
    expect(result.locator(".sg-aid__closing")).to_contain_text("safeguarding lead")
    record = result.locator(".sg-record__text").text_content() or ""
    assert f"ANSWER: {label}" in record
    assert "{law:" not in (result.text_content() or "")


def test_review_dates_and_calendar(running: Running) -> None:
    page = running("vrr-deadline")
    answer_review(page)
    expect_level(page, "Ask by the date below")
    first = page.locator(".sg-date").first
    expect(first.locator(".sg-date__day time")).to_have_attribute("datetime", "2026-11-26")
    expect(first.locator(".sg-date__aim time")).to_have_attribute("datetime", "2026-11-25")
    first.locator("summary").click()
    expect(first.locator("ol li").first).to_be_visible()
    with page.expect_download() as download:
        first.get_by_role("button", name="Save to calendar").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert download.value.suggested_filename.endswith(".ics")
    assert text.startswith("BEGIN:VCALENDAR")
    assert not re.search("review|CPS|police|crime", text, re.IGNORECASE), "the entry gives nothing away"
    expect(first.locator(".sg-buttons__note")).to_contain_text("Calendar file saved")


def test_a_month_may_be_a_word(running: Running) -> None:
    page = running("vrr-deadline")
    answer_review(page, month="nov")
    expect_level(page, "Ask by the date below")
    expect(page.locator(".sg-date__day time").first).to_have_attribute("datetime", "2026-11-26")


def test_more_danger_changes_the_answer_at_once(running: Running) -> None:
    page = running("confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    choose(page, "danger", "yes")
    expect_level(page, "Emergency")
    expect(page.locator(".sg-actions li").first).to_contain_text("999")


def test_provisional_answers_say_what_is_missing(running: Running) -> None:
    page = running("confidentiality")
    choose(page, "grounds", "serious-harm")
    expect(page.locator(".sg-aid__title")).to_have_text("The answer so far", timeout=START)
    fold = page.locator('[data-fold="missing"]')
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    missing = fold.locator("a").first
    text = missing.inner_text()
    missing.click()
    focused = page.evaluate("document.activeElement.closest('fieldset').dataset.text")
    assert focused == text
    assert "#" not in page.url


# --- questions --------------------------------------------------------------------------------------


def test_questions_appear_when_they_apply_and_keep_their_answers(running: Running) -> None:
    page = running("vrr-deadline")
    expect(question(page, "decider")).to_be_hidden()
    choose(page, "nation", "england")
    choose(page, "decider", "cps")
    expect(question(page, "letter-date")).to_be_visible()
    choose(page, "nation", "scotland")
    expect(question(page, "decider")).to_be_hidden()
    expect(question(page, "letter-date")).to_be_hidden()
    expect(question(page, "told-date")).to_be_visible()
    choose(page, "nation", "wales")
    expect(question(page, "decider").locator('input[value="cps"]')).to_be_checked()


def test_hidden_answers_do_not_count(running: Running) -> None:
    page = running("child-protection")
    answer_child(page)
    expect_level(page, "High")
    choose(page, "who", "adult")
    expect(question(page, "exploitation")).to_be_hidden()
    expect(level(page)).not_to_have_text("High")
    expect(page.locator(".sg-answers")).not_to_contain_text("exploited")


def test_none_of_these_stands_alone(running: Running) -> None:
    page = running("confidentiality")
    choose(page, "grounds", "serious-harm", "terrorism")
    choose(page, "grounds", "none")
    grounds = question(page, "grounds")
    expect(grounds.locator("input:checked")).to_have_count(1)
    choose(page, "grounds", "serious-harm")
    expect(grounds.locator('input[value="none"]')).not_to_be_checked()


def test_grid_lines_take_yes_no_and_dont_know(running: Running) -> None:
    page = running("child-protection")
    choose(page, "nation", "england")
    choose(page, "who", "child")
    item = question(page, "high").locator("[data-item]").first.get_attribute("data-item") or ""
    line(page, "high", item, "unknown")
    line(page, "high", item, "yes")
    expect_level(page, "High")
    line(page, "high", item, "no")
    expect(level(page)).not_to_have_text("High")


# --- errors -----------------------------------------------------------------------------------------


def test_an_impossible_date_is_told_at_the_field(running: Running) -> None:
    page = running("vrr-deadline")
    answer_review(page)
    expect_level(page, "Ask by the date below")
    date(page, "letter-date", "31", "2", "2026")
    field = question(page, "letter-date").locator('[data-part="day"]')
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("There is no such date"))
    result = page.locator(".sg-aid__result")
    expect(result).to_contain_text("Out of date.")
    expect(level(page)).to_have_text("Ask by the date below")
    expect(page.locator(".sg-errors")).to_have_count(0)
    page.get_by_role("button", name="See the full answer").click()
    summary = page.locator(".sg-errors")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(field).to_be_focused()
    date(page, "letter-date", "12", "11", "2026")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator(".sg-errors")).to_have_count(0)
    expect(result).not_to_contain_text("Out of date.")


def test_what_is_wrong_with_a_date(running: Running) -> None:
    page = running("vrr-deadline")
    choose(page, "nation", "england")
    choose(page, "decider", "cps")
    for given, said in (
        (("12", "", ""), "day, month and year"),
        (("21", "11", "2026"), "after today"),
        (("12", "11", "26"), "day, month and year"),
        (("1", "1", "1066"), "before"),
        (("12", "x", "2026"), "day, month and year"),
    ):
        date(page, "letter-date", *given)
        expect(question(page, "letter-date").locator(".sg-q__error")).to_contain_text(said, timeout=START)


def test_a_date_half_typed_is_not_an_error_yet(running: Running) -> None:
    page = running("vrr-deadline")
    choose(page, "nation", "england")
    choose(page, "decider", "cps")
    expect(level(page)).to_be_visible(timeout=START)
    question(page, "letter-date").locator('[data-part="day"]').fill("12")
    question(page, "letter-date").locator('[data-part="month"]').fill("11")
    question(page, "letter-date").locator('[data-part="year"]').fill("202")
    page.wait_for_timeout(600)
    expect(question(page, "letter-date").locator(".sg-q__error")).to_have_count(0)


# --- what is said, and where focus goes -------------------------------------------------------------


def test_the_level_is_said_once_and_focus_stays(running: Running) -> None:
    page = running("confidentiality")
    choose(page, "danger", "not-sure")
    expect(level(page)).to_be_visible(timeout=START)
    spoken = page.locator(".sg-aid > .sg-hidden[role=status]")
    expect(spoken).to_have_text(re.compile(r"^Answer: .+\. This may still change\.$"))
    page.evaluate(
        """() => {
            window.spoken = 0;
            new MutationObserver(() => { window.spoken += 1; })
                .observe(document.querySelector(".sg-aid > .sg-hidden[role=status]"),
                    {childList: true, characterData: true, subtree: true});
        }"""
    )
    choose(page, "nation", "england")
    expect(page.locator(".sg-answers dt").nth(1)).to_have_text(re.compile("Where"))
    assert page.evaluate("window.spoken") == 0
    assert page.evaluate("document.activeElement.name") == "nation"


def follow_the_strip(page: Page) -> None:
    """There is an answer out of view, and the strip leads to it and goes."""
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    strip = page.locator(".sg-aid__strip")
    expect(strip).to_be_visible()
    strip.get_by_role("link", name="See why").click()
    expect(page.locator("#answer-t")).to_be_in_viewport()
    expect(strip).to_be_hidden()


def test_see_why_takes_the_reader_to_the_answer(running: Running) -> None:
    page = running("confidentiality")
    follow_the_strip(page)
    expect(page.locator("#answer-t")).to_be_focused()
    assert "#" not in page.url


# What came into view and went out of it again before the page was told, as on a busy device: two entries at once.
STALE_FIRST = """
const Real = IntersectionObserver;
window.IntersectionObserver = class extends Real {
  constructor(tell, options) {
    const before = (entry) => ({target: entry.target, isIntersecting: !entry.isIntersecting});
    super((entries, self) => tell([...entries.map(before), ...entries], self), options);
  }
};
"""


def test_the_strip_goes_by_where_the_answer_is_now(page: Page) -> None:
    page.add_init_script(STALE_FIRST)
    open_aid(page, "confidentiality")
    follow_the_strip(page)


def test_an_answer_is_busy_from_the_touch_that_outdates_it(running: Running) -> None:
    page = running("confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    busy = (
        question(page, "grounds")
        .locator('input[value="serious-harm"]')
        .evaluate("box => { box.click(); return document.querySelector('.sg-aid__result').ariaBusy; }")
    )
    assert busy == "true"
    settled(page)


def test_an_answer_that_comes_late_leaves_the_reader_where_they_are(running: Running) -> None:
    page = running("confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    page.locator("#answer-t").focus()
    page.evaluate("document.querySelector('fieldset[data-q=danger] input[value=yes]').click()")
    expect_level(page, "Emergency")
    expect(page.locator("#answer-t")).to_be_focused()


def test_answers_can_be_changed_from_their_list(running: Running) -> None:
    page = running("confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    page.get_by_text("Your answers", exact=True).click()
    page.get_by_role("link", name="Change your answer to: Where is this?").click()
    expect(question(page, "nation").locator('input[value="england"]')).to_be_focused()


def test_law_of_a_reason_opens_in_the_answer(running: Running) -> None:
    page = running("confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    link = page.locator(".sg-reason__ground a[href^='#answer-law-']").first
    target = (link.get_attribute("href") or "")[1:]
    link.click()
    expect(page.locator(f"#{target}")).to_be_visible()
    expect(page.locator(f"#{target}")).to_be_focused()


def test_folds_stay_as_the_reader_left_them(running: Running) -> None:
    page = running("confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    page.get_by_text("What would change this answer").click()
    choose(page, "danger", "yes")
    expect_level(page, "Emergency")
    expect(page.locator('[data-fold="others"]')).to_have_attribute("open", "")


def test_everything_by_keyboard(desk_page: Page) -> None:
    page = desk_page
    page.clock.set_fixed_time(TODAY)
    open_aid(page, "vrr-deadline")
    page.get_by_role("link", name="How this aid decides", exact=True).focus()

    def tab_to(key: str) -> None:
        for _ in range(8):
            page.keyboard.press("Tab")
            inside = page.evaluate("document.activeElement.closest('fieldset')?.dataset.q")
            if inside == key:
                return
        raise AssertionError(f"{key} cannot be reached with the keyboard")

    tab_to("nation")
    page.keyboard.press("Space")
    tab_to("decider")
    page.keyboard.press("Space")
    tab_to("decision")
    page.keyboard.press("Space")
    tab_to("letter-date")
    page.keyboard.type("12")
    page.keyboard.press("Tab")
    page.keyboard.type("11")
    page.keyboard.press("Tab")
    page.keyboard.type("2026")
    tab_to("reviewed")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#answer-t")).to_be_focused(timeout=START)
    expect_level(page, "Ask by the date below")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Record of this answer":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".sg-record__text")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Copy"


# --- taking it away, and clearing -------------------------------------------------------------------


def test_copy_and_save_the_record(new_page: Any) -> None:
    page = new_page("desk", permissions=["clipboard-read", "clipboard-write"])
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    page.get_by_text("Record of this answer").click()
    record = page.locator(".sg-record")
    record.get_by_role("button", name="Copy").click()
    expect(record.locator(".sg-buttons__note")).to_have_text("Copied.")
    text = record.locator("pre").text_content()
    assert page.evaluate("navigator.clipboard.readText()") == text
    with page.expect_download() as download:
        record.get_by_role("button", name="Save as text").click()
    assert re.fullmatch(r"record-\d{4}-\d\d-\d\d\.txt", download.value.suggested_filename)
    assert Path(download.value.path()).read_text("utf-8") == text


def test_copy_without_a_clipboard_selects(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    page.get_by_text("Record of this answer").click()
    page.locator(".sg-record").get_by_role("button", name="Copy").click()
    expect(page.locator(".sg-record .sg-buttons__note")).to_contain_text("Selected")
    assert "ANSWER: Share what is needed" in page.evaluate("getSelection().toString()")


def test_print_prints_the_record(page: Page) -> None:
    page.add_init_script("window.print = () => { window.printed = document.documentElement.className; }")
    open_aid(page, "confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    page.get_by_text("Record of this answer").click()
    page.locator(".sg-record").get_by_role("button", name="Print").click()
    assert "sg-print-record" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".sg-record__text")).to_be_visible()
    expect(page.locator(".sg-aid__form")).to_be_hidden()
    expect(page.locator(".sg-rules")).to_be_hidden()


def test_clear_empties_everything_and_starts_again(running: Running) -> None:
    page = running("confidentiality")
    answer_confidentiality(page)
    expect_level(page, "Share what is needed")
    page.get_by_role("button", name="Clear my answers").click()
    expect(page.locator(".sg-aid__result")).to_be_hidden()
    expect(page.locator(".sg-aid__strip")).to_be_hidden()
    assert page.locator(".sg-aid input:checked").count() == 0
    assert page.locator(".sg-aid__result").text_content() == ""
    expect(page.locator(".sg-aid > .sg-hidden[role=status]")).to_have_text("Cleared. Nothing is kept.")
    assert page.evaluate("document.activeElement.closest('fieldset').dataset.q") == "danger"
    choose(page, "danger", "yes")
    expect_level(page, "Emergency")


def test_hostile_words_stay_words(page: Page) -> None:
    """A runtime that answered with markup could still put only text on the page."""
    page.route(
        "**/assets/sg/runtime-*.js", lambda route: route.fulfill(body=HOSTILE, content_type="text/javascript")
    )
    page.add_init_script("window.hit = 0")
    open_aid(page, "confidentiality")
    choose(page, "danger", "no")
    expect(page.locator(".sg-aid__headline")).to_contain_text("<img")
    for summary in page.locator(".sg-aid__result summary").all():
        summary.click()
    assert page.evaluate("window.hit") == 0
    assert page.locator(".sg-aid__result :is(img, script, iframe)").count() == 0
    assert page.locator(".sg-aid__result a[href^='javascript:']").count() == 0


HOSTILE = """
const X = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>\\u202e';
const level = {key: "x", label: X, tone: 'x" onclick="window.hit=1'};
class Runtime extends EventTarget {
  status = {state: "ready", loaded: 0, total: 0, sent: 0, slow: false, failure: null};
  start() {}
  stop() {}
  async evaluate() {
    return {ok: true, slug: X, title: X, version: X, today: X, level, headline: X, provisional: true,
      missing: [{question: X, text: X, could: X}], actions: [X], cautions: [X],
      reasons: [{rule: X, level, finding: X, because: X, group: X, ground: {key: X, label: X},
        sources: [{id: X, title: X, section: X}], law: [X]},
        {rule: X, level, finding: X, because: X, group: "", ground: {key: X, label: X}, sources: [], law: [X]}],
      other_levels: [{level, why_not: X}], spans: [],
      law_notes: [{id: X, title: X, rule: X, value: X, state: X, confidence: X, confidence_label: X, reference: X,
        url: "javascript:window.hit=1", checked: X, review_by: X, nations: [], source_says: X, unsure: X}],
      dates: [{id: X, label: X, date: X, words: X, aim_for: X, aim_for_words: X, how: [X], assumption: X, ics: null}],
      draft: {title: X, text: X, gaps: [X]}, links: [{href: X, text: X}], closing: X, record: X};
  }
}
const one = new Runtime();
export const runtime = () => one;
export const londonToday = () => "2026-11-20";
"""


# --- text aids --------------------------------------------------------------------------------------

NOTE = {
    "key": "note",
    "kind": "text",
    "text": "Paste the draft note",
    "help": "Leave out names.",
    "required": False,
    "options": [],
    "shown_if": None,
    "shown_if_words": "",
    "max_length": 40,
}
FINDS = (
    HOSTILE.replace("spans: []", "spans: [{start: 2, end: 9, text: 'refused', kind: 'judging', kind_label: 'Judges',"
                    " why: 'Blames.', instead: ['Did not answer.'], source: 'STAGE 3.3'}]")
    .replace("version: X", "version: document.querySelector('.sg-aid').dataset.version")
)  # fmt: skip


def test_words_found_are_marked_in_the_text(page: Page) -> None:
    def with_a_text_question(route: Any) -> None:
        first = '<div class="sg-aid__questions">'
        route.fulfill(body=route.fetch().text().replace(first, first + render_question(NOTE)))

    page.route("**/aids/confidentiality/", with_a_text_question)
    page.route(
        "**/assets/sg/runtime-*.js", lambda route: route.fulfill(body=FINDS, content_type="text/javascript")
    )
    open_aid(page, "confidentiality")
    field = page.get_by_label("Paste the draft note")
    field.fill("😀 refused to talk <b>today</b>")
    mark = page.locator(".sg-spans mark")
    expect(mark).to_have_text("refused1")
    expect(page.locator(".sg-spans__text")).to_have_text("😀 refused1 to talk <b>today</b>")
    expect(page.locator(".sg-spans__instead")).to_contain_text("Did not answer.")
    expect(page.locator(".sg-q__count").first).to_have_text("30 of 40 characters.")
    field.fill("x" * 47)
    expect(page.locator(".sg-q__count").first).to_have_text("7 characters too many. Check it in two parts.")
    assert field.input_value() == "x" * 47, "nothing is cut off"


@pytest.mark.parametrize("saving", [False, True])
def test_a_mouse_on_its_way_starts_python_unless_data_is_saved(
    desk_page: Page, server: Any, saving: bool
) -> None:
    desk_page.add_init_script(
        f"Object.defineProperty(Navigator.prototype, 'connection', {{get: () => ({{saveData: {str(saving).lower()}}})}})"
    )
    open_aid(desk_page, "confidentiality")
    desk_page.wait_for_timeout(300)
    assert not [path for path in server.seen if "/runtime/" in path]
    if saving:
        desk_page.locator("fieldset[data-q]").first.hover()
        desk_page.wait_for_timeout(500)  # what must not come cannot be waited for
        assert not [path for path in server.seen if "/runtime/" in path]
    else:
        with desk_page.expect_request("**/runtime/**"):
            desk_page.locator("fieldset[data-q]").first.hover()
