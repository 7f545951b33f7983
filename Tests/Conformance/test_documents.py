"""Spreadsheets and texts that we write, opened by LibreOffice and by odfdo: programs that are not ours."""

import csv
import datetime
import decimal
import os
import pathlib
import shutil
import subprocess
import zipfile

import odfdo
import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing (Debian: libreoffice-calc-nogui)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    program = os.environ.get("YANKAO_PROGRAM")
    if not program:
        pytest.skip("YANKAO_PROGRAM is not set: no samples can be written")
    folder = tmp_path_factory.mktemp("documents")
    subprocess.run([pathlib.Path(program).parent / "document-samples", folder], check=True, timeout=60)
    return folder


def convert(path, form, to):
    to.mkdir(exist_ok=True)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{to}/profile", "--headless", "--convert-to", form, "--outdir", str(to), str(path)],
        check=True, capture_output=True, timeout=180)


def values(path):
    """Name to value, as odfdo reads the first sheet."""
    rows = odfdo.Document(path).body.get_table(0).get_values()
    return {row[0]: row[1] if len(row) > 1 else None for row in rows[1:]}


EXPECTED = {
    "integer": -999999999999999, "beyond": "9007199254740993", "decimal": decimal.Decimal("1234.5678"), "percentage": decimal.Decimal("0.9254"),
    "date": datetime.datetime(2026, 11, 24), "old date": datetime.datetime(1912, 1, 1),
    # 2026-11-23T20:44:53Z, by the clocks of Taipei.
    "moment": datetime.datetime(2026, 11, 24, 4, 44, 53),
    "true": True, "false": False, "money": 12345678, "formula": "=1+1", "empty": None,
}


def same(one, other):
    if isinstance(other, (int, decimal.Decimal)) and not isinstance(other, bool):
        return float(one) == float(other)
    if isinstance(other, datetime.datetime):
        return datetime.datetime(*one.timetuple()[:6]) == other
    return one == other


def check(found):
    for name, expected in EXPECTED.items():
        assert same(found[name], expected), f"{name}: {found[name]!r} is not {expected!r}"
    assert found["text"].split("定位")[0].strip() == "兩個  空白" and "<&\"'> 𠮷" in found["text"]
    assert not set(found["text"]) & {"\x01", "\x08"}
    assert found["lines"].split("\n") == ["第一行", "第二行"]
    assert "公告" in found["link"]


def test_odfdo_reads_the_values_we_wrote(folder):
    check(values(folder / "sheet.ods"))
    document = odfdo.Document(folder / "sheet.ods")
    assert [table.name for table in document.body.tables] == ["型別", "第二張"]
    assert document.meta.title == "試算表 <&>"
    assert not [cell for table in document.body.tables for row in table.rows for cell in row.cells if cell.formula]


@needs_office
def test_an_office_program_saves_the_same_values_again(folder):
    convert(folder / "sheet.ods", "ods:calc8", folder / "again")
    check(values(folder / "again" / "sheet.ods"))
    document = odfdo.Document(folder / "again" / "sheet.ods")
    assert [table.name for table in document.body.tables] == ["型別", "第二張"]
    xml = document.get_part("content.xml").serialize().decode()
    assert xml.count("table-header-rows>") == 4, "the headings of both sheets repeat"
    assert 'table:formula=' not in xml
    assert 'office:currency="TWD"' in xml and "percentage" in xml


@needs_office
def test_an_office_program_opens_a_list_of_the_site(site, folder, tmp_path):
    answer = site.get("/api/v1/plans.ods")
    assert answer.status == 200 and answer.kind == "application/vnd.oasis.opendocument.spreadsheet"
    (tmp_path / "plans.ods").write_bytes(answer.body)
    convert(tmp_path / "plans.ods", "csv:Text - txt - csv (StarCalc):44,34,76,1", tmp_path)
    with open(tmp_path / "plans.csv", encoding="utf-8") as lines:
        sheet = list(csv.reader(lines))
    told = list(csv.reader(site.get("/api/v1/plans.csv").body.decode().splitlines()))
    assert sheet[1:] == told[1:] and len(sheet) > 1
    assert sheet[0] != told[0], "people read names of columns in their language"


def test_odfdo_reads_the_text_we_wrote(folder):
    document = odfdo.Document(folder / "text.odt")
    body = document.body
    assert [heading.text_recursive.strip() for heading in body.headers] == ["一、前言", "（一）細節", "二、附件"]
    [frame] = body.get_frames()
    assert frame.svg_title == "圖 1" and frame.svg_description == "每月件數的折線"
    [image] = body.get_images()
    assert document.get_part(image.url)[:4] == b"\x89PNG"
    [table] = body.tables
    assert table.height == 81 and table.get_values()[80] == ["第 80 案  辦理", "文化局"]


@needs_office
def test_an_office_program_saves_the_text_again(folder):
    convert(folder / "text.odt", "odt:writer8", folder / "again")
    convert(folder / "text.odt", "pdf", folder / "again")
    with zipfile.ZipFile(folder / "again" / "text.odt") as archive:
        xml = archive.read("content.xml").decode()
        assert any(name.startswith("Pictures/") for name in archive.namelist())
    for words in ("<svg:title>圖 1</svg:title>", "<svg:desc>每月件數的折線</svg:desc>", "table-header-rows", "text:table-of-content ", "中華民國115年11月24日"):
        assert words in xml, words
    pages = subprocess.run(["pdftotext", folder / "again" / "text.pdf", "-"], check=True, capture_output=True, timeout=60).stdout.decode().split("\f")
    assert len(pages) > 3
    assert sum("決議" in page for page in pages) > 1, "the headings of a table repeat on its second page"
