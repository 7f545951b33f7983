"""What the ledger costs and how fast it answers, on both engines; bench.py prints it. Sizes can be set so that a run ends where it has to:
BENCH_PROOF (10,000,000 entries in the tree), BENCH_VERIFY (1,000,000 entries), BENCH_PAST (1,000,000 rows of five versions), BENCH_SECONDS (6)."""

import json
import os
import shutil
import statistics
import subprocess
import tempfile

SECONDS, CLIENTS, ROUNDS = int(os.environ.get("BENCH_SECONDS", "6")), 32, 3
PROOF, VERIFY = int(os.environ.get("BENCH_PROOF", "10000000")), int(os.environ.get("BENCH_VERIFY", "1000000"))
PAST = int(os.environ.get("BENCH_PAST", "1000000"))


class Place:
    """A store of its own for one measurement."""

    def __init__(self, engine, number):
        self.folder = tempfile.mkdtemp(prefix="yankao-bench-ledger-")
        self.server = os.environ.get("TEST_DATABASE_URL", "") if engine == "PostgreSQL" else ""
        self.name = f"bench_ledger_{number}"
        if self.server:
            self.psql(f"CREATE DATABASE {self.name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        self.variables = {
            "YANKAO_DATA": self.folder, "YANKAO_LOG_LEVEL": "warning",
            "YANKAO_DATABASE": self.server.rsplit("/", 1)[0] + "/" + self.name if self.server else ""}

    def psql(self, statement):
        subprocess.run(["psql", "--quiet", self.server, "--command", statement], check=True, stdout=subprocess.DEVNULL)

    def remove(self):
        if self.server:
            self.psql(f"DROP DATABASE {self.name} WITH (FORCE)")
        shutil.rmtree(self.folder, ignore_errors=True)


numbers = iter(range(1_000_000))


def measure(binaries, engine, *arguments):
    place = Place(engine, next(numbers))
    try:
        done = subprocess.run(
            [f"{binaries}/bench-ledger", *map(str, arguments)], env=dict(os.environ, **place.variables), check=True, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, timeout=1800)
        return json.loads(done.stdout)
    finally:
        place.remove()


def report(binaries, engines=("SQLite", "PostgreSQL")):
    """Prints the rows; says how many bars were missed."""
    missed = 0
    print(f"\nThe ledger: {CLIENTS} clients, every write on disk before it is answered, follower running")

    def row(name, values, shown, isMet, bar):
        nonlocal missed
        missed += sum(not isMet(value) for value in values.values())
        cells = "".join(f"{shown(values[engine]) + (' ✓' if isMet(values[engine]) else ' ✗'):>27}" for engine in engines)
        print(f"{name:<34}{cells}   {bar}", flush=True)

    ratios, rates, signed, grown = {}, {}, {}, {}
    for engine in engines:
        pairs = []
        for _ in range(ROUNDS):
            # One after the other within the same seconds, for the machine changes from minute to minute.
            without = measure(binaries, engine, "write", SECONDS, CLIENTS, "without")
            pairs.append((without, measure(binaries, engine, "write", SECONDS, CLIENTS, "with")))
        ratios[engine] = statistics.median(with_["writes"] / without["writes"] for without, with_ in pairs)
        rates[engine] = statistics.median(with_["writes"] for _, with_ in pairs)
        grown[engine] = statistics.median(with_["bytes"] for _, with_ in pairs)
        signed[engine] = statistics.median(with_["signedP99"] for _, with_ in pairs)
    row("writes a second, with the ledger", rates, "{:,.0f}".format, lambda value: True, "")
    row("  … as a share of without", ratios, "{:.0%}".format, lambda value: value >= 0.7, "bar: 70 %")
    row("from a write to its signed head, p99", signed, "{:.2f} s".format, lambda value: value < 2, "bar: 2 s")
    row("storage for a change, with its entry", grown, "{:,.0f} bytes".format, lambda value: True, "row, entry, index, tree")
    proofs = {engine: measure(binaries, engine, "proof", PROOF) for engine in engines}
    row(f"proof among {PROOF:,}, p99", {e: v["proofP99"] for e, v in proofs.items()}, "{:.2f} ms".format, lambda value: value < 5, "bar: 5 ms")
    checks = {engine: measure(binaries, engine, "verify", VERIFY) for engine in engines}
    row(f"verify {VERIFY:,}, entries a second", {e: v["verified"] for e, v in checks.items()}, "{:,.0f}".format, lambda value: True, "")
    past = {engine: measure(binaries, engine, "past", PAST) for engine in engines}
    row(f"list of a day, {PAST:,} × 5, query", {e: v["past"] for e, v in past.items()}, "{:.2f} ms".format, lambda value: True, "")
    row("  … and as it stands now", {e: v["now"] for e, v in past.items()}, "{:.2f} ms".format, lambda value: True, "without the page around it")
    return missed


if __name__ == "__main__":
    import sys
    sys.exit(report(sys.argv[1]) and os.environ.get("BENCH_STRICT") == "1")
