"""Where something comes from: a short line under a part, and the list at the foot of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from macros.render import words
from macros.render.html import Html, anchor, blocks, el, heading, join
from macros.render.page import Page

SOURCES = "reference/sources/"


def source_line(page: Page, references: Iterable[str]) -> Html | None:
    """`From STAGE toolkit, section 3.1`: each source once, linked to the list of sources; None for none."""
    shown = cited(page, [page.site.facts.cite(one) for one in references])
    return el("p", el("small", "From ", shown), cls="sg-from") if shown else None


def cited(page: Page, given: Iterable[Mapping[str, str]]) -> Html:
    """References already taken apart (id, title, section) as links; empty when there is none."""
    sections: dict[tuple[str, str], list[str]] = {}
    for one in given:
        sections.setdefault((one["id"], one["title"]), []).extend([one["section"]] if one["section"] else [])
    shown = [
        join([el("a", title, href=page.href(f"{SOURCES}#{anchor(id_)}")), section_words(named)])
        for (id_, title), named in sections.items()
    ]
    return join(shown, "; ")


def section_words(sections: Iterable[str]) -> str:
    """`, section 3.1 and “Confidentiality”`, each once; empty when the whole document is meant."""
    named = [f"section {one}" if one[:1].isdigit() else f"“{one}”" for one in dict.fromkeys(sections)]
    return f", {words.listed(named)}" if named else ""


def source_list(page: Page) -> str:
    """The sources of the front matter and of the page's aid, each once, with the sections used."""
    sections: dict[str, list[str]] = {}
    for reference in (*page.listed("sources"), *page.cited):
        one = page.site.facts.cite(reference)
        sections.setdefault(one["id"], []).extend([one["section"]] if one["section"] else [])
    lines = []
    for id_, named in sections.items():
        source = page.site.facts.get("source", id_)
        lines.append(
            el(
                "li",
                el("a", source.title, href=page.href(f"{SOURCES}#{anchor(id_)}")),
                section_words(named),
                " ",
                el(
                    "span",
                    f"{source.publisher}, {source.year}. {place(source.nation)}.",
                    cls="sg-source__about",
                ),
                cls="sg-source",
            )
        )
    if not lines:
        return ""
    return el(
        "section",
        el("h2", "Where this comes from", cls="sg-sources__title", id="sources", data_search_exclude=""),
        el("ol", lines, cls="sg-sources__list"),
        cls="sg-sources",
        aria_labelledby="sources",
        data_search_exclude="",
    )


def place(nation: str) -> str:
    """The nation of a source in words."""
    return words.NATIONS.get(nation, {"uk": "UK"}.get(nation, nation))


def all_sources(page: Page) -> str:
    """Every source document: what it is, who wrote it, from which standpoint, and when."""
    parts = []
    for source in page.site.facts.every("source"):
        written = el("p", f"{source.publisher}, {source.year}. {place(source.nation)}.")
        stands = el("p", el("strong", "Written from: "), source.standpoint)
        parts += [heading(3, source.title, source.id), join([written, el("p", source.about), stands])]
    return blocks(*parts)
