"""What a host must do for this site: one table. `deploy/README.md` prints it, `check-host` tests it.

A duty is *needed* where readers would miss something or be put at risk without it, and *better* where the site works
without it, slower or with one lock less. GitHub Pages, for example, sends no headers of ours: the policy in every page
stands in for them.
"""

from __future__ import annotations

from typing import NamedTuple


class Duty(NamedTuple):
    """One thing a host does. `id` names it in what check-host prints."""

    id: str
    needed: bool
    what: str
    why: str


DUTIES = (
    Duty(
        "files",
        True,
        "Sends every file of `offline.json` with not one byte changed; at another address of the site after a redirect at most.",
        "A changed byte is refused by the runtime and by saved copies. Nothing may be put into pages on the way: no "
        "counting script, no rewritten address.",
    ),
    Duty(
        "types",
        True,
        "Sends the media types of `pipeline/serve.py`: JavaScript for `.js` and `.mjs`, `application/wasm`, UTF-8 text.",
        "Browsers refuse a module script or WebAssembly of another type.",
    ),
    Duty(
        "compressed",
        True,
        "Sends text, `.wasm` and `.zip` compressed to browsers that say they can read it, with `Vary: Accept-Encoding`, "
        "and whole to others.",
        "An aid costs 2 MB at the first use instead of 8. The `.br` and `.gz` files beside each file are ready for it.",
    ),
    Duty("brotli", False, "Sends Brotli to browsers that read it.", "A fifth smaller than gzip."),
    Duty(
        "zip",
        False,
        "Sends the runtime's `.zip` files compressed, too: they are stored without compression on purpose.",
        "Saves 1 MB at the first use of an aid. Hosts that compress by type often leave zip out.",
    ),
    Duty(
        "fresh",
        True,
        "Lets pages, `sw.js`, `offline.json` and `runtime/manifest.json` be kept for ten minutes at most.",
        "A correction of the law must reach readers today.",
    ),
    Duty(
        "ask-first",
        False,
        "Sends those with `Cache-Control: no-cache`: kept, and asked about each time.",
        "An edition arrives whole: no page of today with a list of yesterday.",
    ),
    Duty(
        "for-ever",
        False,
        "Sends files whose names carry a hash with `public, max-age=31536000, immutable`.",
        "Nothing is fetched or asked for twice.",
    ),
    Duty(
        "unchanged",
        True,
        "Gives an `ETag` or `Last-Modified`, and answers 304 to a browser that has the file.",
        "With `no-cache` each page is asked for again. The answer should be a few bytes.",
    ),
    Duty("head", True, "Answers HEAD like GET, without the body.", "Link checkers and proxies ask so."),
    Duty(
        "ranges",
        True,
        "Answers a request for a part of a file with that part (206) or with the whole (200).",
        "A wrong part is a damaged file.",
    ),
    Duty(
        "not-found",
        True,
        "Answers an unknown path with status 404 and the site's `404.html`.",
        "With status 200 a mistyped address would look like a page, and a missing file like a damaged one.",
    ),
    Duty(
        "slash",
        True,
        "Leads `/aids` to `/aids/`, on the same host and below the same folder.",
        "People type addresses without the slash.",
    ),
    Duty(
        "inside",
        True,
        "Sends nothing from outside the folder, no listing of a folder, no hidden files.",
        "What is beside the site is nobody's business.",
    ),
    Duty(
        "nothing-added",
        True,
        "Sets no cookie and asks browsers for no reports (`Set-Cookie`, `NEL`, `Report-To`, `Reporting-Endpoints`).",
        "The site promises its readers: no cookie, no request to anybody else.",
    ),
    Duty(
        "worker",
        True,
        "If it sends a Content-Security-Policy, the aids' worker (`assets/sg/worker-….js`) gets one with "
        "`'wasm-unsafe-eval'`, and pages one that allows the inline scripts their own tag allows.",
        "Otherwise no aid can start.",
    ),
    Duty(
        "headers",
        False,
        "Sends the headers of `pipeline/policy.py` with every answer, and the policies for pages and for the worker.",
        "`frame-ancestors` and the worker's policy work in headers only.",
    ),
    Duty(
        "https",
        False,
        "Serves https only, with `Strict-Transport-Security`.",
        "Without https there is no copy for use without signal, and somebody on the line can change what is read.",
    ),
    Duty("robots", False, "Sends `robots.txt`.", "Search engines ask for it."),
)

BY_ID = {duty.id: duty for duty in DUTIES}


def table() -> str:
    """The table in Markdown, as it stands in deploy/README.md."""
    rows = [
        f"| `{duty.id}` | {'needed' if duty.needed else 'better'} | {duty.what} | {duty.why} |"
        for duty in DUTIES
    ]
    return "\n".join(["| Name | | What the host does | Why |", "| --- | --- | --- | --- |", *rows])
