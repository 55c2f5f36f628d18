"""A headless Chromium that tests look at pages with, spoken to in its own protocol: no driver, no library."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import httpx
from websockets.sync.client import connect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 10.0  # seconds that a test waits before it gives up; none of them is meant to be waited out
_QUIET = [
    "--headless",
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-port=0",
]


class Browser:
    """One browser with one tab. What its page logs and raises is kept in `complaints`."""

    def __init__(self) -> None:
        self._calls = 0
        self.complaints: list[str] = []
        with ExitStack() as parts:
            # Its last children may still write while the folder is removed.
            home = parts.enter_context(
                tempfile.TemporaryDirectory(prefix="etoropy-browser-", ignore_cleanup_errors=True)
            )
            process = _started(home)
            parts.callback(_stopped, process)
            self._socket = parts.enter_context(connect(_tab(Path(home), process), max_size=None, proxy=None))
            self._parts = parts.pop_all()
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser for something; what it reports meanwhile is looked through for complaints."""
        self._calls += 1
        self._socket.send(json.dumps({"id": self._calls, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=PATIENCE))
            if message.get("id") == self._calls:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        match message:
            case {"method": "Runtime.exceptionThrown", "params": {"exceptionDetails": details}}:
                self.complaints.append(details.get("exception", {}).get("description", details["text"]))
            case {"method": "Log.entryAdded", "params": {"entry": {"level": "error", "text": text}}}:
                self.complaints.append(text)

    def open(self, url: str) -> None:
        """Load a page and wait until it is there."""
        self.call("Page.navigate", url="about:blank")
        self.wait_for("location.href === 'about:blank'")
        self.complaints.clear()
        self.call("Page.navigate", url=url)
        self.wait_for(f"location.href.startsWith({json.dumps(url)}) && document.readyState === 'complete'")

    def js(self, expression: str) -> Any:
        """The value of an expression in the page, awaited where it is a promise."""
        found = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def wait_for(self, condition: str) -> None:
        """Wait until an expression, or what it promises, is true in JavaScript's sense."""
        until = time.monotonic() + PATIENCE
        while not self.js(f"Promise.resolve({condition}).then(Boolean)"):
            assert time.monotonic() < until, f"{condition} did not come true; complaints: {self.complaints}"
            time.sleep(0.02)

    def text(self, selector: str) -> str:
        """What an element shows."""
        return str(self.js(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    def click(self, selector: str) -> None:
        """Click the middle of an element as a mouse would."""
        box = self.js(
            f"(() => {{ const it = document.querySelector({json.dumps(selector)});"
            " it.scrollIntoView({block: 'center'}); const box = it.getBoundingClientRect();"
            " return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **box)

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key that does something, such as Tab or Enter."""
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, text=text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        self.call("Input.insertText", text=text)

    def screen(self, width: int, height: int = 900, scheme: str = "light") -> None:
        """Have a screen of this size, and a user who likes it light or dark."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        with self._parts:
            self.call("Browser.close")


def _started(home: str) -> subprocess.Popen[bytes]:
    assert CHROMIUM is not None
    command = [CHROMIUM, *_QUIET, f"--user-data-dir={home}", "about:blank"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _tab(home: Path, process: subprocess.Popen[bytes]) -> str:
    """Where the tab is spoken to; the browser writes its port into a file once it listens."""
    said = home / "DevToolsActivePort"
    until = time.monotonic() + PATIENCE
    while not (said.exists() and len(said.read_text().split()) == 2):
        assert time.monotonic() < until, "Chromium did not start"
        assert process.poll() is None, "Chromium ended by itself"
        time.sleep(0.02)
    targets = httpx.get(f"http://127.0.0.1:{said.read_text().split()[0]}/json", timeout=PATIENCE).json()
    return str(next(target["webSocketDebuggerUrl"] for target in targets if target["type"] == "page"))


def _stopped(process: subprocess.Popen[bytes]) -> None:
    """Wait for a browser that was told to close, and end one that was not."""
    try:
        process.wait(3.0)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait(PATIENCE)
