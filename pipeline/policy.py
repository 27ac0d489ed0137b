"""The content security policy of every page, worked out from the finished page itself and written into it.

Scripts run only from this site, or when they are one of the page's own inline scripts, whose hashes are listed. Styles,
pictures, workers and requests come from this site alone. The tag serves hosts whose headers cannot be set; `deploy/`
has the same as headers. `frame-ancestors` works in headers only.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path

INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.S | re.I)
STYLE = re.compile(r"<style[^>]*>(?P<code>.*?)</style>", re.S | re.I)
STYLE_ATTRIBUTE = re.compile(r"<[a-z][^>]*\sstyle=", re.I)
CHARSET = re.compile(r"<meta charset=[^>]*>", re.I)
DATA_TYPES = ("application/json", "application/ld+json", "text/template")


class Unsafe(ValueError):
    """A page holds something the policy would have to be loosened for."""


def digest(code: str) -> str:
    """A source expression for an inline script or style: 'sha256-…'."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode('utf-8')).digest()).decode('ascii')}'"


def hashes(text: str) -> tuple[list[str], list[str]]:
    """The hashes of a page's inline scripts and of its style elements, in order, each once."""
    scripts = [
        digest(found["code"])
        for found in INLINE.finditer(text)
        if "src=" not in found["attributes"] and not any(kind in found["attributes"] for kind in DATA_TYPES)
    ]
    styles = [digest(found["code"]) for found in STYLE.finditer(text)]
    return list(dict.fromkeys(scripts)), list(dict.fromkeys(styles))


def policy(text: str) -> str:
    """The policy of one page. Raises Unsafe where it carries a style attribute."""
    found = STYLE_ATTRIBUTE.search(INLINE.sub("", text))
    if found:
        raise Unsafe(f"a style attribute in {found[0][:120]!r}: put it into a style sheet")
    scripts, styles = hashes(text)
    parts = {
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
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in parts.items())


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
