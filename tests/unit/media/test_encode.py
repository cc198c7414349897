"""Photos and videos that people send are made anew; what is none of them, or made to harm, is refused in words."""

import io
from collections.abc import Callable

import av
import pytest
from PIL import Image

from patient_app.domain.errors import Invalid
from patient_app.media import encode as limits
from patient_app.media import video
from patient_app.media.encode import encode
from patient_app.media.encoded import Encoded
from patient_app.media.kinds import Kind
from tests import media_files as files


def made_of(content: bytes) -> Encoded:
    return encode(io.BytesIO(content))


def why_not(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        made_of(content)
    (error,) = refused.value.fields
    assert error.field == "file"
    return error.message


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_small_webp(kind: str) -> None:
    found = made_of(files.a_photo(kind, (3000, 2000)))
    assert (found.kind, found.width, found.height) == ("photo", 1280, 853)
    with Image.open(io.BytesIO(found.content)) as image:
        assert (image.format, image.size) == ("WEBP", (1280, 853))


def test_a_small_photo_is_not_made_larger() -> None:
    assert made_of(files.a_photo(size=(300, 200))).width == 300


def test_a_photo_stands_upright_and_does_not_tell_where_it_was_taken() -> None:
    found = made_of(files.a_located_photo(orientation=6))
    assert (found.width, found.height) == (960, 1280)
    with Image.open(io.BytesIO(found.content)) as image:
        assert not image.getexif() and "exif" not in image.info
        corner = image.convert("RGB").getpixel((900, 60))
    assert isinstance(corner, tuple) and corner[0] > 180  # the coral quarter came to the right
    assert b"Pocket Camera" not in found.content


def test_what_is_seen_through_is_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(made_of(out.getvalue()).content)) as image:
        assert image.convert("RGB").getpixel((100, 100)) == (255, 255, 255)


@pytest.mark.parametrize(("kind", "codec"), [("mp4", "libx264"), ("mov", "libx264"), ("webm", "libvpx-vp9")])
def test_a_video_becomes_an_mp4_with_a_still_picture(kind: str, codec: str) -> None:
    found = made_of(files.a_video(seconds=2, kind=kind, codec=codec))
    assert (found.kind, found.width, found.height) == ("video", 640, 360)
    assert found.duration_seconds == pytest.approx(2, abs=0.1)
    assert found.poster is not None
    with Image.open(io.BytesIO(found.poster)) as image:
        assert (image.format, image.size) == ("WEBP", (640, 360))
    with av.open(io.BytesIO(found.content)) as container:
        assert [stream.codec_context.name for stream in container.streams] == ["h264"]
        assert container.streams.video[0].codec_context.pix_fmt == "yuv420p"
        assert "title" not in container.metadata
    assert b"Home of Maria" not in found.content


def test_a_video_plays_from_its_first_bytes_on() -> None:
    content = made_of(files.a_video()).content
    assert content.find(b"moov") < content.find(b"mdat")


def test_a_large_fast_video_is_made_smaller_and_calmer() -> None:
    found = made_of(files.a_video(seconds=1, size=(1920, 1080), fps=60))
    assert (found.width, found.height) == (1280, 720)
    with av.open(io.BytesIO(found.content)) as container:
        assert 28 <= sum(1 for _ in container.decode(video=0)) <= 31


def test_a_video_that_is_held_upright_stands_upright() -> None:
    found = made_of(files.turned(files.a_video(seconds=1), 90))
    assert (found.width, found.height) == (360, 640)
    with Image.open(io.BytesIO(found.poster or b"")) as image:
        # The bright square was near the upper left corner; turned clockwise it is near the upper right one.
        bright = image.convert("RGB").getpixel((320, 80))
    assert isinstance(bright, tuple) and bright[0] > 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (files.SVG, "Choose a photo"),
        (files.HTML, "Choose a photo"),
        (files.PLAYLIST, "Choose a photo"),
        (b"GIF89a" + bytes(200), "Choose a photo"),
        (b"%PDF-1.7" + bytes(200), "Choose a photo"),
        (b"", "empty"),
        (files.HEIC, "HEIC"),
        (b"\x00\x00\x00\x18ftypavif" + bytes(200), "AVIF"),
        (b"\xff\xd8\xff" + bytes(500), "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "cannot be read"),
        (b"\x00\x00\x00\x18ftypisom" + bytes(500), "cannot be read"),
        (b"\x1a\x45\xdf\xa3\x42\x82\x84webm" + bytes(500), "cannot be read"),
    ],
    ids=["svg", "html", "playlist", "gif", "pdf", "empty", "heic", "avif", "no jpeg", "no png", "no mp4", "no webm"],
)
def test_what_is_no_photo_or_video_is_refused_in_words(content: bytes, words: str) -> None:
    assert words in why_not(content)


@pytest.mark.parametrize("size", [(60_000, 60_000), (20_000, 5_000), (2**31 - 1, 2**31 - 1)])
def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused(size: tuple[int, int]) -> None:
    assert "cannot be read" in (said := why_not(files.a_png_that_claims(*size))) or "too many pixels" in said


def test_a_picture_of_one_pixel_is_refused() -> None:
    assert "too small" in why_not(files.a_photo("PNG", (1, 1)))


def test_of_a_photo_that_is_a_web_page_as_well_only_the_photo_is_left() -> None:
    content = made_of(files.a_polyglot()).content
    assert content[8:12] == b"WEBP" and b"<script" not in content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_that_is_cut_off_is_refused(kind: str) -> None:
    whole = files.a_photo(kind, (800, 600))
    assert "cannot be read" in why_not(whole[: len(whole) // 2])


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_video_that_is_cut_off_is_refused(cut: float) -> None:
    whole = files.a_video(seconds=3)
    assert "cannot be read" in why_not(whole[: int(len(whole) * cut)])


def test_a_video_that_was_cut_off_on_its_way_is_refused_although_it_begins_well() -> None:
    whole = made_of(files.a_video(seconds=4)).content  # its list of frames stands at the beginning
    assert "cut off" in why_not(whole[: len(whole) // 2])


def test_a_small_video_that_unpacks_to_huge_frames_is_refused() -> None:
    assert "cannot be read" in why_not(files.a_video_that_claims(160, 120))


def test_a_video_in_a_code_that_nobody_has_is_refused() -> None:
    assert "cannot be read here" in why_not(files.a_video_of_no_kind())


def test_a_video_of_more_than_a_minute_is_refused() -> None:
    assert "longer than 60 seconds" in why_not(files.a_video(seconds=62, size=(96, 96), fps=5))


def test_a_video_without_a_picture_is_refused() -> None:
    assert "no picture" in why_not(files.a_sound())


def test_a_video_that_takes_too_long_to_read_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        video.encode_video(io.BytesIO(files.a_video()), Kind.MP4, patience_seconds=0)
    assert "too long to read" in refused.value.fields[0].message


@pytest.mark.parametrize(
    ("make", "limit", "words"),
    [
        (files.a_photo, limits.MOST_PHOTO_BYTES, "larger than 15 MB"),
        (files.a_video, limits.MOST_VIDEO_BYTES, "larger than 100 MB"),
    ],
)
def test_a_file_that_is_too_large_is_refused(make: Callable[[], bytes], limit: int, words: str) -> None:
    content = make()
    assert words in why_not(content + bytes(limit + 1 - len(content)))
