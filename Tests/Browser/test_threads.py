"""A line of the plan is measured, its target lowered with a reason, its value corrected, and something is tied to it; a visitor pulls the thread."""

import datetime
import json
import re

import pytest
from test_accessibility import faults
from test_html import faults as html_faults
from visitor import sign_in

LINE = "/plans/rdec-111-114/items/g4-9"
YEAR = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date().year


@pytest.fixture
def officer(open_page, people):
    page = open_page()
    sign_in(page, "officer", people["officer"])
    return page


def send(page, form, button, **values):
    box = page.locator("main form", has=page.get_by_role("button", name=button))
    for name, value in values.items():
        field = box.locator(f"[name={name}]")
        if field.get_attribute("type") == "file":
            field.set_input_files(value)
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    box.get_by_role("button", name=button).click()
    page.wait_for_load_state()


def test_a_line_is_measured_and_pulled(officer, open_page, site, tmp_path):
    title = f"AI 試點件數（{datetime.datetime.now():%H%M%S}）"
    officer.goto(LINE)
    officer.get_by_role("link", name="新增指標").click()
    assert officer.locator("[name=line]").input_value() == "planning/item/rdec-111-114/g4-9"
    send(officer, "new", "新增指標", title=title, unit="件", formula="sum", cadence="month", weight="百", begins=f"{YEAR}-01-01")
    # What is wrong stands beside its field, and nothing that was typed is lost.
    assert officer.locator("[name=weight][aria-invalid=true]").count() == 1
    assert officer.locator("[name=title]").input_value() == title
    send(officer, "new", "新增指標", weight="100")
    desk = site.local(officer.url).split("?")[0]
    assert desk.endswith("/desk")

    send(officer, "target", "儲存目標", target="24")
    send(officer, "target", "儲存目標", target="12")
    assert officer.locator("#target-cause, [name=cause][aria-invalid=true]").count() == 1, "lowering a target asks why"
    send(officer, "target", "儲存目標", cause="供應商延期", strategy="下半年加開一梯次")

    evidence = tmp_path / "evidence.csv"
    evidence.write_text("案名\n路燈辨識\n", encoding="utf-8")
    send(officer, "tell", "填報", period=f"{YEAR}-01", value="3", file=str(evidence))
    assert officer.locator(".yk-notice.is-ok").count() == 1
    send(officer, "tell", "填報", period=f"{YEAR}-01", value="2")
    assert officer.locator("[name=note][aria-invalid=true]").count() == 1, "a correction asks why"
    send(officer, "tell", "填報", note="重複計算一件")

    # A matter that the officer knows is tied to the line by hand.
    officer.goto("/inbox?view=unit")
    matter = officer.locator(".yk-task-t").first.get_attribute("href").split("?")[0]
    officer.goto(LINE)
    officer.get_by_role("link", name="連到別的東西").click()
    send(officer, "tie", "連起來", to="matters/matter/none", kind="depends-on")
    assert officer.locator("[name=to][aria-invalid=true]").count() == 1
    send(officer, "tie", "連起來", to=matter.replace("/matters/", "matters/matter/"))
    assert officer.get_by_text("依賴", exact=True).count() >= 1

    # A visitor, on a phone, without script.
    visitor = open_page(width=390, script=False)
    visitor.goto(LINE)
    tile = visitor.locator(".yk-inds li", has_text=title)
    assert "2 件" in tile.inner_text()
    tile.get_by_role("link", name=title).click()
    text = visitor.locator("main").inner_text()
    for part in ("供應商延期", "下半年加開一梯次", "更正 1 次", "重複計算一件", "evidence.csv"):
        assert part in text, f"{part} is not on the public page"
    indicator = site.local(visitor.url)
    answer = visitor.request.get(f"/api/v1{indicator}")
    told = json.loads(answer.text())
    assert [(value["period"], value["value"], value["revision"]) for value in told["values"]] == [(f"{YEAR}-01", 2.0, 1)]
    proof = visitor.request.get(told["values"][0]["proof"])
    # The last entry waits for its place a moment.
    assert proof.status in (200, 404)
    assert visitor.request.get(f"{indicator}/chart.svg").headers["content-type"].startswith("image/svg+xml")
    frame = visitor.request.get(f"{indicator}/embed")
    assert "frame-ancestors *" in frame.headers["content-security-policy"] and "x-frame-options" not in frame.headers
    assert "frame-ancestors 'none'" in visitor.request.get(indicator).headers["content-security-policy"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_pages_are_open_to_all(open_page, people, site, tmp_path, width, dark, language):
    page = open_page(width=width, dark=dark, language=language)
    sign_in(page, "officer", people["officer"])
    found, bodies = [], {}
    line = "planning/goal/rdec-111-114/c2"
    paths = [
        "/indicators", "/indicators/attainment", "/indicators/demo-budget", "/indicators/demo-budget/embed", "/indicators/demo-learning?as-of=" + (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date().isoformat(),
        "/indicators/desk", "/indicators/demo-budget/desk", "/indicators/demo-budget/change", f"/indicators/new?line={line}", f"/links/new?of={line}",
        f"/threads?of={line}", f"/threads/group?of={line}&kind=indicators/indicator", "/plans/rdec-111-114/goals/c2",
    ]
    for path in paths:
        answer = page.goto(path)
        assert answer.status == 200, f"{path} answers {answer.status}"
        bodies[path] = answer.body()
        found += faults(page)
    found += html_faults(bodies, tmp_path)
    assert not found, "\n".join(found)
