"""Named stories: a person's situation, the answers, and what the aid must say. One TOML file an aid, in `stories/`.

They are the law's test cases in words a lawyer or practitioner can check aloud, and they are replayed on two versions
to find which answers a change has changed.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True)
class Story:
    """`fires` must be among the rules that hold, `not_fires` must not; `dates` maps a date's id to its ISO day ("" for
    none); `says` / `never_says` are looked for in the record; `first` is how the first action begins; `errors` lists
    the fields refused instead of a result."""

    aid: str
    name: str
    story: str
    answers: dict[str, Any]
    today: date = date(2026, 11, 20)
    level: str = ""
    fires: list[str] = field(default_factory=list)
    not_fires: list[str] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)
    aim_for: dict[str, str] = field(default_factory=dict)
    says: list[str] = field(default_factory=list)
    never_says: list[str] = field(default_factory=list)
    first: str = ""
    errors: list[str] = field(default_factory=list)
    provisional: bool | None = None


def load() -> list[Story]:
    """Every story, file by file in name order. TOML dates inside answers become ISO text, as they would come in."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for raw in tomllib.loads(path.read_text(encoding="utf-8"))["story"]:
            answers = {key: _plain(value) for key, value in raw.pop("answers").items()}
            found.append(Story(aid=path.stem, answers=answers, **raw))
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
