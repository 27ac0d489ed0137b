"""Real web servers on the loopback address, with the configurations of `deploy/`: for `make test-deploy`.

    python -m pipeline servers [--test]      installs nginx with Brotli, Caddy and wrk (Debian's packages) where they are missing

Nothing of the machine's own configuration is used or changed, and nothing listens on any other address.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import apt, host_configs, policy
from pipeline.bootstrap import ROOT

PACKAGES = {
    "nginx": ("nginx", "libnginx-mod-http-brotli-static"),
    "caddy": ("caddy",),
    "wrk": ("wrk",),
}
START_SECONDS = 15
TEST_ADDRESS = "https://guide.example/guidance/"
MODULES = Path("/etc/nginx/modules-enabled")


class ServerError(Exception):
    """A server cannot be had or does not start; the message is one sentence and its own last words."""


def missing() -> list[str]:
    """The Debian packages that are not there yet."""
    gone = [name for name in PACKAGES if not program(name)]
    if "nginx" not in gone and not any(MODULES.glob("*brotli-static*")):
        gone.append("nginx")
    return [package for name in gone for package in PACKAGES[name]]


def program(name: str) -> str | None:
    """Where a program is; /usr/sbin is not on everybody's path."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def nginx(site: Path, folder: Path, base: str = "/", workers: int = 1) -> Iterator[str]:
    """nginx with the site; gives its address. `folder` is for its files. Raises ServerError."""
    port = free_port()
    own = host_configs.nginx(policy.headers(site), root=str(site), listen=f"127.0.0.1:{port}", base=base)
    temporary = "".join(
        f"    {name}_temp_path {folder / name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = (
        f"include {MODULES}/*.conf;\n"
        + ("user root;\n" if os.geteuid() == 0 else "")
        + f"daemon off;\nmaster_process on;\nworker_processes {workers};\npid {folder / 'nginx.pid'};\n"
        + f"error_log {folder / 'error.log'} warn;\nevents {{ worker_connections 1024; }}\n"
        + f"http {{\n{temporary}{own}}}\n"
    )
    config = folder / "nginx.conf"
    config.write_text(text, encoding="utf-8")
    command = [program("nginx") or "nginx", "-c", str(config), "-e", str(folder / "error.log")]
    with started(command, port, folder):
        yield f"http://127.0.0.1:{port}{base}"


@contextmanager
def caddy(site: Path, folder: Path, base: str = "/", workers: int = 1) -> Iterator[str]:
    """Caddy with the site; gives its address. `folder` is for its files. Raises ServerError."""
    port = free_port()
    own = host_configs.caddy(
        policy.headers(site), root=str(site), listen=f"http://127.0.0.1:{port}", base=base
    )
    options = "{\n\tadmin off\n\tauto_https off\n}\n"
    config = folder / "Caddyfile"
    config.write_text(options + own, encoding="utf-8")
    env = {**os.environ, "GOMAXPROCS": str(workers)}
    env |= {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    command = [program("caddy") or "caddy", "run", "--config", str(config), "--adapter", "caddyfile"]
    with started(command, port, folder, env):
        yield f"http://127.0.0.1:{port}{base}"


SERVERS = {"nginx": nginx, "caddy": caddy}


@contextmanager
def started(command: list[str], port: int, folder: Path, env: dict[str, str] | None = None) -> Iterator[None]:
    """The server as a process of ours, answering on its port, and ended with the block. Raises ServerError."""
    log = folder / "server.log"
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=env)
    try:
        end = time.monotonic() + START_SECONDS
        while True:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None or time.monotonic() > end:
                raise ServerError(f"{Path(command[0]).name} does not start:\n{log.read_text()[-1500:]}")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def load(url: str, seconds: int, connections: int = 32, encoding: str = "br") -> dict[str, float]:
    """wrk on one address of this machine: requests a second, MB a second, errors. One thread, bounded.

    Raises ServerError for an address that is not this machine's, and where wrk says nothing.
    """
    if not url.startswith("http://127.0.0.1:"):
        raise ServerError(f"{url} is not on this machine")
    command = [
        program("wrk") or "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--timeout",
        "20s",  # a file of megabytes to 32 at once, on a machine that does other things, too
        "-H",
        f"Accept-Encoding: {encoding}",
        url,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 30).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    bytes_ = re.search(r"Transfer/sec:\s+([\d.]+)([KMG]?)B", said)
    count = re.search(r"(\d+) requests in", said)
    if not rate or not bytes_ or not count:
        raise ServerError(f"wrk says nothing of use:\n{said}")
    errors = sum(
        int(number) for line in re.findall(r"Socket errors:(.*)", said) for number in re.findall(r"\d+", line)
    )
    errors += sum(int(number) for number in re.findall(r"Non-2xx or 3xx responses: (\d+)", said))
    size = float(bytes_[1]) * {"": 1e-6, "K": 1e-3, "M": 1.0, "G": 1e3}[bytes_[2]]
    return {
        "requests": float(count[1]),
        "per_second": float(rate[1]),
        "mb_per_second": size,
        "errors": errors,
    }


def test(root: Path) -> int:
    """Builds for an address with a folder and runs tests/deploy; the first exit status that is not 0."""
    env = {**os.environ, "SITE_URL": TEST_ADDRESS, "PYTHONPATH": str(root)}
    built = str(root / ".build" / "publish")  # site/ stays as it is: the other tests read it
    for command in (
        ["pipeline", "site", "--folder", built],
        ["pipeline", "dist", "--site", built],
        ["pytest", "tests/deploy", "-m", "whole"],
    ):
        code = subprocess.run([sys.executable, "-m", *command], cwd=root, env=env, check=False).returncode
        if code:
            return code
    return 0


def main(arguments: list[str]) -> int:
    """Installs what is missing, and with --test runs the tests; 1 if that cannot be done here."""
    gone = missing()
    if gone:
        print(f"servers: installing {', '.join(gone)} through apt", flush=True)
        apt.install(gone)
    gone = missing()
    if gone:
        print(
            f"servers: needed and not to be had here: install {', '.join(gone)}, then run make again.",
            file=sys.stderr,
        )
        return 1
    print("servers: nginx with Brotli, Caddy and wrk are here", flush=True)
    return test(ROOT) if arguments == ["--test"] else 0
