"""Following a site: word of what is saved, at once, and once more when a burst of saves is over.

watchfiles asks the system, which tells of a change when it happens. A drive that several machines share tells nothing of what others write: there, and where
the system has no more watches to give, the files are looked at three times a second. Links to folders are not followed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from watchfiles import watch as changes_in

from livret.source import layers
from livret.source.door import FOLDERS, carried
from livret.source.shared_drive import shared

_STEP = 10  # milliseconds: what is saved in several steps, as editors do, is one change
_QUIET = 300  # milliseconds: a burst is over when nothing was saved for so long
_STORM = 100  # changes: a burst without an end is read now and then; twenty saves within the quiet are far from one


def follow(site: Path, stop: threading.Event, due: Callable[[], None], current: Callable[[], bool], *, poll: bool) -> None:
    """Calls `due` when something was saved, in the site or in one of its bases, until it is stopped. `current` says whether the site is as it was read: at
    first nobody was watching."""
    site = site.resolve()
    poll = poll or any(map(shared, layers.of(site, carried()).roots))
    while not stop.is_set():
        try:
            bursts(_batches(site, stop, current, poll=poll), due)
        except FileNotFoundError:  # a folder went while its watch began
            continue
        except (OSError, RuntimeError):  # no more watches
            poll = True


def bursts(batches: Iterable[bool], due: Callable[[], None]) -> None:
    """Calls `due` at the first change of a burst, and after it where there were more; a batch without any change is a silence."""
    burst, unread = False, 0
    for changed in batches:
        unread += changed
        if unread and (not burst or not changed or unread == _STORM):
            due()
            unread = 0
        burst = changed


def _batches(site: Path, stop: threading.Event, current: Callable[[], bool], *, poll: bool) -> Iterator[bool]:
    """Whether something was saved in each short while, until a folder comes or goes."""
    sites = layers.of(site, carried()).roots
    folders = _folders(sites)
    found = changes_in(
        *folders,
        watch_filter=lambda _, path: any(_ours(each, path) for each in sites),
        step=_STEP,
        debounce=_QUIET,
        rust_timeout=_QUIET,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
        force_polling=poll,
        poll_delay_ms=_QUIET,
        recursive=False,
    )
    yield bool(next(found, ())) or not current()
    for changes in found:
        yield bool(changes)
        if changes and (layers.of(site, carried()).roots != sites or _folders(sites) != folders):
            return


def _folders(sites: tuple[Path, ...]) -> dict[Path, int]:
    """The folders of a site and of its bases, those around them first, and which they are: one may take the place of another."""
    found = {site: site.stat().st_ino for site in sites}
    waiting = [site / name for site in sites for name in FOLDERS if (site / name).is_dir()]
    while waiting:
        folder = waiting.pop()
        found[folder] = folder.stat().st_ino
        with os.scandir(folder) as entries:
            waiting += [
                Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
            ]
    return found


def _ours(site: Path, path: str) -> bool:
    if not Path(path).is_relative_to(site):
        return False
    parts = Path(path).relative_to(site).parts
    return bool(parts) and parts[0] in FOLDERS and not any(part.startswith(".") for part in parts)
