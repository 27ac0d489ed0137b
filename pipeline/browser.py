"""Which browser the tests and benchmarks drive, and how it is started.

Playwright's own Chromium where its download works, else an installed Chromium or Chrome, else Debian's
``chromium`` through apt. The answer is kept in ``.tools/browser.json``: a download that failed is not tried
again. The environment variable ``STEADY_GROUND_BROWSER`` names another Chromium by its path.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import playwright
from playwright.sync_api import Playwright, sync_playwright

from pipeline import apt
from pipeline.bootstrap import ROOT, TOOLS, environment

ANSWER = TOOLS / "browser.json"
INSTALLED = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
CONNECTION_SECONDS = 10
DOWNLOAD_SECONDS = 600

# Nothing here is needed by a page: without these, Chromium looks up hosts of its own at every start.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class NoBrowser(Exception):
    """No Chromium can be had; the message is one sentence that says what to install."""


@dataclass(frozen=True)
class Browser:
    """A Chromium that was started once and answered.

    kind: "playwright", "installed" or "apt". path: the executable, None for Playwright's own. sandbox:
    whether Chromium's own sandbox works here (never for root).
    """

    kind: str
    path: str | None
    sandbox: bool
    version: str = ""

    def launch_options(self) -> dict[str, Any]:
        """Keyword arguments for Playwright's ``chromium.launch``."""
        # Chromium writes keys and font caches into HOME whatever its profile: that stays in the checkout.
        home = ROOT / ".cache" / "browser-home"
        home.mkdir(parents=True, exist_ok=True)
        hidden = {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"}
        browser_env = {name: value for name, value in os.environ.items() if name not in hidden}
        options: dict[str, Any] = {"headless": True, "args": list(FLAGS), "chromium_sandbox": self.sandbox}
        options["env"] = {**browser_env, "HOME": str(home)}
        if self.path:
            options["executable_path"] = self.path
        return options

    def words(self) -> str:
        """One line that says which browser this is."""
        where = {
            "playwright": "Playwright's own Chromium",
            "installed": f"the installed {self.path}",
            "apt": f"Debian's chromium, {self.path}",
        }[self.kind]
        return f"browser: {where}, version {self.version}" + ("" if self.sandbox else ", without its sandbox")


def playwright_environment() -> dict[str, str]:
    """The environment for Playwright's own process: where its browsers are, and a Node that runs.

    The Node in Playwright's package needs a library that a small Debian lacks (libatomic); any other Node will do.
    """
    env = environment()
    own = Path(playwright.__file__).parent / "driver" / "node"
    if not starts(own):
        other = shutil.which("node", path=env["PATH"])
        if other and starts(Path(other)):
            env["PLAYWRIGHT_NODEJS_PATH"] = other
    return env


def starts(program: Path) -> bool:
    """True if the program tells its version."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@contextmanager
def driver() -> Iterator[Playwright]:
    """Playwright, ready to launch: ``with driver() as p: p.chromium.launch(**get().launch_options())``."""
    for name, value in playwright_environment().items():
        if name.startswith("PLAYWRIGHT_"):
            os.environ.setdefault(name, value)
    with sync_playwright() as ready:
        yield ready


def answers(browser: Browser) -> Browser | None:
    """The browser with its version if it starts and shows a page, without its sandbox if need be."""
    for sandbox in [True, False] if os.geteuid() else [False]:
        tried = replace(browser, sandbox=sandbox)
        try:
            with driver() as ready:
                running = ready.chromium.launch(**tried.launch_options(), timeout=30_000)
                page = running.new_page()
                page.goto("data:text/html,<title>here</title>")
                version = running.version if page.title() == "here" else ""
                running.close()
        except Exception as error:  # Playwright raises a bare Exception when its own process cannot start
            why = str(error).strip().splitlines() or [type(error).__name__]
            print(f"browser: {tried.path or tried.kind} does not start: {why[0]}", file=sys.stderr)
            continue
        if version:
            return replace(tried, version=version)
    return None


def download(env: dict[str, str]) -> bool:
    """True if Playwright has its Chromium in its cache, or could fetch it."""
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    env = {**env, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(CONNECTION_SECONDS * 1000)}
    try:
        done = subprocess.run(command, env=env, capture_output=True, timeout=DOWNLOAD_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def apt_install(env: dict[str, str], *packages: str) -> bool:
    """True if apt could install Debian's packages, as root or with a sudo that asks for no password."""
    if apt.allowed() is None:
        return False
    print(f"browser: installing Debian's {', '.join(packages)} through apt", flush=True)
    return apt.install(packages, env)


def candidates() -> Iterator[Browser]:
    """Every browser worth trying, best first; a later one is only looked for when the earlier ones failed."""
    env = playwright_environment()
    chosen = os.environ.get("STEADY_GROUND_BROWSER")
    if chosen:
        yield Browser("installed", chosen, sandbox=True)
        return
    if download(env):
        yield Browser("playwright", None, sandbox=True)
    else:
        print("browser: Playwright's own Chromium cannot be fetched here", flush=True)
    for name in INSTALLED:
        path = shutil.which(name)
        if path:
            yield Browser("installed", path, sandbox=True)
    if apt_install(env, "chromium", "fonts-liberation"):
        path = shutil.which("chromium")
        if path:
            yield Browser("apt", path, sandbox=True)


def find() -> Browser:
    """The first candidate that answers, remembered in ANSWER. Raises NoBrowser if none does."""
    for candidate in candidates():
        found = answers(candidate)
        if found:
            ANSWER.parent.mkdir(exist_ok=True)
            ANSWER.write_text(json.dumps(asdict(found), indent=2) + "\n")
            return found
    raise NoBrowser(
        "A Chromium is needed for the browser tests and none could be had: install it "
        "(on Debian: sudo apt install chromium), then run make again."
    )


def remembered() -> Browser | None:
    """The browser of an earlier run, if its executable is still there."""
    chosen = os.environ.get("STEADY_GROUND_BROWSER")
    try:
        browser = Browser(**json.loads(ANSWER.read_text()))
    except (OSError, ValueError, TypeError):
        return None
    if chosen and browser.path != chosen:
        return None
    if browser.path and not Path(browser.path).exists():
        return None
    return browser


def get() -> Browser:
    """The browser to use: the remembered one, else the first that answers. Raises NoBrowser."""
    return remembered() or find()


def main(arguments: list[str]) -> int:
    """Finds the browser, says which one it is. ``--show`` prefers the remembered answer."""
    parser = argparse.ArgumentParser(prog="pipeline browser", description=__doc__)
    parser.add_argument("--show", action="store_true", help="the remembered answer if there is one")
    options = parser.parse_args(arguments)
    try:
        browser = get() if options.show else find()
    except NoBrowser as error:
        print(f"browser: {error}", file=sys.stderr)
        return 1
    print(browser.words(), flush=True)
    return 0
