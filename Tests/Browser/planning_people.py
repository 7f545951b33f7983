"""What people do on the pages of a plan's year: fill in a form, take a document one step further."""

import os
import re
import subprocess


def run(*arguments, told=""):
    """A command of the program, as whoever keeps the machine gives it."""
    subprocess.run([os.environ["YANKAO_PROGRAM"], *map(str, arguments)], input=told, check=True, capture_output=True, text=True, timeout=60)


def act(page, matter, title, refused=False, **values):
    """Opens the form behind a button of the matter's page and sends it. Returns what the page says then."""
    page.goto(matter)
    box = page.locator(".yk-act", has=page.locator("summary", has_text=re.compile(rf"^\s*{title}")))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for name, value in values.items():
        box.locator(f"[name={name}]").fill(value)
    box.locator("button[type=submit]").click()
    page.wait_for_load_state()
    main = page.locator("main").inner_text()
    assert (page.locator(".yk-notice.is-ok").count() == 1) != refused, main[:600]
    return main


def approved_and_published(desk, matter, head="agencyhead"):
    """From the agency's head to the commission, the mayor and the citizens: the same way for everything that is planned."""
    for handle, title in [(head, "核定送研考會"), ("reviewer", "審查通過"), ("mayor", "核定"), ("reviewer", "公布")]:
        act(desk(handle), matter, title)


def send(page, button, **values):
    """Fills the form whose button says so, and sends it."""
    form = page.locator("main form", has=page.get_by_role("button", name=button, exact=True)).first
    for name, value in values.items():
        field = form.locator(f"[name={name}]")
        field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
    form.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def links(page, pattern):
    return page.eval_on_selector_all(f"main a[href*='{pattern}']", "all => [...new Set(all.map(a => a.getAttribute('href')))]")


def save(page):
    """Stores a section of a plan's draft."""
    page.locator("form#section .btn-primary").click()
    page.wait_for_load_state()
