"""Debian's Firefox, by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/): no driver stands between, only what it takes to look at pages."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect
from waiting import LAST_RESORT, until

_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
# Nothing of its own is asked of anybody: updates, lists of dangerous addresses, whether there is a network.
_OWN = """
user_pref("app.update.enabled", false);
user_pref("browser.safebrowsing.downloads.remote.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,");
"""


class Firefox:
    """One window."""

    def __init__(self, loop: asyncio.AbstractEventLoop, socket: WebSocketClientConnection) -> None:
        self._loop, self._socket, self._asked = loop, socket, 0
        self.version = self.do("session.new", capabilities={})["capabilities"]["browserVersion"]
        self._window = self.do("browsingContext.getTree")["contexts"][0]["context"]

    def do(self, method: str, **parameters: Any) -> Any:
        """A command and its answer. Raises RuntimeError where it cannot be done."""
        self._asked += 1
        said = self._loop.run_until_complete(asyncio.wait_for(self._answer(method, parameters), LAST_RESORT))
        if said["type"] == "error":
            raise RuntimeError(f"{method}: {said['message']}")
        return said["result"]

    async def _answer(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        await self._socket.write_message(json.dumps({"id": self._asked, "method": method, "params": parameters}))
        while True:
            said: dict[str, Any] = json.loads(await self._socket.read_message() or "{}")
            if said.get("id") == self._asked:
                return said

    def before_each_page(self, script: str) -> None:
        self.do("script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}")

    def show(self, address: str) -> None:
        self.do("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def see(self, expression: str) -> Any:
        """The value of an expression on the page, of what JSON can say. A page's policy forbids an evaluator nothing."""
        asked = {"expression": f"(async () => JSON.stringify(await ({expression})))()", "awaitPromise": True}
        found = self.do("script.evaluate", target={"context": self._window}, **asked)
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return json.loads(found["result"].get("value", "null"))

    def come_true(self, expression: str) -> None:
        until(lambda: bool(self.see(expression)))


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """With a profile of its own, in a folder that is empty."""
    (profile / "user.js").write_text(_OWN, encoding="ascii")
    command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    loop = asyncio.new_event_loop()
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as child:
        assert child.stderr is not None
        address = next(found[1] for line in child.stderr if (found := _LISTENS.search(line)))

        async def connect() -> WebSocketClientConnection:
            return await websocket_connect(f"{address}/session")

        try:
            yield Firefox(loop, loop.run_until_complete(connect()))
        finally:
            child.terminate()
            child.wait(LAST_RESORT)
            loop.close()
