"""How long `yankao outline` takes for 5 MB of text, and for twice as much. By itself: python3 Benchmarks/outlines.py FOLDER-OF-PROGRAMS."""

import os
import pathlib
import statistics
import sys
import tempfile
import time

MEGABYTES = (5, 10)
ROUNDS = 5
# The text of one kind of document over and over: series begin again, minutes follow minutes.
SOURCES = {
    "plan": "Demo/plan-rdec-111-114.txt", "minutes": "Tests/FormatsTests/Samples/taipei-minutes.txt",
    "transcript": "Tests/FormatsTests/Samples/tainan-special.txt",
}
SECONDS_BAR, DOUBLING_BAR = 2.0, 2.3


def once(program, path):
    """Seconds and peak megabytes of one run."""
    start = time.monotonic()
    with open(os.devnull, "wb") as nothing:
        child = os.posix_spawn(
            program, [program, "outline", path, "--format", "csv"], os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, nothing.fileno(), 1), (os.POSIX_SPAWN_DUP2, nothing.fileno(), 2)])
        _, status, usage = os.wait4(child, 0)
    assert status == 0, f"{path}: exit {status}"
    return time.monotonic() - start, usage.ru_maxrss / 1024


def report(binaries):
    """Prints the section. Returns how many bars were missed."""
    program = f"{binaries}/yankao"
    missed = 0
    print(f"\n{'yankao outline':24}{'5 MB':>10}{'10 MB':>10}{'ratio':>8}{'':3}{'memory, 10 MB':>14}   bars: {SECONDS_BAR:.0f} s for 5 MB, {DOUBLING_BAR} for twice as much")
    with tempfile.TemporaryDirectory(prefix="yankao-outline-") as home:
        for name, source in SOURCES.items():
            text = pathlib.Path(source).read_bytes()
            paths = []
            for size in MEGABYTES:
                path = pathlib.Path(home, f"{name}-{size}.txt")
                path.write_bytes(text * (size * 1024 * 1024 // len(text) + 1))
                paths.append(path)
            # One after the other, so that both see the same machine.
            pairs = [[once(program, path) for path in paths] for _ in range(ROUNDS)]
            short = statistics.median(pair[0][0] for pair in pairs)
            long = statistics.median(pair[1][0] for pair in pairs)
            sizes = [path.stat().st_size for path in paths]
            # Texts are whole documents, so the longer is not quite twice the shorter.
            ratio = statistics.median(pair[1][0] / pair[0][0] for pair in pairs) * 2 * sizes[0] / sizes[1]
            met = short <= SECONDS_BAR and ratio <= DOUBLING_BAR
            missed += not met
            print(f"{name:24}{short:>8.2f} s{long:>8.2f} s{ratio:>8.2f} {'✓' if met else '✗'} {max(pair[1][1] for pair in pairs):>11.0f} MB")
    return missed


if __name__ == "__main__":
    sys.exit(1 if report(sys.argv[1]) and os.environ.get("BENCH_STRICT") == "1" else 0)
