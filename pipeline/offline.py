"""The list of what a reader can need without signal, and the service worker that works by it.

Writes ``offline.json`` into a built site: ``{"version", "date", "bytes", "sent", "files": [[path, SHA-256, bytes],
...], "parts": [bytes as sent, ...]}``, and puts the list into ``sw.js``. The version is a hash of the list, so a site
that has not changed has the version it had. The same inputs give the same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline import compress

LIST = "offline.json"
WORKER = "sw.js"
MARK = '"%EDITION%"'
#: Said when there is neither signal nor a copy; fetched with the service worker.
SHELL = ("503.html",)
#: For machines and for people with signal, not for reading without.
LEFT_OUT = ("sitemap.xml", "robots.txt", LIST, WORKER)
#: QR codes: of no use to people who have no signal to follow them.
LEFT_OUT_NAMES = ("share.json",)
#: The small files of one aid each make a first visit quicker; without signal all aids are there.
LEFT_OUT_FOLDERS = ("drawings/", "runtime/licences/", "runtime/first/")
LEFT_OUT_ENDINGS = (".br", ".gz", ".map", ".txt", ".py", ".md")
VERSION_LETTERS = 16
WORKER_LETTERS = 32  # of a hash, in the worker: enough against damage, half the bytes


class OfflineError(ValueError):
    """The site cannot be listed."""


def wanted(site: Path) -> Iterator[str]:
    """The paths of the files a reader can need, in order."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if (
            not path.is_file()
            or name in LEFT_OUT
            or name.startswith(LEFT_OUT_FOLDERS)
            or path.name in LEFT_OUT_NAMES
        ):
            continue
        if not name.endswith(LEFT_OUT_ENDINGS):
            yield name


def sent(name: str, data: bytes) -> int:
    """Bytes on the way to a browser that knows Brotli."""
    if Path(name).suffix.lower() not in compress.KINDS or len(data) < compress.SMALLEST:
        return len(data)
    return min(len(data), len(compress.squeezed(data, "br", compress.quality(name))))


def edition_day() -> str:
    """The day of the content, as YYYY-MM-DD."""
    from pipeline.site import epoch

    return datetime.datetime.fromtimestamp(int(epoch()), datetime.UTC).date().isoformat()


def build(site: Path, day: str | None = None) -> str:
    """Writes the list and the worker of a built site; gives the version. Raises OfflineError."""
    worker = site / WORKER
    template = worker.read_text(encoding="utf-8") if worker.is_file() else ""
    if template.count(MARK) != 1:
        raise OfflineError(f"{WORKER} has no place for the list: build the site from its sources again")
    for name in SHELL:
        if not (site / name).is_file():
            raise OfflineError(f"{name} is missing")
    compress.CACHE.mkdir(parents=True, exist_ok=True)
    names = list(wanted(site))
    datas = [(site / name).read_bytes() for name in names]
    files = [
        (name, hashlib.sha256(data).hexdigest(), len(data)) for name, data in zip(names, datas, strict=True)
    ]
    with ThreadPoolExecutor() as pool:
        parts = list(pool.map(sent, names, datas))
    lines = "".join(f"{name}\0{digest}\n" for name, digest, _ in files)
    version = hashlib.sha256(lines.encode()).hexdigest()[:VERSION_LETTERS]
    whole, less = sum(size for _, _, size in files), sum(parts)
    about = {
        "version": version,
        "date": day or edition_day(),
        "bytes": whole,
        "sent": less,
        "files": files,
        "parts": parts,
    }
    (site / LIST).write_text(json.dumps(about, separators=(",", ":")) + "\n", encoding="utf-8")
    edition = {
        "version": version,
        "shell": SHELL,
        "files": {name: digest[:WORKER_LETTERS] for name, digest, _ in files},
    }
    text = json.dumps(edition, separators=(",", ":"))
    worker.write_text(template.replace(MARK, text), encoding="utf-8")
    print(f"offline: {len(files)} files, {whole / 1e6:.1f} MB, {less / 1e6:.1f} MB to fetch", flush=True)
    return version
