"""Ogg Opus: its length, its loudness, and files that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ogg import recording

from livret.source.opus import NotOpusError, Opus, read


@pytest.mark.parametrize("seconds", [1.0, 12.5, 61.02])
def test_length_and_loudness(seconds: float) -> None:
    assert read(recording(seconds)) == Opus(seconds, -16.0)


def test_loudness_is_unknown_without_its_tag() -> None:
    assert read(recording(1, gain=None)).loudness is None


def test_tags_may_span_pages() -> None:
    assert read(recording(1, gain=256, padding=100_000)).loudness == -24.0


@pytest.mark.parametrize(
    "data", [b"", b"ID3 an MP3", b"OggS", recording(1)[:30], recording(1)[:-1], recording(1).replace(b"OpusHead", b"\x01vorbis\0")]
)
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(NotOpusError):
        read(data)


@given(st.binary(max_size=200), st.integers(0, 160))
def test_no_bytes_are_a_traceback(noise: bytes, at: int) -> None:
    sound = recording(0.1)
    try:
        read(sound[:at] + noise + sound[at + len(noise) :])
    except NotOpusError:
        return
