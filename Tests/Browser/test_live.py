"""A page says that it has become old, while it is being read."""

import os
import secrets
import sqlite3

import pytest
from playwright.sync_api import expect


def test_a_plan_says_when_it_was_updated(open_page):
    store = os.path.join(os.environ.get("YANKAO_DATA", ""), "registry.sqlite")
    if not os.path.exists(store):
        pytest.skip("the site's store is not a file of ours")
    page = open_page()
    with page.expect_response(lambda answer: answer.url.endswith("/plans/events")):
        page.goto("/plans/rdec-111-114")
    notice = page.locator("[data-live]")
    expect(notice).to_have_text("")
    for plan in ("other", "rdec-111-114"):
        with sqlite3.connect(store, timeout=30) as db:
            db.execute(
                "INSERT INTO outbox (id, topic, reference, facts) VALUES (?, 'planning.published', ?, '{}')",
                (secrets.token_hex(16), f"planning/plan/{plan}"))
        db.close()
    expect(notice).to_contain_text("這個計畫剛剛更新了")
    notice.get_by_role("link").click()
    expect(page.locator("[data-live]")).to_have_text("")
    assert page.complaints == []
