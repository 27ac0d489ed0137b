"""The command line of the pipeline: ``python -m pipeline COMMAND ...``.

A new command is one row in COMMANDS: its module has ``main(arguments: list[str]) -> int``.
"""

from __future__ import annotations

import importlib
import sys

# command: (module, what it does)
COMMANDS = {
    "site": ("pipeline.site", "build the finished site"),
    "serve": ("pipeline.serve", "serve a built site on this machine"),
    "browser": ("pipeline.browser", "find or fetch the browser the tests use"),
    "engines": ("pipeline.engines", "find or install Firefox and WebKitGTK for make test-engines"),
    "dist": ("pipeline.dist", "make the folder to publish"),
    "zip": ("pipeline.zip_edition", "make the zip edition, to carry on a stick"),
    "release": ("pipeline.release", "is this version ready to go out?"),
    "trial": ("pipeline.trial", "build with what comes next: Zensical, a newer Pyodide"),
    "replay": ("pipeline.replay", "what else moves when something changes"),
    "check-host": ("pipeline.check_host", "test a running host of the site"),
    "servers": ("pipeline.servers", "install the web servers that make test-deploy starts"),
    "links": ("pipeline.links", "check links, anchors and hosts of the built site"),
    "lint": ("pipeline.lint", "style, types, Markdown and links"),
    "spelling": ("pipeline.spelling", "check every word a reader may meet"),
    "anchors": ("pipeline.anchors", "add new pages and headings to the published addresses"),
    "scripts": ("pipeline.scripts", "check that no script makes markup or code from text"),
    "sbom": ("pipeline.sbom", "write the software bill of materials"),
    "runtime": ("pipeline.runtime", "build the browser's Python"),
}


def main(arguments: list[str]) -> int:
    """Hands the arguments to the named command and returns its exit status; 2 for an unknown command."""
    if not arguments or arguments[0] not in COMMANDS:
        print("usage: python -m pipeline COMMAND ...\n", file=sys.stderr)
        for name, (_, what) in COMMANDS.items():
            print(f"  {name:<11} {what}", file=sys.stderr)
        return 2
    module = importlib.import_module(COMMANDS[arguments[0]][0])
    return int(module.main(arguments[1:]) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
