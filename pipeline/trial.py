"""Trials of what comes next, and of hosts that are not ours: may fail, and are read.

    python -m pipeline trial zensical     builds the pages with the theme's successor
    python -m pipeline trial pyodide      builds the aids' runtime with the newest Pyodide
    python -m pipeline trial cloudflare   the folder to publish in Cloudflare Pages' own local server (wrangler)
    python -m pipeline trial netlify      the same in Netlify's (netlify-cli)

What stands in the way of the first two is in decisions/0019-what-comes-next.md.

Each works in `.build/trial` with tools of its own; the site, its locks and `node_modules` are left as they are.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.bootstrap import ROOT, environment, get_npm, get_uv
from pipeline.servers import free_port

FOLDER = ROOT / ".build" / "trial"
NEXT_PYODIDE = "314"
SERVER_SECONDS = 60


class Blocked(Exception):
    """The trial did not come through; the message says where it stopped."""


def run(command: list[str], folder: Path, env: dict[str, str] | None = None, seconds: int = 900) -> str:
    """What a command says. Raises Blocked with its last lines."""
    try:
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired as error:
        raise Blocked(f"{command[0]} did not end within {seconds} s") from error
    said = done.stdout + done.stderr
    if done.returncode:
        raise Blocked(f"{Path(command[0]).name} stopped:\n" + "\n".join(said.strip().splitlines()[-15:]))
    return said


def zensical() -> str:
    """Our pages, macros and templates through Zensical, and how far they agree with the site of today."""
    folder = FOLDER / "zensical"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    env = {**environment(), "SG_NAME": "Steady Ground", "PYTHONPATH": str(ROOT)}
    uv = get_uv(env)
    run([uv, "venv", "--quiet", "--python", sys.executable, str(folder / "venv")], folder, env)
    python = folder / "venv" / "bin" / "python"
    run([uv, "pip", "install", "--quiet", "--python", str(python), "zensical", "segno"], folder, env)
    found = run([uv, "pip", "show", "--python", str(python), "zensical"], folder, env)
    version = re.search(r"Version: (\S+)", found)[1] if "Version:" in found else "?"  # type: ignore[index]
    work = folder / "tree"
    work.mkdir()
    for name in ("docs", "decision_aids", "macros", "overrides", "mkdocs.yml", "edition.toml", "tests"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, work / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, work / name)
    print(f"trial: Zensical {version}", flush=True)
    env["PYTHONPATH"] = str(work)
    said = run([str(folder / "venv" / "bin" / "zensical"), "build"], work, env)
    site = work / "site"
    pages = len(list(site.rglob("index.html")))
    wanted = len(list((ROOT / "docs").rglob("*.md")))
    if pages < wanted:
        raise Blocked(f"{pages} of {wanted} pages came out:\n" + "\n".join(said.splitlines()[-8:]))
    bad = [path for path in site.rglob("index.html") if "{{ top() }}" in path.read_text(encoding="utf-8")]
    if bad:
        raise Blocked(
            f"macros did not run on {len(bad)} of {pages} pages, for example {bad[0].relative_to(site)}"
        )
    return f"Zensical {version}: {pages} pages, macros run"


def pyodide() -> str:
    """The newest Pyodide of the next line: can its runtime be built from our package?"""
    folder = FOLDER / "pyodide"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    env = environment()
    npm = get_npm(env)
    (folder / "package.json").write_text('{"private": true}')
    run(
        [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", f"pyodide@{NEXT_PYODIDE}"],
        folder,
        env,
    )
    package = folder / "node_modules" / "pyodide"
    version = json.loads((package / "package.json").read_text())["version"]
    lock = json.loads((package / "pyodide-lock.json").read_text())
    python = lock["info"]["python"]
    sizes = {
        name: (package / name).stat().st_size
        for name in ("pyodide.asm.wasm", "pyodide.asm.js", "pyodide.asm.mjs", "python_stdlib.zip")
        if (package / name).is_file()
    }
    shown = ", ".join(f"{name} {size / 1e6:.2f} MB" for name, size in sizes.items())
    print(f"trial: Pyodide {version} with Python {python}; {shown}", flush=True)
    from pipeline import runtime
    from pipeline.site import BuildError

    try:
        report = runtime.build(folder / "site", pyodide=package)
    except (BuildError, OSError, KeyError, ValueError, AssertionError) as error:
        raise Blocked(f"Pyodide {version}: {error}") from error
    return f"Pyodide {version}: {report.total.brotli / 1e6:.2f} MB with Brotli"


def cloudflare() -> str:
    """Cloudflare Pages reads our `_headers` and `_redirects` as we mean them."""
    # The local server sends no Vary and answers %00 with 502. A .zip stays whole at the edge, too.
    return host_trial(
        "wrangler",
        "pages dev {site} --ip 127.0.0.1 --port {port} --compatibility-date 2025-01-01",
        ("compressed", "zip", "inside"),
    )


def netlify() -> str:
    """Netlify reads our `_headers` and `_redirects` as we mean them."""
    # The local server neither compresses nor leads to the slash, and lets nothing be kept: the edge does that.
    return host_trial(
        "netlify-cli",
        "dev --dir {site} --port {port} --offline --no-open --framework #static --internal-disable-edge-functions",
        ("compressed", "brotli", "zip", "for-ever", "slash"),
        program="netlify",
    )


def host_trial(package: str, arguments: str, not_there: Sequence[str], program: str = "") -> str:
    """A host's own local server with the folder to publish, tested as `check-host` tests one. Raises Blocked.

    `not_there`: the duties that the host does at its edge and not in its local server.
    """
    from pipeline.check_host import Host, check

    folder = FOLDER / package
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    env = environment() | {"PYTHONPATH": str(ROOT), "SITE_URL": "https://guide.example/"}
    env |= {
        "CI": "1",
        "DO_NOT_TRACK": "1",
        "WRANGLER_SEND_METRICS": "false",
        "NETLIFY_TELEMETRY_DISABLED": "1",
    }
    built, dist = str(folder / "built"), str(folder / "dist")
    run([sys.executable, "-m", "pipeline", "site", "--folder", built], ROOT, env)
    run([sys.executable, "-m", "pipeline", "dist", "--site", built, "--folder", dist], ROOT, env)
    (folder / "package.json").write_text('{"private": true}')
    run([get_npm(env), "install", "--ignore-scripts", "--no-audit", "--no-fund", package], folder, env)
    version = json.loads((folder / "node_modules" / package / "package.json").read_text())["version"]
    port = free_port()
    given = {"site": f"{dist}/site", "port": str(port)}
    command = [str(folder / "node_modules" / ".bin" / (program or package))]
    with local_server(command + [part.format(**given) for part in arguments.split()], port, folder, env):
        report = check(Host(f"http://127.0.0.1:{port}/"))
    wrong = {duty: faults for duty, faults in report.found.items() if duty not in not_there}
    if wrong:
        raise Blocked(f"{package} {version}: {', '.join(wrong)}\n" + "\n".join(report.lines()))
    return f"{package} {version}: all duties done but those of its edge ({', '.join(not_there)})"


@contextmanager
def local_server(command: list[str], port: int, folder: Path, env: dict[str, str]) -> Iterator[None]:
    """A server in a session of its own, ended with all it started. Raises Blocked where it does not answer."""
    log = folder / "server.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        for _ in range(SERVER_SECONDS):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                raise Blocked(f"{Path(command[0]).name} stopped:\n{log.read_text()[-1500:]}")
            time.sleep(1)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


TRIALS: dict[str, Callable[[], str]] = {
    "zensical": zensical,
    "pyodide": pyodide,
    "cloudflare": cloudflare,
    "netlify": netlify,
}


def main(arguments: list[str]) -> int:
    """Runs one trial; 1 if it did not come through."""
    parser = argparse.ArgumentParser(prog="pipeline trial", description="Build with what comes next.")
    parser.add_argument("what", choices=TRIALS)
    options = parser.parse_args(arguments)
    try:
        print(f"trial: {TRIALS[options.what]()}")
    except Blocked as error:
        print(f"trial: {options.what}: {error}", file=sys.stderr)
        return 1
    return 0
