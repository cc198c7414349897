"""What a test can see of a PDF without a reader: its objects and streams, inflated."""

import re
import zlib


def inflated(pdf: bytes) -> bytes:
    """The file with the content of each compressed stream added to it."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(found.group(1)))
        except zlib.error:
            continue
    return b"\n".join(parts)
