"""The theme's sheets without what can match nothing here; whatever could match stays."""

from __future__ import annotations

import pytest

from pipeline.unused_styles import without_unread, without_unused

WORDS = {"used", "also", "md"}


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".used{a:b}", ".used{a:b}"),
        (".gone{a:b}", ""),
        (".used .gone{a:b}", ""),
        (".used,.gone,p{a:b}", ".used,p{a:b}"),
        ("p>a[href]{a:b}", "p>a[href]{a:b}"),
        (".used:not(.gone){a:b}", ".used:not(.gone){a:b}"),
        (":is(.used,.gone){a:b}", ":is(.used,.gone){a:b}"),
        ("@media print{.gone{a:b}.used{c:d}}", "@media print{.used{c:d}}"),
        ("@media print{.gone{a:b}}", ""),
        ("@font-face{font-family:gone}", "@font-face{font-family:gone}"),
        ("@keyframes gone{0%{a:b}to{c:d}}", "@keyframes gone{0%{a:b}to{c:d}}"),
        ('@charset "UTF-8";.used{a:b}', '@charset "UTF-8";.used{a:b}'),
        ('.used{content:"}.gone{"}.also{c:d}', '.used{content:"}.gone{"}.also{c:d}'),
        (".\\@gone{a:b}", ".\\@gone{a:b}"),
        ("#gone{a:b}", "#gone{a:b}"),
    ],
)
def test_what_stays(css: str, kept: str) -> None:
    assert without_unused(css, WORDS) == kept


def test_a_sheet_that_ends_in_the_middle_stops_the_build() -> None:
    with pytest.raises(ValueError, match="ends inside a block"):
        without_unused("p{a:b", WORDS)


def test_custom_properties_that_nothing_reads_go() -> None:
    css = ":root{--read:1;--unread:url('data:;}');--last:2}p{a:var(--read)}"
    assert without_unread(css, css + "b{c:var(--last)}") == ":root{--read:1;--last:2}p{a:var(--read)}"
