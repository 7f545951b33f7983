"""The page of a plan's line with ten and with ten thousand things tied to it, and the roll-up of many indicators."""

import re
import time
import urllib.request

from load import wrk
from matters import Visitor, milliseconds

FEW, MANY = 10, 10_000
INDICATORS = 5_000


class Stranger(Visitor):
    """A visitor who has not signed in."""

    def __init__(self, server):
        self.server = server
        self.opener = urllib.request.build_opener()


def measure(installation, item, cpu, seconds=2):
    """Rows: title, median and p95 in ms, requests a second over an indexed read's."""
    plan, line = re.search(r"/plans/([^/]+)/items/([^/?]+)", item).groups()
    key, page = f"{plan}/{line}", f"/plans/{plan}/items/{line}"
    rows = []
    for count, start in ((FEW, 0), (MANY, FEW)):
        installation.run("bench-threads", "links", str(start), str(count), key)
        if count == MANY:
            begun = time.monotonic()
            installation.run("bench-threads", "indicators", "0", str(INDICATORS), key)
            print(f"  {INDICATORS:,} indicators x 8 years x 12 months ({time.monotonic() - begun:.0f} s)", flush=True)
        server = installation.serve()
        try:
            stranger = Stranger(server)
            base = wrk(server.url(item), seconds, cpu)[0]
            paths = [(f"thread of {count:,} things", page)]
            if count == MANY:
                paths += [("its list of one kind", f"/threads/group?of=planning/item/{key}&kind=matters/matter"), ("roll-up of a year", "/indicators/attainment?year=2025"), ("indicators, first page", "/indicators?year=2025")]
            for title, path in paths:
                median, p95 = milliseconds(stranger, path)
                rows.append((title, median, p95, wrk(server.url(path), seconds, cpu)[0] / base))
        finally:
            server.stop()
    return rows


def report(installed, item, cpu):
    """Prints the table of each engine. No bar is set for it."""
    for engine, installation in installed.items():
        print(f"\nThreads and roll-ups on {engine}: one reader's wait in ms", flush=True)
        print(f"{'':34}{'median':>10}{'p95':>9}   requests/s of an indexed read's")
        for title, median, p95, rate in measure(installation, item, cpu):
            print(f"{title:34}{median:>10.2f}{p95:>9.2f}   {rate:.2f}")
    return 0
