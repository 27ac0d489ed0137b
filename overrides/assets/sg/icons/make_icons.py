"""Make the PNG icons from the mark: `python overrides/assets/sg/icons/make_icons.py` (needs Playwright's Chromium or `chromium`).

The outputs are committed; run this only when the mark changes. 32 px is transparent, the rest stand on paper with a margin.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SIZES = {32: 0.0, 180: 0.19, 192: 0.16, 512: 0.2}  # pixels: margin as a share of the side
PAPER = "#FBF8F3"


def main() -> None:
    """Render each size with headless Chromium and write icon-<size>.png beside this file."""
    mark = (HERE / "mark.svg").read_text(encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size, margin in SIZES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            inner = round(size * (1 - 2 * margin))
            back = PAPER if margin else "transparent"
            page.set_content(
                f"<style>html,body{{margin:0;height:100%;background:{back};display:grid;place-items:center}}"
                f"svg{{width:{inner}px;height:{inner}px;display:block}}</style>{mark}"
            )
            page.screenshot(path=HERE / f"icon-{size}.png", omit_background=not margin)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
