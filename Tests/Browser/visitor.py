"""What a visitor does on the pages, and the names that the pages and these tests agree on."""

import os

MISSING_PAGE = "/no/such/page"
SIGN_IN = "/sign-in"
ACCOUNT = "/account"
IMPORT = os.environ.get("YANKAO_IMPORT_PATH", "/plans/import")
IMPORTER = os.environ.get("YANKAO_IMPORTER")   # the handle of someone who may import a plan


def importer(people):
    handle = IMPORTER or next((name for name in people if "plan" in name), next(iter(people)))
    return handle, people[handle]


def fill_sign_in(page, handle, password):
    page.goto(SIGN_IN)
    page.locator("input[name=handle]").fill(handle)
    page.locator("input[type=password]").fill(password)
    page.locator("main form:has(input[type=password]) button").first.click()
    page.wait_for_load_state()


def sign_in(page, handle, password):
    fill_sign_in(page, handle, password)
    assert SIGN_IN not in page.url, f"{handle} is not let in: {page.locator('main').inner_text()[:300]}"


def provoke_error(page):
    """Sends the page's form empty, past the browser's own checks, so that the server has to show the error."""
    form = page.locator("main form[method=post]").first
    form.evaluate("form => form.noValidate = true")
    form.locator("button").first.click()
    # With script, the answer takes the place of the form without a new page.
    page.locator("[aria-invalid=true]").first.wait_for()


def choose(page, name, value):
    """Follows a preference link (language, theme), which on a phone may stand in the menu."""
    link = page.locator(f"a[href^='/{name}/{value}']:visible")
    if link.count() == 0:
        page.locator(".yk-menu > summary").click()
    link.first.click()
    page.wait_for_load_state()
