"""The check of our scripts: each forbidden thing is found, ordinary code and comments are not."""

from __future__ import annotations

import pytest

from pipeline import scripts

WRONG = [
    "box.innerHTML = answer;",
    "box.insertAdjacentHTML('beforeend', answer);",
    "new DOMParser().parseFromString(answer, 'text/html');",
    "document.write(answer);",
    "document.cookie = 'a=b';",
    "eval(answer);",
    "const f = new Function('return 1');",
    'setTimeout("go()", 5);',
    "link.setAttribute('onclick', answer);",
    'box.setAttribute("style", answer);',
    "box.style.color = answer;",
    "link.href = 'javascript:go()';",
    "navigator.sendBeacon('/x', answer);",
    "new WebSocket(address);",
    "const open = indexedDB.open('x');",
    "history.pushState(answers, '');",
    "localStorage.setItem('x', answer);",
    "sessionStorage.x = answer;",
    "new Worker('x.js');",
    "container.register('sw.js');",
]
RIGHT = [
    "box.textContent = answer;",
    "// never innerHTML",
    "/* eval( is not\n used, innerHTML neither */",
    "setTimeout(() => go(), 5);",
    "new Worker(script(address), { type: 'module' });",
    "container.register(script(address));",
    "const sheet = document.styleSheets[0];",
    "const address = 'https://example.org/a';",
]


@pytest.mark.parametrize("line", WRONG)
def test_what_may_not_be_is_found_with_its_line(line: str) -> None:
    found = list(scripts.check("assets/sg/other.js", f"const a = 1;\n{line}\n"))
    assert [finding.line for finding in found] == [2]


@pytest.mark.parametrize("text", RIGHT)
def test_ordinary_code_and_comments_are_left_in_peace(text: str) -> None:
    assert list(scripts.check("assets/sg/other.js", text)) == []


def test_settings_are_stored_in_their_one_place() -> None:
    assert list(scripts.check("assets/sg/offline.js", "localStorage.setItem(KEY, text);")) == []
    assert list(scripts.check("assets/sg/leave.js", "sessionStorage.clear();")) == []


def test_every_script_of_ours_passes() -> None:
    names = {path.name for path in scripts.scripts()}
    assert {"aid.js", "worker.js", "sw.js", "trusted.js"} <= names
    assert scripts.main([]) == 0
