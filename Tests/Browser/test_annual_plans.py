"""A year of a plan: made from the mid-term plan, refused while weights do not add up, published, carried out, assessed three times, announced."""

from planning_people import act, approved_and_published, links, send
from test_accessibility import faults

YEAR = 113  # the demo has the two years after it
DESK = f"/desk/annual-plans/rdec-{YEAR}"


def test_a_year_from_the_mid_term_plan_to_its_grade(desk, open_page):
    officer = desk("officer")
    officer.goto("/desk/annual-plans")
    officer.get_by_role("button", name=f"由中程計畫編製 {YEAR} 年度施政計畫").click()
    officer.wait_for_load_state()
    assert officer.url.split("?")[0].endswith(DESK)
    assert "權數先平均分配" in officer.locator("main").inner_text()

    # Every item gets what its form asks for.
    for item in links(officer, f"{DESK}/items/"):
        officer.goto(item)
        send(officer, "儲存", category="一般業務", benefit="效益", unit="綜合計畫組", budget="100000", funding="市預算")
        assert officer.locator(".yk-notice.is-ok").count() == 1, item
    # Goals without numbers get one each; the second of them two points too little.
    goals = [link.rsplit("/", 2)[1] for link in links(officer, "/measures") if link.endswith("/measures")]
    text = officer.locator("main").inner_text()
    wrong = None
    for goal in goals:
        section = officer.locator(f"section[aria-labelledby={goal}]")
        if "指標合計 0" not in section.inner_text():
            continue
        weight = section.locator(".yk-count").inner_text().split("權數 ")[1].split("，")[0]
        given = weight
        if wrong is None:
            wrong, given = goal, str(int(weight) - 2)
        officer.goto(f"{DESK}/goals/{goal}/measures")
        send(officer, "儲存", title=f"指標{goal}", target="90", unit="%", weight=given, method="統計數據", standard="完成數 ÷ 總數")
        assert officer.url.split("?")[0].endswith(DESK), officer.locator("main").inner_text()[:400]
    for measure in links(officer, f"{DESK}/measures/"):
        officer.goto(measure)
        if not officer.locator("[name=target]").input_value() or officer.locator("[name=target]").input_value() == "0":
            officer.locator("[name=target]").fill("20")
        if not officer.locator("[name=standard]").input_value():
            officer.locator("[name=standard]").fill("依指標頁")
        send(officer, "儲存")
    assert wrong is not None, text
    notice = officer.locator("main .yk-notice.is-warn:visible").inner_text()
    assert "送出前還有 1 處要補" in notice and "少 2" in notice

    # Submitting is refused with the difference.
    matter = links(officer, "/matters/")[0]
    assert "少 2" in act(officer, matter, "送首長核定", refused=True)

    # Mended, it goes its way.
    officer.goto(DESK)
    measure = officer.get_by_role("link", name=f"指標{wrong}", exact=True).get_attribute("href")
    officer.goto(measure)
    weight = int(officer.locator("[name=weight]").input_value()) + 2
    send(officer, "儲存", weight=str(weight))
    assert "權數合計正確" in officer.locator("main").inner_text()
    assert faults(officer) == []
    act(officer, matter, "送首長核定")
    approved_and_published(desk, matter)

    # A citizen reads it on a phone, and the thread of a line shows its item.
    citizen = open_page(width=390)
    citizen.goto(f"/annual-plans/rdec-{YEAR}")
    assert faults(citizen) == [] and "100,000 元" in citizen.locator("main").inner_text()
    assert citizen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    citizen.locator(f"a[href^='/annual-plans/rdec-{YEAR}/items/']").first.click()
    citizen.wait_for_load_state()
    assert faults(citizen) == []
    line = citizen.locator("a[href^='/plans/rdec-111-114/items/']").first.get_attribute("href")
    citizen.goto(line)
    assert f"{YEAR}年度：" in citizen.locator("main").inner_text()

    # The year is over: the agency, the commission and the mayor each say how far it came.
    officer.goto("/desk/assessments")
    officer.get_by_role("button", name=f"開始 {YEAR} 年度自評").click()
    officer.wait_for_load_state()
    sheet = f"/desk/assessments/rdec-{YEAR}"
    assert officer.url.endswith(sheet)
    matter = links(officer, "/matters/")[0]
    for mark in links(officer, f"{sheet}/marks/"):
        officer.goto(mark)
        values = {"actual": "20"} if officer.locator("[name=actual]").count() else {}
        send(officer, "儲存", evidence="統計表", **values)
        assert officer.locator(".yk-notice.is-ok").count() == 1, mark
    act(officer, matter, "自評完成")
    act(desk("agencyhead"), matter, "核定自評")
    reviewer = desk("reviewer")
    reviewer.goto(sheet)
    first = links(reviewer, f"{sheet}/marks/")[0]
    reviewer.goto(first)
    send(reviewer, "儲存", actual="10", remark="佐證只有 10")
    assert faults(reviewer) == []
    act(reviewer, matter, "初核完成")
    act(desk("mayor"), matter, "核定複核結果")
    act(officer, matter, "沒有異議")
    act(reviewer, matter, "公布考核結果")
    citizen.goto(f"/assessments/rdec-{YEAR}")
    told = citizen.locator("main").inner_text()
    assert "佐證只有 10" in told and "複核" in told and "分" in told
    assert faults(citizen) == []
    citizen.goto("/assessments")
    assert faults(citizen) == []


def test_a_policy_shows_who_owes_what(open_page):
    citizen = open_page(width=390)
    citizen.goto("/policies")
    assert faults(citizen) == []
    citizen.goto(citizen.locator("main a[href^='/policies/']").first.get_attribute("href"))
    text = citizen.locator("main").inner_text()
    assert "誰欠什麼" in text and "逾期" in text and "下一次會議" in text
    assert faults(citizen) == []
    assert citizen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
