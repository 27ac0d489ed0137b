"""The other two browser engines the site is tested in: Gecko in Firefox ESR, WebKit in WebKitGTK's MiniBrowser.

Debian's packages, installed through apt where they are missing. Chromium is the business of ``pipeline/browser.py``.

    python -m pipeline engines            installs what is missing, says which versions there are
"""

from __future__ import annotations

import glob
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.bootstrap import environment
from pipeline.browser import apt_install

PACKAGES = ("firefox-esr", "webkit2gtk-driver", "xvfb", "fonts-liberation")
# MiniBrowser comes with the library that the driver depends on; its folder carries the library's version.
MINI_BROWSER = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


class NoEngines(Exception):
    """Something is missing and could not be installed; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Engines:
    """The programs: Firefox, WebKit's browser and its driver, and the screen that WebKit draws on."""

    firefox: Path
    mini_browser: Path
    webkit_driver: Path
    xvfb: Path


def installed() -> Engines | None:
    """The programs if all of them are there."""
    # On other systems the ESR is called firefox; a newer Firefox does as well.
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    found = [
        firefox,
        *sorted(glob.glob(MINI_BROWSER))[-1:],
        shutil.which("WebKitWebDriver"),
        shutil.which("Xvfb"),
    ]
    paths = [Path(each) for each in found if each]
    return Engines(*paths) if len(paths) == 4 else None


def get() -> Engines:
    """The programs, installed if need be. Raises NoEngines."""
    engines = installed()
    if engines is None and apt_install(environment(), *PACKAGES):
        engines = installed()
    if engines is None:
        raise NoEngines(
            "Firefox ESR, WebKitGTK's driver and Xvfb are needed and could not be installed from here: install them "
            f"(on Debian: sudo apt install {' '.join(PACKAGES)}), then run make again."
        )
    return engines


def main(arguments: list[str]) -> int:
    """Says which engines there are; 1 with a sentence if they cannot be had."""
    try:
        engines = get()
    except NoEngines as error:
        print(f"engines: {error}", file=sys.stderr)
        return 1
    said = subprocess.run([engines.firefox, "--version"], capture_output=True, text=True, check=False)
    print(
        f"engines: {said.stdout.strip() or engines.firefox}; WebKitGTK's {engines.mini_browser}", flush=True
    )
    return 0
