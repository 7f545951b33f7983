"""People get where they go: by clicking, in both languages, without script, and by keyboard."""

import re

import pytest
from visitor import ACCOUNT, SIGN_IN, choose, fill_sign_in, importer, sign_in

PLAN = re.compile(r"^/plans/[^/.?#]+$")
GOAL = re.compile(r"^/plans/[^/]+/goals/[^/.?#]+$")
ITEM = re.compile(r"^/plans/[^/]+/items/[^/.?#]+$")
NOT_A_PLAN = {"/plans/import"}


def follow(page, site, pattern):
    """Clicks the first link of the page's body that leads to such an address."""
    for link in page.locator("main a[href]").all():
        path = site.local(link.get_attribute("href")) if "#" not in link.get_attribute("href") else ""
        if pattern.match(path) and path not in NOT_A_PLAN and link.is_visible():
            link.click()
            page.wait_for_load_state()
            assert site.local(page.url) == path
            return page.locator("h1").inner_text()
    pytest.fail(f"{page.url} has no visible link like {pattern.pattern}")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language,root", [("zh-TW", "zh-Hant-TW"), ("en", "en")])
def test_from_home_to_an_item_without_script(site, open_page, language, root, width):
    page = open_page(width=width, script=False, language=language)
    assert page.goto("/").status == 200
    titles = [page.locator("h1").inner_text()]
    for pattern in (PLAN, GOAL, ITEM):
        titles.append(follow(page, site, pattern))
        assert page.locator("html").get_attribute("lang") == root
    assert all(titles) and len(set(titles)) == len(titles), f"pages share a title: {titles}"
    assert page.locator("nav.yk-crumbs a[href]").count() >= 2
    assert not page.complaints


def test_language_stays_chosen(open_page):
    page = open_page()
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "zh-Hant-TW"
    choose(page, "language", "en")
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto(SIGN_IN)
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("system", ["light", "dark"])
def test_theme_beats_the_system(open_page, system):
    other = "light" if system == "dark" else "dark"
    page = open_page(dark=system == "dark")
    page.goto("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    choose(page, "theme", other)
    assert page.locator("html").get_attribute("data-theme") == other
    assert page.evaluate(ground) != before
    page.goto(SIGN_IN)
    assert page.evaluate(ground) != before, "the choice is forgotten on the next page"


def test_skip_link_comes_first(open_page):
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    focused = "document.activeElement"
    assert page.evaluate(f"{focused}.getAttribute('href')") == "#main"
    assert page.locator(".yk-skip").bounding_box()["y"] >= 0, "the skip link is focused but not to be seen"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.querySelector('main').contains({focused})"), "the skip link does not skip"


def test_focus_can_be_seen(open_page):
    page = open_page()
    page.goto("/")
    unseen, steps = [], 0
    for _ in range(30):
        page.keyboard.press("Tab")
        style = page.evaluate("(() => { const s = getComputedStyle(document.activeElement); return [document.activeElement.tagName, s.outlineStyle, s.outlineWidth] })()")
        if style[0] == "BODY":
            break
        steps += 1
        if style[1] == "none" or style[2] == "0px":
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert steps > 5, "nothing to step through"
    assert not unseen, unseen


def test_wrong_password_keeps_the_handle(open_page):
    page = open_page(script=False)
    fill_sign_in(page, "nobody-of-this-name", "not the password")
    assert page.locator("input[name=handle]").input_value() == "nobody-of-this-name"
    assert page.locator("input[type=password]").input_value() == ""
    invalid = page.locator("main [aria-invalid=true]").first
    described = (invalid.get_attribute("aria-describedby") or "").split()
    errors = [page.locator(f"[id='{name}'].invalid-feedback") for name in described]
    assert any(error.count() and error.is_visible() and error.inner_text().strip() for error in errors), "no error beside its field"


def test_sign_in_and_out_without_script(people, open_page):
    page = open_page(script=False)
    sign_in(page, *importer(people))
    assert page.goto(ACCOUNT).status == 200
    page.locator("form[action='/sign-out'] button").first.click()
    page.wait_for_load_state()
    page.goto(ACCOUNT)
    assert page.locator("input[type=password]").count() == 1, "still signed in after signing out"


def test_print_opens_the_numbers_and_drops_navigation(site, open_page):
    page = open_page()
    page.emulate_media(media="print")
    page.goto("/")
    assert page.locator("h1").is_visible()
    assert not page.locator(".yk-nav").is_visible()
    assert not page.locator(".yk-foot").is_visible()
