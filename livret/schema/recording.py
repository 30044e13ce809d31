"""`03-health.ti.opus.yaml`: what a recording reads, and when it was made."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from livret.schema.fields import Day, Model


class RecordingMeta(Model):
    """`reads` is the fingerprint that `livret script` prints under the text."""

    reads: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    recorded_on: Day
