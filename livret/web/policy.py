"""What a page may load and do, said twice of one table: by the page itself, wherever it lies, and by a server that sends it.

A page has no script and no style inside, so that one text is true of all (https://www.w3.org/TR/CSP3/; JSON-LD is data, which is never run). From a stick,
a mailed folder or an unpacked ZIP `'self'` means nothing to some browsers: there a page may load files, which a page from a server never can.
"""

from __future__ import annotations

from collections.abc import Mapping

from livret.encode.html import Html

_OF_A_PAGE: Mapping[str, str] = {
    "default-src": "'self'",
    "object-src": "'none'",
    "frame-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_SENT_ALONE: Mapping[str, str] = {"frame-ancestors": "'none'"}  # which means nothing inside a page


def _policy_text(table: Mapping[str, str], between: str) -> Html:
    """A policy has no sign that HTML would escape but the apostrophe, which an attribute between quotation marks may hold."""
    return Html(between.join(f"{name} {sources}" for name, sources in table.items()))


SENT = str(_policy_text({**_OF_A_PAGE, **_SENT_ALONE}, "; "))
INSIDE = _policy_text({**_OF_A_PAGE, "default-src": "'self' file:"}, ";")


def of_editor(asked: str) -> Html:
    """The policy of the editor at /admin/, which may ask the Git host, and nobody else. It writes its styles into the page, draws pictures that it has fetched, and
    shows its preview in a frame of its own."""
    own = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self'",
        "img-src": "'self' blob: data:",
        "connect-src": f"'self' blob: data: {asked}",
        "frame-src": "blob:",
        "base-uri": "'self'",
        "form-action": "'none'",
    }
    return _policy_text(own, "; ")


def sent_with_editor(asked: str) -> str:
    """The same, as a server sends it."""
    return f"{of_editor(asked)}; {_policy_text(_SENT_ALONE, '; ')}"


def of_one_file(style: str, script: str) -> Html:
    """The policy of a file that has all that it needs inside; both are sources by their hash, `'sha256-…'`."""
    own = {"default-src": "'none'", "style-src": style, "script-src": script, "img-src": "data:", "font-src": "data:"}
    return _policy_text({**own, "base-uri": "'none'", "form-action": "'none'"}, "; ")
