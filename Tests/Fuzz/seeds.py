"""Makes the first inputs of each parser from the samples: text as it is, the parts of the made-up plan, and whole packages."""

import pathlib
import sys
import zipfile

samples = pathlib.Path("Tests/FormatsTests/Samples")
home = pathlib.Path(sys.argv[1])


def put(parser, name, data):
    folder = home / parser
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


for path in samples.glob("*.txt"):
    lines = path.read_bytes().splitlines(keepends=True)
    for start in range(0, min(len(lines), 600), 60):
        put("text", f"{path.stem}-{start}", b"".join(lines[start : start + 60]))
    put("text", f"{path.stem}-big5", b"".join(lines[:40]).decode().encode("cp950", "ignore"))
    put("text", f"{path.stem}-utf16", b"".join(lines[:40]).decode().encode("utf-16"))
for kind, parts in {"odt": ["styles.xml", "content.xml"], "docx": ["word/styles.xml", "word/numbering.xml", "word/document.xml"]}.items():
    whole = samples / f"plan.{kind}"
    with zipfile.ZipFile(whole) as archive:
        put(kind, "plan", b"\0".join(archive.read(part) for part in parts))
        put(kind, "last", archive.read(parts[-1]))
    put("package", f"plan-{kind}", whole.read_bytes())
sheet = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<table:table table:name="a"><table:table-row table:number-rows-repeated="2"><table:table-cell/>'
    '<table:table-cell office:value-type="float" office:value="1.5" table:number-columns-repeated="3"/>'
    '<table:table-cell office:value-type="date" office:date-value="2026-11-24T04:44:53"/>'
    '<table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>a<text:s text:c="3"/>b</text:p></table:table-cell>'
    "</table:table-row></table:table></office:document-content>"
)
put("ods", "sheet", sheet.encode())
