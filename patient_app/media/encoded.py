"""What comes out: a photo, or a video with its still picture."""

from dataclasses import dataclass

PHOTO, VIDEO = "photo", "video"

LONGEST_SIDE = 1280
"""Of a photo, in pixels: sharp on a phone, a tenth of a megabyte."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """`kind` is photo (WebP) or video (MP4: H.264, no sound); `poster` the still picture of a video, WebP."""

    kind: str
    content: bytes
    width: int
    height: int
    poster: bytes | None = None
    duration_seconds: float | None = None
