"""One directive on its way through city hall: five people, a deputy, a typhoon, a mail, a proof."""

import csv
import datetime
import email
import email.policy
import json
import os
import pathlib
import re
import subprocess

import icalendar
import pytest
from test_accessibility import faults
from test_html import faults as html_faults
from visitor import provoke_error

ROOT = pathlib.Path(__file__).resolve().parents[2]


def working_days():
    """Days on which offices work, from tomorrow on: of the official calendar, then of the provisional one that the demo opens for the next year."""
    today, days = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date(), []
    for line in csv.DictReader((ROOT / "Demo/calendar/office-calendar-115.csv").open(encoding="utf-8-sig")):
        day = datetime.datetime.strptime(line["西元日期"], "%Y%m%d").date()
        if day > today and line["是否放假"] == "0":
            days.append(day)
    day = datetime.date(2027, 1, 1)  # a holiday itself
    while len(days) < 12:
        day += datetime.timedelta(days=1)
        if day > today and day.weekday() < 5:
            days.append(day)
    return days


def act(page, title, **values):
    """Opens the form behind a button of the matter's page and sends it."""
    box = page.locator(".yk-act", has=page.locator("summary", has_text=re.compile(rf"^\s*{title}")))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for name, value in values.items():
        field = box.locator(f"[name={name}]")
        field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
    box.locator("button[type=submit]").click()
    page.wait_for_load_state()
    assert page.locator(".yk-notice.is-ok").count() == 1, page.locator("main").inner_text()[:500]


def buttons(page):
    return [text.strip() for text in page.locator(".yk-act > summary").all_inner_texts()]


def roc(day):
    return f"{day.month}月{day.day}日"


@pytest.mark.skipif("YANKAO_PROGRAM" not in os.environ, reason="YANKAO_PROGRAM is not set")
def test_a_directive_from_dispatch_to_release(desk, site, open_page, tmp_path):
    days = working_days()
    typhoon, moved = days[4], days[5]
    title = f"跨年活動交通疏運計畫（{datetime.datetime.now():%H%M%S}）"

    # The officer wants a mail for each.
    officer = desk("officer")
    officer.goto("/notices")
    officer.locator("[name=mail]").select_option("single")
    officer.locator("[name=address]").fill("officer@example.org")
    officer.get_by_role("button", name="儲存").click()
    # An inbox that is open hears of it without being loaded again.
    officer.goto("/inbox")

    commission = desk("reviewer")
    commission.goto("/directives/new")
    commission.locator("[name=title]").fill(title)
    commission.locator("[name=lead]").select_option("rdec")
    commission.locator("[name=due]").fill(typhoon.isoformat())
    commission.get_by_role("button", name="交辦").click()
    matter = site.local(commission.url)
    assert matter.startswith("/matters/")
    assert commission.locator(".yk-due").inner_text().startswith(roc(typhoon))

    officer.locator("[data-live] .yk-notice").wait_for()
    officer.locator("[data-live] a").click()
    officer.get_by_role("link", name=title).click()
    act(officer, "接辦")

    # A mail is in the spool, and it says no more than it may.
    run = subprocess.run([os.environ["YANKAO_PROGRAM"], "jobs", "run", "matters.mail"], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr
    letters = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in pathlib.Path(os.environ["YANKAO_MAIL_SPOOL"]).glob("*.eml")]
    letter = next(letter for letter in letters if matter in letter.get_content())
    assert letter["to"] == "officer@example.org" and "輪到您處理" in letter["subject"] and "token" not in letter.get_content()

    # Another agency answers in parallel.
    act(officer, "請其他機關協辦", agency="water-resources", words="請提供抽水站值班表。", due=days[2].isoformat())
    helper = desk("officer2", width=390)
    helper.goto("/inbox")
    helper.get_by_role("link", name=title).click()
    act(helper, "答復", words="值班表如附。")
    officer.goto(matter)
    assert "已答復" in officer.locator("section", has=officer.locator("#h-parts")).inner_text()

    # A typhoon moves the deadline, and the history says so.
    administrator = desk("administrator")
    administrator.goto("/admin/calendars")
    administrator.locator("form[action='/admin/closures'] [name=day]").fill(typhoon.isoformat())
    administrator.locator("form[action='/admin/closures'] [name=part]").select_option("wholeDay")
    administrator.locator("form[action='/admin/closures'] [name=agency]").select_option("all")
    administrator.locator("form[action='/admin/closures'] [name=reason]").fill("颱風")
    administrator.locator("form[action='/admin/closures'] button").click()
    officer.goto(matter)
    assert officer.locator(".yk-due").inner_text().startswith(roc(moved))
    assert "辦公日曆更動" in officer.locator(".yk-timeline").inner_text()

    # The head is away: a deputy returns it once, then approves, and it is written for whom.
    act(officer, "送首長核定", words="疏運計畫已完成。")
    head = desk("agencyhead")
    head.goto("/account/delegation")
    today = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date()
    head.locator("[name=deputy]").fill("reviewer")
    head.locator("[name=from]").fill(today.isoformat())
    head.locator("[name=last]").fill(today.isoformat())
    head.locator("[name=agency]").select_option("all")
    head.locator("[name=reason]").fill("出差")
    head.locator("form[action='/account/delegation'] button").click()
    commission.goto("/inbox?view=delegated")
    commission.get_by_role("link", name=title).click()
    assert any("代理" in text for text in buttons(commission))
    act(commission, "退回承辦人", words="請補路線圖。")
    officer.goto(matter)
    act(officer, "送首長核定", words="路線圖已補。")
    # Taken back, and sent again.
    officer.get_by_role("button", name="收回").click()
    assert "已經收回" in officer.locator(".yk-notice.is-ok").inner_text()
    act(officer, "送首長核定", words="路線圖已補，請核示。")
    commission.goto(matter)
    act(commission, "核定送研考會")
    assert re.search(r"代理示範機關首長", commission.locator(".yk-timeline").inner_text())

    # The inbox can be read without a network.
    officer.goto("/inbox")
    officer.evaluate("navigator.serviceWorker.ready")
    officer.reload()
    officer.wait_for_function("caches.open('desk-pages').then(c => c.match('/inbox')).then(Boolean)")
    officer.context.set_offline(True)
    officer.goto("/inbox")
    assert officer.locator("h1").inner_text() == "待辦"
    assert officer.get_by_text("現在沒有網路").is_visible()
    officer.context.set_offline(False)

    act(commission, "擬請解除列管")
    before = datetime.datetime.now(datetime.timezone.utc)
    mayor = desk("mayor")
    mayor.goto(matter)
    # A head of the ledger closes what was before.
    officer.wait_for_timeout(1500)
    act(mayor, "解除列管", words="辦理完善。")
    assert "解除列管" in mayor.locator(".yk-steps [aria-current]").inner_text()
    mayor.wait_for_timeout(1500)

    # As it stood before the last step.
    mayor.goto(f"{matter}?as-of={before:%Y-%m-%dT%H:%M:%SZ}")
    assert mayor.locator(".yk-asof.is-past").count() == 1
    assert mayor.locator(".yk-steps [aria-current]").inner_text().split("\n")[0] != "解除列管"
    assert buttons(mayor) == []

    # The proof of the last step, checked by the command line.
    mayor.goto(matter)
    answer = mayor.request.get(f"{matter}/proof")
    assert answer.ok
    proof = tmp_path / "proof.json"
    proof.write_bytes(answer.body())
    check = subprocess.run([os.environ["YANKAO_PROGRAM"], "ledger", "verify-proof", str(proof)], capture_output=True, text=True, timeout=60)
    assert check.returncode == 0, check.stdout + check.stderr
    assert "release" in json.dumps(answer.json())
    for page in (officer, commission, helper, mayor):
        assert not [text for text in page.complaints if "net::ERR_" not in text]


def test_deadlines_in_a_calendar_program(desk, site):
    officer = desk("officer")
    officer.goto("/notices")
    officer.locator("form[action='/notices/feed'] button").click()
    path = site.local(officer.locator("main code").inner_text())
    answer = site.get(path)
    assert answer.status == 200 and answer.kind == "text/calendar"
    assert max(len(line) for line in answer.body.split(b"\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(answer.body)
    events = list(calendar.walk("VEVENT"))
    assert any(event["summary"].startswith("指（裁）示事項 指 ") for event in events)
    # Whatever its kind: what it is called and its number; the title only where it is public.
    summaries = [str(event["summary"]) for event in events]
    assert all(re.match(r"\S+ \S \d{3}-\d{4}", summary) for summary in summaries), summaries
    assert all(isinstance(event.decoded("dtstart"), datetime.date) for event in events)
    assert len({event["uid"] for event in events}) == len(events)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_desk_without_script(desk, width):
    officer = desk("officer", width=width, script=False)
    officer.goto("/inbox?view=unit")
    assert officer.locator(".yk-task").count() > 5
    officer.locator("#q").fill("等候時間")
    officer.locator(".yk-filter button").click()
    assert officer.locator(".yk-task").count() == 1
    officer.locator(".yk-task-t").click()
    assert "區公所聯合服務中心" in officer.locator("h1").inner_text()
    assert not officer.complaints


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_the_desk_is_accessible_and_valid(desk, tmp_path, width, dark, language):
    found, bodies = [], {}

    def look(page, path):
        if page.url != path:
            answer = page.goto(path)
            assert answer.status == 200, f"{path} answers {answer.status}"
            bodies[path] = answer.body()
        found.extend(faults(page))

    officer = desk("officer", width=width, dark=dark, language=language)
    for path in ("/inbox", "/inbox?view=unit&sort=new", "/inbox?q=nothing-is-called-this", "/notices", "/procedures", "/procedures/monitoring.directive", "/timeliness", "/timeliness?by=month", "/agencies/rdec/matters"):
        look(officer, path)
    officer.goto("/inbox?view=mine")
    look(officer, officer.locator(".yk-task-t").first.get_attribute("href"))
    # A form with what is wrong beside its fields.
    commission = desk("reviewer", width=width, dark=dark, language=language)
    look(commission, "/directives/new")
    provoke_error(commission)
    look(commission, commission.url)
    found.extend(html_faults(bodies, tmp_path))
    assert not found, "\n".join(found)
