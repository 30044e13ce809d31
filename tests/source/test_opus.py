"""Ogg Opus: its length, its loudness, and files that are none."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ogg import _crc, _spanning, recording

from livret.source.opus import NotOpusError, Opus, bare, read


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


# --- what is beside the sound ------------------------------------------------------------------------


def spoken_of(data: bytes, *comments: bytes) -> bytes:
    """A recording that its program says more of: by hand, as those write it."""
    start = data.index(b"OpusTags") - 28
    end = data.index(b"OggS", start + 4)
    packet = b"OpusTags" + struct.pack("<I", 11) + b"Telefon 12\0" + struct.pack("<I", len(comments))
    packet += b"".join(struct.pack("<I", len(each)) + each for each in comments)
    return data[:start] + b"".join(_spanning(packet)) + data[end:]


SAID = (
    b"ARTIST=Jeanne",
    b"LOCATION=45.188 N",
    b"DATE=2026-11-20",
    b"METADATA_BLOCK_PICTURE=" + b"Exif" * 40_000,
    b"R128_TRACK_GAIN=-1792",
)


@pytest.mark.parametrize(
    "comments", [SAID, SAID[:1], (b"R128_TRACK_GAIN=-1792",), (), SAID[3:], (b"R128_TRACK_GAIN=45.188 N",)], ids=len
)
def test_only_the_sound_and_its_loudness_are_left(comments: tuple[bytes, ...]) -> None:
    data = spoken_of(recording(3, gain=None), *comments)
    done = bare(data)
    assert read(done) == read(data)
    for word in (b"Jeanne", b"45.188", b"2026", b"Exif", b"Telefon", b"ARTIST"):
        assert word not in done
    assert done.count(b"OpusTags") == 1
    assert bare(done) == done


def test_the_pages_are_those_of_the_standard() -> None:
    """Numbered one after the other, each with its checksum: as the tests' own writer makes them."""
    assert bare(spoken_of(recording(3, gain=None), *SAID)) == bare(recording(3))
    pages = bare(spoken_of(recording(3, gain=None), *SAID)).split(b"OggS")[1:]
    assert [struct.unpack_from("<I", page, 14)[0] for page in pages] == list(range(len(pages)))
    for page in pages:
        whole = b"OggS" + page
        assert struct.unpack_from("<I", whole, 22)[0] == _crc(whole[:22] + bytes(4) + whole[26:])


def test_sound_on_the_page_of_a_header_is_not_lost_in_silence() -> None:
    """RFC 7845 gives the headers pages of their own; a file where they share one is refused, not cut."""
    data = recording(1)
    start = data.index(b"OpusTags")
    lacing = start - 1
    shared = data[: lacing - 1] + b"\x02" + data[lacing:start] + b"\x03" + data[start:]
    with pytest.raises(NotOpusError):
        read(shared)
