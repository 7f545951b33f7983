"""The inbox and one act at ten thousand and at a million matters: the same pages, the same person, one run."""

import http.cookiejar
import re
import statistics
import time
import urllib.parse
import urllib.request

from load import wrk

FEW, MANY = 10_000, 1_000_000
PASSWORD = "a password for the bench alone"
PAGES = [
    ("inbox", "/inbox", "bench-officer"),
    ("inbox, newest first", "/inbox?sort=new", "bench-officer"),
    ("inbox, one kind", "/inbox?kind=monitoring.directive", "bench-officer"),
    ("inbox, overdue", "/inbox?due=late", "bench-officer"),
    ("an agency's open matters", "/inbox?view=unit", "bench-officer"),
    ("the same, longest here first", "/inbox?view=unit&sort=since", "bench-officer"),
    ("all of an agency, newest first", "/agencies/rdec/matters", "bench-officer"),
    ("its closed ones of one kind", "/agencies/rdec/matters?state=closed&kind=monitoring.directive", "bench-officer"),
    ("its overdue ones", "/agencies/rdec/matters?state=overdue", "bench-officer"),
    ("timeliness by agency", "/timeliness", "bench-reviewer"),
    ("timeliness by month", "/timeliness?by=month", "bench-reviewer"),
    ("timeliness of an agency's people", "/timeliness/people?agency=rdec", "bench-reviewer"),
]


class Visitor:
    """Somebody who is signed in, as a browser would be."""

    def __init__(self, server, handle):
        self.server = server
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.post("/sign-in", {"handle": handle, "password": PASSWORD})

    def get(self, path):
        with self.opener.open(self.server.url(path), timeout=60) as reply:
            return reply.read().decode()

    def post(self, path, values, page=None):
        values = dict(values, _token=re.search(r'name="_token" value="([^"]+)"', page or self.get(path))[1])
        with self.opener.open(self.server.url(path), urllib.parse.urlencode(values).encode(), timeout=60) as reply:
            return reply.read().decode()

    @property
    def cookie(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


def milliseconds(visitor, path, times=60):
    """Median and 95th percentile of one reader's wait."""
    visitor.get(path)
    took = []
    for _ in range(times):
        start = time.perf_counter()
        visitor.get(path)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took), sorted(took)[int(len(took) * 0.95)]


def acts(visitor, first, count):
    """Form to redirection, one matter after another: 95th percentile in milliseconds."""
    took = []
    for number in range(first, first + count * 20):
        page = visitor.get(f"/matters/bench-{number}") if number % 28 == 27 else None
        if page is None or "接辦" not in page:
            continue
        token = re.search(r'name="_token" value="([^"]+)"', page)[1]
        body = urllib.parse.urlencode({"action": "accept", "revision": "1", "_token": token}).encode()
        request = urllib.request.Request(visitor.server.url(f"/matters/bench-{number}/steps"), body)
        start = time.perf_counter()
        urllib.request.build_opener(NoRedirect, urllib.request.HTTPCookieProcessor(visitor.jar)).open(request, timeout=60).read()
        took.append((time.perf_counter() - start) * 1000)
    return sorted(took)[int(len(took) * 0.95)] if took else float("nan")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None

    def http_error_303(self, request, reply, code, message, headers):
        return reply


def measure(installation, item, cpu, seconds=2):
    """Rows for the table: title, at few, at many (median ms), their ratio, p95 at many, and requests a second at many over an indexed read's."""
    installation.run("bench-matters", "people", PASSWORD)
    found = {}
    for count, start in ((FEW, 0), (MANY, FEW)):
        begun = time.monotonic()
        installation.run("bench-matters", "fill", str(start), str(count))
        print(f"  {count:,} matters ({time.monotonic() - begun:.0f} s)", flush=True)
        server = installation.serve()
        try:
            visitors = {handle: Visitor(server, handle) for _, _, handle in PAGES}
            base = wrk(server.url(item), seconds, cpu)[0]
            plain = milliseconds(visitors["bench-officer"], item)
            for title, path, handle in PAGES:
                median, p95 = milliseconds(visitors[handle], path)
                rate = wrk(server.url(path), seconds, cpu, {"Cookie": visitors[handle].cookie})[0]
                found[title, count] = median, p95, rate / base
            found["act", count] = acts(visitors["bench-officer"], start, 400), plain[1]
        finally:
            server.stop()
    rows = [
        (title, found[title, FEW][0], found[title, MANY][0], found[title, MANY][0] / found[title, FEW][0], found[title, MANY][1], found[title, MANY][2])
        for title, _, _ in PAGES
    ]
    return rows, found["act", MANY]


def report(installed, item, cpu):
    """Prints the table of each engine. Returns how many bars are missed."""
    missed = 0
    for engine, installation in installed.items():
        print(f"\nMatters on {engine}: one reader's wait in ms, median (bar: at {MANY:,} at most 3 times that at {FEW:,})", flush=True)
        rows, (act, read) = measure(installation, item, cpu)
        print(f"{'':34}{FEW:>10,}{MANY:>12,}{'ratio':>9}{'p95':>9}   requests/s of an indexed read's")
        for title, few, many, ratio, p95, rate in rows:
            missed += ratio > 3
            print(f"{title:34}{few:>10.2f}{many:>12.2f}{ratio:>8.1f}{'!' if ratio > 3 else ' '}{p95:>9.2f}   {rate:.2f}")
        missed += act > 10 * read
        print(f"{'one act, form to redirection':34}{'p95':>10}{act:>12.2f}{act / read:>8.1f}{'!' if act > 10 * read else ' '}   times the indexed read's p95 (bar: 10)")
    return missed
