"""Writes the files of a new aid, page, scenario or law entry: the right shape, with `FILL IN` wherever a person must think.

`python -m decision_aids new aid first-visit`. The tests fail until nothing of that is left (`tests/content/
test_filled_in.py`), and nothing that exists is written over. Not for the browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
MARK = "FILL IN"
REVIEW_DAYS = 90


class CannotWrite(ValueError):
    """The name cannot be used, or something stands there already; the message says which."""


NEXT = {
    "aid": "Write its stories first, then the rules. It is in the catalogue and the navigation; name its page from "
    "a guidance page (`aids:`). Then: make test",
    "page": "Fill in the page, then: python -m pipeline anchors, and make test",
    "scenario": "Fill in the story and its model answers, then: make test",
    "law": "Open the reference before you fill in anything. Then: python -m decision_aids facts, and make test",
}

AID = '''"""FILL IN: what this aid answers, in one sentence.

Source: FILL IN: document and part.
"""

from __future__ import annotations

from decision_aids.conditions import Always
from decision_aids.model import Aid, Card, Level, Pitfall, Rule
from decision_aids.questions import yes, yes_no

danger = yes_no(
    "danger",
    "Is anyone in danger right now?",
    yes="someone is in danger right now",
    no="nobody is in danger right now",
    required=True,
    danger="yes",
)

{constant} = Aid(
    slug="{name}",
    title="{title}",
    question="FILL IN: the question as a practitioner would ask it?",
    summary="FILL IN: what the aid answers, in one sentence.",
    levels=(
        Level("act", "Act now", "high", "FILL IN: what this level means."),
        Level("go-on", "Go on", "low", "FILL IN: what this level means.", reassuring=True),
    ),
    questions=(danger,),
    rules=(
        Rule(
            "danger",
            yes(danger),
            "act",
            "FILL IN: what was found.",
            ("FILL IN: what to do.",),
            ground="practice",
            sources=(),
            group="danger",
        ),
        Rule("none", Always("none of the rows above applies"), "go-on", "FILL IN: what was found.", ("FILL IN: what to do.",)),
    ),
    card=Card(
        "reminder",
        "FILL IN: what it is for.",
        "FILL IN: what it is not for.",
        "FILL IN: how strong its grounds are.",
        (Pitfall("FILL IN: a way to go wrong with it.", "FILL IN"),),
        "FILL IN: when it should be looked at again.",
    ),
)
'''

STORIES = """# FILL IN: every rule and level needs a story. Write them before the rules.

[[story]]
name = "FILL IN: a few words"
story = "FILL IN: the situation."
answers = { danger = "yes" }
level = "act"
fires = ["danger"]

[[story]]
name = "FILL IN: another"
story = "FILL IN: the situation."
answers = { danger = "no" }
level = "go-on"
fires = ["none"]
"""

AID_PAGE = """---
title: "FILL IN: the question, as somebody would ask it"
answer: "FILL IN: what the aid gives, in one or two sentences."
audience: "FILL IN: who it is for"
sources: []
search: [FILL IN]
render_macros: true
---
{{{{ top() }}}}

{{{{ aid('{name}') }}}}

{{{{ foot() }}}}
"""

PAGE = """---
title: "FILL IN: {title}"
answer: "FILL IN: one or two sentences that answer."
audience: "FILL IN: who it is for"
sources: []
search: [FILL IN]
render_macros: true
---
{{{{ top() }}}}

## FILL IN: a heading {{ #fill-in }}

FILL IN: the text. Values of law by macro, never by hand.

{{{{ foot() }}}}
"""

SCENARIO = """# Invented situations. Nobody in them is or was a real person.

[[scenario]]
id = "{name}"
title = "{title}"
theme = "sharing"                # FILL IN: sharing, children, signs, adults, telling, justice, outreach or staff
about = "FILL IN: what it is about, in one sentence."
sources = []
discuss = ["FILL IN: a question for a group?"]

[[scenario.steps]]
text = "FILL IN: what happens."
asks = "FILL IN: the judgement asked for?"
aid = "confidentiality"
answers = {{}}
expected = "not-yet"
why = "FILL IN: why this is the answer."
"""

LAW = """# FILL IN every line with the reference open. What could not be confirmed is said in `confidence` and `unsure`.

[[law]]
id = "{name}"
refs = ["FILL IN"]
title = "{title}"
topic = "FILL IN"
nations = ["england"]
rule = "FILL IN: the rule, in one or two sentences."
ground = "law"                   # law, statutory-guidance, guidance, policy or practice
state = "unsure"                 # in-force, not-in-force or unsure
confidence = "from-knowledge"    # confirmed, from-knowledge or conflicting
unsure = "FILL IN: what exactly is unsure."
reference = "FILL IN: Act, section"
url = ""
checked = {checked}
review_by = {review_by}
"""


def write(what: str, name: str, root: Path = ROOT, today: date | None = None) -> list[Path]:
    """Writes the files of one new thing; gives their paths from the project's folder. Raises CannotWrite.

    what: aid, page, scenario or law. name: an id; for a page, its folder and id.
    """
    makers: dict[str, Callable[[str, Path, date], dict[str, str]]] = {
        "aid": _aid,
        "page": _page,
        "scenario": _scenario,
        "law": _law,
    }
    parts = name.split("/")
    if len(parts) != (2 if what == "page" else 1) or not all(ID.fullmatch(part) for part in parts):
        form = (
            "a folder and an id, such as talk/first-words" if what == "page" else "an id, such as first-visit"
        )
        raise CannotWrite(f"{name!r} cannot be used: write {form} (a to z, 0 to 9 and single hyphens)")
    texts = makers[what](name, root, today or date.today())  # noqa: DTZ011
    own = [path for path in texts if path not in SHARED]
    there = [path for path in own if (root / path).exists()]
    if there:
        raise CannotWrite(f"{there[0]} is there already: nothing was written")
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return [Path(path) for path in texts]


CATALOGUE = "decision_aids/catalogue.py"
NAVIGATION = "mkdocs.yml"
#: Files that are there already and get a line more.
SHARED = (CATALOGUE, NAVIGATION)


def _title(name: str) -> str:
    return name.rpartition("/")[2].replace("-", " ").capitalize()


def _aid(name: str, root: Path, today: date) -> dict[str, str]:
    module, constant = name.replace("-", "_"), name.replace("-", "_").upper()
    catalogue = (root / CATALOGUE).read_text(encoding="utf-8")
    catalogue = re.sub(r"(SLUGS: .*?)(\n\)\n)", rf'\g<1>\n    "{name}",\g<2>', catalogue, count=1, flags=re.S)
    return {
        f"decision_aids/aids/{module}.py": AID.format(name=name, constant=constant, title=_title(name)),
        f"tests/rules/stories/{name}.toml": STORIES,
        f"docs/aids/{name}.md": AID_PAGE.format(name=name),
        CATALOGUE: catalogue,
        NAVIGATION: _navigation(root, "aids", name),
    }


def _page(name: str, root: Path, today: date) -> dict[str, str]:
    folder, _, id_ = name.partition("/")
    return {f"docs/{name}.md": PAGE.format(title=_title(name)), NAVIGATION: _navigation(root, folder, id_)}


def _scenario(name: str, root: Path, today: date) -> dict[str, str]:
    return {f"decision_aids/facts/scenario/{name}.toml": SCENARIO.format(name=name, title=_title(name))}


def _law(name: str, root: Path, today: date) -> dict[str, str]:
    days = {"checked": today, "review_by": today + timedelta(days=REVIEW_DAYS)}
    return {f"decision_aids/facts/law/{name}.toml": LAW.format(name=name, title=_title(name), **days)}


def _navigation(root: Path, folder: str, id_: str) -> str:
    """The navigation with a line more, after the last page of the folder. Raises CannotWrite for a new folder."""
    text = (root / NAVIGATION).read_text(encoding="utf-8")
    lines = re.findall(rf"^ +- .*: {folder}/[a-z0-9-]+\.md\n", text, re.M)
    if not lines:
        raise CannotWrite(f"there is no folder {folder!r} in the navigation: add it to mkdocs.yml first")
    return text.replace(lines[-1], f"{lines[-1]}      - {_title(id_)}: {folder}/{id_}.md\n", 1)
