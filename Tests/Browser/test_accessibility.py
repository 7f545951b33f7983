"""No page has an accessibility violation: axe, WCAG 2.0 to 2.2 A and AA and best practice, with every detail opened."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from visitor import ACCOUNT, IMPORT, MISSING_PAGE, SIGN_IN, importer, provoke_error, sign_in

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}


def violations(page):
    page.evaluate("document.querySelectorAll('details:not([open])').forEach(details => { details.open = true; details.dataset.opened = '' })")
    response = Axe().run(page, options=OPTIONS).response
    # As it was: an open menu lies over what a test clicks next.
    page.evaluate("document.querySelectorAll('details[data-opened]').forEach(details => { details.open = false; delete details.dataset.opened })")
    assert response["passes"] or response["violations"], "axe looked at nothing"
    return [
        f"{page.url} {violation['id']}: {node['target']} {node['html'][:200]} — {node.get('failureSummary', '').splitlines()[-1:]}"
        for violation in response["violations"] for node in violation["nodes"]
    ]


def overflow(page):
    """Only a frame that says so scrolls sideways; the page never does."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url} overflows by {wide} px"] if wide > 0 else []


def faults(page):
    found = violations(page) + overflow(page) + [f"{page.url} console: {text}" for text in page.complaints]
    page.complaints.clear()
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_public_pages(site, open_page, width, dark, language):
    page = open_page(width=width, dark=dark, language=language)
    found, visited = [], 0
    for path in site.pages() + [SIGN_IN, MISSING_PAGE]:
        response = page.goto(path)
        if "html" not in response.headers.get("content-type", ""):
            continue
        assert response.status == (404 if path == MISSING_PAGE else 200), f"{path} answers {response.status}"
        visited += 1
        found += faults(page)
    assert visited > 2, "no public page was visited"
    assert not found, "\n".join(found)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_signed_in_pages(people, open_page, width, dark):
    page = open_page(width=width, dark=dark)
    sign_in(page, *importer(people))
    found = []
    for path in (ACCOUNT, IMPORT):
        assert page.goto(path).status == 200, f"{path} is not there for {importer(people)[0]}"
        found += faults(page)
    provoke_error(page)
    assert page.locator("[aria-invalid=true]").count() > 0, "an empty import shows no error"
    found += faults(page)
    assert not found, "\n".join(found)
