"""A sheaf: texts of one folder in one file, for a phone. What several of them have in common stands in it once.

Pages of a folder share most of their lines – the frame, the chapters of the booklet, the days of the week –, and more once a page's own name is left out
of its addresses: its translations, its code, what is shared. A phone puts the texts together again line by line (`texts` of theme/web/offline.js), and
knows by the hash of each that they are what was published.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

Lines = list[str | list[int]]  # a text's own lines; and of those in common the first and the one behind the last
_SIGNS = [chr(code) for code in (0x1A, *range(1, 9))]  # what stands for a page's own name: SUBSTITUTE, or what no text has


def written(texts: Mapping[str, str]) -> bytes:
    """`{name: the sign for a page's own name, common: [line, …], texts: {path: [own line | [first, end], …], …}}`."""
    sign = next(sign for sign in _SIGNS if not any(sign in text for text in texts.values()))
    split = {path: _nameless(path, text, sign).split("\n") for path, text in texts.items()}
    said = Counter(line for lines in split.values() for line in lines)
    common: dict[str, int] = {}
    bound = {path: _bound(lines, said, common) for path, lines in split.items()}
    sheaf = {"name": sign, "common": [*common], "texts": bound}
    return json.dumps(sheaf, ensure_ascii=False, separators=(",", ":")).encode()


def read(data: bytes) -> dict[str, str]:
    """The texts of a sheaf, by their paths, as a phone reads them."""
    sheaf = json.loads(data)
    common, sign = sheaf["common"], sheaf["name"]
    return {path: "\n".join(_unbound(lines, common)).replace(sign, name(path)) for path, lines in sheaf["texts"].items()}


def name(path: str) -> str:
    """What a page is called in each of its kinds: with French beside, in easy words."""
    return path.rpartition("/")[2].partition(".")[0]


def _nameless(path: str, text: str, sign: str) -> str:
    own = name(path)
    return text.replace(f"/{own}.", f"/{sign}.").replace(f'"{own}.', f'"{sign}.')


def _bound(lines: list[str], said: Mapping[str, int], common: dict[str, int]) -> Lines:
    bound: Lines = []
    run: list[int] = []  # the lines in common that were said last: the next one continues them
    for line in lines:
        if said[line] == 1:
            bound.append(line)
            run = []
            continue
        at = common.setdefault(line, len(common))
        if run and run[1] == at:
            run[1] += 1
        else:
            run = [at, at + 1]
            bound.append(run)
    return bound


def _unbound(bound: Lines, common: list[str]) -> Iterator[str]:
    for part in bound:
        if isinstance(part, str):
            yield part
        else:
            yield from common[slice(*part)]
