"""Compressed neighbours of a site's files: ``page.html.br`` and ``page.html.gz`` beside ``page.html``.

Brotli at its strongest is slow: results are kept in ``.cache/compressed`` by content, so a rebuild is quick.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from pipeline.bootstrap import ROOT

CACHE = ROOT / ".cache" / "compressed"
KINDS = set(
    ".css .data .html .ico .ics .js .json .map .md .mjs .py .svg .tar .txt .wasm"
    " .webmanifest .xml .zip".split()
)
SMALLEST = 512  # bytes; below that a packet is a packet
PAGE_QUALITY = 9
RUNTIME_QUALITY = 11  # downloaded by everybody, changed seldom


def quality(relative: str) -> int:
    """Brotli's quality: the strongest for what every reader downloads once, a quick one for pages."""
    return RUNTIME_QUALITY if relative.startswith(("runtime/", "assets/", "search/")) else PAGE_QUALITY


def squeezed(data: bytes, method: str, level: int) -> bytes:
    """The compressed bytes, from the cache where they are known."""
    kept = CACHE / f"{hashlib.sha256(data).hexdigest()}.{method}{level}"
    if kept.is_file():
        return kept.read_bytes()
    result = (
        brotli.compress(data, quality=level, lgwin=24)
        if method == "br"
        else gzip.compress(data, level, mtime=0)
    )
    unfinished = kept.with_suffix(f".{os.getpid()}-{id(data)}")
    unfinished.write_bytes(result)
    unfinished.replace(kept)
    return bytes(result)


def compress_file(root: Path, file: Path) -> tuple[int, int]:
    """Writes the neighbours that are smaller than the file; returns its bytes whole and as sent at best."""
    data = file.read_bytes()
    best = len(data)
    level = quality(file.relative_to(root).as_posix())
    for method, end, strength in (("br", ".br", level), ("gz", ".gz", 9)):
        result = squeezed(data, method, strength)
        if len(result) < len(data) * 0.98:
            file.with_name(file.name + end).write_bytes(result)
            best = min(best, len(result))
    return len(data), best


def compress(root: Path) -> tuple[int, int]:
    """Compresses a whole site; returns its bytes whole and as a browser with Brotli gets them."""
    CACHE.mkdir(parents=True, exist_ok=True)
    files = [file for file in sorted(root.rglob("*")) if file.is_file() and file.suffix not in (".br", ".gz")]
    wanted = [file for file in files if file.suffix.lower() in KINDS and file.stat().st_size >= SMALLEST]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        sizes = list(pool.map(lambda file: compress_file(root, file), wanted))
    rest = sum(file.stat().st_size for file in files) - sum(size for size, _ in sizes)
    return sum(size for size, _ in sizes) + rest, sum(best for _, best in sizes) + rest
