"""Every ODT and ODS that planning gives, opened and saved again by LibreOffice: nothing of what makes them readable is lost, and no cell."""

import datetime
import decimal
import json
import os
import pathlib
import re
import secrets
import shutil
import struct
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib

import pytest
from test_meetings import Clerk

pytestmark = [
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing (Debian: libreoffice-calc-nogui): no document was opened"),
    pytest.mark.skipif("YANKAO_PROGRAM" not in os.environ, reason="YANKAO_PROGRAM is not set: no plan of our own can be published"),
]
SAMPLE = pathlib.Path(__file__).parent.parent / "FormatsTests" / "Samples" / "taipei-culture.txt"
PLANNING = re.compile(r"/(api/v1/)?(plans|results|reports|annual-plans|assessments|policies)\b")
ALT, CAPTION = "市民在圖書館門口排隊，隊伍繞過轉角", "開館前的 <隊伍> & 雨"
TOLD = "全年辦理展覽一百二十場。\n第二段：含 =1+1、\"引號\" 與 <標籤>。"
# What a spreadsheet likes to change. No space at an end: the office program writes it in a form which OpenDocument 1.3, 6.1.2, says to drop.
NASTY = ["=1+1", "0012", "兩個  空白", "一\n\n二", "\"引\" & <b>", "👩‍👩‍👧‍👦 𠮷。", "1e5", "TRUE", "2026-11-24", "'", ",;|"]
YEAR = 114
# The demo has a report of that year already.
REPORTED = 113


def line(key, kind, number, text="", title="", parent=None):
    goal = {"goalKind": "key", "perspective": "businessResults"} if kind == "goal" else {"goalKind": None, "perspective": None}
    return {"id": key, "kind": kind, "parent": parent, "number": number, **goal, "title": title, "text": text, "shortName": None}


def plan(first, last, texts):
    lines = [line("g1", "goal", 1, title="讓人願意再來")] + [line(f"g1-{n}", "item", n, text, parent="g1") for n, text in enumerate(texts, 1)]
    number = {"id": "i1", "line": "g1", "title": "滿意度", "target": 90.5, "unit": "%", "comparison": "atLeast", "sourceText": "達 90.5%\n以上"}
    return {"schema": "yankao.plan/1", "agency": "culture", "years": {"from": first, "to": last}, "title": "文化局計畫 \"甲\"", "mission": "一\n二",
            "vision": "", "lines": lines, "indicators": [number]}


def run(*arguments, told=""):
    done = subprocess.run([os.environ["YANKAO_PROGRAM"], *map(str, arguments)], input=told, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def picture():
    """A grey PNG of 64 by 48 pixels."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    rows = b"".join(b"\0" + bytes(range(64)) for _ in range(48))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def upload(clerk, path, page, values, file):
    token = re.search(r'name="_token" value="([^"]+)"', clerk.get(page).text)[1]
    answer = clerk.session.post(clerk.site.base + path, {**values, "_token": token}, files={"file": file}, allow_redirects=False, timeout=30)
    assert answer.status_code == 303, answer.text[:2000]
    return answer.headers["location"].partition("?")[0]


def step(clerk, matter, action):
    revision = re.search(r'name="revision" value="(\d+)"', clerk.get(matter).text)
    assert revision, f"nothing can be done about {matter}: {action}"
    clerk.send(f"{matter}/steps", {"action": action, "revision": revision[1]}, matter)


def report(mid_term, officer, head, reviewer, mayor):
    """The published results report of a plan's year, its first chapter with words and a picture. Returns its key."""
    desk = officer.send(f"/plans/{mid_term}/results", {"year": str(REPORTED)}, f"/plans/{mid_term}")
    section = f"{desk}/sections/s2"
    seen = re.search(r'name="seen" value="([^"]+)"', officer.get(section).text)[1]
    officer.send(section, {"text": TOLD, "seen": seen}, section)
    upload(officer, f"{desk}/photos/s2", section, {"alt": ALT, "caption": CAPTION}, ("門口.png", picture(), "image/png"))
    matter = officer.send(f"{desk}/life", {}, desk)
    for clerk, action in [(officer, "submit"), (head, "forward"), (reviewer, "accept"), (mayor, "approve"), (reviewer, "publish")]:
        step(clerk, matter, action)
    return desk.rsplit("/", 1)[1]


@pytest.fixture(scope="module")
def files(site, people, tmp_path_factory):
    """Address to (what we gave, what the office program saved again), as it was made for two agencies, two versions and a draft with comments."""
    folder = tmp_path_factory.mktemp("planning")
    clerks = {handle: Clerk(site, handle, people[handle]) for handle in ("officer", "agencyhead", "reviewer", "mayor")}
    for handle, role in [("culturewriter", "officer"), ("culturehead", "agencyHead")]:
        password = secrets.token_urlsafe(12)
        run("person", "add", handle, "--name", handle, "--role", role, "--agency", "culture", told=password + "\n")
        clerks[handle] = Clerk(site, handle, password)
    officer, head, reviewer, mayor, writer, boss = clerks.values()

    def store(*options, first, last, texts):
        source = folder / "plan.json"
        source.write_text(json.dumps(plan(first, last, texts)), encoding="utf-8")
        run("plan", "import", source, "--agency", "culture", "--years", f"{first}-{last}", *options)

    store(first=111, last=114, texts=NASTY)
    store(first=107, last=110, texts=["=舊的", "留下的"])
    store(first=107, last=110, texts=["=新的", "留下的"])
    store("--draft", first=107, last=110, texts=["=更新的", "留下的"])
    draft = "/plans/culture-107-110.draft"
    matter = writer.send(f"{draft}/life", {}, f"{draft}/draft")
    whys = re.findall(r'name="(why\.[^"]+)"', writer.get(f"{draft}/reasons").text)
    writer.send(f"{draft}/reasons", {name: "配合\n市政會議。" for name in whys}, f"{draft}/reasons")
    step(writer, matter, "submit")
    step(boss, matter, "forward")
    reviewer.send(f"{draft}/comments", {"line": "g1-1", "text": "=請說明\n第二行"}, f"{draft}/comments?line=g1-1")
    told = report("rdec-111-114", officer, head, reviewer, mayor)
    report("culture-111-114", writer, boss, reviewer, mayor)
    years = {"kind": "report", "agency": "culture", "from": "101", "to": "101"}
    review = upload(writer, "/plans/import", "/plans/import", years, ("報告.txt", SAMPLE.read_bytes(), "text/plain"))
    seen = re.search(r'name="seen" value="([^"]+)"', writer.get(review).text)[1]
    document = writer.send(f"{review}/acceptance", {"seen": seen}, review)
    policy = json.loads(site.get("/api/v1/policies").text)["items"][0]["id"]

    wanted = {
        "/api/v1/plans.ods": "/api/v1/plans.ods", "/api/v1/plans/{plan}.ods": "/api/v1/plans/culture-111-114.ods",
        "/api/v1/plans/{plan}/items/{item}.ods": "/api/v1/plans/culture-111-114/items/g1-1.ods",
        "/plans/{plan}/exports/{form}": "/plans/culture-111-114/exports/ods",
        "/plans/{plan}/versions/{old}/{new}.ods": "/plans/culture-107-110/versions/1/2.ods?all=1",
        "/api/v1/plans/{plan}/comments.ods": "/api/v1" + draft + "/comments.ods", "/api/v1/annual-plans.ods": "/api/v1/annual-plans.ods",
        "/api/v1/annual-plans/{annual}/items.ods": f"/api/v1/annual-plans/rdec-{YEAR}/items.ods",
        "/api/v1/annual-plans/{annual}/indicators.ods": f"/api/v1/annual-plans/rdec-{YEAR}/indicators.ods",
        "/annual-plans/{annual}/document": f"/annual-plans/rdec-{YEAR}/document", "/annual-plans/{annual}/outline": f"/annual-plans/rdec-{YEAR}/outline",
        "/api/v1/assessments.ods": "/api/v1/assessments.ods", "/api/v1/assessments/{annual}.ods": f"/api/v1/assessments/rdec-{YEAR}.ods",
        "/assessments/{annual}/document": f"/assessments/rdec-{YEAR}/document", "/api/v1/policies.ods": "/api/v1/policies.ods",
        "/api/v1/policies/{policy}.ods": f"/api/v1/policies/{policy}.ods", "/api/v1/reports/{report}.ods": f"/api/v1/reports/{told}.ods",
        "/api/v1/reports/{report}/numbers.ods": f"/api/v1{document}/numbers.ods", "/results/{report}/report.odt": f"/results/{told}/report.odt",
        "/reports/{report}/report.odt": f"/reports/{told}/report.odt", "/results/books/{year}/book.odt": f"/results/books/{REPORTED}/book.odt",
        # Public tables are of another module; what stands in these is planning's.
        "plans": "/data/planning.plans.ods", "lines": "/data/planning.lines.ods", "workItems": "/data/planning.workItems.ods",
    }
    for place, path in enumerate(wanted.values()):
        answer = reviewer.get(path)
        assert answer.status_code == 200, f"{path} answers {answer.status_code}"
        ending = {"spreadsheet": "ods", "text": "odt"}[answer.headers["content-type"].partition(";")[0].rsplit(".", 1)[1]]
        (folder / f"{place}.{ending}").write_bytes(answer.content)
    for ending, form in (("ods", "ods:calc8"), ("odt", "odt:writer8")):
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", folder / "again",
             *sorted(folder.glob(f"*.{ending}"))], check=True, capture_output=True, timeout=180)
    found = {}
    for place, template in enumerate(wanted):
        [source] = folder.glob(f"{place}.od?")
        found[template] = (source, folder / "again" / source.name)
        assert found[template][1].exists(), f"{wanted[template]} was not opened"
    return found


SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "xlink": "http://www.w3.org/1999/xlink",
}


def name(short):
    prefix, local = short.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


def body(path):
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read("content.xml")).find(name("office:body"))


def words(node):
    """The text of a node as it is read: what stands for spaces, tabs and breaks, and a line for each paragraph of a cell."""
    if node.tag == name("text:s"):
        return " " * int(node.get(name("text:c"), "1"))
    if node.tag in (name("text:line-break"), name("text:tab")):
        return "\n" if node.tag == name("text:line-break") else "\t"
    parts = [node.text or ""] + [words(child) + (child.tail or "") for child in node]
    return "".join(parts)


def paragraphs(node):
    return "\n".join(words(child) for child in node if child.tag in (name("text:p"), name("text:h")))


def cell(node):
    kind = node.get(name("office:value-type"))
    if kind in ("float", "percentage", "currency"):
        # As many digits as the office program keeps.
        return kind, decimal.Context(prec=15).create_decimal(node.get(name("office:value"))).normalize()
    if kind == "date":
        return kind, datetime.datetime.fromisoformat(node.get(name("office:date-value"))).replace(microsecond=0)
    if kind == "boolean":
        return kind, node.get(name("office:boolean-value"))
    return ("string", text) if (text := paragraphs(node)) or kind else None


def rows(table):
    """Of a sheet or of a table of a text, without the empty ones around them."""
    found = []
    for row in table.iter(name("table:table-row")):
        cells = [
            cell(node) for node in row if node.tag == name("table:table-cell")
            # The empty end of a row is repeated to the edge of the sheet.
            for _ in range(min(int(node.get(name("table:number-columns-repeated"), "1")), 100))]
        while cells and cells[-1] is None:
            cells.pop()
        found += [cells] * min(int(row.get(name("table:number-rows-repeated"), "1")), 2000)
    while found and not found[-1]:
        found.pop()
    return found


def tables(path):
    return {table.get(name("table:name")): rows(table) for table in body(path).iter(name("table:table"))}


def headers(path):
    """What stands in the rows that are repeated on each page, table by table."""
    return [[words(node) for node in header.iter(name("table:table-cell"))] for header in body(path).iter(name("table:table-header-rows"))]


def headings(path):
    return [(node.get(name("text:outline-level")), words(node).strip()) for node in body(path).iter(name("text:h"))]


def pictures(path):
    """Title and description of each, and whether its bytes are there."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    return [
        (frame.findtext(name("svg:title")), frame.findtext(name("svg:desc")),
         any(image.get(name("xlink:href"), "").removeprefix("./") in names for image in frame.iter(name("draw:image"))))
        for frame in body(path).iter(name("draw:frame"))]


def contents(path):
    return len(list(body(path).iter(name("text:table-of-content"))))


def test_no_document_of_planning_is_forgotten(site, files):
    told = set()
    for path, methods in json.loads(site.get("/openapi.json").text)["paths"].items():
        kinds = [kind for answer in methods.get("get", {}).get("responses", {}).values() for kind in answer.get("content", {})]
        if PLANNING.match(path) and any("opendocument" in kind for kind in kinds):
            told.add(path)
    # With and without the ending it is the same sheet.
    told -= {path.removesuffix(".ods") for path in told if path.endswith(".ods")}
    assert told == {template for template in files if template.startswith("/")}


def test_every_cell_and_every_header_row_is_there_again(files):
    checked = 0
    for template, (given, saved) in files.items():
        before, after = tables(given), tables(saved)
        if template == "/annual-plans/{annual}/outline":
            assert before == after == {}, template
            continue
        assert before and all(len(sheet) > 1 for sheet in before.values()), f"{template} has nothing to lose"
        assert list(after.values()) == list(before.values()), template
        if given.suffix == ".ods":
            assert list(after) == list(before), f"{template}: names of sheets"
        assert len(headers(given)) == len(before), f"{template}: a table without headers"
        assert headers(saved) == headers(given), template
        checked += sum(len(row) for sheet in before.values() for row in sheet)
    assert checked > 1000
    texts = [value for row in tables(files["/plans/{plan}/exports/{form}"][1])["項目"] for _, value in filter(None, row)]
    assert [text for text in texts if text in NASTY] == NASTY
    [comments] = tables(files["/api/v1/plans/{plan}/comments.ods"][1]).values()
    assert ("string", "=請說明\n第二行") in comments[1]
    [compared] = tables(files["/plans/{plan}/versions/{old}/{new}.ods"][1]).values()
    assert any(("string", "=舊的") in row and ("string", "=新的") in row for row in compared)


def test_headings_contents_and_pictures_are_there_again(files):
    texts = {template: pair for template, pair in files.items() if pair[0].suffix == ".odt"}
    assert len(texts) == 6
    for template, (given, saved) in texts.items():
        assert headings(saved) == headings(given), template
        # A score sheet is one table below its title.
        assert bool(headings(saved)) != (template == "/assessments/{annual}/document"), template
        assert contents(saved) == contents(given) and pictures(saved) == pictures(given), template
        assert all(title and description and is_there for title, description, is_there in pictures(saved)), template
    for template in ("/results/{report}/report.odt", "/reports/{report}/report.odt", "/results/books/{year}/book.odt", "/annual-plans/{annual}/document"):
        assert contents(texts[template][1]) == 1, template
    for template in ("/results/{report}/report.odt", "/reports/{report}/report.odt"):
        assert (CAPTION, ALT, True) in pictures(texts[template][1]), template
        assert ("1", "檢討與展望") in headings(texts[template][1])
        assert "第二段：含 =1+1、\"引號\" 與 <標籤>。" in words(body(texts[template][1]))
    # The demo's report has charts of two indicators beside the photograph.
    assert len(pictures(texts["/results/{report}/report.odt"][1])) >= 3
    # In the book an agency is a chapter, and both photographs are there.
    book = texts["/results/books/{year}/book.odt"][1]
    agencies = [text for level, text in headings(book) if level == "1"]
    assert {f"{agency} {REPORTED} 年度施政成果報告" for agency in ("研究發展考核委員會", "文化局")} <= set(agencies) and ("2", "一、讓人願意再來") in headings(book)
    assert [one for one in pictures(book) if one[1] == ALT] == [(CAPTION, ALT, True)] * 2


def test_a_plan_that_an_office_program_saved_comes_in_unchanged(files):
    _, saved = files["/plans/{plan}/exports/{form}"]
    assert "內容相同，沒有任何改變" in run("plan", "import", saved, "--agency", "culture", "--years", "111-114")
