"""Files that no city hall should have to read: some 170 of them, made anew at each run. Nothing here comes from outside.

Each is (name, bytes or a function that writes it, what the Chinese message must say). `write(folder)` makes them all.
"""

import hashlib
import io
import os
import random
import struct
import zipfile
import zlib

EMPTY, UNKNOWN, WRONG_NAME, ENCRYPTED, DAMAGED = "沒有文字", "不能直接讀|看不出這是什麼檔案", "內容卻是", "密碼保護", "不完整或已損壞"
LARGE, SWELLS, DOCTYPE, PATHS, SCANNED, DEMANDING = "超過", "大得不合理", "DOCTYPE", "路徑", "掃描的圖片", "超過限制"

TEXT = "壹、使命\n提升服務品質。\n貳、願景\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
O = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
)
MIME = b"application/vnd.oasis.opendocument.text"


def word_xml(body="<w:p><w:r><w:t>壹、使命</w:t></w:r></w:p>", before=""):
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'.encode()


def open_xml(body="<text:p>壹、使命</text:p>", before=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {O}><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    ).encode()


def package(parts, deflate=True):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name) if name.endswith("mimetype") else name, data)
    return out.getvalue()


def docx(document=None, *more):
    types = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return package([("[Content_Types].xml", types), ("word/document.xml", word_xml() if document is None else document), *more])


def odt(content=None, *more):
    return package([("mimetype", MIME), ("content.xml", open_xml() if content is None else content), *more])


def pdf(objects, root=1, trailer="", end=b"%%EOF\n"):
    """A PDF of objects (bytes) numbered from 1."""
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + f"trailer << /Size {len(objects) + 1} /Root {root} 0 R {trailer} >>\nstartxref\n{start}\n".encode() + end


def stream(data, extra=""):
    packed = zlib.compress(data, 9)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {extra} >>\nstream\n".encode() + packed + b"\nendstream"


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << %s >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def simple_pdf(content=b"BT /F1 12 Tf 72 700 Td (1. Mission) Tj ET", objects=(), xobjects=b"", **more):
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, PAGE % xobjects, stream(content), FONT, *objects], **more)


def rc4(key, data):
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted_pdf():
    """The standard security handler, revision 2 (ISO 32000-1, 7.6.3), with a password that nobody has."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    password, mark = b"secret", b"0123456789abcdef"
    owner = rc4(hashlib.md5((password + pad)[:32]).digest()[:5], (password + pad)[:32])
    key = hashlib.md5((password + pad)[:32] + owner + struct.pack("<i", -4) + mark).digest()[:5]
    user = rc4(key, pad)
    trailer = (
        f"/ID [<{mark.hex()}> <{mark.hex()}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user.hex()}> >>"
    )
    return simple_pdf(trailer=trailer)


def with_zip_password(data):
    """Sets the flag of traditional encryption in every header; what is packed makes no sense afterwards, as it should."""
    out = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + place] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def zeros(megabytes, head=b"", tail=b""):
    """A part that unpacks to many megabytes, packed while it is made."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * (1 << 20)
    crc, size, packed = 0, 0, b""
    for piece in [head] + [block] * megabytes + [tail]:
        crc = zlib.crc32(piece, crc)
        size += len(piece)
        packed += packer.compress(piece)
    return packed + packer.flush(), crc, size


def raw_zip(entries):
    """An archive from (name, packed, crc, size); entries may lie about themselves."""
    out, directory = b"", b""
    for name, packed, crc, size in entries:
        name = name.encode()
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0)
        place = len(out)
        out += b"PK\x03\x04" + fields + name + packed
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, place) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(directory), len(out), 0)
    return out + directory + end


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(), zlib.crc32(data), len(data)


def bomb(part, megabytes, *, lie=False):
    head, tail = (word_xml("@").split(b"@") if part.startswith("word") else open_xml("@").split(b"@"))
    packed, crc, size = zeros(megabytes, head, tail)
    entries = [(part, packed, crc, 1000 if lie else size)]
    if part not in ("word/document.xml", "content.xml"):
        entries.insert(0, ("word/document.xml", *deflated(word_xml())) if part.startswith("word") else ("content.xml", *deflated(open_xml())))
    return raw_zip(entries)


def laughs(name):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {name} [<!ENTITY l0 "lol">{levels}]>'


def compound(stream_name):
    """The header and directory of an OLE2 file."""
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
    return header + stream_name.encode("utf-16-le").ljust(64, b"\0") + bytes(448) + random.Random(1).randbytes(2048)


def forms(depth, width):
    """Forms that draw the next form many times each: a picture of width ** depth strokes."""
    objects = []
    for level in range(depth):
        inner = b"".join(b"/X%d Do " % (level + 1) for _ in range(width)) if level < depth - 1 else b"BT /F1 1 Tf (x) Tj ET"
        resources = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> /XObject << /X{level + 1} {7 + level} 0 R >> >>"
        objects.append(stream(inner, resources))
    return objects


def sparse(size, head):
    def write(path):
        with open(path, "wb") as file:
            file.write(head)
            file.truncate(size)

    return write


def files():
    noise = random.Random(20261124)
    # Nothing in it.
    for ending in ("txt", "md", "pdf", "odt", "docx"):
        yield f"empty.{ending}", b"", EMPTY
    for name, data in {
        "blanks": b" \n\t\n\r\n", "wide-blanks": "\u3000\u3000\n\u00a0".encode(), "bom": b"\xef\xbb\xbf", "bom-blank": b"\xef\xbb\xbf \n",
        "bom-16le": b"\xff\xfe", "bom-16be": b"\xfe\xff", "pages": b"\x0c\x0c\x0c\n", "separators": "\u2028\u2029\u0085".encode(),
    }.items():
        yield f"{name}.txt", data, EMPTY
    yield "no-text.docx", docx(word_xml("<w:p/>")), EMPTY
    yield "no-text.odt", odt(open_xml("<text:p/>")), EMPTY
    yield "deleted-text.docx", docx(word_xml("<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>")), EMPTY
    yield "only-changes.odt", odt(open_xml("<text:tracked-changes><text:p>x</text:p></text:tracked-changes>")), EMPTY
    # Other files.
    for name, data in {
        "jpeg": b"\xff\xd8\xff\xe0", "png": b"\x89PNG\r\n\x1a\n", "gif": b"GIF89a", "tiff": b"II*\0", "tiff-be": b"MM\0*", "rtf": b"{\\rtf1 x}",
        "gzip": b"\x1f\x8b\x08", "seven-zip": b"7z\xbc\xaf\x27\x1c", "rar": b"Rar!\x1a\x07", "bzip2": b"BZh91AY", "xz": b"\xfd7zXZ\0", "elf": b"\x7fELF\x02",
        "exe": b"MZ\x90\0", "html": b"<!DOCTYPE html><p>x</p>", "xml": b'<?xml version="1.0"?><a/>', "postscript": b"%!PS-Adobe-3.0", "mp3": b"ID3\x03",
        "sqlite": b"SQLite format 3\0", "ogg": b"OggS\0",
    }.items():
        yield f"{name}.bin", data + noise.randbytes(200) if name not in ("html", "xml", "rtf", "postscript") else data, UNKNOWN
    for index in range(8):
        yield f"noise-{index}.bin", b"\0\x01" + noise.randbytes(1 << (4 + index)), UNKNOWN
    yield "nul.txt", "壹、使命\0\n".encode(), UNKNOWN
    yield "nuls.txt", bytes(1000), UNKNOWN
    for code in (0x01, 0x07, 0x08, 0x0B, 0x1B, 0x7F, 0xFFFE, 0xFFFF):
        yield f"control-{code:x}.txt", f"壹、使命\n{chr(code)}\n".encode(), "控制字元"
    for name, data in {
        "cut-utf8": TEXT.encode()[:-2], "wrong-utf8": TEXT.encode() + b"\xff\xfe\n", "latin": "Égalité, année, déjà vu à Nîmes\n".encode("latin-1"),
        "surrogate": TEXT.encode() + b"\xed\xa0\x80", "overlong": TEXT.encode() + b"\xc0\xaf",
    }.items():
        yield f"{name}.txt", data, "UTF-8"
    for name, data in {"odd-utf16": b"\xff\xfe\x41", "lone-surrogate": b"\xff\xfe\x00\xd8\x41\x00"}.items():
        yield f"{name}.txt", data, DAMAGED
    # Named for what they are not.
    good = {"txt": TEXT.encode(), "pdf": simple_pdf(), "odt": odt(), "docx": docx()}
    for ending in good:
        for other, data in good.items():
            if other != ending:
                yield f"really-{other}.{ending}", data, WRONG_NAME
    yield "really-jpeg.pdf", b"\xff\xd8\xff\xe0" + noise.randbytes(50), UNKNOWN
    yield "really-html.pdf", b"<html><body>404</body></html>", UNKNOWN
    yield "really-xlsx.docx", package([("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<a/>")]), UNKNOWN
    yield "really-pptx.docx", package([("[Content_Types].xml", b"<a/>"), ("ppt/presentation.xml", b"<a/>")]), UNKNOWN
    yield "really-ods.odt", package([("mimetype", MIME[:-4] + b"spreadsheet"), ("content.xml", open_xml())]), UNKNOWN
    yield "really-zip.docx", package([("readme.txt", b"x")]), UNKNOWN
    yield "no-document.docx", package([("[Content_Types].xml", b"<a/>")]), DAMAGED
    yield "no-content.odt", package([("mimetype", MIME), ("META-INF/manifest.xml", b"<a/>")]), DAMAGED
    yield "no-entries.docx", b"PK\x05\x06" + bytes(18), UNKNOWN
    # With a password.
    yield "password.pdf", encrypted_pdf(), ENCRYPTED
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    manifest = f"<manifest:manifest {O}>{entry}</manifest:manifest>".encode()
    yield "password.odt", odt(noise.randbytes(500), ("META-INF/manifest.xml", manifest)), ENCRYPTED
    yield "password.docx", compound("EncryptedPackage"), ENCRYPTED
    yield "old.doc", compound("WordDocument"), UNKNOWN
    yield "old-named-new.docx", compound("WordDocument"), UNKNOWN
    yield "zip-password.docx", with_zip_password(docx()), ENCRYPTED
    yield "zip-password.odt", with_zip_password(odt()), ENCRYPTED
    # Cut off.
    for ending in ("pdf", "odt", "docx"):
        for tenth in range(1, 10, 2):
            data = good[ending]
            yield f"cut-{tenth}0.{ending}", data[: max(len(data) * tenth // 10, 40)], DAMAGED
        yield f"cut-last.{ending}", good[ending][:-12], DAMAGED
    flipped = bytearray(docx())
    flipped[flipped.find(b"word/document.xml") + 40] ^= 0xFF
    yield "flipped.docx", bytes(flipped), DAMAGED
    # Large.
    yield "hundred.txt", sparse(100 << 20, TEXT.encode()), LARGE
    yield "hundred.pdf", sparse(100 << 20, b"%PDF-1.7\n"), LARGE
    yield "hundred.docx", sparse(100 << 20, b"PK\x03\x04"), LARGE
    # Swelling.
    for part, ending in (("word/document.xml", "docx"), ("word/styles.xml", "docx"), ("word/numbering.xml", "docx"), ("word/footnotes.xml", "docx"),
                         ("word/header1.xml", "docx"), ("content.xml", "odt"), ("styles.xml", "odt"), ("META-INF/manifest.xml", "odt")):
        yield f"bomb-{part.replace('/', '-')}.{ending}", bomb(part, 120), SWELLS
    yield "lying-bomb.docx", bomb("word/document.xml", 120, lie=True), f"{SWELLS}|{DAMAGED}"
    yield "lying-bomb.odt", bomb("content.xml", 120, lie=True), f"{SWELLS}|{DAMAGED}"
    yield "many-entries.docx", raw_zip([("word/document.xml", *deflated(word_xml()))] + [(f"a{n}", b"\x03\0", 0, 0) for n in range(5000)]), SWELLS
    inner = docx()
    for depth in range(20):
        inner = package([("document.docx", inner)])
    yield "nested.docx", inner, UNKNOWN
    yield "nested-zip.odt", package([("mimetype", MIME), ("inner.zip", odt())]), UNKNOWN + "|" + DAMAGED
    for ending, data in (("docx", docx(word_xml("<w:p>" * 50_000))), ("odt", odt(open_xml("<text:p>" * 50_000)))):
        yield f"deep.{ending}", data, f"{SWELLS}|{DAMAGED}"
    yield "deep-closed.docx", docx(word_xml("<w:sdt>" * 30_000 + "</w:sdt>" * 30_000)), SWELLS
    yield "long-text.docx", docx(word_xml(f"<w:p><w:r><w:t>{noise.randbytes(9 << 20).hex()}{noise.randbytes(4 << 20).hex()}</w:t></w:r></w:p>")), SWELLS
    # Entities.
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    remote = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'
    for name, doctype in (("laughs", laughs("a")), ("file", outside), ("remote", remote), ("plain", "<!DOCTYPE a>"),
                          ("quadratic", f'<!DOCTYPE a [<!ENTITY x "{"y" * 50_000}">]>')):
        body = "&l9;" if name == "laughs" else "&x;" if name in ("file", "quadratic") else "x"
        yield f"{name}.docx", docx(word_xml(f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>", doctype)), DOCTYPE
        yield f"{name}.odt", odt(open_xml(f"<text:p>{body}</text:p>", doctype)), DOCTYPE
    yield "laughs-in-styles.docx", docx(None, ("word/styles.xml", f"{laughs('a')}<a>&l9;</a>".encode())), DOCTYPE
    yield "laughs-in-styles.odt", odt(None, ("styles.xml", f"{laughs('a')}<a>&l9;</a>".encode())), DOCTYPE
    yield "laughs-in-manifest.odt", odt(None, ("META-INF/manifest.xml", f"{laughs('a')}<a>&l9;</a>".encode())), DOCTYPE
    yield "doctype-utf16.docx", docx(('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>').encode("utf-16")), DOCTYPE
    # XML that is none.
    for name, body in {
        "not-xml": b"hello", "empty-part": b"", "unclosed": word_xml()[:-20], "two-roots": word_xml() + b"<a/>", "wrong-bytes": word_xml() + b"\xff",
        "unknown-entity": word_xml("<w:p>&nope;</w:p>"), "unknown-encoding": b'<?xml version="1.0" encoding="EBCDIC-X"?><a/>', "nul": word_xml() + b"\0",
        "unbound-prefix": b"<w:document><w:p/></w:document>",
    }.items():
        yield f"xml-{name}.docx", docx(body), DAMAGED
        yield f"xml-{name}.odt", odt(body), DAMAGED
    # Names that lead outside.
    for name, path in {
        "parent": "../../../../etc/cron.d/x", "absolute": "/etc/passwd", "drive": "C:\\Windows\\x", "backslash": "..\\..\\x", "inside": "word/../../x",
    }.items():
        yield f"path-{name}.docx", docx(None, (path, b"x")), PATHS
        yield f"path-{name}.odt", odt(None, (path, b"x")), PATHS
    # PDF.
    yield "header-only.pdf", b"%PDF-1.7\n", DAMAGED
    yield "header-noise.pdf", b"%PDF-1.7\n" + noise.randbytes(5000) + b"\nstartxref\n0\n%%EOF\n", DAMAGED
    yield "no-root.pdf", pdf([b"<< >>"], root=9), DAMAGED
    picture = stream(bytes(100), "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8")
    yield "scanned.pdf", simple_pdf(b"q 500 0 0 700 0 0 cm /I Do Q", [picture], b"/I 6 0 R"), SCANNED
    yield "blank-pages.pdf", simple_pdf(b" "), SCANNED
    yield "forms-without-end.pdf", simple_pdf(b"/X0 Do", forms(12, 30), b"/X0 6 0 R"), DEMANDING
    yield "content-bomb.pdf", simple_pdf(b"q 1 0 0 1 0 0 cm Q " * (40 << 20)), f"{DEMANDING}|{SCANNED}"
    yield "own-kid.pdf", pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]), f"{DAMAGED}|{SCANNED}"
    yield "no-kids.pdf", pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]), f"{DAMAGED}|{SCANNED}"
    yield "many-pages.pdf", pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", PAGE % b"", stream(b" ")]), (
        f"{DAMAGED}|{SCANNED}|{DEMANDING}"
    )
    yield "deep-arrays.pdf", pdf([b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 200_000 + b"]" * 200_000 + b" >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]), (
        f"{DAMAGED}|{SCANNED}|{DEMANDING}"
    )


def write(folder):
    """Makes the corpus. Returns [(path, what the message says)]."""
    made = []
    for name, data, says in files():
        path = os.path.join(folder, name)
        if callable(data):
            data(path)
        else:
            with open(path, "wb") as file:
                file.write(data)
        made.append((path, says))
    return made


if __name__ == "__main__":
    import sys

    os.makedirs(sys.argv[1], exist_ok=True)
    print(len(write(sys.argv[1])))
