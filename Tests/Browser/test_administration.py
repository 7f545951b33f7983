"""An administrator's and a clerk's pages in a browser: no violation with every form opened, and a day as they work."""

import pathlib

import pytest
from test_accessibility import faults
from visitor import provoke_error, sign_in

ADMINISTRATOR = [
    "/admin/agencies", "/admin/agencies/tourism", "/admin/people", "/admin/people?q=nobody-is-called-this", "/admin/people/new", "/admin/people/import",
    "/admin/delegations", "/admin/roles", "/admin/settings", "/admin/settings/web.sessionHours", "/admin/calendars", "/admin/calendars/2025",
    "/admin/calendars/2026", "/admin/languages", "/account/delegation",
]
REFUSED = ["/admin/agencies", "/admin/people/new", "/admin/people/import", "/admin/delegations", "/admin/settings/web.sessionHours", "/admin/calendars"]
CALENDAR = pathlib.Path("Demo/calendar/office-calendar-115.csv")


@pytest.fixture
def administrator(people, open_page):
    def enter(**look):
        page = open_page(**look)
        sign_in(page, "administrator", people["administrator"])
        return page

    return enter


@pytest.mark.parametrize("width,dark,language", [(390, False, "zh-TW"), (1280, True, "zh-TW"), (1280, False, "en")])
def test_every_page_is_accessible(administrator, width, dark, language):
    page = administrator(width=width, dark=dark, language=language)
    found = []
    for path in ADMINISTRATOR:
        assert page.goto(path).status == 200, path
        found += faults(page)
    for path in REFUSED:
        page.goto(path)
        provoke_error(page)
        # The refusal itself is a 422, which the console repeats.
        page.complaints.clear()
        found += faults(page)
    assert not found, "\n".join(found)


def test_the_same_calendar_again_changes_nothing_and_a_cut_one_is_refused(administrator, tmp_path):
    page = administrator(script=False)
    page.goto("/admin/calendars")
    page.locator("input[type=file]").set_input_files(CALENDAR)
    page.get_by_role("button", name="匯入", exact=True).click()
    assert page.url.endswith("/admin/calendars/2026?done=unchanged")
    assert page.locator(".yk-calendar table").count() == 12
    cut = tmp_path / "cut.csv"
    cut.write_bytes(CALENDAR.read_bytes()[:3000])
    page.goto("/admin/calendars")
    page.locator("input[type=file]").set_input_files(cut)
    page.get_by_role("button", name="匯入", exact=True).click()
    assert "沒有匯入任何一天" in page.locator("main").inner_text()


def test_a_typhoon_closes_a_day_and_turns_away(administrator):
    page = administrator(width=390)
    page.goto("/admin/calendars")
    form = page.locator("form[action='/admin/closures']")
    form.locator("[name=day]").fill("2026-12-30")
    form.locator("[name=reason]").fill("示範颱風")
    form.get_by_role("button").click()
    page.wait_for_load_state()
    assert page.locator("td.is-closed").inner_text().startswith("30")
    page.locator("summary", has_text="撤回").click()
    page.locator("[name=reason]").fill("颱風轉向")
    page.get_by_role("button", name="撤回").click()
    page.wait_for_load_state()
    assert page.locator("td.is-closed").count() == 0
    assert "已撤回：颱風轉向" in page.locator("main").inner_text()


def test_somebody_new_signs_in_with_the_password_that_was_shown_once(administrator, open_page):
    page = administrator()
    page.goto("/admin/people/new")
    for name, value in [("handle", f"new.person.{page.evaluate('Date.now()')}"), ("name", "新進同仁"), ("unit", "管考組")]:
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=agency]").select_option("rdec")
    page.locator("[name=role]").select_option("officer")
    page.get_by_role("button", name="新增人員").click()
    page.wait_for_load_state()
    handle, password = page.locator("tbody code").all_inner_texts()
    page.reload()
    other = open_page()
    sign_in(other, handle, password)
    other.goto("/account/delegation")
    assert "沒有人代理您。" in other.locator("main").inner_text()


@pytest.mark.parametrize("width,dark", [(390, True), (1280, False)])
def test_meetings_are_accessible_with_every_form_opened(people, open_page, width, dark):
    page = open_page(width=width, dark=dark)
    sign_in(page, "reviewer", people["reviewer"])
    page.goto("/desk/meetings")
    found = faults(page)
    links = page.locator("main a[href^='/desk/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert any(link.startswith("/desk/meetings/") for link in links), "the demo has no meeting to come"
    for path in dict.fromkeys(links):
        assert page.goto(path).status == 200
        found += faults(page)
    assert not found, "\n".join(found)
