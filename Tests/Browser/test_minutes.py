"""Minutes become directives: the real minutes of a council and made-up ones of a city hall, by the commission's hands."""

import datetime
import pathlib

import pytest
from test_accessibility import faults

SAMPLES = pathlib.Path(__file__).resolve().parents[1] / "FormatsTests" / "Samples"


def read(page, name, source, **fields):
    page.goto("/directives/minutes")
    page.locator("[name=file]").set_input_files(SAMPLES / name)
    page.locator("[name=source]").select_option(source)
    for field, value in fields.items():
        page.locator(f"[name={field}]").fill(value)
    page.get_by_role("button", name="上傳並核對").click()
    page.wait_for_url("**/directives/minutes/*")


@pytest.mark.parametrize("name, source, count", [("taipei-minutes.txt", "council", 13), ("tainan-special.txt", "council", 2), ("city-cabinet.txt", "municipal", 7)])
def test_minutes_become_directives_at_once(desk, site, name, source, count):
    commission = desk("reviewer")
    read(commission, name, source)
    assert faults(commission) == []
    lines = commission.locator("ol.yk-rows > li")
    assert lines.count() >= count
    # These are old: their days are past, which is said beside every field, and nothing is dispatched.
    commission.get_by_role("button", name="交辦勾選的事項").click()
    assert commission.locator(".yk-notice.is-bad").inner_text().startswith("還有")
    assert faults(commission) == []
    for number in range(lines.count()):
        lead = commission.locator(f"[name='p.{number}.lead']")
        if not lead.input_value():
            lead.select_option("rdec")
        commission.locator(f"[name='p.{number}.supporting']").fill("文化局" if number == 0 else "")
        commission.locator(f"[name='p.{number}.due']").fill("")
    commission.locator("[name=due]").fill((datetime.date.today() + datetime.timedelta(days=30)).isoformat())
    commission.locator("[name='p.1.on']").uncheck()
    commission.get_by_role("button", name="交辦勾選的事項").click()
    commission.wait_for_url("**?done=dispatched")
    table = commission.locator("main table").first
    assert table.locator("tbody tr").count() == lines.count() or table.inner_text().count("不列管") == 1
    assert table.inner_text().count("指 ") >= count - 1
    assert faults(commission) == []
    assert not commission.complaints


def test_directives_by_agency_and_light_on_a_phone(desk, open_page):
    officer = desk("officer", width=390)
    officer.goto("/directives")
    assert faults(officer) == []
    officer.locator("[name=light]").select_option("closed")
    officer.get_by_role("button", name="套用").click()
    officer.wait_for_url("**light=closed**")
    assert faults(officer) == []
    officer.goto("/directives/statistics")
    assert officer.get_by_role("row", name="合計").count() == 1
    assert faults(officer) == []
    assert not officer.complaints
