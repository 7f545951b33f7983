"""A year of planning by the people who do it: a published plan is revised, compared and approved, carried out for a year, assessed, told of in a results
report, and bound into the book of the year. An agency and a plan of its own, so that nothing else stands in them."""

import json
import os
import secrets

import pytest
from planning_people import act, approved_and_published, links, run, save, send
from test_accessibility import faults
from test_html import faults as html_faults
from test_review import SAMPLES, upload

AGENCY, YEAR = "water-resources", 113
PLAN, ANNUAL, REPORT = f"{AGENCY}-111-114", f"{AGENCY}-{YEAR}", f"{AGENCY}-{YEAR}-{YEAR}"
HEAD = "waterhead"
DESK = f"/desk/annual-plans/{ANNUAL}"
DOCUMENT = {
    "schema": "yankao.plan/1", "agency": AGENCY, "years": {"from": 111, "to": 114}, "title": "水利局中程施政計畫", "mission": "服務市民。", "vision": "宜居城市。",
    "lines": [
        {"id": "g1", "kind": "goal", "parent": None, "number": 1, "goalKind": "key", "perspective": "businessResults", "title": "縮短等候時間",
         "text": "", "shortName": None},
        {"id": "g1-1", "kind": "item", "parent": "g1", "number": 1, "goalKind": None, "perspective": None, "title": "", "text": "開放線上預約，分散尖峰。",
         "shortName": "線上預約"},
        {"id": "g1-2", "kind": "item", "parent": "g1", "number": 2, "goalKind": None, "perspective": None, "title": "", "text": "增設自助櫃檯。",
         "shortName": "自助櫃檯"},
        {"id": "g2", "kind": "goal", "parent": None, "number": 2, "goalKind": "key", "perspective": "organizationalLearning", "title": "提升服務知能",
         "text": "", "shortName": None},
        {"id": "g2-1", "kind": "item", "parent": "g2", "number": 1, "goalKind": None, "perspective": None, "title": "", "text": "辦理服務訓練。",
         "shortName": "服務訓練"},
    ],
    "indicators": [],
}
TOLD = "預約系統上線，尖峰時段的等候由四十分鐘降到十二分鐘。"
ALT = "市民在自助櫃檯前操作螢幕，旁邊的志工指著畫面"


@pytest.fixture
def people(people):
    """The demo's, and the head whom the agency does not have there."""
    if "YANKAO_PROGRAM" not in os.environ:
        pytest.skip("YANKAO_PROGRAM is not set: nobody can head the agency")
    password = secrets.token_urlsafe(12)
    run("person", "add", HEAD, "--name", "水利局長", "--role", "agencyHead", "--agency", AGENCY, told=password + "\n")
    return {**people, HEAD: password}


def test_a_year_from_the_revision_to_the_book(desk, open_page, site, tmp_path, screenshots):
    source = tmp_path / "plan.json"
    source.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    run("plan", "import", source, "--agency", AGENCY, "--years", "111-114")
    officer, head, reviewer, mayor, citizen = desk("officer2"), desk(HEAD), desk("reviewer"), desk("mayor"), open_page()

    # The published plan is revised: one line promises more, with a reason.
    officer.goto(f"/plans/{PLAN}")
    officer.get_by_role("button", name="開始滾動修正").click()
    officer.wait_for_url("**/matters/*")
    matter = officer.url
    officer.goto(f"/plans/drafts/{PLAN}.draft/sections/g1")
    officer.locator("[name='r.0.text']").fill("開放線上預約，分散尖峰，並公開各時段的等候人數。")
    save(officer)
    officer.goto(f"/plans/{PLAN}.draft/reasons")
    officer.locator("textarea[name^='why.']").fill("市民意見調查。")
    officer.get_by_role("button", name="存理由").click()
    act(officer, matter, "送首長核定")
    # The mayor's citizens see nothing of it before it is published.
    citizen.goto(f"/plans/{PLAN}")
    assert "公開各時段" not in citizen.locator("main").inner_text()
    approved_and_published(desk, matter, HEAD)
    # As soon as the ledger has given the publication its place, which it does within a second on a quiet machine.
    for _ in range(60):
        if citizen.goto(f"/plans/{PLAN}/versions/1/2").status == 200:
            break
        citizen.wait_for_timeout(500)
    compared = citizen.locator(".yk-diff")
    assert "並公開各時段的等候人數" in compared.inner_text() and "市民意見調查。" in compared.inner_text()
    assert compared.locator("ins").count() == 1 and compared.locator("del").count() == 0

    # A number of the goal is counted: of 20 that were wanted, 9 and 7.
    officer.goto("/indicators/new")
    send(officer, "新增指標", title="新開的自助櫃檯", agency=AGENCY, unit="處", decimals="0", direction="higher", cadence="half-year", formula="sum",
         weight="100", method="年底前啟用的處數。", begins="2024-01-01", line=f"planning/goal/{PLAN}/g1", isPublic="yes")
    indicator = site.local(officer.url).split("?")[0]
    send(officer, "儲存目標", year=str(YEAR), target="20")
    for period, value in [("2024-H1", "9"), ("2024-H2", "7")]:
        send(officer, "填報", period=period, value=value)
        assert officer.locator(".yk-notice.is-ok").count() == 1, officer.locator("main").inner_text()[:600]

    # The year's plan comes from the lines of the revised plan, its number from the indicator.
    officer.goto("/desk/annual-plans")
    officer.get_by_role("button", name=f"由中程計畫編製 {YEAR} 年度施政計畫").click()
    officer.wait_for_url(f"**{DESK}*")
    for item in links(officer, f"{DESK}/items/"):
        officer.goto(item)
        send(officer, "儲存", category="為民服務", benefit="少等", unit="研究發展組", budget="0")
    officer.goto(f"{DESK}/goals/g2/measures")
    # The two goals have 50 each.
    send(officer, "儲存", title="受訓人次", target="40", unit="人次", weight="46.5", method="統計數據", standard="簽到人次合計")
    matter = links(officer, "/matters/")[0]
    assert "少 3.5" in act(officer, matter, "送首長核定", refused=True)
    officer.goto(DESK)
    officer.get_by_role("link", name="受訓人次", exact=True).click()
    send(officer, "儲存", weight="50")
    act(officer, matter, "送首長核定")
    approved_and_published(desk, matter, HEAD)
    citizen.goto(f"/annual-plans/{ANNUAL}")
    citizen.get_by_role("link", name="線上預約").click()
    citizen.wait_for_url(f"**/annual-plans/{ANNUAL}/items/*")
    assert "並公開各時段的等候人數" in citizen.locator("main").inner_text(), "it is made from the revised plan"

    # Assessed three times; what the indicator says nobody types again.
    officer.goto("/desk/assessments")
    officer.get_by_role("button", name=f"開始 {YEAR} 年度自評").click()
    officer.wait_for_url(f"**/desk/assessments/{ANNUAL}*")
    matter = links(officer, "/matters/")[0]
    typed = []
    for mark in links(officer, f"/desk/assessments/{ANNUAL}/marks/"):
        officer.goto(mark)
        typed.append(officer.locator("[name=actual]").count())
        send(officer, "儲存", evidence="統計表", **({"actual": "40"} if typed[-1] else {}))
    assert sorted(typed) == [0, 1]
    act(officer, matter, "自評完成")
    act(head, matter, "核定自評")
    act(reviewer, matter, "初核完成")
    act(mayor, matter, "核定複核結果")
    act(officer, matter, "沒有異議")
    act(reviewer, matter, "公布考核結果")
    citizen.goto(f"/assessments/{ANNUAL}")
    # 50 × 16 ÷ 20 and all of the other 50.
    assert "90" in citizen.locator("main tr", has_text="總分").inner_text().split()[1:]

    # The report: a chapter a goal, a section a line, its number with it.
    officer.goto(f"/plans/{PLAN}")
    officer.locator(".yk-act > summary", has_text="編寫施政成果報告").click()
    send(officer, "編寫施政成果報告", year=str(YEAR))
    officer.wait_for_url(f"**/reports/{REPORT}*")
    titles = [text.strip() for text in officer.locator(".yk-report section > h2, .yk-report section > h3").all_inner_texts()]
    assert titles == ["指標一覽", "前言", "一、縮短等候時間", "一.1 線上預約", "一.2 自助櫃檯", "二、提升服務知能", "二.1 服務訓練", "檢討與展望"]
    officer.get_by_role("link", name="寫這一節 一.1").click()
    officer.wait_for_url(f"**/reports/{REPORT}/sections/*")
    section = site.local(officer.url)
    send(officer, "存起來", text=TOLD)
    officer.goto(section)
    picture = tmp_path / "desk.png"
    citizen.locator("h1").screenshot(path=picture)
    form = officer.locator("main form", has=officer.get_by_role("button", name="放上照片"))
    form.locator("[name=file]").set_input_files(picture)
    send(officer, "放上照片", alt=ALT, caption="東區區公所")
    assert officer.locator("main figure img").get_attribute("alt") == ALT
    looks = {}
    seen_by_all_eyes(officer, section, looks)
    seen_by_all_eyes(officer, f"/reports/{REPORT}", looks)
    assert citizen.goto(f"/results/{REPORT}").status == 404
    officer.get_by_role("button", name="送進編審流程").click()
    officer.wait_for_url("**/matters/*")
    matter = officer.url
    act(officer, matter, "送首長核定")
    assert officer.goto(section).status == 409, "it is not on the agency's desk any more"
    approved_and_published(desk, matter, HEAD)

    # The citizen reads it, in the list, by itself and in the book.
    citizen.goto("/results")
    citizen.get_by_role("link", name=f"{YEAR} 年度施政成果報告").click()
    citizen.wait_for_url(f"**/results/{REPORT}")
    report = citizen.locator("main")
    assert TOLD in report.inner_text() and report.get_by_alt_text(ALT).count() == 1
    row = citizen.locator("main tr", has_text="新開的自助櫃檯").first.inner_text()
    assert "20 處" in row and "16 處" in row and "80.0%" in row
    assert citizen.locator(f"main a[href='{indicator.replace('/desk', '')}']").count() >= 1
    assert report.get_by_alt_text(ALT).evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    seen_by_all_eyes(citizen, f"/results/{REPORT}", looks)
    citizen.goto("/results")
    citizen.get_by_role("link", name=f"{YEAR} 年度彙編").click()
    citizen.wait_for_url(f"**/results/books/{YEAR}")
    row = citizen.locator("main tr", has_text="新開的自助櫃檯").inner_text()
    assert "20 處" in row and "16 處" in row and "80.0%" in row
    assert citizen.locator(f"main a[href='/results/{REPORT}']").count() == 1
    seen_by_all_eyes(citizen, f"/results/books/{YEAR}", looks)
    seen_by_all_eyes(citizen, "/results", looks)

    # A report that came as a document, with its numbers.
    officer = desk("officer")
    officer.goto(upload(officer, SAMPLES / "taipei-culture.txt", ("102", "102"), "report"))
    officer.locator("form[action$='/acceptance'] button").click()
    officer.wait_for_url("**/reports/rdec-102-102*")
    seen_by_all_eyes(officer, "/reports/rdec-102-102", looks)
    seen_by_all_eyes(officer, "/reports/rdec-102-102/numbers", looks)
    pages = tmp_path / "pages"
    pages.mkdir()
    assert html_faults(looks, pages) == []


def seen_by_all_eyes(page, path, looks):
    """No fault on a phone nor on a desk, by day nor by night; one load for the four of them."""
    assert page.goto(path).status == 200, path
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults(page) == [], f"{path} at {width}, {scheme}"
    page.emulate_media(color_scheme="light")
    looks[path] = page.content().encode()
