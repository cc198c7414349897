"""Photos and videos for tests, made here: sound ones, and ones that are made to harm."""

import io
import struct
import zlib
from collections.abc import Callable
from fractions import Fraction

import av
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

MAINE = {1: "N", 2: (43.0, 39.0, 30.0), 3: "W", 4: (70.0, 15.0, 20.0)}
"""GPS fields of an EXIF block."""


def a_photo(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), **saving: object) -> bytes:
    """A picture: the upper left quarter coral, the rest green."""
    image = Image.new("RGB", size, (40, 120, 90))
    image.paste((220, 90, 70), (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    image.save(out, kind, **saving)
    return out.getvalue()


def a_located_photo(orientation: int = 6) -> bytes:
    """A JPEG as a phone takes it: turned on its side, with the place and the name of the camera in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Pocket Camera"
    exif.get_ifd(0x8825).update(MAINE)
    return a_photo(exif=exif.tobytes())


def a_video(
    seconds: float = 2, size: tuple[int, int] = (640, 360), fps: int = 30, kind: str = "mp4", codec: str = "libx264"
) -> bytes:
    """A moving picture with a title in it."""
    out = io.BytesIO()
    with av.open(out, "w", format=kind) as container:
        container.metadata["title"] = "Home of Maria"
        stream = container.add_stream(codec, rate=fps)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(round(seconds * fps)):
            image = Image.new("RGB", size, (30, 90, 80))
            at = number * 4 % (size[0] - 40)
            image.paste((240, 200, 90), (at, 20, at + 40, 60))
            frame = av.VideoFrame.from_image(image)
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def a_png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says that it is this large, and unpacks to nothing but zeros."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(min(width * 3 + 1, 1_000_000)) * 20)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def a_video_that_claims(width: int, height: int, of: tuple[int, int] = (4500, 2500)) -> bytes:
    """A WebM of one frame of the size `of`, whose head says that it is this small."""
    video = a_video(seconds=1 / 30, size=of, kind="webm", codec="libvpx")
    for name, real, claimed in ((b"\xb0\x82", of[0], width), (b"\xba\x82", of[1], height)):
        video = video.replace(name + struct.pack(">H", real), name + struct.pack(">H", claimed))
    return video


def a_video_of_no_kind() -> bytes:
    """An MP4 whose pictures are in a code that nobody has."""
    return a_video(seconds=0.5).replace(b"avc1", b"zzzz")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(400)
PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n"


def a_polyglot() -> bytes:
    """A photo that is a web page as well."""
    return a_photo(comment=HTML) + HTML


def a_sound() -> bytes:
    """An MP4 without a picture."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=48_000)
        frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate = 48_000
        for number in range(40):
            frame.pts = number * 1024
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def turned(video: bytes, degrees: int) -> bytes:
    """The MP4 marked as recorded with the phone turned: to be shown turned clockwise by 90 degrees."""
    assert degrees == 90
    one, none = 1 << 16, 0
    straight = struct.pack(">9i", one, 0, 0, 0, one, 0, 0, 0, 1 << 30)
    clockwise = struct.pack(">9i", none, one, 0, -one, none, 0, 0, 0, 1 << 30)
    at = video.index(straight, video.index(b"tkhd"))
    return video[:at] + clockwise + video[at + len(clockwise) :]


def a_pdf(change: Callable[[PdfWriter], None] | None = None, pages: int = 1) -> bytes:
    """A PDF of empty pages; `change` adds to it before it is written."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(612, 792)
    if change is not None:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_pdf_that_acts(kind: str, **fields: str) -> bytes:
    """A PDF whose opening does something: {"/S": kind}, in an object stream so that its bytes do not show it."""

    def change(writer: PdfWriter) -> None:
        action = DictionaryObject({NameObject("/S"): NameObject(kind)})
        action.update({NameObject(f"/{name}"): TextStringObject(value) for name, value in fields.items()})
        annotation = DictionaryObject(
            {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): writer._add_object(action)}
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])

    return a_pdf(change)


def a_pdf_that_opens(**action: str) -> bytes:
    """A PDF written by hand, whose name of what it does is spelled with an escape: /Java#53cript."""
    said = " ".join(f"/{name} {value}" for name, value in action.items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << " + said.encode() + b" >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
    ]
    found, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    at = len(found)
    found += b"xref\n0 4\n0000000000 65535 f \n" + table
    return found + b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % at
