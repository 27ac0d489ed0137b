"""WebKitGTK's MiniBrowser by its own WebDriver, on a screen in memory (Xvfb)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Remote
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from urllib3.exceptions import HTTPError

from pipeline.engines import get
from tests.engines.drivers import FIND, PATIENCE, DriverError, Engine, NotHere, Tab, chords

SCREEN = "1600x1200x24"
SCRIPT_SECONDS = 200
START_SECONDS = 30
COMMAND_SECONDS = 60  # for one command of the driver
TRIES = 3  # of starting a browser: now and then one does not answer its driver
NARROW = 500  # px: what a window with a toolbar can be made at least
STILL = "[Settings]\ngtk-enable-animations=0\n"  # which WebKit tells pages as reduced motion
CALL_AT_ONCE = "return JSON.stringify((%s)(...JSON.parse(arguments[0])) ?? null)"
# Not the driver's own asynchronous script: when the page goes away under it, the driver never answers again.
BEGIN = """
const box = globalThis[Symbol.for("driver")] = {};
(async (text) => JSON.stringify((await (%s)(...JSON.parse(text))) ?? null))(arguments[0])
    .then((given) => { box.given = given; }, (error) => { box.error = String(error && error.message || error); });
"""
LOOK = """
const box = globalThis[Symbol.for("driver")];
return box ? {...box} : {error: "the page has gone"};
"""


class WebKitTab(Tab):
    """A MiniBrowser of its own. Its session is a private one: what it stores is in memory and goes with it."""

    def __init__(self, driver: Any, service: Service, width: int, height: int, scripts: bool) -> None:
        self.driver = driver
        self.service = service
        self.scripts = scripts
        self.problems = []
        self.requests = []
        if width < NARROW and scripts:
            self.without_toolbar()
        self.resize(width, height)

    def without_toolbar(self) -> None:
        """Goes on in a window without a toolbar: with one, no window is narrower than its buttons."""
        first = self.driver.current_window_handle
        self.driver.execute_script(
            "open('about:blank', '', 'width=390,height=800,toolbar=no,location=no,menubar=no')"
        )
        end = time.monotonic() + PATIENCE
        while not (others := [each for each in self.driver.window_handles if each != first]):
            if time.monotonic() > end:
                raise DriverError("the second window did not open")
            time.sleep(0.05)
        self.driver.close()
        self.driver.switch_to.window(others[0])
        self.driver.execute_script("opener = null")

    def done(self, act: Any, *arguments: Any) -> Any:
        """What the driver does, its exceptions as DriverError."""
        try:
            return act(*arguments)
        except WebDriverException as error:
            raise DriverError(str(error.msg or type(error).__name__)) from None
        except HTTPError as error:
            raise DriverError(f"the driver does not answer: {error}") from None

    def goto(self, url: str, wait: bool = True) -> None:
        if wait:
            self.done(self.driver.get, url)
        else:
            self.run("(url) => { setTimeout(() => location.assign(url), 0); }", url)

    def back(self) -> None:
        self.done(self.driver.back)

    def reload(self) -> None:
        self.done(self.driver.refresh)

    def call(self, function: str, arguments: str) -> str:
        if not self.scripts:  # the driver may still call a function, but no promise is ever kept
            return str(self.done(self.driver.execute_script, CALL_AT_ONCE % function, arguments))
        self.done(self.driver.execute_script, BEGIN % function, arguments)
        end = time.monotonic() + SCRIPT_SECONDS
        pause = 0.002
        while time.monotonic() < end:
            found = self.done(self.driver.execute_script, LOOK)
            if "given" in found:
                return str(found["given"])
            if "error" in found:
                raise DriverError(str(found["error"]))
            time.sleep(pause)
            pause = min(0.1, pause * 2)
        raise DriverError(f"no end of the function in {SCRIPT_SECONDS} s")

    def at_once(self, function: str, *arguments: Any) -> Any:
        # In one command: a second would wait for the page that is coming.
        return json.loads(
            self.done(self.driver.execute_script, CALL_AT_ONCE % function, json.dumps(arguments))
        )

    def find(self, selector: str, text: str) -> WebElement:
        """An element. Raises DriverError when it does not come."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = self.done(self.driver.execute_script, f"return ({FIND})(...arguments)", selector, text)
            if isinstance(found, WebElement):
                return found
            time.sleep(0.05)
        raise DriverError(f"nothing to be seen that fits {selector} {text}\n{self.what_is_seen()}")

    def click(self, selector: str, text: str = "") -> None:
        # By the pointer, not by the element's click command: that one would scroll it under a bar again.
        chain = ActionChains(self.driver, duration=0)
        chain.move_to_element(self.find(selector, text)).click()
        self.done(chain.perform)

    def press(self, *keys: str) -> None:
        for chord in chords(keys):
            chain = ActionChains(self.driver, duration=0)
            for key in chord:
                chain.key_down(key) if key >= "\ue000" or len(chord) > 1 else chain.send_keys(key)
            for key in reversed(chord):
                if key >= "\ue000" or len(chord) > 1:
                    chain.key_up(key)
            self.done(chain.perform)

    def resize(self, width: int, height: int) -> None:
        for _ in range(3):  # the window has borders, and a toolbar or none
            inner = self.value("[innerWidth, innerHeight]")
            if inner == [width, height]:
                return
            outer = self.done(self.driver.get_window_size)
            self.done(
                self.driver.set_window_rect,
                0,
                0,
                outer["width"] + width - inner[0],
                outer["height"] + height - inner[1],
            )
            time.sleep(0.1)

    def screenshot(self) -> bytes:
        found: bytes = self.done(self.driver.get_screenshot_as_png)
        return found

    def close(self) -> None:
        try:
            self.driver.quit()
        except (WebDriverException, HTTPError):
            pass  # it has ended already, or does not answer
        finally:
            self.service.stop()


class WebKit(Engine):
    """WebKitGTK; a driver and a browser for each tab, one screen for all."""

    name = "webkit"

    def __init__(self) -> None:
        self.programs = get()
        self.folder = Path(tempfile.mkdtemp(prefix="steady-ground-webkit-"))
        (self.folder / "still" / "gtk-3.0").mkdir(parents=True)
        (self.folder / "still" / "gtk-3.0" / "settings.ini").write_text(STILL, encoding="utf-8")
        end_of_pipe, other = os.pipe()
        self.screen = subprocess.Popen(
            [str(self.programs.xvfb), "-displayfd", str(other), "-screen", "0", SCREEN, "-nolisten", "tcp"],
            pass_fds=[other],
            stderr=subprocess.DEVNULL,
        )
        os.close(other)
        with os.fdopen(end_of_pipe) as said:
            display = said.readline().strip()
        if not display:
            raise DriverError("Xvfb did not start")
        self.env = {**os.environ, "HOME": str(self.folder), "DISPLAY": f":{display}", "GDK_BACKEND": "x11"}
        self.env.pop("WAYLAND_DISPLAY", None)
        first = self.open()
        self.version = first.driver.capabilities["browserVersion"]
        first.close()

    def open(
        self,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        scripts: bool = True,
        reduced_motion: bool = False,
        forced_colours: bool = False,
    ) -> WebKitTab:
        if forced_colours:
            raise NotHere("WebKit has no forced colours")
        options = Options()
        options.binary_location = str(self.programs.mini_browser)
        arguments = ["--automation", "--javascript-can-open-windows-automatically=true"]
        if dark:
            arguments.append("--dark-mode")
        if not scripts:
            # Those of pages only: the driver's own questions still work.
            arguments.append("--enable-javascript-markup=false")
        for each in arguments:
            options.add_argument(each)
        env = {**self.env, "XDG_CONFIG_HOME": str(self.folder / "still")} if reduced_motion else self.env
        said = ""
        for _ in range(TRIES):
            service = Service(
                executable_path=str(self.programs.webkit_driver), env=env, log_output=subprocess.DEVNULL
            )
            try:
                service.start()
                client = ClientConfig(remote_server_addr=service.service_url, timeout=START_SECONDS)
                driver = Remote(RemoteConnection(client_config=client), options=options)
            except (WebDriverException, HTTPError) as error:
                service.stop()
                said = str(error)
                continue
            client.timeout = COMMAND_SECONDS
            return WebKitTab(driver, service, width, height, scripts)
        raise DriverError(f"MiniBrowser did not start in {TRIES} tries: {said}")

    def stop(self) -> None:
        self.screen.terminate()
        self.screen.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> WebKit:
    """A WebKitGTK that answers."""
    return WebKit()
