"""Measures the release build beside a bare server and prints one table; scripts/bench builds what it needs and calls it.

Every number that is held against a bar is a ratio of two measurements made within the same seconds, and the median of several such ratios: machines
differ, and so does one machine from minute to minute. Servers use every processor, as they do in a city hall with one machine; wrk is held to the
last one, for every row alike, so each ratio is of the whole way from asking to having been answered.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import ledger
import matters
import threads
import outlines
import planning
import search
from load import CONNECTIONS, slow_crowd, wrk
from servers import Server, free_port

PLANS = 10_000
ROUNDS, SECONDS, WARM_UP = 5, 2, 2
PLAN = "rdec-111-114"
ITEM = f"/api/v1/plans/{PLAN}/items/g1-1"
ROWS = [
    ("health", "/health"),
    ("indexed JSON read", ITEM),
    ("plan page", f"/plans/{PLAN}"),
    (f"plans, page of {PLANS:,}", "/plans"),
    (f"plans, JSON of {PLANS:,}", "/api/v1/plans"),
]
SPEED_BARS = {ITEM: 0.5, f"/plans/{PLAN}": 0.3}
ENGINES = ("SQLite", "PostgreSQL")

WRK_CPU = max(os.sched_getaffinity(0))


class Installation:
    """One engine with the real plan and the synthetic ones."""

    def __init__(self, engine, binaries, home, plans=PLANS):
        self.binaries = binaries
        self.place = {
            "YANKAO_DATA": os.path.join(home, engine), "YANKAO_LOG_LEVEL": "notice",
            "YANKAO_DATABASE": "" if engine == "SQLite" else os.environ["TEST_DATABASE_URL"],
        }
        self.run("yankao", "migrate")
        start = time.monotonic()
        self.run(
            "yankao", "plan", "import", "Demo/plan-rdec-111-114.txt", "--agency", "rdec", "--years", "111-114",
            "--short-names", "Demo/short-names.csv")
        self.seconds_to_import = time.monotonic() - start
        if plans:
            self.run("bench-site", "plans", str(plans))
        # An index that is complete with nothing in it: or the server would make one of all that while something else is measured.
        self.run("bench-search", "fill", "0", search.FOLDER)

    def run(self, program, *arguments):
        subprocess.run([f"{self.binaries}/{program}", *arguments], env=dict(os.environ, **self.place), check=True, stdout=subprocess.DEVNULL)

    def serve(self, program="yankao"):
        return Server([f"{self.binaries}/{program}", "serve"], dict(self.place, YANKAO_SERVER_PORT=str(free_port())))

    def seconds_to_start(self):
        seconds = []
        for _ in range(5):
            server = self.serve()
            seconds.append(server.seconds_to_start)
            server.stop()
        return statistics.median(seconds)


def speed(base, servers):
    """For each engine and path: requests a second, p99, ratio to the base."""
    measured = {}
    for round in range(ROUNDS + 1):
        # The base before and after the rows, so that a machine that slows down meanwhile does so for both.
        seconds = WARM_UP if round == 0 else SECONDS
        bases = [wrk(base.url("/"), seconds, WRK_CPU)]
        found = {}
        for _, path in ROWS:
            for engine, server in servers.items():
                found[engine, path] = wrk(server.url(path), seconds, WRK_CPU)
        bases.append(wrk(base.url("/"), seconds, WRK_CPU))
        if round == 0:
            continue
        reference = statistics.mean(rate for rate, _ in bases)
        for rate, p99 in bases:
            measured.setdefault("base", []).append((rate, p99, rate / reference))
        for key, (rate, p99) in found.items():
            measured.setdefault(key, []).append((rate, p99, rate / reference))
    return {key: [statistics.median(column) for column in zip(*values)] for key, values in measured.items()}


def quiet_and_crowded(server):
    """p99 of the inline read alone, and while the slow crowd is at it."""
    def p99():
        return statistics.median(wrk(server.url(ITEM), SECONDS, WRK_CPU)[1] for _ in range(3))

    wrk(server.url(ITEM), WARM_UP, WRK_CPU)
    quiet = p99()
    with slow_crowd(server):
        crowded = p99()
    return quiet, crowded, crowded / quiet


class Table:
    def __init__(self):
        self.missed = 0

    def mark(self, met):
        self.missed += not met
        return "✓" if met else "✗"

    def speed(self, measured):
        rate, p99, _ = measured["base"]
        print(f"\n{'':24}{'':>10}{'SQLite':^28}  {'PostgreSQL':^26}")
        print(f"{f'wrk, {CONNECTIONS} connections':24}{'base':>10}" + f"{'req/s':>9}{'p99 ms':>9}{'ratio':>8}  " * 2)
        print(f"{'bare constant reply':24}{rate:>10,.0f}{rate:>9,.0f}{p99:>9.2f}{1:>8.2f}")
        for title, path in ROWS:
            cells = ""
            for engine in ENGINES:
                rate, p99, ratio = measured[engine, path]
                bar = SPEED_BARS.get(path) if engine == "SQLite" else None
                cells += f"{rate:>9,.0f}{p99:>9.2f}{ratio:>8.2f}" + (f" {self.mark(ratio >= bar)}" if bar else "  ")
            print(f"{title:24}{'':>10}{cells}")

    def line(self, title, values, format, bar, says):
        cells = [f"{format(values[engine]):>26}" for engine in ENGINES]
        mark = self.mark(values["SQLite"] <= bar) if bar else " "
        print(f"{title:34}{cells[0]} {mark}{cells[1]}   {says}")


def main():
    binaries = sys.argv[1]
    table = Table()
    with tempfile.TemporaryDirectory(prefix="yankao-bench-") as home:
        if sys.argv[2:] == ["search"]:
            installed = {engine: Installation(engine, binaries, home, plans=0) for engine in ENGINES}
            sys.exit(1 if search.report(installed) and os.environ.get("BENCH_STRICT") == "1" else 0)
        if sys.argv[2:] == ["planning"]:
            installed = {engine: Installation(engine, binaries, home, plans=0) for engine in ENGINES}
            sys.exit(1 if planning.report(installed) and os.environ.get("BENCH_STRICT") == "1" else 0)
        print(f"Writing {PLANS:,} plans (示範資料) into each engine…", flush=True)
        installed = {engine: Installation(engine, binaries, home) for engine in ENGINES}
        if sys.argv[2:] == ["threads"]:
            sys.exit(threads.report(installed, ITEM, WRK_CPU))
        if sys.argv[2:] == ["matters"]:
            sys.exit(1 if matters.report(installed, ITEM, WRK_CPU) and os.environ.get("BENCH_STRICT") == "1" else 0)
        running = []
        try:
            start = {engine: one.seconds_to_start() for engine, one in installed.items()}
            base = Server([f"{binaries}/bench-base"], {})
            running.append(base)
            servers = {engine: one.serve() for engine, one in installed.items()}
            running += servers.values()
            print(f"Measuring, {ROUNDS} rounds…", flush=True)
            measured = speed(base, servers)
            memory = {engine: server.megabytes() for engine, server in servers.items()}
            for server in running:
                server.stop()
            crowded = {}
            for engine, one in installed.items():
                running.append(one.serve("bench-site"))
                crowded[engine] = quiet_and_crowded(running[-1])
                running[-1].stop()
        finally:
            for server in running:
                if server.process.poll() is None:
                    server.stop()
        table.speed(measured)
        print()
        table.line("p99 of the indexed read, crowded", crowded, lambda v: f"{v[1]:.2f} ms = {v[2]:.1f} × {v[0]:.2f}", None, "5 slow queries, an export")
        table.line("  … as a multiple of quiet", {e: v[2] for e, v in crowded.items()}, "{:.1f}".format, 5, "bar: 5")
        table.line("memory after the run", memory, "{:.0f} MB".format, 120, "bar: 120 MB")
        table.line("start to first /health", start, "{:.2f} s".format, 1, f"bar: 1 s, with {PLANS:,} plans")
        table.line("import of the real plan", {e: one.seconds_to_import for e, one in installed.items()}, "{:.2f} s".format, None, "whole command")
        table.missed += matters.report(installed, ITEM, WRK_CPU)
        threads.report(installed, ITEM, WRK_CPU)
        table.missed += search.report(installed)
        table.missed += planning.report(installed)
    table.missed += outlines.report(binaries)
    table.missed += ledger.report(binaries)
    print(f"\n{'Every bar is met.' if table.missed == 0 else f'{table.missed} bars are missed.'}")
    sys.exit(1 if table.missed and os.environ.get("BENCH_STRICT") == "1" else 0)


main()
