"""A video made anew: H.264 in MP4, at most 720 lines and 30 frames a second, without sound, place and time; with a
still picture. It can be played from its first bytes on."""

import tempfile
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
from av.container import InputContainer, OutputContainer
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from patient_app.domain.errors import Invalid
from patient_app.media.encoded import VIDEO, Encoded
from patient_app.media.kinds import FIELD, Kind
from patient_app.media.photo import encoded as encoded_photo

LONGEST_SECONDS = 60.0
GRACE_SECONDS = 0.5
"""A phone's '60 seconds' are a few frames more."""
MOST_FRAMES = 15_000
"""A minute of slow motion at 240 frames a second."""
MOST_PIXELS = 4096 * 2304
LEAST_SIDE = 64
LONG_SIDE, SHORT_SIDE = 1280, 720
FRAMES_PER_SECOND = 30
PATIENCE_SECONDS = 240.0
"""For one video on a slow server. A file that takes longer is made to take long."""
CODECS = ("h264", "hevc", "vp8", "vp9", "av1")
POSTER_AT = 0.5

_CLOCK = Fraction(1, 90_000)
_H264 = {"preset": "veryfast", "crf": "25", "maxrate": "3M", "bufsize": "6M", "profile": "high", "g": "60"}
_TURNS = {-90: ("clock",), 90: ("cclock",), 180: ("clock", "clock"), -180: ("clock", "clock")}
"""How a frame is turned that is shown turned by so many degrees, counted against the clock."""


def encode_video(file: BinaryIO, kind: Kind, patience_seconds: float = PATIENCE_SECONDS) -> Encoded:
    """The video in this file. Raises `Invalid` when it cannot be read, is too long or too large."""
    try:
        # Named, the format is not guessed: nothing that looks like a playlist leads to other files.
        with av.open(file, "r", format=kind.value, metadata_errors="ignore") as source:
            return _encoded(source, _stream(source), time.monotonic() + patience_seconds)
    except (av.FFmpegError, OSError, ValueError, EOFError) as broken:
        raise _unreadable() from broken


def _stream(source: InputContainer) -> VideoStream:
    if not source.streams.video:
        raise Invalid.field(FIELD, "There is no picture in this video. Choose another one.")
    stream = source.streams.video[0]
    context = stream.codec_context
    # A kind that is not known at all has no context; the type hints of av do not know that.
    if context is None:
        raise _unknown_kind()
    if context.name.removeprefix("lib").partition("-")[0] not in CODECS and context.codec.canonical_name not in CODECS:
        raise _unknown_kind()
    if context.width * context.height > MOST_PIXELS:
        raise _too_large()
    if min(context.width, context.height) < LEAST_SIDE:
        raise Invalid.field(FIELD, "This video is too small to be seen. Record it in HD (720p or 1080p).")
    if (_announced(source) or 0) > LONGEST_SECONDS + GRACE_SECONDS:
        raise _too_long()
    stream.thread_type = "AUTO"
    # What the head of a file says of its size binds nobody: a frame that is larger is not unpacked.
    context.options = {"max_pixels": str(MOST_PIXELS)}
    return stream


def _announced(source: InputContainer) -> float | None:
    return source.duration / av.time_base if source.duration is not None else None


def _encoded(source: InputContainer, stream: VideoStream, deadline: float) -> Encoded:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.mp4"  # the beginning of a file can be written last
        with av.open(str(made), "w", options={"movflags": "+faststart", "fflags": "+bitexact"}) as target:
            width, height, seconds, poster = _transcoded(source, stream, target, deadline)
        content = made.read_bytes()
    expected = _announced(source)
    if poster is None or (expected is not None and seconds < 0.9 * expected - GRACE_SECONDS):
        raise _unreadable()
    still = encoded_photo(poster.to_image()).content  # type: ignore[no-untyped-call]
    return Encoded(VIDEO, content, width, height, still, round(seconds, 2))


def _transcoded(
    source: InputContainer, stream: VideoStream, target: OutputContainer, deadline: float
) -> tuple[int, int, float, VideoFrame | None]:
    """Width, height, seconds, and the frame for the still picture (`None`: there was no frame)."""
    out: VideoStream | None = None
    poster, seconds = None, 0.0
    for frame, seconds in _frames(source, stream, deadline):
        if out is None:
            out = target.add_stream("libx264", rate=FRAMES_PER_SECOND, options=_H264)
            out.width, out.height, out.pix_fmt = frame.width, frame.height, "yuv420p"
            out.codec_context.time_base = _CLOCK
        if poster is None or seconds <= POSTER_AT:
            poster = frame
        target.mux(out.encode(frame))
    if out is None:
        return 0, 0, 0.0, None
    target.mux(out.encode(None))
    return out.width, out.height, seconds + 1 / FRAMES_PER_SECOND, poster


def _frames(source: InputContainer, stream: VideoStream, deadline: float) -> Iterator[tuple[VideoFrame, float]]:
    """The frames as they are kept: small enough, upright, 30 a second at most; each with its second."""
    first: float | None = None
    last_kept = -1.0
    turned: _Turned | None = None
    for number, frame in enumerate(source.decode(stream)):
        if frame.pts is None or stream.time_base is None:
            continue
        at = float(frame.pts * stream.time_base)
        first = at if first is None else first
        seconds = at - first
        if seconds > LONGEST_SECONDS + GRACE_SECONDS or number > MOST_FRAMES:
            raise _too_long()
        if time.monotonic() > deadline:
            raise Invalid.field(FIELD, "This video takes too long to read. Record a shorter one, in HD (720p).")
        if seconds < last_kept + 0.9 / FRAMES_PER_SECOND:
            continue
        last_kept = seconds
        rotation = int(frame.rotation)
        small = frame.reformat(*_fitting(frame.width, frame.height), format="yuv420p")
        small.pts, small.time_base = round(seconds / _CLOCK), _CLOCK
        if turned is None:
            turned = _Turned(small, rotation)
        yield turned(small), seconds


class _Turned:
    """Turns frames of one size upright."""

    def __init__(self, frame: VideoFrame, rotation: int) -> None:
        self.size = (frame.width, frame.height)
        self.graph: Graph | None = None
        if rotation in _TURNS:
            self.graph = Graph()
            source = self.graph.add_buffer(
                width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base
            )
            turns = [self.graph.add("transpose", way) for way in _TURNS[rotation]]
            self.graph.link_nodes(source, *turns, self.graph.add("buffersink")).configure()

    def __call__(self, frame: VideoFrame) -> VideoFrame:
        if (frame.width, frame.height) != self.size:
            frame = frame.reformat(*self.size)
        if self.graph is None:
            return frame
        pts, clock = frame.pts, frame.time_base
        self.graph.vpush(frame)
        turned = self.graph.vpull()
        turned.pts, turned.time_base = pts, clock
        return turned


def _fitting(width: int, height: int) -> tuple[int, int]:
    """The size to keep: 720 lines or fewer, even numbers as H.264 needs them."""
    scale = min(1.0, LONG_SIDE / max(width, height), SHORT_SIDE / min(width, height))
    return (max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2))


def _unknown_kind() -> Invalid:
    return Invalid.field(FIELD, "This kind of video cannot be read here. Record it with a phone, or save it as MP4.")


def _too_large() -> Invalid:
    return Invalid.field(FIELD, "This video is too large. Record it in HD (720p or 1080p).")


def _too_long() -> Invalid:
    return Invalid.field(FIELD, "This video is longer than 60 seconds. Cut it shorter and send it again.")


def _unreadable() -> Invalid:
    return Invalid.field(FIELD, "This video cannot be read. It may be damaged or cut off. Choose another one.")
