"""An officer uploads a document, looks at what was understood, puts it right, undoes, and accepts: with script and without."""

import pathlib

import pytest
from test_accessibility import faults
from visitor import IMPORT, importer, sign_in

SAMPLES = pathlib.Path(__file__).parent.parent / "FormatsTests" / "Samples"
PLAN = pathlib.Path(__file__).parent.parent.parent / "Demo" / "plan-rdec-111-114.txt"


def upload(page, file, years=("111", "114")):
    page.goto(IMPORT)
    page.select_option("select[name=agency]", "rdec")
    for name, year in zip(("from", "to"), years):
        page.fill(f"input[name={name}]", year)
    page.set_input_files("input[type=file]", file)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/plans/imports/**")
    return page.url.split("?")[0].split("#")[0]


def act(page, name):
    with page.expect_navigation():
        page.locator(f".yk-review-panel button[value='{name}']").click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_document_is_put_right(people, open_page, tmp_path, script):
    # The first goal lost its 面向, and one item its number.
    text = PLAN.read_text(encoding="utf-8").replace("（業務成果面向）", "", 1)
    source = tmp_path / "計畫.txt"
    source.write_text(text, encoding="utf-8")
    page = open_page(width=1280 if script else 390, script=script)
    sign_in(page, *importer(people))
    review = upload(page, source)
    doubts = page.locator(".yk-notice.is-warn a")
    assert doubts.count() == 2, page.locator("main").inner_text()[:500]
    doubts.first.click()
    panel = page.locator(".yk-review-panel")
    assert panel.is_visible(), "a doubt does not lead to its line"
    assert "提升政府策略思維能力" in panel.locator("textarea").input_value()
    page.select_option("#v-perspective", "businessResults")
    act(page, "perspective")
    assert page.locator(".yk-notice.is-warn a").count() == 1
    page.goto(f"{review}?line=60")
    before = page.locator(".yk-review-row:has(.yk-review-panel) .yk-review-node").inner_text()
    act(page, "paragraph")
    with page.expect_navigation():
        page.locator("form[action$='/undo'] button").click()
    page.goto(f"{review}?line=60")
    assert page.locator(".yk-review-row:has(.yk-review-panel) .yk-review-node").inner_text() == before
    page.fill("#v-split", "這些字不在這一行")
    act(page, "split")
    assert page.locator(".invalid-feedback").inner_text() and page.input_value("#v-split") == "這些字不在這一行"
    page.goto(review)
    with page.expect_navigation():
        page.locator("form[action$='/acceptance'] button").click()
    # It says what is published already, so there is no new draft.
    assert "/plans/rdec-111-114/draft" in page.url and "done=unchanged" in page.url
    complaints = [text for text in page.complaints if "422" not in text]
    assert not complaints, complaints


@pytest.mark.parametrize("name", ["plan.pdf", "plan.odt", "plan.docx"])
def test_every_format_comes_in(people, open_page, name):
    page = open_page()
    sign_in(page, *importer(people))
    review = upload(page, SAMPLES / name, ("121", "124"))
    assert page.locator(".yk-review-row").count() > 5
    page.goto(review)
    with page.expect_navigation():
        page.locator("form[action$='/removal'] button").click()
    assert "done=discarded" in page.url


def test_a_refused_file_says_why_and_keeps_the_years(people, open_page, tmp_path):
    for script in (True, False):
        page = open_page(script=script)
        sign_in(page, *importer(people))
        page.goto(IMPORT)
        page.select_option("select[name=agency]", "rdec")
        page.fill("input[name=from]", "111")
        page.fill("input[name=to]", "114")
        bad = tmp_path / "plan.pdf"
        bad.write_bytes(b"\x00\x01\x02 not a pdf \xff" * 50)
        page.set_input_files("input[type=file]", bad)
        page.click("main form button[type=submit]")
        page.locator(".invalid-feedback").first.wait_for()
        assert page.input_value("input[name=from]") == "111"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_review_pages_are_accessible(people, open_page, tmp_path, width, dark):
    source = tmp_path / "計畫.txt"
    source.write_text(PLAN.read_text(encoding="utf-8").replace("媒合青年委員", "媒合青年委員會委員").replace("（業務成果面向）", "", 1), encoding="utf-8")
    page = open_page(width=width, dark=dark)
    sign_in(page, *importer(people))
    review = upload(page, source)
    found = faults(page)
    for path in (f"{review}?line=56", f"{review}/difference", f"{review}/difference?all=1", "/plans/drafts"):
        assert page.goto(path).status == 200
        found += faults(page)
    page.goto(review)
    with page.expect_navigation():
        page.locator("form[action$='/removal'] button").click()
    assert not found, "\n".join(found)
