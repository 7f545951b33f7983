"""Puts load on a server: wrk for what is measured, and a slow crowd beside it."""

import contextlib
import re
import subprocess
import threading
import urllib.error
import urllib.request

CONNECTIONS = 16
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000}


def wrk(url, seconds, cpu, headers={}):
    """Requests a second and the 99th percentile in milliseconds."""
    told = subprocess.run(
        ["taskset", "-c", str(cpu), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *(f"-H{name}: {value}" for name, value in headers.items()), url],
        check=True, stdout=subprocess.PIPE, text=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"bench: {url} was not answered as it should be\n{told}")
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", told).groups()
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]), float(number) * MILLISECONDS[unit]


def repeatedly(ask, until):
    while not until.is_set():
        try:
            ask()
        except (urllib.error.URLError, OSError):  # refused for its slowness, which is what the pool is for
            until.wait(0.05)


def get(url):
    with urllib.request.urlopen(url, timeout=20) as reply:
        return reply.read(), reply.headers


def export(server):
    """Every plan as CSV, as a program would fetch them."""
    get(server.url("/api/v1/plans.csv"))


@contextlib.contextmanager
def slow_crowd(server):
    """Five slow queries and an export, over and over, while the block runs."""
    done = threading.Event()
    asks = [lambda: get(server.url("/bench/slow"))] * 5 + [lambda: export(server)]
    crowd = [threading.Thread(target=repeatedly, args=(ask, done), daemon=True) for ask in asks]
    for one in crowd:
        one.start()
    try:
        done.wait(0.5)
        yield
    finally:
        done.set()
