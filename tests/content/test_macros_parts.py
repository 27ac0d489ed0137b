"""Each kind of part, on a few facts: what it prints, and that it stops at what is not there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from macros.render import law, opening, parts, sources
from macros.render.page import PageError, Site, check_meta, settle
from macros.render.registry import MACROS, Pages
from tests.content.macro_pages import TODAY, Facts, fact, page_for
from tests.content.macro_pages import law as law_entry


def macros(known: Facts | None = None, **meta: Any) -> dict[str, Any]:
    """Every macro, on one page."""
    page = page_for(known)
    settled = dict(page.meta) | meta
    settle(settled)
    given = SimpleNamespace(file=SimpleNamespace(src_uri=page.src), url=page.url, meta=settled)
    return Pages(page.site, lambda: given).macros()


# --- law --------------------------------------------------------------------------------------------


def test_law_value_is_linked_to_its_note_which_foot_prints() -> None:
    run = macros()
    run["top"]()
    assert run["law"]("review-window") == '<a class="sg-lawref" href="#law-review-window">10 working days</a>'
    foot = run["foot"]()
    assert foot.count('id="law-review-window"') == 1
    assert "## The law on this page { #law }" in foot
    assert "Law checked 20 November 2026" in foot
    assert 'data-review-by="2027-05-20"' in foot


def test_law_note_in_place_is_not_printed_again() -> None:
    run = macros(law=["review-window"])
    run["top"]()
    assert 'id="law-review-window"' in run["law_note"]("review-window")
    assert "sg-law" not in run["foot"]()
    with pytest.raises(PageError, match="on this page already"):
        run["law_note"]("review-window")


@pytest.mark.parametrize(
    ("state", "mark", "said"),
    [
        ("overdue", "check overdue", "Check overdue · last checked 20 November 2026, due 20 May 2027"),
        ("unsure", "unsure", "Law checked 20 November 2026 · unsure"),
        ("not-in-force", "not in force", "Not in force · checked 20 November 2026"),
        ("no-value", "no value for today", "No value we can give for today"),
    ],
)
def test_a_value_never_looks_surer_than_it_is(state: str, mark: str, said: str) -> None:
    run = macros(Facts(law=[law_entry(state=state)]))
    run["top"]()
    assert f'<span class="sg-lawref__state">{mark}</span>' in run["law"]("review-window")
    foot = run["foot"]()
    assert said in foot
    assert f"sg-law--{state}" in foot


def test_law_without_a_value_cannot_be_shown_as_one() -> None:
    with pytest.raises(PageError, match=r"docs/talk/asking.md: law\('review-window'\): .*use law_note"):
        macros(Facts(law=[law_entry(values=())]))["law"]("review-window")


def test_overdue_law_puts_a_banner_at_the_top() -> None:
    page = page_for(Facts(law=[law_entry(state="overdue")]))
    given = SimpleNamespace(file=SimpleNamespace(src_uri=page.src), url=page.url, meta=dict(page.meta))
    pages = Pages(page.site, lambda: given)
    run = pages.macros()
    body = "\n\n".join([run["top"](), run["law"]("review-window"), run["foot"]()])
    finished = pages.finish(body)
    assert finished.index("sg-overdue") < finished.index("sg-lawref")
    assert law.OVERDUE_MARK not in finished


def test_no_banner_when_all_is_checked() -> None:
    page = page_for()
    law.value(page, "review-window")
    assert law.finish(page, f"a{law.OVERDUE_MARK}b") == "ab"


def test_register_prints_every_entry_with_its_topic_nation_and_state() -> None:
    out = law.register(page_for(Facts(law=[law_entry(), law_entry("other", topic="Other")])))
    assert 'data-topic="court-orders-reviews"' in out
    assert 'id="law-other"' in out
    assert "2 of 2 shown" in out
    assert out.count("data-nation=") == 4  # on the line and on its note


def test_told_shows_what_was_heard_and_what_holds() -> None:
    told = fact(
        heard=("five days", "too late"),
        now="Ask within {law:review-window}.",
        since="2021",
        law=("review-window",),
        link="justice/no-further-action/#when",
    )
    page = page_for(Facts(told=[told]))
    out = law.told(page)
    assert "“five days” / “too late”" in out
    assert 'href="../../justice/no-further-action/#when"' in out
    assert "review-window" in page.law_used


def test_areas_are_a_table_by_date() -> None:
    known = Facts(area=[fact(id="b", name="B|b", law="review-window", start=date(2026, 2, 1), note="")])
    out = law.areas(page_for(known), "review-window")
    assert out.splitlines()[2] == "| B&#124;b | 1 February 2026 |  |"
    with pytest.raises(ValueError, match="no area is recorded"):
        law.areas(page_for(Facts(area=[])), "review-window")


# --- lists and tables -------------------------------------------------------------------------------


ITEMS = Facts(
    item=[
        fact(id="a", list="x", text="First <b>", detail="Because.", law=("review-window",)),
        fact(id="b", list="x", text="Second", detail=""),
    ]
)


def test_items_as_list_steps_and_table() -> None:
    page = page_for(ITEMS)
    assert '<li id="b">Second</li>' in parts.items(page, "x")
    assert "First &lt;b&gt;" in parts.items(page, "x")
    assert '<li class="sg-step" id="a"><p class="sg-step__title">First' in parts.items(
        page, "x", style="steps"
    )
    assert 'data-label="What"' in parts.items(page, "x", style="table")
    assert "review-window" in page.law_used
    with pytest.raises(ValueError, match="no style 'grid'"):
        parts.items(page, "x", style="grid")


def test_unknown_list_names_page_and_id() -> None:
    with pytest.raises(
        PageError, match=r"docs/talk/asking.md: items\('nope'\): there is no list named 'nope'"
    ):
        macros(ITEMS)["items"]("nope")


def test_pairs_stack_on_a_phone() -> None:
    known = Facts(pair=[fact(set="records", instead_of="Refuses.", say="Has not answered.", why="Facts.")])
    out = parts.pairs(page_for(known), "records")
    assert '<td role="cell" data-label="Instead of">Refuses.</td>' in out
    with pytest.raises(ValueError, match="there are: records"):
        parts.pairs(page_for(known), "nope")


def test_asks_leave_out_the_column_nobody_fills() -> None:
    ask = {"set": "first", "form": "open", "text": "How are you?", "why": "Open."}
    assert "Better" not in parts.asks(page_for(Facts(ask=[fact(**ask, better="")])), "first")
    both = Facts(ask=[fact(**ask, better=""), fact(**ask | {"form": "leading"}, better="What happened?")])
    out = parts.asks(page_for(both), "first")
    assert "Leading" in out
    assert "What happened?" in out


def test_myths_are_headings() -> None:
    out = parts.myths(
        page_for(Facts(myth=[fact(id="choice", myth="She chose it", reply="No.", why="He did.")]))
    )
    assert out.startswith("### She chose it { #choice }")


def test_indicators_keep_harm_apart_and_never_count() -> None:
    known = Facts(
        indicator=[
            fact(id="a", group="critical", text="Held", harm=True, note=""),
            fact(id="b", group="critical", text="Tired", harm=False, note="Look."),
            fact(id="c", group="at-risk", text="Pressed", harm=True, note=""),
            fact(id="d", group="at-risk", text="Away", harm=False, note=""),
        ]
    )
    out = parts.indicators(page_for(known), "critical")
    assert out.index("This is abuse") < out.index("Held") < out.index("act today") < out.index("Tired")
    assert "explore" not in out
    out = parts.indicators(page_for(known), "at-risk")
    assert out.index("Pressed") < out.index("Signs to explore") < out.index("Away")


def test_triangle_and_walk() -> None:
    role = fact(
        id="rescuer",
        triangle="drama",
        role="Rescuer",
        believes="I must.",
        sounds_like=("Let me",),
        does="Takes over.",
        shift="Ask first.",
    )
    out = parts.triangle(page_for(Facts(triangle=[role])), "drama")
    assert '<h3 class="sg-walk__title" id="rescuer">Rescuer</h3>' in out
    step = fact(
        id="report",
        stage="Report",
        title="The first report",
        happens="Told.",
        who="Police",
        rights=("One",),
        your_part=("A", "B"),
        do_not=("Ask",),
        law=("review-window",),
        aids=("vrr-deadline",),
        pages=("justice/court/#weeks-before",),
    )
    walk = parts.justice_walk(page_for(Facts(justice_step=[step])))
    assert walk.startswith("## Report { #report }")
    assert "sg-walk__fact--dont" in walk
    assert (
        'href="../../justice/court/#weeks-before">Getting ready for court, and the day: Weeks before</a>'
        in walk
    )
    assert 'href="../../aids/vrr-deadline/"' in walk


def test_support_matrix_and_figures() -> None:
    form = fact(id="peer", name="Peer support", burnout=True, vicarious=False, secondary=True, what="Talk.")
    out = parts.support_matrix(page_for(Facts(support_form=[form])))
    assert 'data-label="Burnout">Yes<' in out
    assert 'data-label="Vicarious trauma">–<' in out
    one = fact(id="men", count=3, base=10, what="were men", as_at="2011", law="", note="")
    known = Facts(figure=[one])
    assert '3 <span class="sg-figure__of">of 10</span>' in parts.figures(page_for(known))
    with pytest.raises(PageError, match="there is no figure named 'nope'"):
        macros(known)["figure"]("nope")


def test_examples_filter_and_theme() -> None:
    example = fact(
        id="p",
        project="Project",
        place="Leeds",
        nation="england",
        themes=("peer-involvement",),
        did="Did.",
        found="Found.",
        year=2011,
        status="status unknown today",
    )
    known = Facts(example=[example])
    out = parts.examples(page_for(known))
    assert 'data-filter-for="examples"' in out
    assert 'id="examples"' in out
    assert 'data-theme="peer-involvement"' in out
    assert "Leeds, England · 2011, status unknown today" in out
    assert "sg-filter" not in parts.examples(page_for(known), theme="peer-involvement")
    with pytest.raises(ValueError, match="there are: peer-involvement"):
        parts.examples(page_for(known), theme="health")


GLOSSARY = Facts(
    glossary=[fact(id="trauma-bond", term="Trauma bond", also=("bond",), means="An attachment.")]
)


def test_glossary_and_terms_open_without_a_script() -> None:
    assert 'id="trauma-bond"' in parts.glossary(page_for(GLOSSARY))
    page = page_for(GLOSSARY)
    first, second = parts.term(page, "trauma-bond", "bonds"), parts.term(page, "trauma-bond")
    assert 'popovertarget="term-trauma-bond-1">bonds</button>' in first
    assert 'popover id="term-trauma-bond-1"' in first
    assert 'popovertarget="term-trauma-bond-2">Trauma bond</button>' in second
    with pytest.raises(PageError, match="there is no glossary named 'nope'"):
        macros(GLOSSARY)["term"]("nope", "x")


def test_acronyms_name_the_body_of_today() -> None:
    known = Facts(
        acronym=[fact(id="crb", short="CRB", long="Old", means="Checks.", state="old-name", now="DBS")]
    )
    assert "now: DBS" in parts.acronyms(page_for(known))


def test_a_helpline_without_a_number_says_so_and_an_old_one_is_marked() -> None:
    line = {
        "name": "Line",
        "nations": ["england"],
        "for_whom": "Anyone.",
        "url": "https://x.org",
        "reference": "x.org",
        "confidence": "confirmed",
        "checked": date(2026, 11, 20),
        "hours": "All hours",
        "note": "",
    }
    known = Facts(
        helpline=[
            fact(id="a", number="0800 123", review_by=date(2027, 5, 20), **line),
            fact(id="b", number="", review_by=date(2026, 1, 1), **line),
        ]
    )
    first, second = (parts.helpline(page_for(known), one) for one in ("a", "b"))
    assert 'href="tel:0800123"' in first
    assert "tel:" not in second
    assert "we could not confirm one" in second
    assert "Check overdue" in second


def test_dodont_needs_both_sides() -> None:
    out = parts.dodont(page_for(), do=["Ask <her>"], dont=["Push"])
    assert "Ask &lt;her&gt;" in out
    with pytest.raises(ValueError, match="both lists"):
        parts.dodont(page_for(), do=["Ask"], dont=[])


def test_drawing_is_inlined_and_must_speak(tmp_path: Path) -> None:
    folder = tmp_path / "overrides" / "drawings"
    folder.mkdir(parents=True)
    (folder / "good.svg").write_text(
        '<?xml version="1.0"?>\n<!-- x -->\n<svg>\n  <title>A</title>\n <desc>B</desc>\n</svg>\n', "utf-8"
    )
    (folder / "mute.svg").write_text("<svg><title>A</title></svg>", "utf-8")
    (folder / "bad.svg").write_text('<svg><title>A</title><desc>B</desc><g style="x"/></svg>', "utf-8")
    page = page_for(root=tmp_path)
    assert parts.drawing(page, "good") == (
        '<figure class="sg-drawing"><svg><title>A</title><desc>B</desc></svg></figure>'
    )
    for name, said in (("nope", "no drawing 'nope'"), ("mute", "no <desc>"), ("bad", "contains 'style='")):
        with pytest.raises(ValueError, match=said):
            parts.drawing(page, name)
    with pytest.raises(ValueError, match="cannot be part of an anchor"):
        parts.drawing(page, "../secrets")


# --- top, foot, front matter ------------------------------------------------------------------------


def test_top_runs_macros_in_the_answer_and_escapes_the_rest() -> None:
    out = macros(
        answer="Ask <now>: within {{ law('review-window') }}.",
        audience="ISVAs",
        care="hard words",
        nations=["england"],
        search=["nfa"],
    )["top"]()
    assert "Ask &lt;now&gt;: within <a class=" in out
    assert '<span class="sg-nations__in">England</span> <span class="sg-nations__out">Not Wales</span>' in out
    assert 'sg-care__label">Before you read on:</strong> hard words' in out
    assert "hidden>nfa</p>" in out
    assert out.endswith(opening.CONTENTS_MARK)
    assert "\n \n" not in out


@pytest.mark.parametrize(
    ("meta", "said"),
    [
        ({"answr": "x"}, "unknown front matter key 'answr'"),
        ({"answer": ""}, "'answer' is missing"),
        ({"answer": "{{ nope() }}"}, "nope"),
        ({"answer": "{{ law('x' "}, "without"),
        ({"sources": "stage 3.1"}, "must be a list of words"),
        ({"nations": ["france"]}, "no nation 'france'"),
    ],
)
def test_top_refuses_front_matter_that_would_be_lost(meta: dict[str, Any], said: str) -> None:
    with pytest.raises(PageError, match=f"docs/talk/asking.md: top.*{said}"):
        macros(**meta)["top"]()


@pytest.mark.parametrize(
    ("meta", "said"),
    [
        ({"law": ["nope"]}, "there is no law named 'nope'"),
        ({"aids": ["nope"]}, "nope"),
        ({"sources": ["nope 3"]}, "nope"),
        ({"scenarios": ["nope"]}, "scenario"),
    ],
)
def test_foot_refuses_ids_that_are_not_there(meta: dict[str, Any], said: str) -> None:
    run = macros(**meta)
    run["top"]()
    with pytest.raises(PageError, match=said):
        run["foot"]()


def test_foot_needs_top() -> None:
    with pytest.raises(PageError, match=r"every page opens with"):
        macros()["foot"]()


def test_foot_lists_aids_and_sources_once() -> None:
    run = macros(aids=["confidentiality", "nrm"], sources=["stage 3.1", "stage Court", "outreach"])
    run["top"]()
    foot = run["foot"]()
    assert 'href="../../aids/confidentiality/"' in foot
    assert "section 3.1 and “Court”" in foot
    assert foot.count("The stage toolkit") == 1
    assert "<h2" in foot


def test_front_matter_does_not_hide_a_macro() -> None:
    meta: dict[str, Any] = {"law": ["a"], "search": ["b"], "title": "x"}
    settle(meta)
    assert meta == {"law_ids": ["a"], "search_words": ["b"], "title": "x"}
    settings = {"search": {"exclude": True}}
    settle(settings)
    assert settings == {"search": {"exclude": True}}
    check_meta(page_for(law_ids=["a"]))


def test_front_matter_keys_and_macros_do_not_share_names() -> None:
    from macros.render.page import MOVED, OURS, THEME

    assert {*MACROS, "top"} & {*OURS, *THEME} <= set(MOVED)


def test_a_page_built_twice_starts_afresh() -> None:
    page = page_for()
    given = SimpleNamespace(file=SimpleNamespace(src_uri=page.src), url=page.url, meta=dict(page.meta))
    pages = Pages(page.site, lambda: given)
    run = pages.macros()
    for _ in range(2):
        pages.begin()
        run["top"]()
        assert 'id="law-review-window"' in run["law_note"]("review-window")


def test_relative_addresses() -> None:
    assert page_for(src="index.md").href("aids/nrm/") == "aids/nrm/"
    assert page_for(src="index.md").href("") == "./"
    assert page_for(src="talk/index.md").href("") == "../"
    assert page_for(src="talk/asking.md").href("#x") == "#x"
    assert page_for().href("https://example.org/") == "https://example.org/"


def test_sources_page_says_where_each_stands() -> None:
    out = sources.all_sources(page_for())
    assert "### The stage toolkit &lt;&amp;&gt; { #stage }" in out
    assert "2021. England." in out
    assert "2021. UK." in out


def test_the_day_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    from macros.render.registry import build_day

    monkeypatch.setenv("SG_TODAY", "2026-11-20")
    assert build_day() == TODAY
    assert isinstance(page_for().site, Site)
