"""A mistake in a theme is told by a preview as `check` tells it: as soon as it has read the site, or where what is broken is shown."""

from __future__ import annotations

from pathlib import Path

import mistaken
import plain
import pytest
from previews import previewing
from waiting import LAST_RESORT

from livret import paths
from livret.problems import Severity
from livret.wording import severity


@pytest.mark.parametrize("mistake", [each for each in mistaken.of_themes() if each.stops], ids=lambda mistake: mistake.name)
def test_a_preview_tells_what_a_check_tells(mistake: mistaken.Mistake, sound: Path) -> None:
    plain.lay(mistake.edits, sound)
    with previewing(sound, pdf=True) as preview:
        shown = [preview.ask(path).exception(LAST_RESORT) for path in (paths.about("fr"), paths.pdf("fr", "sante", "a5"))]
        assert preview.draft
        told = {*preview.draft.problems(), *(problem for failed in shown for problem in getattr(failed, "problems", ()))}
    errors = [f"{problem.place}: error[{problem.code}]" for problem in told if severity(problem) is Severity.ERROR]
    assert mistake.told.partition("]")[0] + "]" in errors
