"""A photo made anew: upright, at most 1280 pixels, WebP, without the place and time it was taken at."""

import io
import struct
import warnings
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

from patient_app.domain.errors import Invalid
from patient_app.media.encoded import LONGEST_SIDE, PHOTO, Encoded
from patient_app.media.kinds import FIELD, Kind

MOST_PIXELS = 50_000_000
"""More than a phone's largest photo (48 megapixels). Far smaller files may claim far more, to fill the memory."""
LEAST_SIDE = 64
QUALITY = 82
PAPER = (255, 255, 255)

# What Pillow raises for files that are cut off or made to harm.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError, KeyError, TypeError, OverflowError)


def encode_photo(file: BinaryIO, kind: Kind) -> Encoded:
    """The photo in this file. Raises `Invalid` when it cannot be read, is too large or too small."""
    return encoded(read_photo(file, kind, LONGEST_SIDE))


def read_photo(file: BinaryIO, kind: Kind, longest: int) -> Image.Image:
    """The pixels of the photo in this file, upright, `longest` at most on its longer side. Raises `Invalid`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=(kind.value,))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_large() from bomb
    except _BROKEN as broken:
        raise _unreadable() from broken
    with image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise _too_large()
        if min(width, height) < LEAST_SIDE:
            raise Invalid.field(FIELD, "This picture is too small to be seen. Send one of 64 pixels or more.")
        try:
            return _upright(image, longest)
        except _BROKEN as broken:
            raise _unreadable() from broken


def encoded(image: Image.Image) -> Encoded:
    """An upright picture as it is kept: its pixels alone, with nothing that was written beside them."""
    shown = on_paper(image)
    out = io.BytesIO()
    shown.save(out, "WEBP", quality=QUALITY, method=4)
    return Encoded(PHOTO, out.getvalue(), *shown.size)


def on_paper(image: Image.Image) -> Image.Image:
    """The pixels alone, on white where they let it through."""
    shown = Image.new("RGB", image.size, PAPER)
    shown.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return shown


def _upright(image: Image.Image, longest: int) -> Image.Image:
    profile = image.info.get("icc_profile")
    image.draft("RGB", (2 * longest, 2 * longest))  # a JPEG is read at about the size that is needed
    image.load()
    turned = ImageOps.exif_transpose(image)
    turned.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    has_alpha = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    return _in_srgb(turned.convert("RGBA" if has_alpha else "RGB"), profile)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of a phone's wide range as a browser shows them; a profile that cannot be read is left out."""
    if not profile or image.mode != "RGB":
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def _too_large() -> Invalid:
    return Invalid.field(FIELD, "This picture has too many pixels. Send one of 50 megapixels or less.")


def _unreadable() -> Invalid:
    return Invalid.field(FIELD, "This photo cannot be read. It may be damaged. Take or choose another one.")
