"""A file that somebody sent, made anew as a photo or a video."""

import os
from typing import BinaryIO

from patient_app.domain.errors import Invalid
from patient_app.media.encoded import Encoded
from patient_app.media.kinds import FIELD, kind_of
from patient_app.media.photo import encode_photo
from patient_app.media.video import encode_video

MOST_PHOTO_BYTES = 15 * 1024 * 1024
MOST_VIDEO_BYTES = 100 * 1024 * 1024


def encode(file: BinaryIO) -> Encoded:
    """The photo or video in this file; it may take a minute or more. Raises `Invalid` with the reason."""
    kind = kind_of(file)
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    if kind.is_video:
        if length > MOST_VIDEO_BYTES:
            raise Invalid.field(FIELD, "This video is larger than 100 MB. Record a shorter one, or in HD (720p).")
        return encode_video(file, kind)
    if length > MOST_PHOTO_BYTES:
        raise Invalid.field(FIELD, "This photo is larger than 15 MB. Send a smaller one.")
    return encode_photo(file, kind)
