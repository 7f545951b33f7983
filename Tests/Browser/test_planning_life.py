"""A rolling revision by the people who make it: two write the same section, a reason is missing, the commission comments, the mayor approves, and a
citizen compares the two versions."""

import os
import pathlib
import re

import pytest
from planning_people import act, run, save
from test_accessibility import faults
from test_html import faults as html_faults

DEMO = pathlib.Path(__file__).parent.parent.parent / "Demo"
# The demo's plan once more, for other years: others import it again and count on its words.
PLAN = "rdec-107-110"
DRAFT = f"{PLAN}.draft"
BODIES = {}


def looked_at(page, screenshots, name):
    """No fault, at both widths, and a picture of each."""
    for width in [1280, 390]:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than {width}"
        page.screenshot(path=screenshots / f"planning-{name}-{width}.png", full_page=True)
        assert faults(page) == [], f"{name} at {width}"
    page.set_viewport_size({"width": 1280, "height": 900})
    BODIES[name] = page.content().encode()


@pytest.mark.skipif("YANKAO_PROGRAM" not in os.environ, reason="YANKAO_PROGRAM is not set: no plan of its own can be published")
def test_a_revision_from_the_first_word_to_the_comparison(desk, open_page, screenshots, tmp_path):
    run("plan", "import", DEMO / "plan-rdec-111-114.txt", "--agency", "rdec", "--years", "107-110", "--short-names", DEMO / "short-names.csv")
    # The officer begins; no script is needed for any of it.
    officer, head = desk("officer", script=False), desk("agencyhead")
    officer.goto(f"/plans/{PLAN}")
    officer.get_by_role("button", name="開始滾動修正").click()
    officer.wait_for_url("**/matters/*")
    matter = officer.url
    officer.goto(f"/plans/{DRAFT}/draft")
    assert "編擬中" in officer.locator("main").inner_text()

    # Two write the same section: whoever saves second sees both and loses nothing.
    section = f"/plans/drafts/{DRAFT}/sections/g1"
    officer.goto(section)
    head.goto(section)
    assert "打開了這一節" in head.locator("main").inner_text()
    first = head.locator("[name='r.0.text']").input_value()
    officer.locator("[name='r.0.text']").fill(first + "（並公開過程）")
    save(officer)
    assert "存好了" in officer.locator("main").inner_text()
    head.locator("[name='r.0.text']").fill(first + "（並每季檢討）")
    head.locator("[name='r.1.text']").fill("改寫的第二項。")
    save(head)
    assert "別人存過這一節" in head.locator("main").inner_text()
    assert head.locator("[name='r.0.text']").input_value().endswith("（並每季檢討）")
    assert head.locator("del").first.inner_text() and "公開過程" in head.locator(".yk-diff").inner_text()
    looked_at(head, screenshots, "conflict")
    head.get_by_role("button", name="採用對方的：對方的第 1 項").click()
    head.wait_for_load_state()
    assert head.locator("[name='r.0.text']").input_value().endswith("（並公開過程）")
    assert head.locator("[name='r.1.text']").input_value() == "改寫的第二項。"
    save(head)

    # One line goes, another comes, without script.
    officer.goto(section)
    count = officer.locator("fieldset").count()
    looked_at_without_script(officer, screenshots, "section")
    officer.get_by_role("button", name=f"刪除第 {count} 項").click()
    officer.get_by_role("button", name="加一項").click()
    officer.locator(f"[name='r.{count - 1}.text']").fill("每年辦理一次市民共同檢討。")
    officer.get_by_role("button", name=f"上移第 {count} 項").click()
    assert officer.locator(f"[name='r.{count - 2}.text']").input_value() == "每年辦理一次市民共同檢討。"
    save(officer)
    officer.goto(f"/plans/drafts/{DRAFT}/edit")
    assert "分節編修" in officer.title()

    # What is changed has a reason, or it is not sent.
    said = act(officer, matter, "送首長核定", refused=True)
    assert "還沒有寫理由" in said
    officer.goto(f"/plans/{DRAFT}/reasons")
    reasons = officer.locator("textarea[name^='why.']")
    assert reasons.count() == 4
    for place in range(4):
        reasons.nth(place).fill(f"理由 {place + 1}：配合市政會議決議。")
    officer.get_by_role("button", name="存理由").click()
    officer.wait_for_load_state()
    assert "還沒有理由的 0 項" in officer.locator("main").inner_text()
    looked_at_without_script(officer, screenshots, "reasons")
    act(officer, matter, "送首長核定")
    officer.goto(section)
    assert "done=locked" in officer.url

    # The commission reviews, comments on a line and returns.
    act(head, matter, "核定送研考會")
    reviewer = desk("reviewer")
    reviewer.goto(f"/plans/{DRAFT}/draft")
    looked_at(reviewer, screenshots, "draft")
    reviewer.locator("#g1-1").get_by_role("link", name=re.compile("寫意見")).click()
    reviewer.locator("[name=text]").fill("請寫出每季幾次。")
    reviewer.get_by_role("button", name="寫下意見").click()
    reviewer.wait_for_load_state()
    looked_at(reviewer, screenshots, "comments")
    assert "還有 1 項意見沒有答復" in act(reviewer, matter, "審查通過", refused=True)
    act(reviewer, matter, "退回機關修正")

    # The agency mends and answers.
    officer.goto(f"/plans/{DRAFT}/comments")
    assert "請寫出每季幾次" in officer.locator("main").inner_text()
    officer.locator("[name=text]").fill("已寫明每季一次。")
    officer.get_by_role("button", name="送出答復").click()
    officer.wait_for_load_state()
    officer.goto(section)
    officer.locator("[name='r.0.text']").fill(first + "（並公開過程，每季一次）")
    save(officer)
    act(officer, matter, "送首長核定")
    act(head, matter, "核定送研考會")
    act(reviewer, matter, "審查通過")

    # The mayor approves, the commission publishes.
    mayor = desk("mayor")
    mayor.goto(matter)
    mayor.locator("main .yk-lead a").click()
    mayor.wait_for_url(f"**/plans/{DRAFT}/draft")
    act(mayor, matter, "核定")
    act(reviewer, matter, "公布")

    # A citizen compares.
    citizen = open_page()
    citizen.goto(f"/plans/{PLAN}/versions")
    looked_at(citizen, screenshots, "versions")
    citizen.get_by_role("link", name="和第 1 版比較").click()
    citizen.wait_for_url("**/versions/1/2")
    text = citizen.locator("main").inner_text()
    assert "每年辦理一次市民共同檢討。" in text and text.count("配合市政會議決議") == 4
    looked_at(citizen, screenshots, "comparison")
    gone = citizen.locator(".yk-diff li:has(> p > .yk-badge:text('刪除'))")
    key = gone.first.get_attribute("id")
    answer = citizen.goto(f"/plans/{PLAN}/items/{key}")
    assert answer.status == 410 and "第 2 版沒有這一項" in citizen.locator("main").inner_text()
    looked_at(citizen, screenshots, "gone")
    citizen.get_by_role("link", name="看當時的樣子").click()
    citizen.wait_for_load_state()
    assert "這是過去的樣子" in citizen.locator("main").inner_text()
    assert html_faults(BODIES, tmp_path) == []


def looked_at_without_script(page, screenshots, name):
    for width in [1280, 390]:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=screenshots / f"planning-{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    BODIES[name] = page.content().encode()
