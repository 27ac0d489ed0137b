"""Firefox by WebDriver BiDi (w3c.github.io/webdriver-bidi), which it speaks itself: no other program between."""

from __future__ import annotations

import base64
import itertools
import json
import os
import queue
import re
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import websocket

from pipeline.engines import get
from tests.engines.drivers import FIND, PATIENCE, DriverError, Engine, Tab, chords

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
START_SECONDS = 60
ANSWER_SECONDS = 120

# Firefox's own services stay quiet; what is left is what the site asks for.
PREFERENCES: dict[str, Any] = {
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
WRAP = """async (text) => {
    const given = await (%s)(...JSON.parse(text));
    return JSON.stringify(given ?? null);
}"""


class Connection:
    """Commands and their answers over one WebSocket; events go to the listener."""

    def __init__(self, address: str) -> None:
        self.socket = websocket.create_connection(
            address, timeout=None, suppress_origin=True, enable_multithread=True
        )
        self.numbers = itertools.count(1)
        self.waiting: dict[int, queue.Queue[dict[str, Any]]] = {}
        self.listeners: list[Any] = []
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self) -> None:
        """Hands out what arrives until the browser hangs up."""
        try:
            while message := self.socket.recv():
                found = json.loads(message)
                waiting = self.waiting.pop(found.get("id"), None)
                if waiting:
                    waiting.put(found)
                elif "method" in found:
                    for listener in list(self.listeners):
                        listener(found["method"], found["params"])
        except (OSError, websocket.WebSocketException):
            pass
        for waiting in list(self.waiting.values()):
            waiting.put({"type": "error", "error": "closed", "message": "the browser has ended"})

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """A command's result. Raises DriverError with the browser's words."""
        number, answer = next(self.numbers), queue.Queue[dict[str, Any]]()
        self.waiting[number] = answer
        try:
            self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
            found = answer.get(timeout=ANSWER_SECONDS)
        except queue.Empty:
            raise DriverError(f"{method}: no answer in {ANSWER_SECONDS} s") from None
        except (OSError, websocket.WebSocketException) as error:
            raise DriverError(f"{method}: {error}") from None
        if found["type"] == "error":
            raise DriverError(f"{method}: {found['error']}: {found['message']}")
        result: dict[str, Any] = found["result"]
        return result


class Process:
    """A Firefox with a profile of its own."""

    def __init__(self, preferences: dict[str, Any]) -> None:
        self.scripts = bool(preferences["javascript.enabled"])
        self.folder = Path(tempfile.mkdtemp(prefix="steady-ground-firefox-"))
        profile = self.folder / "profile"
        profile.mkdir()
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()
        ]
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [str(get().firefox), "--headless", "--no-remote", "--profile", str(profile)]
        command += ["--remote-debugging-port", "0"]
        env = {**os.environ, "HOME": str(self.folder), "MOZ_CRASHREPORTER_DISABLE": "1"}
        self.process = subprocess.Popen(
            command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
        )
        self.connection = Connection(self.address() + "/session")
        about = self.connection.send("session.new", capabilities={})["capabilities"]
        self.version: str = about["browserVersion"]
        self.connection.send(
            "session.subscribe",
            events=["log.entryAdded", "network.beforeRequestSent", "browsingContext.userPromptOpened"],
        )

    def address(self) -> str:
        """Where it listens, as it says itself."""
        found: queue.Queue[str] = queue.Queue()

        def read() -> None:
            assert self.process.stderr
            for line in self.process.stderr:  # to the end, so that the pipe never fills
                if said := LISTENING.search(line):
                    found.put(said[1])

        threading.Thread(target=read, daemon=True).start()
        try:
            return found.get(timeout=START_SECONDS)
        except queue.Empty:
            self.process.kill()
            raise DriverError(f"Firefox did not start in {START_SECONDS} s") from None

    def stop(self) -> None:
        """Ends it and removes its profile."""
        try:
            self.connection.send("browser.close")
            self.process.wait(10)
        except (DriverError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class FirefoxTab(Tab):
    """A tab in a container ("user context") of its own."""

    def __init__(self, process: Process, width: int, height: int) -> None:
        self.connection = process.connection
        # Where a page's scripts are off, the driver may still call a function, but no promise is ever kept.
        self.wrap = WRAP if process.scripts else WRAP.replace("async", "").replace("await", "")
        self.problems = []
        self.requests = []
        self.container = self.connection.send("browser.createUserContext")["userContext"]
        self.context = self.connection.send("browsingContext.create", type="tab", userContext=self.container)[
            "context"
        ]
        self.connection.listeners.append(self.hear)
        self.resize(width, height)

    def hear(self, method: str, found: dict[str, Any]) -> None:
        """Keeps errors and requests of this tab; what its workers ask for has no tab and is left out."""
        if method == "log.entryAdded" and found.get("level") == "error":
            if found.get("source", {}).get("context") == self.context:
                self.problems.append(str(found.get("text")))
        elif method == "network.beforeRequestSent" and found.get("context") == self.context:
            self.requests.append(found["request"]["url"])

    def goto(self, url: str, wait: bool = True) -> None:
        self.connection.send(
            "browsingContext.navigate", context=self.context, url=url, wait="complete" if wait else "none"
        )

    def back(self) -> None:
        self.connection.send("browsingContext.traverseHistory", context=self.context, delta=-1)

    def reload(self) -> None:
        self.connection.send("browsingContext.reload", context=self.context, wait="complete")

    def evaluated(self, function: str, *arguments: dict[str, Any]) -> dict[str, Any]:
        """The remote value that a function gives in the page."""
        found = self.connection.send(
            "script.callFunction",
            functionDeclaration=function,
            awaitPromise=True,
            target={"context": self.context},
            arguments=list(arguments),
            userActivation=False,
        )
        if found["type"] == "exception":
            raise DriverError(found["exceptionDetails"]["text"])
        result: dict[str, Any] = found["result"]
        return result

    def call(self, function: str, arguments: str) -> str:
        return str(self.evaluated(self.wrap % function, {"type": "string", "value": arguments})["value"])

    def find(self, selector: str, text: str) -> dict[str, Any]:
        """A reference to an element. Raises DriverError when it does not come."""
        end = time.monotonic() + PATIENCE
        strings = [{"type": "string", "value": each} for each in (selector, text)]
        while time.monotonic() < end:
            found = self.evaluated(FIND, *strings)
            if found["type"] == "node":
                return {"sharedId": found["sharedId"]}
            time.sleep(0.05)
        raise DriverError(f"nothing to be seen that fits {selector} {text}\n{self.what_is_seen()}")

    def act(self, kind: str, *actions: dict[str, Any]) -> None:
        """Input as from a hand."""
        source = {"type": kind, "id": kind, "actions": list(actions)}
        self.connection.send("input.performActions", context=self.context, actions=[source])

    def click(self, selector: str, text: str = "") -> None:
        origin = {"type": "element", "element": self.find(selector, text)}
        self.act(
            "pointer",
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def press(self, *keys: str) -> None:
        for chord in chords(keys):
            down = [{"type": "keyDown", "value": key} for key in chord]
            up = [{"type": "keyUp", "value": key} for key in reversed(chord)]
            self.act("key", *down, *up)

    def resize(self, width: int, height: int) -> None:
        self.connection.send(
            "browsingContext.setViewport",
            context=self.context,
            viewport={"width": width, "height": height},
            devicePixelRatio=1,
        )

    def screenshot(self) -> bytes:
        return base64.b64decode(
            self.connection.send("browsingContext.captureScreenshot", context=self.context)["data"]
        )

    def print(self) -> bytes:
        """The page on A4 paper, as PDF."""
        size = {"width": 21.0, "height": 29.7}
        return base64.b64decode(
            self.connection.send("browsingContext.print", context=self.context, page=size)["data"]
        )

    def close(self) -> None:
        self.connection.listeners.remove(self.hear)
        try:
            self.connection.send("browser.removeUserContext", userContext=self.container)
        except DriverError:
            self.connection.send("browsingContext.close", context=self.context)


class Firefox(Engine):
    """Firefox; a process for each set of preferences that tabs were opened with."""

    name = "firefox"

    def __init__(self) -> None:
        self.processes: dict[tuple[bool, ...], Process] = {}
        self.version = self.process(False, True, False, False).version

    def process(self, dark: bool, scripts: bool, reduced_motion: bool, forced_colours: bool) -> Process:
        """The process with these preferences."""
        key = (dark, scripts, reduced_motion, forced_colours)
        if key not in self.processes:
            wanted = {
                **PREFERENCES,
                "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
                "javascript.enabled": scripts,
                "ui.prefersReducedMotion": int(reduced_motion),
                # 2: never the page's colours, which is what makes "forced-colors: active" true.
                "browser.display.document_color_use": 2 if forced_colours else 1,
            }
            self.processes[key] = Process(wanted)
        return self.processes[key]

    def open(
        self,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        scripts: bool = True,
        reduced_motion: bool = False,
        forced_colours: bool = False,
    ) -> FirefoxTab:
        return FirefoxTab(self.process(dark, scripts, reduced_motion, forced_colours), width, height)

    def stop(self) -> None:
        for process in self.processes.values():
            process.stop()
        self.processes.clear()


def start() -> Firefox:
    """A Firefox that answers."""
    return Firefox()
