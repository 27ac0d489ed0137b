"""The shape of a question, as things that can be weighed: how it begins and whom it is about, how it ends, and which kinds
of words stand in it.

"Did he lock the door?" has the form "did he", asks, and has a word of taking. What the person has said already ("You told me
he hit you.") is left out, as in `asked`. Each thing is a short name that stands in facts/points/questions.toml.
"""

from __future__ import annotations

from decision_aids.aids import asked
from decision_aids.aids.asked import AUX, LEAD_IN, NEAR_PLACE, PRONOUNS, WH, word_class
from decision_aids.language import Text

_SUBJECTS = {
    **{
        word: word
        for word in ("i", "we", "you", "he", "she", "they", "it", "that", "this", "there", "the", "your")
    },
    **dict.fromkeys(("anyone", "anybody", "someone", "somebody", "any"), "anyone"),
    **dict.fromkeys(("his", "her", "their"), "his"),
    "anything": "anything",
    "a": "a",
}
_KINDS = {
    "harm": asked.HARM,
    "feeling": asked.FEELING,
    "drink": asked.DRUNK,
    "crime": asked.CRIME,
    "relation": asked.RELATION,
    **{
        name: word_class(name)
        for name in (
            "about-sex about-clothes doubting faulting resisting taking everyday choosing contrasting".split()
        )
    },
}
_NO_NAME = PRONOUNS | asked.NOT_A_NAME | frozenset(("am", "will", "have", "'d"))


def shape(text: Text) -> set[str]:
    """All there is to weigh in the shape of a text's sentences."""
    found: set[str] = set()
    given = set(asked.given(text))
    at, size = 0, len(text.words)
    while at < size:
        end = at
        while end + 1 < size and text.sentences[end + 1] == text.sentences[at]:
            end += 1
        found |= _sentence(text, at, end, given)
        at = end + 1
    return found


def _sentence(text: Text, begin: int, end: int, given: set[str]) -> set[str]:
    words = text.words
    ending = text.endings.get(text.sentences[begin], "")
    mark = "?" if "?" in ending else "." if "." in ending else "open-ended"
    start = begin
    while start < end and words[start] in LEAD_IN:
        start += 1
    form = _form(text, start, end)
    tag = asked.tag(text, start, end, mark == "?")
    first = form.split()[0] + (" with a tag" if tag is not None else "")
    about = [*form.split(), ""][1]
    found = {f"form {form}", f"form {form} {mark}", f"begins {first}"}
    lead = "and or so" if words[begin] in ("so", "and", "but", "then") else "straight"
    found.add(f"{'statement' if form.startswith('statement') else 'question'} {lead} {mark}")
    if " not " in form:
        found.add("denied you" if form.endswith(" you") else "denied other")
    if tag is not None:
        found.add(f"tag {' '.join(words[tag : end + 1])}")
    for kind in {kind for at in range(begin, end + 1) if words[at] not in given for kind in _kinds(text, at)}:
        found |= {
            f"word of {kind}",
            f"{form} + {kind}",
            f"begins {first} + {kind}",
            f"about {about} + {kind}",
        }
    return found


def _form(text: Text, start: int, end: int) -> str:
    """How the sentence asks: "did he", "why did you", "were not you"; else "statement" and its first word."""
    words = text.words
    clauses = [at for at in asked.clauses(text, start, end) if words[at] in AUX | WH and at < end]
    for at in (start, *clauses):
        if words[at] in AUX and at < end:
            subject_at = at + 2 if words[at + 1] == "not" and at + 2 <= end else at + 1
            denied = subject_at == at + 2 or (at + 2 <= end and words[at + 2] == "not")
            other = "name" if text.capital(subject_at) else "noun"
            return f"{words[at]}{' not' if denied else ''} {_SUBJECTS.get(words[subject_at], other)}"
        if words[at] in WH:
            near = words[at + 1 : min(end, at + 4) + 1]
            verb = next((word for word in near if word in AUX or word in ("'s", "'d")), "")
            near = words[at + 1 : min(end, at + 5) + 1]
            subject = next((_SUBJECTS[word] for word in near if word in _SUBJECTS), "")
            return " ".join(f"{words[at]} {verb} {subject}".split())
    return f"statement {_SUBJECTS.get(words[start], 'other')}"


def _kinds(text: Text, at: int) -> set[str]:
    word = text.words[at]
    kinds = {kind for kind, words in _KINDS.items() if word in words}
    named = text.capital(at) and not text.opens(at) and word not in _NO_NAME
    return kinds | {"name"} if named and text.words[at - 1] not in NEAR_PLACE else kinds
