"""The files below /admin/: a page that nothing leads to, its configuration, and the editor as it lies in `theme/admin/`."""

from __future__ import annotations

from collections.abc import Iterator

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.encode import json
from livret.encode.html import escaped
from livret.format import File, Format, Scope
from livret.git_editor import cms_labels as labels
from livret.git_editor.cms_config import config
from livret.languages import language
from livret.model import CALLOUTS, FactRef
from livret.phrases.fact_text import show
from livret.phrases.notices import callout_name
from livret.site import SCRIPT, Editable
from livret.tongue import told_in
from livret.web import policy, web_fonts
from livret.web.assets import assets

_PAGE, _CONFIG, _START = "index.html", "config.json", "start.js"
_LIKE = "chapter"  # the kind of page that a preview looks like
# The editor is on the page before what tells it how its preview looks; it begins when both are there.
_HTML = """\
<!DOCTYPE html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>{title}</title>
<link rel="cms-config-url" type="application/json" href="{config}">
</head>
<body>
<noscript><p>{no_script}</p></noscript>
<script src="{script}"></script>
<script src="{start}"></script>
</body>
</html>
"""


def _front(edition: Edition, editable: Editable) -> bytes:
    tag = edition.config.language
    spoken = language(tag)
    title = told_in(tag, labels.FRONT).format(name=edition.config.name.text)
    return _HTML.format(
        lang=spoken.html,
        dir=spoken.direction,
        policy=policy.of_editor(editable.settings.asked),
        title=escaped(title),
        config=_CONFIG,
        no_script=escaped(told_in(tag, labels.NO_SCRIPT)),
        script=SCRIPT,
        start=_START,
    ).encode()


def _start(edition: Edition, editable: Editable) -> bytes:
    """Previews look like the pages of the site – its own styles, with the fonts of the script that it is written in –, and show callouts and facts as these do."""
    tag = edition.config.language
    listed = [name for name, style in edition.asset_list.styles_on(_LIKE) if not style.media]
    own = web_fonts.sheet(edition)
    styles = [assets(edition)[name].path for name in (*listed, *((own,) if own else ()))]
    told = {
        "styles": [paths.relative(path, paths.ADMIN + _PAGE) for path in styles],
        "callouts": [{"value": kind, "label": callout_name(edition, kind)} for kind in CALLOUTS],
        "facts": [{"value": name, "label": _seen(edition, name)} for name in editable.references],
        "words": {name: told_in(tag, text) for name, text in labels.INSERTED.items()},
    }
    return f"const livret = {json.dense(told)};\n{edition.theme('editor/start.js')}".encode()


def _seen(edition: Edition, name: str) -> str:
    """What readers see of a fact, a service, a term."""
    return show(edition, FactRef(*name.split(".", 1))).text


def _config(edition: Edition, editable: Editable) -> bytes:
    return json.document(config(edition, editable))


_MAKERS = {_PAGE: _front, _CONFIG: _config, _START: _start}


def _made(edition: Edition, artifact: Artifact) -> bytes:
    if artifact.subject:
        return edition.theme_bytes(artifact.subject)
    if edition.editable is None:
        raise ValueError("no editor")
    return _MAKERS[artifact.path.removeprefix(paths.ADMIN)](edition, edition.editable)


def _published(scope: Scope) -> Iterator[File]:
    """None where there is no editor. Its own files do not take the place of those made here."""
    if (editable := scope.edition.editable) and not scope.edition.professional:
        yield from ((paths.ADMIN + name, "") for name in _MAKERS)
        yield from ((paths.ADMIN + name, f"admin/{name}") for name in editable.files if name not in _MAKERS)


FORMATS = (Format("admin", _made, shared=_published),)
