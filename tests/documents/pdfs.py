"""PDF files written by hand: a few objects, a table of where they stand, an end."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

Placed = tuple[float, float, float, str]
"""x and y in points from the lower left corner, size, and the words of a line."""


def pdf(pages: Sequence[Iterable[Placed]], *, title: str | None = None) -> bytes:
    """A file with these lines on its pages, in Helvetica and Windows letters."""
    return written([_drawn(page) for page in pages], title=title)


def report(paragraphs: Sequence[Sequence[str]], *, head: str = "", foot: str = "") -> bytes:
    """A file of one column: every line as given, a blank line's room between paragraphs, and a
    page for every two of them."""
    pages = []
    for number, first in enumerate(range(0, len(paragraphs), 2), 1):
        y, lines = 760.0, [(72.0, 800.0, 8.0, head)] * bool(head)
        for paragraph in paragraphs[first : first + 2]:
            for line in paragraph:
                lines.append((72.0, y, 11.0, line))
                y -= 13.0
            y -= 13.0
        lines += [(280.0, 30.0, 8.0, foot.format(number))] * bool(foot)
        pages.append(lines)
    return pdf(pages)


def written(streams: Sequence[bytes], *, title: str | None = None, more: str = "") -> bytes:
    """A file whose pages are drawn by these streams; `more` goes into their resources."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    kids = []
    for stream in streams:
        packed = zlib.compress(stream)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + packed + b"\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {more} >> >>".encode()
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    trailer = "/Root 1 0 R"
    if title is not None:
        objects.append(f"<< /Title ({title}) >>".encode("cp1252"))
        trailer += f" /Info {len(objects)} 0 R"
    return _file(objects, trailer)


def _drawn(lines: Iterable[Placed]) -> bytes:
    drawn = []
    for x, y, size, words in lines:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        drawn.append(f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET".encode("cp1252"))
    return b"\n".join(drawn)


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()
