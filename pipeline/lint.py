"""All checks that need no browser: style, types, Markdown, spelling, scripts, links. Runs every one, then says which failed.

python -m pipeline lint
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from pipeline.bootstrap import ROOT

# name: the command, as arguments of this Python's -m
CHECKS = {
    "style": "ruff check --quiet .",
    "format": "ruff format --check --quiet .",
    "types": "mypy",
    "Markdown": "pymarkdown scan --recurse docs deploy/README.md README.md CONTRIBUTING.md CHANGELOG.md CONTENT.md "
    "ARCHITECTURE.md",
    "scripts": "pipeline scripts",
    "spelling": "pipeline spelling",
    "links": "pipeline links",
}


def main(arguments: list[str]) -> int:
    """Runs the named checks, or all; 1 if one failed, 2 for an unknown name."""
    if any(name not in CHECKS for name in arguments):
        print(f"usage: python -m pipeline lint [{' '.join(CHECKS)}]", file=sys.stderr)
        return 2
    failed = []
    for name in arguments or CHECKS:
        words = CHECKS[name].split()
        if name == "Markdown":  # only what is there yet
            words = [word for word in words if not word.endswith(".md") or (ROOT / word).exists()]
        if name == "types":
            words += [word for word in ("decision_aids", "macros", "pipeline") if (ROOT / word).is_dir()]
        started = time.monotonic()
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        code = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, env=env, check=False).returncode
        print(
            f"lint: {name} {'failed' if code else 'passed'} ({time.monotonic() - started:.1f} s)", flush=True
        )
        if code:
            failed.append(name)
    if failed:
        print(f"lint: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0
