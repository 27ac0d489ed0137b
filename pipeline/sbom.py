"""The software bill of materials: everything the site is built and tested with, as CycloneDX JSON.

    python -m pipeline sbom [--folder .build/sbom]

Written by CycloneDX's own tool from the hashed requirements and by npm from its lock; the tool lives in `.tools/sbom`,
apart from what the site is built with. Nothing depends on the machine or the day, so the same locks give the same
bytes. What runs in the reader's browser is marked: the pages' theme, the search engine and the Python of the aids.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pipeline.bootstrap import ROOT, TOOLS, SetupError, environment, get_npm, get_uv, run

LOCKS = ("tools", "uv", "node")
TOOL = TOOLS / "sbom"
#: Packages of which files reach the reader's device; everything else stays where the site is built.
IN_BROWSER = {"mkdocs-material", "minisearch", "pyodide"}
SPEC = "1.6"


def get_tool() -> Path:
    """cyclonedx-py in `.tools/sbom`, with exactly the packages of requirements/sbom.txt. Raises SetupError."""
    env = environment()
    lock = ROOT / "requirements" / "sbom.txt"
    mark = TOOL / ".lock"
    if not (mark.exists() and mark.read_text() == lock.read_text()):
        uv = get_uv(env)
        python = TOOL / "bin" / "python"
        make = [uv, "venv", "--quiet", "--clear", "--no-project", "--python", sys.executable, str(TOOL)]
        fill = [uv, "pip", "sync", "--quiet", "--require-hashes", str(lock), "--python", str(python)]
        for command in (make, fill):
            if run(command, env).returncode:
                raise SetupError("cyclonedx-bom could not be installed (uv's own words are above).")
        mark.write_text(lock.read_text())
    return TOOL / "bin" / "cyclonedx-py"


def python_bill(lock: str) -> dict[str, Any]:
    """The bill of one hashed requirements file. Raises SetupError."""
    command = [str(get_tool()), "requirements", str(ROOT / "requirements" / f"{lock}.txt")]
    command += ["--output-reproducible", "--spec-version", SPEC, "--output-format", "JSON"]
    return said(command)


def node_bill() -> dict[str, Any]:
    """The bill of package-lock.json. Raises SetupError."""
    env = environment()
    bill = said([get_npm(env), "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"])
    bill["metadata"].pop("tools", None)  # whichever npm this machine has
    return bill


def said(command: list[str]) -> dict[str, Any]:
    """What a tool printed, as JSON. Raises SetupError where it failed."""
    done = run(command, environment(), quiet=True)
    try:
        if done.returncode:
            raise ValueError
        found: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :])
    except ValueError:
        print(done.stdout.strip(), file=sys.stderr)
        raise SetupError(f"{Path(command[0]).name} wrote no bill of materials (see above).") from None
    return found


def settled(bill: dict[str, Any], name: str) -> dict[str, Any]:
    """A bill without machine and day, named, in a fixed order, with what reaches the reader marked."""
    bill = {key: value for key, value in bill.items() if key != "serialNumber"}
    about = bill.setdefault("metadata", {})
    about.pop("timestamp", None)
    about["component"] = {"type": "application", "bom-ref": name, "name": name}
    for one in bill.get("components", []):
        one["properties"] = [
            *(each for each in one.get("properties", []) if not each["name"].startswith("cdx:npm")),
            {"name": "steady-ground:reaches-the-reader", "value": str(one["name"] in IN_BROWSER).lower()},
        ]
        one.pop("externalReferences", None)  # where this machine would download it
    bill["components"] = sorted(bill.get("components", []), key=lambda one: (one["name"], one["version"]))
    return bill


def bills() -> dict[str, dict[str, Any]]:
    """File name -> bill, for every lock. Raises SetupError."""
    found = {f"python-{lock}.cdx.json": settled(python_bill(lock), f"steady-ground-{lock}") for lock in LOCKS}
    found["node-packages.cdx.json"] = settled(node_bill(), "steady-ground-node-packages")
    return found


def main(arguments: list[str]) -> int:
    """Writes the bills; 1 with a sentence where a tool is missing or fails."""
    parser = argparse.ArgumentParser(prog="pipeline sbom", description="Write the bill of materials.")
    parser.add_argument("--folder", type=Path, default=ROOT / ".build" / "sbom")
    folder = parser.parse_args(arguments).folder
    try:
        found = bills()
    except SetupError as error:
        print(f"sbom: {error}", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    for name, bill in found.items():
        (folder / name).write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"sbom: {folder / name}: {len(bill['components'])} packages")
    return 0
