"""The content security policy of every page, worked out from the finished pages, and the headers that go with it.

Scripts run only from this site, or when they are one of the page's own inline scripts, whose hashes are listed. Styles,
pictures, workers and requests come from this site alone. Text cannot become script: `require-trusted-types-for` makes
browsers that know it refuse markup and script addresses made from strings; the one way to name a script is the policy
in `overrides/assets/sg/trusted.js`.

Each page carries its own policy in a tag, for hosts whose headers cannot be set. `headers(site)` gives what a host
should send with every file of a finished site, as data: the local server sends it, and the configurations in `deploy/`
are made from it. A browser keeps to both, header and tag. `frame-ancestors` works in headers only. A worker has the
policy of its own file, never of the page, so only the aids' worker may compile WebAssembly.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.S | re.I)
STYLE = re.compile(r"<style[^>]*>(?P<code>.*?)</style>", re.S | re.I)
STYLE_ATTRIBUTE = re.compile(r"<[a-z][^>]*\sstyle=", re.I)
CHARSET = re.compile(r"<meta charset=[^>]*>", re.I)
HANDLER = re.compile(r"<[a-z][^>]*\son[a-z]+=", re.I)
ARTICLE = re.compile(r"<article\b.*?</article>", re.S | re.I)
SCRIPT_ADDRESS = re.compile(r"<[a-z][^>]*=[\"']?\s*javascript:", re.I)
#: The one Trusted Types policy of the site; see overrides/assets/sg/trusted.js.
TRUSTED = "sg-scripts"
DATA_TYPES = ("application/json", "application/ld+json", "text/template")


class Unsafe(ValueError):
    """A page holds something the policy would have to be loosened for."""


def digest(code: str) -> str:
    """A source expression for an inline script or style: 'sha256-…'."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode('utf-8')).digest()).decode('ascii')}'"


def inline(text: str) -> Iterator[str]:
    """The code of every inline script that a browser would run."""
    for found in INLINE.finditer(text):
        if "src=" not in found["attributes"] and not any(kind in found["attributes"] for kind in DATA_TYPES):
            yield found["code"]


def hashes(text: str) -> tuple[list[str], list[str]]:
    """The hashes of a page's inline scripts and of its style elements, in order, each once."""
    scripts = [digest(code) for code in inline(text)]
    styles = [digest(found["code"]) for found in STYLE.finditer(text)]
    return list(dict.fromkeys(scripts)), list(dict.fromkeys(styles))


def written(parts: dict[str, list[str]]) -> str:
    """A policy as browsers read it."""
    return "; ".join(" ".join([name, *values]) for name, values in parts.items())


def directives(scripts: Iterable[str], styles: Iterable[str]) -> dict[str, list[str]]:
    """The policy of a page, or of all pages, with these hashes of inline scripts and styles."""
    return {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", *styles],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [TRUSTED],
    }


def checked(text: str) -> tuple[list[str], list[str]]:
    """The hashes of a page. Raises Unsafe where the page holds what no hash can allow."""
    without = INLINE.sub("", text)
    for pattern, name, todo in (
        (STYLE_ATTRIBUTE, "a style attribute", "put it into a style sheet"),
        (HANDLER, "an event handler in the markup", "add it in a script"),
        (SCRIPT_ADDRESS, "a javascript: address", "use a button and a script"),
    ):
        found = pattern.search(without)
        if found:
            raise Unsafe(f"{name} in {found[0][:120]!r}: {todo}")
    # A hash would let it run. The frame has its few; what comes from Markdown, facts or an edition's file has none.
    for article in ARTICLE.findall(text):
        for code in inline(article):
            raise Unsafe(
                f"an inline script among the words of the page, {code[:120]!r}: put it into overrides/assets"
            )
    return hashes(text)


def policy(text: str) -> str:
    """The policy of one page. Raises Unsafe where it would have to be loosened for the page."""
    return written(directives(*checked(text)))


class Headers(NamedTuple):
    """Headers for the paths that fit a shell pattern, with a leading slash; `*` crosses slashes. Later rules win."""

    pattern: str
    headers: dict[str, str]


#: What a page may ask the device for: nothing, but to put text on the clipboard when the reader presses Copy.
REFUSED = (
    "accelerometer autoplay bluetooth browsing-topics camera display-capture geolocation gyroscope hid idle-detection"
    " local-fonts magnetometer microphone midi payment publickey-credentials-get screen-wake-lock serial usb"
    " xr-spatial-tracking"
)

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join([*(f"{name}=()" for name in REFUSED.split()), "clipboard-write=(self)"]),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

#: Only where the site is served over https, so not by the local server.
ONLY_HTTPS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}

#: The worker of the aids, wherever the site stands on its host.
AIDS_WORKER = "*/assets/sg/worker*.js"


def headers(site: Path) -> list[Headers]:
    """What a host sends with the files of a finished site. Raises Unsafe as `build` does."""
    scripts: dict[str, None] = {}
    styles: dict[str, None] = {}
    for path in sorted(site.rglob("*.html")):
        inline, sheets = checked(path.read_text(encoding="utf-8"))
        scripts |= dict.fromkeys(inline)
        styles |= dict.fromkeys(sheets)
    pages = {**directives(sorted(scripts), sorted(styles)), "frame-ancestors": ["'none'"]}
    worker = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        "connect-src": ["'self'"],
    }
    return [
        Headers("/*", {**EVERYWHERE, "Content-Security-Policy": written(pages)}),
        Headers(AIDS_WORKER, {"Content-Security-Policy": written(worker)}),
    ]


def headers_for(rules: Iterable[Headers], path: str) -> dict[str, str]:
    """The headers for one path, with its leading slash."""
    found: dict[str, str] = {}
    for rule in rules:
        if fnmatchcase(path, rule.pattern):
            found |= rule.headers
    return found


def build(site: Path) -> int:
    """Writes the policy into every page; gives the number of pages. Raises Unsafe with the page's name."""
    count = 0
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        try:
            tag = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy(text), quote=True)}">'
        except Unsafe as unsafe:
            raise Unsafe(f"{path.relative_to(site)}: {unsafe}") from unsafe
        new, put = CHARSET.subn(lambda found: f"{found[0]}{tag}", text, count=1)  # noqa: B023
        if not put:
            raise Unsafe(f"{path.relative_to(site)}: no <meta charset> to put the policy after")
        path.write_text(new, encoding="utf-8")
        count += 1
    return count
