"""What a text is once it is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text as words. The lists run side by side, one entry a word.

    `starts`/`ends` count characters; `before` holds the punctuation since the word before; `quoted` and `told` mark
    words in quotation marks and in reported speech of the person; `places` maps a word to where it stands.
    """

    raw: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[int]
    before: list[str]
    quoted: bytearray
    told: bytearray
    places: dict[str, list[int]]
    endings: dict[int, str]

    def capital(self, at: int) -> bool:
        """The word starts with a capital letter."""
        return self.raw[self.starts[at]].isupper()

    def opens(self, at: int) -> bool:
        """The word is the first of its sentence."""
        return at == 0 or self.sentences[at] != self.sentences[at - 1]

    def closes(self, at: int) -> bool:
        """The word is the last of its sentence."""
        return at + 1 >= len(self.words) or self.sentences[at] != self.sentences[at + 1]

    def words_of(self, first: int, last: int) -> str:
        """The characters from one word to another."""
        return self.raw[self.starts[first] : self.ends[last]]
