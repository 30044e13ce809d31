"""Writing in the browser: the page with the editor, and the one address that writes.

The page itself holds nothing of the site. Its script brings the token, which stands behind the # of the address that the terminal shows – a browser sends that
nowhere –, in a header of its own, which no page elsewhere can send: a browser asks first, and is refused.
"""

from __future__ import annotations

import asyncio
import datetime
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tornado.web import HTTPError

from livret import limits
from livret.encode import json as as_json
from livret.encode.html import Html, element, escaped, join
from livret.model import CALLOUTS
from livret.problems import Place, Problem
from livret.serve.at_hand import direction, shown, to_refer_to, told_of
from livret.serve.desk import Changed, Desk, Written
from livret.serve.draft import Failed, Unplanned
from livret.serve.here import Here
from livret.serve.preview import Preview
from livret.source.door import PACKAGE, Door, Refused
from livret.tongue import marked, spoken, told
from livret.wording import cure, refusal, words
from livret.writing.brought_pictures import NotTaken, made_anew

ADDRESS = "/.livret-write/"
BODY_BYTES = 2 * limits.CATALOG_BYTES  # of a request: each sign of a text may be two in JSON
_FILES = {"editor.js": "text/javascript", "editor.css": "text/css"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_WORDS = {
    "saved": marked("Saved."),
    "undone": marked("The last save is taken back."),
    "same": marked("There is nothing to save: the file holds this text."),
    "unsaved": marked("Not saved yet."),
    "leave": marked("This text is not saved yet. Leave it all the same?"),
    "secret": marked("Open the whole address that the terminal shows: it ends with a secret."),
    "silent": marked("No answer. Your text is still here: is “livret serve --write” still running? Then save again."),
    "pasted": marked("What you pasted is plain text now: compare it before you save."),
    "sound": marked("There is no mistake in this file."),
    "wrong": marked("Mistakes of this file stand at their blocks, and what to write instead."),
    "taken": marked("The picture is in the text. It is saved with it."),
    "taking": marked("The picture is looked at…"),
    "theirs": marked("This is in the file now"),
    "mine": marked("Your text, which is not saved"),
}


def handlers(preview: Preview, token: str) -> list[tuple[Any, ...]]:
    """The addresses of the editor, for whoever has the token."""
    files = "|".join(name.replace(".", r"\.") for name in _FILES)
    own = {"preview": preview, "desk": Desk(preview.options.site), "token": token}
    return [
        (ADDRESS, _Page),
        (rf"{ADDRESS}({files})", _Own),
        (f"{ADDRESS}files", _Files, own),
        (f"{ADDRESS}text", _Text, own),
        (f"{ADDRESS}picture", _Picture, own),
    ]


class _Shielded(Here):
    """No page shows it in a frame, no browser keeps it."""

    def set_default_headers(self) -> None:
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("X-Frame-Options", "DENY")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")


class _Page(_Shielded):
    def get(self) -> None:
        self.finish(page())


class _Own(_Shielded):
    """The script and the style of the page."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", f"{_FILES[name]}; charset=utf-8")
        self.finish(Door(PACKAGE / "serve", datetime.date.min).text(name))


class _Known(_Shielded):
    """Answers whoever has the token, in JSON."""

    def initialize(self, preview: Preview, desk: Desk, token: str) -> None:
        self.preview, self.desk, self.token = preview, desk, token

    def prepare(self) -> None:
        super().prepare()
        sent = self.request.headers.get("X-Livret-Token", "").encode()
        if not self._finished and not secrets.compare_digest(sent, self.token.encode()):
            self.send_error(403)

    def say(self, status: int, **said: Any) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(as_json.dense(said))


class _Files(_Known):
    def get(self) -> None:
        try:
            self.say(200, files=self.desk.files())
        except Refused as refused:
            self.say(404, said=_refusal(refused.problem))


class _Given(_Known):
    """Takes what its own page sends, in a type that no form of any page can send."""

    TAKES = ""

    def prepare(self) -> None:
        super().prepare()
        asked = self.request
        own = asked.headers.get("Origin") == f"{asked.protocol}://{asked.host}"
        alone = asked.headers.get("Content-Type", "").partition(";")[0].strip() == self.TAKES
        if not self._finished and asked.method == "POST" and not (own and alone):
            self.send_error(403)


class _Picture(_Given):
    """A picture for a page, made anew at once: it waits until a text is saved that shows it."""

    TAKES = "application/octet-stream"

    async def post(self) -> None:
        page, data = self.get_query_argument("path", strip=False), self.request.body
        try:
            self.desk.read(page)
            made = await asyncio.to_thread(made_anew, data)
            self.say(200, name=self.desk.give(page, made))
        except NotTaken as left:
            self.say(422, said=_fault(Refused("picture-broken", Place(page), src=told("Picture"), reason=left.reason).problem))
        except Refused as refused:
            self.say(404, said=_refusal(refused.problem))


class _Text(_Given):
    """A text with what is at hand there; and the one address that writes: a text in the place of the one that was read, or what was there before it."""

    TAKES = "application/json"

    async def get(self) -> None:
        path = self.get_query_argument("path", strip=False)
        await self._answer(lambda: self.desk.read(path))

    async def post(self) -> None:
        path, was, text = _asked(self.request.body)
        await self._answer(lambda: self.desk.undo(path, was) if text is None else self.desk.save(path, was, text))

    async def _answer(self, do: Callable[[], Written]) -> None:
        """The text that comes of it, or why none does; whoever has changed it meanwhile keeps what they wrote, and so does who asked."""
        try:
            now = do()
        except Changed as changed:
            said = told("Somebody else has changed this file meanwhile: nothing was saved. Your text is still here.")
            self.say(409, said=said, text=changed.now.text, digest=changed.now.digest)
        except Refused as refused:
            self.say(404, said=_refusal(refused.problem))
        except OSError as error:
            self.say(500, said=told(refusal(error)))
        else:
            if self.request.method == "POST":
                self.preview.due()
            self.say(
                200, path=now.path, text=now.text, digest=now.digest, undo=self.desk.can_undo(now), **await self._around(now.path)
            )

    async def _around(self, path: str) -> dict[str, Any]:
        """What is at hand, once the page is made that shows the text: what is wrong is met on the way."""
        try:
            where = await asyncio.wrap_future(self.preview.look(lambda draft: shown(draft, path)))
            met = await self._met(where.page)
            return {
                "page": f"/{where.page}",
                "language": where.language,
                "direction": direction(where.language),
                "problems": await asyncio.wrap_future(self.preview.look(lambda draft: told_of(draft, path, met))),
                **await asyncio.wrap_future(self.preview.look(lambda draft: to_refer_to(draft, path))),
            }
        except Failed:  # the site cannot be read: the preview says why
            return {"page": "/", "language": "", "direction": "ltr", "problems": [], "facts": [], "links": [], "pictures": []}

    async def _met(self, page: str) -> tuple[Problem, ...]:
        try:
            await asyncio.wrap_future(self.preview.ask(page))
        except Unplanned:
            return ()
        except Failed as failed:
            return failed.problems
        return ()


def _asked(body: bytes) -> tuple[str, str, str | None]:
    """A path, the digest of what was read there, and a text; None to take the last save back."""
    try:
        asked = json.loads(body)
        path, was, text = asked["path"], asked["was"], asked["text"]
        for each in (path, was, "" if text is None else text):
            each.encode()  # it is a text, and no half sign is in it
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise HTTPError(400) from None
    return path, was, text


def _refusal(problem: Problem) -> str:
    return f"{problem.place}: {_fault(problem)}"


def _fault(problem: Problem) -> str:
    return f"{words(problem)} – {cure(problem)}"


# --- the page ------------------------------------------------------------------------------------------


def page() -> str:
    """The page of the editor, without any text of the site: the script asks for these."""
    head = [
        element("meta", charset="utf-8"),
        Html('<meta name="viewport" content="width=device-width"/>'),
        element("title", escaped(told("Write"))),
        Html('<link rel="stylesheet" href="editor.css"/>'),
        element("script", src="editor.js", defer=True),
    ]
    said = {f"data_{name}": told(text) for name, text in _WORDS.items()}
    body = element("body", join((_bar(), _main(), _conflict(), _described())), **said)
    return "<!doctype html>" + element("html", join((element("head", join(head)), body)), lang=spoken())


def _bar() -> Html:
    tools = (
        _button(told("Bold"), "bold"),
        _choice(told("Frame"), "callout", CALLOUTS),
        *(_choice(label, name) for label, name in ((told("Fact"), "fact"), (told("Link"), "link"), (told("Picture"), "picture"))),
        _button(told("Picture of this computer"), "upload"),
        _button(told("Save"), "save"),
        _button(told("Take the last save back"), "undo"),
    )
    files = element("label", join((escaped(told("File")), element("select", id="file"))))
    title = element("h1", escaped(told("Write")))
    return element("header", join((title, files, *tools, element("p", id="said", role="status"))))


def _main() -> Html:
    """The text, block by block, and beside it the page."""
    blocks = element("section", join((element("ul", id="whole"), element("div", id="blocks"))), aria_label=told("Text"))
    return element("main", join((blocks, element("iframe", id="preview", title=told("Preview")))))


def _conflict() -> Html:
    """Both texts, where two people have changed one: neither goes before somebody has chosen."""
    kept = element("textarea", id="other", readonly=True, rows="8", aria_labelledby="whose")
    buttons = (_button(told("Save my text in its place"), "mine"), _button(told("Go on with the text of the file"), "theirs"))
    return element(
        "aside", join((element("h2", id="whose"), kept, *buttons, _button(told("Close"), "close"))), id="conflict", hidden=True
    )


def _described() -> Html:
    """What is asked of a picture before it is put in: who cannot see it is told this."""
    asked = element(
        "label", join((escaped(told("What is to be seen in this picture? Say it to somebody who cannot see it.")), _asked_words()))
    )
    tools = (_button(told("Put it in"), "put"), _button(told("Leave it"), "leave"))
    return element("dialog", join((element("p", id="which"), asked, element("p", join(tools)))), id="described")


def _asked_words() -> Html:
    return element("input", id="alt", type="text", required=True, maxlength="300")


def _button(label: str, name: str) -> Html:
    return element("button", escaped(label), id=name, type="button")


def _choice(label: str, name: str, values: Iterable[str] = ()) -> Html:
    return element("select", join((element("option", escaped(label)), *_options(values))), id=name, aria_label=label)


def _options(values: Iterable[str]) -> Iterator[Html]:
    return (element("option", escaped(value), value=value) for value in values)
