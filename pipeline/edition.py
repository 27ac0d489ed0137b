"""Puts the edition's name into the files that no template writes: the manifest for the home screen and the mark's title.

Before the step that names files by their content.
"""

from __future__ import annotations

import html
import json
from pathlib import Path

from decision_aids import edition

MANIFEST = "assets/sg/manifest.webmanifest"
ICONS = "assets/sg/icons"


def build(site: Path) -> None:
    """Writes the name into a built site."""
    this = edition.current()
    path = site / MANIFEST
    about = json.loads(path.read_text(encoding="utf-8"))
    about["name"], about["short_name"] = this.name, this.short_name or this.name
    path.write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for icon in sorted((site / ICONS).glob("*.svg")):
        text = icon.read_text(encoding="utf-8")
        before, opened, rest = text.partition("<title>")
        if opened:
            icon.write_text(
                f"{before}<title>{html.escape(this.name)}</title>{rest.partition('</title>')[2]}",
                encoding="utf-8",
            )
