"""One file to carry: the site and a small server for it, as a zip.

    make zip    ->  dist/steady-ground-0.1.0.zip

Without compressed neighbours: the zip is compressed itself. The same site gives the same bytes.
"""

from __future__ import annotations

import argparse
import re
import sys
import zipfile
from pathlib import Path

from decision_aids import __version__, edition
from pipeline import address
from pipeline.bootstrap import ROOT
from pipeline.host_configs import TEMPLATES

DATE = (1980, 1, 1, 0, 0, 0)  # the first a zip can name: the same for every build
#: These name everything from the top of the host they were made for (pipeline/address.py).
FROM_THE_TOP = {"404.html", "503.html"}
READ_ME = """{name} {version}

To read it on this machine, without any connection:

    python3 serve.py        (on Windows: py serve.py)

and open the address it prints. It needs Python 3.9 or newer and nothing else. Nothing you enter leaves the machine.
A page opened straight from the folder can be read, but its decision aids cannot run there.
"""


def name() -> str:
    """The zip's name without its ending, and the name of the folder inside."""
    return f"{re.sub(r'[^a-z0-9]+', '-', edition.current().name.lower()).strip('-')}-{__version__}"


def at_the_top(text: str) -> str:
    """A page made for a folder of a host, for the top of one."""
    return text.replace(f'"{address.base()}', '"/')


def build(site: Path, folder: Path) -> Path:
    """Writes the zip into a folder; gives its path. Raises FileNotFoundError where there is no site."""
    (site / "index.html").stat()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name()}.zip"
    texts = {
        "READ-ME.txt": READ_ME.format(name=edition.current().name, version=__version__).encode(),
        "serve.py": (TEMPLATES / "serve.py").read_bytes(),
    }
    files = {
        f"site/{file.relative_to(site).as_posix()}": file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.suffix not in (".br", ".gz")
    }
    for file in FROM_THE_TOP & {path.removeprefix("site/") for path in files}:
        files[f"site/{file}"] = at_the_top((site / file).read_text(encoding="utf-8")).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for inside, data in {**texts, **files}.items():
            about = zipfile.ZipInfo(f"{name()}/{inside}", DATE)
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(about, data)
    return path


def main(arguments: list[str]) -> int:
    """Makes the zip from site/."""
    parser = argparse.ArgumentParser(prog="pipeline zip", description="Make the zip edition.")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--folder", type=Path, default=ROOT / "dist")
    options = parser.parse_args(arguments)
    try:
        path = build(options.site, options.folder)
    except FileNotFoundError:
        print(f"zip: there is no site in {options.site}: run make site first.", file=sys.stderr)
        return 1
    print(f"zip: {path} ({path.stat().st_size / 1e6:.1f} MB)")
    return 0
