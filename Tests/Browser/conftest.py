"""Debian's Chromium, driven by Playwright; every page reports what it complained about in its console."""

import os
import pathlib

import pytest
from playwright.sync_api import sync_playwright
from visitor import sign_in

CHROMIUM = os.environ.get("YANKAO_CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser():
    # Chromium's own sandbox refuses to run as root.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, site):
    """A new visitor: open_page(width=…, dark=…, script=…) gives a page of its own, with `complaints`."""
    contexts = []

    def make(width=1280, dark=False, script=True, language="zh-TW"):
        context = browser.new_context(
            base_url=site.base, viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light",
            java_script_enabled=script, locale=language, reduced_motion="reduce")
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: complain(page, message))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def desk(open_page, people):
    """desk(handle): a page of somebody who is signed in; one for each."""
    pages = {}

    def of(handle, **settings):
        if handle not in pages:
            pages[handle] = open_page(**settings)
            sign_in(pages[handle], handle, people[handle])
        return pages[handle]

    return of


def complain(page, message):
    # The browser logs every 4xx of a page that we opened for being one.
    if message.type == "error" and not message.text.startswith("Failed to load resource: the server responded with a status of 4"):
        page.complaints.append(message.text)


@pytest.fixture(scope="session")
def screenshots():
    folder = pathlib.Path(__file__).resolve().parents[2] / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
