"""``python -m pipeline spelling``: every word a reader may meet, against a British dictionary.

Looked at: the pages and the project's own documents, the facts, the sentences in the aids, macros, scripts and templates.
Left out: addresses, code, and what is misspelt on purpose (search words, phrases that the text aids look for).

The dictionary is Hunspell's for British English (npm ``dictionary-en-gb``), read by Hunspell itself (PyPI ``chunspell``).
Right words that it does not know stand in ``pipeline/spelling-words.txt``: one list, in order, each of them used.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator

import hunspell

from pipeline.bootstrap import ROOT

WORDS = ROOT / "pipeline" / "spelling-words.txt"
DICTIONARY = ROOT / "node_modules" / "dictionary-en-gb"

Piece = tuple[str, int, str]  # file, line, words to look at

#: Front matter that readers see.
SHOWN = ("title", "answer", "audience", "care", "description")
#: Kinds of facts whose words are as people type or say them, or are patterns.
AS_TYPED = {"synonym", "phrase", "points", "holiday"}
#: Fields that are not sentences.
NOT_WORDS = {
    "id",
    "match",
    "unless",
    "ids",
    "refs",
    "url",
    "urls",
    "link",
    "law",
    "sources",
    "source",
    "slug",
    "aid",
    "aids",
    "kind",
    "list",
}
NOT_WORDS |= {
    "nation",
    "nations",
    "theme",
    "words",
    "heard",
    "number",
    "accept",
    "pattern",
    "answers",
    "search",
    "ground",
    "state",
    "unit",
    "any",
}

_NOT_TEXT = re.compile(
    r"```.*?```|`[^`\n]*`|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{law:[^}]*\}|\{[:#.][^}]*\}|\{ #[^}]*\}"
    r"|<(?:style|script)\b.*?</(?:style|script)>|<!--.*?-->|<[^>]*>|\]\([^)]*\)|\]\[[^\]]*\]"
    r"|&[a-z#0-9]+;|https?://\S+|\S+@\S+|\b[\w-]+\.(?:md|py|js|toml|json|txt|css|html|uk|com|org)\b\S*",
    re.S,
)
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)*(?!\w)")
_SENTENCE = re.compile(r"[A-Za-z’',;:.!?“”()-]+(?: [A-Za-z0-9’',;:.!?“”()-]+){2,}")
_SCRIPT_TEXT = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\]|\\.)*)`")
_ID = re.compile(r"[a-z0-9/#-]+")
#: Modules whose strings are patterns for what people type.
PATTERNS = {"asked.py", "phrases.py"}
#: What markup, addresses and lists of class names have and a sentence has not.
_MARKUP = re.compile(r"=\"|--|\.js\b|/\w+/")
#: What a style sheet's selector has and a sentence has not.
_SELECTOR = re.compile(r"[\[\]{}<>=#]|\.\w|\dpx|^[a-z, -]+$")


def _blank(match: re.Match[str]) -> str:
    """As many line ends as the match had, so that lines keep their numbers."""
    return " " + "\n" * match[0].count("\n")


def text_of(markdown: str) -> str:
    """The words of Markdown or HTML, line by line."""
    return _NOT_TEXT.sub(_blank, markdown)


def pages() -> Iterator[Piece]:
    """Pages with the front matter that is shown, and the documents of the project."""
    paths = [
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted(ROOT.glob("*.md")),
        *sorted((ROOT / "decisions").glob("*.md")),
    ]
    for path in paths:
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        front = re.match(r"---\n(.*?)\n---\n", text, re.S)
        if front:
            kept = [line if line.partition(":")[0] in SHOWN else "" for line in front[1].split("\n")]
            text = "\n" + "\n".join(kept) + "\n\n" + text[front.end() :]
        yield name, 1, text_of(text)


def facts() -> Iterator[Piece]:
    """The sentences of the facts, by entry."""
    for path in sorted((ROOT / "decision_aids" / "facts").rglob("*.toml")):
        kinds = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind, entries in kinds.items():
            if kind in AS_TYPED:
                continue
            for entry in entries:
                name = f"{path.relative_to(ROOT).as_posix()}: {entry['id']}"
                for text in _sentences(entry):
                    yield name, 0, text_of(text)


def _sentences(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_WORDS:
                yield from _sentences(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _sentences(inner, key)
    elif isinstance(value, str) and not _ID.fullmatch(value):
        yield value


def code() -> Iterator[Piece]:
    """Sentences in the aids and macros (strings of three words or more), in scripts and in templates."""
    for folder in ("decision_aids/aids", "macros/render"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.name in PATTERNS:
                continue
            for number, text in _said(ast.parse(path.read_text(encoding="utf-8"))):
                yield path.relative_to(ROOT).as_posix(), number, text_of(text)
    for path in sorted((ROOT / "overrides").rglob("*.html")):
        yield path.relative_to(ROOT).as_posix(), 1, text_of(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "overrides" / "assets" / "sg").glob("*.js")):
        if path.name == "find-words.js":
            continue  # its strings are words as people type them
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            for match in _SCRIPT_TEXT.finditer(line):
                said = re.sub(r"\$\{[^}]*\}", " ", match[1] or match[2] or "")
                if _SENTENCE.search(said) and not _SELECTOR.search(said):
                    yield path.relative_to(ROOT).as_posix(), number, said


def _said(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Strings of three words or more that are no docstrings and no errors for programmers, with their lines."""
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    silent |= {
        id(inner) for node in ast.walk(tree) if isinstance(node, ast.Raise) for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in silent:
            continue
        if _SENTENCE.search(node.value) and not _MARKUP.search(node.value):
            yield node.lineno, node.value


class Speller:
    """Knows the dictionary and the project's own words."""

    def __init__(self, own: set[str]) -> None:
        """`own`: words as they are written, one form each; a capital first letter is allowed for a small one."""
        self._own = own
        self._known: dict[str, bool] = {}
        self._hunspell = hunspell.Hunspell("index", hunspell_data_dir=str(DICTIONARY))
        self.used: set[str] = set()

    def knows(self, word: str) -> bool:
        """Whether a word is right: letters alone (NRM), in the dictionary, or one of ours."""
        plain = word.replace("’", "'")
        bare = re.sub(r"'s$|(?<=s)'$", "", plain)
        if len(bare) < 2 or (bare.isupper() and len(bare) < 8) or re.fullmatch(r"[A-Z]{2,7}s", bare):
            return True
        for form in (plain, bare):
            if form not in self._known:
                self._known[form] = bool(self._hunspell.spell(form))
            if self._known[form]:
                return True
        for form in (bare, bare[:1].lower() + bare[1:]):
            if form in self._own:
                self.used.add(form)
                return True
        return False

    def like(self, word: str) -> list[str]:
        """Words that may have been meant."""
        return list(self._hunspell.suggest(word))[:3]


def own_words() -> list[str]:
    """The project's list."""
    return [
        line for line in WORDS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]


def check() -> list[str]:
    """Every fault, as a line to read."""
    listed = own_words()
    speller = Speller(set(listed))
    faults: list[str] = []
    for pieces in (pages(), facts(), code()):
        for name, first, text in pieces:
            for number, line in enumerate(text.split("\n"), first):
                for match in _WORD.finditer(line):
                    if not speller.knows(match[0]):
                        place = f"{name}:{number}" if first else name
                        faults.append(
                            f"{place}: {match[0]} ({', '.join(speller.like(match[0])) or 'nothing like it'})"
                        )
    if listed != sorted(set(listed), key=lambda word: (word.lower(), word)):
        faults.append(f"{WORDS.name}: keep it in order, each word once")
    faults += [f"{WORDS.name}: {word} is not used any more" for word in sorted(set(listed) - speller.used)]
    return faults


def main(arguments: list[str]) -> int:
    """Prints the faults; 1 if there are any."""
    faults = check()
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"spelling: {len(faults)} unknown words")
    return int(bool(faults))
