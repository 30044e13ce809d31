"""Recordings beside the chapters: `03-health.ti.opus` for a chapter, `03-health.ti.2.opus` for its second section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from livret import limits
from livret.problems import Place, Report, detail
from livret.schema.recording import RecordingMeta
from livret.site import Recording
from livret.source import opus, yaml
from livret.source.door import Door, Refused
from livret.source.prose import Contents

_NAME = re.compile(r"^(?P<stem>.+)\.(?P<tag>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)(?:\.(?P<section>[1-9][0-9]?))?\.opus$")
_EXPECTED = detail("03-health.ti.opus beside 03-health.md")
Chapters = dict[tuple[str, str], tuple[Recording, ...]]


def read(door: Door, contents: Contents, languages: tuple[str, ...], report: Report) -> Chapters:
    """The recordings of each chapter, all languages together, in the order of their names."""
    found: dict[tuple[str, str], list[Recording]] = {}
    for folder in dict.fromkeys(contents.folders.values()):
        names = door.folder(folder)
        for name in names:
            if name.endswith(".opus.yaml") and name.removesuffix(".yaml") not in names:
                report.add("file-unexpected", Place(f"{folder}/{name}"), name=name, expected=_EXPECTED)
            elif name.endswith(".opus"):
                for chapter, recording in _recording(door, contents, f"{folder}/{name}", languages, report):
                    found.setdefault(chapter, []).append(recording)
    return {chapter: tuple(recordings) for chapter, recordings in found.items()}


def _recording(
    door: Door, contents: Contents, path: str, languages: tuple[str, ...], report: Report
) -> Iterator[tuple[tuple[str, str], Recording]]:
    folder, _, name = path.rpartition("/")
    parts = _NAME.match(name)
    chapter = contents.by_path.get(f"{folder}/{parts['stem']}.md") if parts else None
    if parts is None or chapter is None or parts["tag"] not in languages:
        report.add("file-unexpected", Place(path), name=name, expected=_EXPECTED)
        return
    meta, _ = yaml.load(door, f"{path}.yaml", RecordingMeta, report, "")
    try:
        heard = door.once("recording", path, None, partial(_heard, door, path), report)
    except Refused as refused:
        report.take(refused.problem)
        return
    except opus.NotOpusError as error:
        report.add("audio-broken", Place(path), reason=detail(str(error)))
        return
    if meta:
        yield chapter, Recording(path, parts["tag"], int(parts["section"] or 0), meta.reads, meta.recorded_on, heard.seconds)


def _heard(door: Door, path: str, report: Report) -> opus.Opus:
    data = door.read(path)
    heard = opus.read(data)
    _check(path, len(data), heard, report)
    return heard


def _check(path: str, size: int, heard: opus.Opus, report: Report) -> None:
    """Size and loudness. A reader pays for each byte, and turns the volume up in a street."""
    kilobits = size * 8 / 1000 / max(heard.seconds, 1)
    if size > limits.AUDIO_BYTES or kilobits > limits.AUDIO_KILOBITS:
        report.add("audio-large", Place(path), kilobytes=size // 1000, kilobits=round(kilobits), limit=limits.AUDIO_KILOBITS)
    low, high = limits.AUDIO_LOUDNESS
    if heard.loudness is None:
        report.add("audio-loudness-unknown", Place(path))
    elif not low <= heard.loudness <= high:
        report.add("audio-loudness", Place(path), found=f"{heard.loudness:.1f}", low=low, high=high)
