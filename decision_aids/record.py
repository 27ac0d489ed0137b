"""The plain-text record of a result: what was answered, what the aid said, on which law, and how long that holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from decision_aids import __version__, edition, facts
from decision_aids.answers import shown
from decision_aids.assess import Result
from decision_aids.dates import say, say_short
from decision_aids.model import GRID_ANSWERS, Answers, Question

WIDTH = 78


def record(result: Result, built: date | None = None) -> str:
    """The record as text: lines of at most 78 characters where words allow, no names, ready to copy.

    built: the day of the site's content, as its pages say it; None where there is no site.
    """
    aid, today = result.aid, result.today
    out = [
        f"{aid.title}",
        f"Made {say(today)} with {edition.current().name} {__version__}, aid version {aid.version}",
        *([f"Site as built {say(built)}"] if built else []),
        "",
        f"ANSWER: {result.level.label}" + (" (provisional)" if result.provisional else ""),
        *_wrap(facts.fill(result.level.headline, today)),
    ]
    out += _section("What was answered", (_answer(q, result.answers) for q in shown(aid, result.answers)))
    if result.computed.spans:
        out += _section(
            "Words found",
            (f"“{span.text}” – {span.kind_label}: {span.why}" for span in result.computed.spans),
        )
    out += _dates(result)
    out += _section("What to do, in order", result.actions, numbered=True)
    out += _section("Take care", result.cautions)
    out += _section("Still to find out", (f"{each.question.text} {each.could}" for each in result.missing))
    out += _section(
        "Why",
        (
            f"{facts.fill(rule.finding, today)} [{'; '.join(map(_cited, rule.sources)) or 'law and our own reading'}]"
            for rule in result.fired
        ),
    )
    notes = [facts.law_note(name, today) for name in result.law]
    out += _section("Law and official practice used", (_note(note) for note in notes))
    if notes:
        first = min(date.fromisoformat(note["review_by"]) for note in notes)
        checked = min(date.fromisoformat(note["checked"]) for note in notes)
        out += ["", f"Law as at {say_short(checked)}. Look again by {say_short(first)}."]
    out += ["", *_wrap(result.closing)]
    out += [
        "",
        f"Live page: aids/{aid.slug}/ on the site this came from.",
        *_wrap(
            "Store this under your organisation's own records policy. It supports judgement and does not replace "
            "it; it is not legal advice. The site kept no copy."
        ),
    ]
    return "\n".join(out) + "\n"


def _dates(result: Result) -> list[str]:
    out = ["", "DATES"] if result.computed.dates else []
    for each in result.computed.dates:
        out += _wrap(f"- {each.label}: {each.words}", 2)
        if each.aim_for and each.aim_for >= result.today:
            out += _wrap(f"  Aim for: {say(each.aim_for)}", 4)
        for text in (*each.how, each.assumption):
            out += _wrap(f"  {text}", 4) if text else []
    return out


def _section(title: str, lines: Iterable[str], numbered: bool = False) -> list[str]:
    found = list(lines)
    if not found:
        return []
    out = ["", title.upper()]
    for number, line in enumerate(found, 1):
        mark = f"{number}. " if numbered else "- "
        out += _wrap(mark + line, len(mark))
    return out


def _wrap(text: str, indent: int = 0) -> list[str]:
    """Lines of at most WIDTH characters; the first keeps the text's own indent, the others get `indent` spaces."""
    start = len(text) - len(text.lstrip(" "))
    if len(text) <= WIDTH and "  " not in text[start:] and "\n" not in text:
        return [text]
    lines: list[str] = []
    words: list[str] = []
    lead, length = start, start - 1
    for word in text.split():
        if words and length + 1 + len(word) > WIDTH:
            lines.append(" " * lead + " ".join(words))
            words, lead, length = [], indent, indent - 1
        words.append(word)
        length += 1 + len(word)
    return [*lines, " " * lead + " ".join(words)]


def _answer(question: Question, answers: Answers) -> str:
    value = answers.values.get(question.key)
    if value is None:
        return f"{question.text} Not answered."
    if question.kind == "grid":
        given = answers.grid(question.key)
        parts = [
            f"{option.text.rstrip('.')}: {GRID_ANSWERS[given[option.key]]}"
            for option in question.options
            if option.key in given
        ]
        return f"{question.text} {'; '.join(parts)}."
    if question.kind == "text":
        return f"{question.text} (the text itself is not copied into this record)"
    if isinstance(value, date):
        return f"{question.text} {say(value)}."
    keys = answers.many(question.key) or (value,)
    chosen = "; ".join(option.text.rstrip(".") for option in question.options if option.key in keys)
    return f"{question.text} {chosen}{'' if chosen.endswith(('?', '!')) else '.'}"


def _cited(reference: str) -> str:
    cited = facts.cite(reference)
    return f"{cited['title']}, {cited['section']}" if cited["section"] else cited["title"]


def _note(note: dict[str, object]) -> str:
    words = {
        "overdue": " CHECK OVERDUE: open the reference before relying on this.",
        "unsure": " UNSURE: open the reference before relying on this.",
        "not-in-force": " NOT IN FORCE on the evidence found.",
        "no-value": " NO CONFIRMED FIGURE for this date.",
    }.get(str(note["state"]), "")
    return f"{note['title']}: {note['rule']} ({note['reference']}; {note['confidence_label']}.){words}"
