"""Debian packages that a make target needs and pip and npm do not have: servers, a browser, a load generator.

Installed by the target itself, so that a fresh machine needs to know nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence


def allowed() -> list[str] | None:
    """What to put before apt-get here: nothing for root, sudo where it asks for no password; None if neither."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if (
        shutil.which("sudo")
        and not subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode
    ):
        return sudo
    return None


def install(packages: Sequence[str], env: Mapping[str, str] | None = None) -> bool:
    """True if apt could install the packages; apt's last words go to standard error where it could not."""
    before = allowed()
    if before is None:
        return False
    quiet = {**(os.environ if env is None else env), "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            [*before, *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        print(done.stdout[-2000:] + done.stderr[-2000:], file=sys.stderr)
    return done.returncode == 0
