"""A plan of five thousand lines with ten versions: its page, the page as it stood, and two versions held against each other."""

import json
import os
import tempfile
import time

from matters import PASSWORD, Visitor, milliseconds
from threads import Stranger

LINES, VERSIONS = 5_000, 10
PLAN = "rdec-115-118"
# Milliseconds that one reader waits for two versions side by side.
COMPARISON_BAR = 200


def version(number, lines=LINES):
    """The plan as it is in one version: each has a hundred lines reworded, ten gone and ten come since the one before."""
    goals = lines // 50
    rows = []
    for goal in range(1, goals + 1):
        rows.append(line(f"g{goal}", "goal", None, goal, f"示範目標第 {goal} 項", ""))
        rows[-1]["goalKind"] = "key"
        place = 0
        for item in range(1, 50 + (VERSIONS if goal == 1 else 0)):
            serial = (goal - 1) * 49 + item
            # Ten a version go, and ten come in the goals after them.
            if serial % 47 == 0 and serial // 47 <= (number - 1) * 10:
                continue
            place += 1
            edited = number if serial % (lines // 100) == number % 7 else 1
            text = f"示範資料：第 {serial} 項工作，第 {edited} 次修正，持續推動各項措施並定期檢討辦理情形，以提升為民服務品質。"
            rows.append(line(f"g{goal}-{item}", "item", f"g{goal}", place, "", text))
        for item in range((number - 1) * 10 if goal == goals else 0):
            place += 1
            rows.append(line(f"g{goal}-{100 + item}", "item", f"g{goal}", place, "", f"示範資料：後來新增的第 {item + 1} 項工作。"))
    return {
        "schema": "yankao.plan/1", "agency": "rdec", "years": {"from": 115, "to": 118}, "title": "示範計畫", "mission": "示範使命",
        "vision": f"示範願景，第 {number} 版", "lines": rows, "indicators": [],
    }


def line(key, kind, parent, number, title, text):
    return {"id": key, "kind": kind, "parent": parent, "number": number, "title": title, "text": text}


def fill(installation, lines=LINES):
    """Publishes one version after the other; the seconds of the slowest."""
    slowest = 0
    for number in range(1, VERSIONS + 1):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(version(number, lines), file, ensure_ascii=False)
            file.flush()
            begun = time.monotonic()
            installation.run("yankao", "plan", "import", file.name, "--agency", "rdec", "--years", "115-118")
            slowest = max(slowest, time.monotonic() - begun)
    return slowest


def measure(installation, lines=LINES):
    """Rows: title, median and p95 in ms, bar."""
    installation.run("bench-matters", "people", PASSWORD)
    rows = [("slowest import of a version", fill(installation, lines) * 1000, None, None)]
    server = installation.serve()
    try:
        stranger = Stranger(server)
        # Versions can be compared as soon as their entries have their places.
        until = time.monotonic() + 60
        while True:
            try:
                stranger.get(f"/plans/{PLAN}/versions/1/{VERSIONS}")
                break
            except OSError as error:
                if time.monotonic() > until:
                    raise RuntimeError(f"versions cannot be compared: {error}") from error
                time.sleep(0.2)
        for title, path, bar in [
            ("page of the plan", f"/plans/{PLAN}", None), ("all its versions", f"/plans/{PLAN}/versions", None),
            ("two versions, one after the other", f"/plans/{PLAN}/versions/{VERSIONS - 1}/{VERSIONS}", COMPARISON_BAR),
            ("the first and the last version", f"/plans/{PLAN}/versions/1/{VERSIONS}", COMPARISON_BAR),
            ("the same as JSON", f"/plans/{PLAN}/versions/1/{VERSIONS}.json", COMPARISON_BAR),
            ("whole plan as JSON", f"/plans/{PLAN}/exports/json", None),
        ]:
            median, p95 = milliseconds(stranger, path)
            rows.append((title, median, p95, bar))
        # Written from the record: a section a line.
        officer = Visitor(server, "bench-officer")
        begun = time.monotonic()
        officer.post(f"/plans/{PLAN}/results", {"year": "115"}, page=officer.get("/account"))
        rows.append(("a results report is begun", (time.monotonic() - begun) * 1000, None, None))
        for title, path in [("its page", "/reports/rdec-115-115"), ("one of its sections", "/reports/rdec-115-115/sections/s2")]:
            rows.append((title, *milliseconds(officer, path, 20), None))
    finally:
        server.stop()
    return rows


def report(installed):
    """Prints the table of each engine; how many bars were missed."""
    missed = 0
    for engine, installation in installed.items():
        lines = int(os.environ.get("BENCH_PLAN_LINES", LINES))
        print(f"\nA plan of {lines:,} lines with {VERSIONS} versions on {engine}: one reader's wait in ms", flush=True)
        print(f"{'':36}{'median':>10}{'p95':>9}")
        for title, median, p95, bar in measure(installation, lines):
            mark = "" if bar is None else f"   {'✓' if median <= bar else '✗'} bar: {bar} ms"
            missed += bar is not None and median > bar
            print(f"{title:36}{median:>10.1f}{'' if p95 is None else f'{p95:9.1f}':>9}{mark}", flush=True)
    return missed
