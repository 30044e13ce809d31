"""The fonts of a script, put where paper and pages look for them: whole for paper, cut to the letters of the script for phones that have none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby

from babel.dates import get_day_names, get_month_names
from fontTools import subset, unicodedata
from fontTools.ttLib import TTFont

from livret.languages import language, locale
from livret.publish import atomic
from livret.source.door import Door
from livret.starting.found_fonts import BOLD, OPEN, WEIGHTS, FontFamily
from livret.starting.written_in import added

PAPER, WEB, TOKENS, ASSETS = "theme/fonts", "theme/web/fonts", "theme/tokens.yaml", "theme/web/assets.yaml"
_JOINERS = (0x200C, 0x200D, 0x25CC)  # and the circle that carries a mark alone
_OWN = "# What stands here is laid over Livret's own, key by key.\n"
_FACE = """\
@font-face {{
  font-family: "Livret";
{weight}  src: {local}, url("fonts/{file}") format("woff2");
  unicode-range: {range};
  font-display: swap;
}}
"""


_LICENCE = [
    13,
    14,
]  # what a font says of its licence, and where that is (OpenType, table “name”): whoever is given the font is given these


def letters(tag: str) -> str:
    """Letters of a language that CLDR writes: those of its own name, of its months and days."""
    found = locale(tag)
    names = (*get_month_names("wide", locale=found).values(), *get_day_names("wide", locale=found).values(), language(tag).name)
    script = language(tag).script
    return "".join(sorted({sign for name in names for sign in name if unicodedata.script(sign) == script}))


def lacking(door: Door, tag: str) -> str:
    """Those of them that no font of the theme has."""
    names = (name for name in door.folder(PAPER) if name.endswith(".ttf"))
    known = {code for name in names for code in TTFont(io.BytesIO(door.read(f"{PAPER}/{name}")), lazy=True).getBestCmap()}
    return "".join(sign for sign in letters(tag) if ord(sign) not in known)


def write(door: Door, script: str, fonts: FontFamily) -> Iterator[str]:
    """Writes the fonts of a script for paper and pages, their licence, their style sheet and their entries; gives the paths of what changed."""
    licence = f"OFL-{fonts.stem}.txt" if OPEN in fonts.licence.lower() else f"LICENCE-{fonts.stem}.txt"
    files = {f"{folder}/{licence}": fonts.licence.encode() for folder in (PAPER, WEB)}
    files |= {f"{PAPER}/{fonts.stem}-{weight}.ttf": data for weight, data in fonts.fonts.items()}
    codes = _codes(fonts.fonts["Regular"], script)
    files |= {f"{WEB}/{_web_file(script, weight)}": _for_pages(data, codes) for weight, data in fonts.fonts.items()}
    files[f"{WEB}/{script}.css"] = "".join(_face(fonts, weight, script, codes) for weight in fonts.fonts).encode()
    saved = ", ".join(_web_file(script, weight) for weight in fonts.fonts)
    files[TOKENS] = _with_font(door, TOKENS, f'{script}: "{fonts.name}"')
    files[ASSETS] = _with_font(door, ASSETS, f"{script}: {{sheet: {script}.css, saved: [{saved}]}}")
    for path, data in files.items():
        if atomic.write(door.root / path, data):
            yield path


def _with_font(door: Door, path: str, entry: str) -> bytes:
    """A list of the theme, as the site has it, with a font more."""
    own = door.text(path) if (door.root / path).is_file() else _OWN
    return added(own, "font" if path == TOKENS else "fonts", entry).encode()


def _codes(font: bytes, script: str) -> list[int]:
    """The signs that a font has of a script, those that it shares with others than Latin, and the joiners between them."""
    cmap = TTFont(io.BytesIO(font), lazy=True).getBestCmap()
    return [code for code in sorted(cmap) if code in _JOINERS or _is_of(script, set(unicodedata.script_extension(chr(code))))]


def _is_of(script: str, scripts: set[str]) -> bool:
    return script in scripts and (script == "Latn" or "Latn" not in scripts)


def _web_file(script: str, weight: str) -> str:
    return f"{script}{'-bold' if WEIGHTS[weight] == BOLD else ''}.woff2"


def _for_pages(font: bytes, codes: list[int]) -> bytes:
    """A font with these signs alone, as WOFF2."""
    options = subset.Options(layout_features=["*"], hinting=False, desubroutinize=True, flavor="woff2")
    options.name_IDs += _LICENCE
    options.name_IDs = [*options.name_IDs, *_LICENCE]
    opened = TTFont(io.BytesIO(font))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(opened)
    opened.flavor = "woff2"
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def _face(fonts: FontFamily, weight: str, script: str, codes: list[int]) -> str:
    bold = WEIGHTS[weight] == BOLD
    names = (f"{fonts.name}{' Bold' if bold else ''}", f"{fonts.stem}-{weight}")
    return _FACE.format(
        weight="  font-weight: 700;\n" if bold else "",
        local=", ".join(f'local("{name}")' for name in names),
        file=_web_file(script, weight),
        range=", ".join(_ranges(codes)),
    )


def _ranges(codes: list[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(codes), key=lambda each: each[1] - each[0]):
        found = [code for _, code in run]
        yield f"U+{found[0]:04X}" + (f"-{found[-1]:04X}" if len(found) > 1 else "")
