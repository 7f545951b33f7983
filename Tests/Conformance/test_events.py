"""Event streams over the wire (WHATWG HTML, "Server-sent events"): in order, going on after a break, and never waiting for a slow reader."""

import os
import secrets
import socket
import sqlite3
import time

import pytest


class Reader:
    """A client over a bare socket: what a browser's EventSource sees, and no more."""

    def __init__(self, site, last=None, window=None):
        self.socket = socket.socket()
        if window:
            # Before connecting, or the kernel takes in much on our behalf.
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.socket.settimeout(30)
        self.socket.connect((site.host, site.port))
        lines = ["GET /plans/events HTTP/1.1", f"Host: {site.host}:{site.port}", "Accept: text/event-stream", "Accept-Encoding: gzip"]
        if last is not None:
            lines.append(f"Last-Event-ID: {last}")
        self.socket.sendall("\r\n".join(lines + ["", ""]).encode())
        self.buffer = b""

    def head(self):
        while b"\r\n\r\n" not in self.buffer:
            self.take()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        status, *fields = head.decode().split("\r\n")
        return int(status.split()[1]), {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}

    def take(self):
        piece = self.socket.recv(65536)
        if not piece:
            raise EOFError
        self.buffer += piece

    def block(self):
        """The next block as its fields; chunk after chunk (RFC 9112 §7.1), one chunk a block."""
        while b"\r\n" not in self.buffer:
            self.take()
        size, rest = self.buffer.split(b"\r\n", 1)
        length = int(size, 16)
        while len(rest) < length + 2:
            self.take()
            rest = self.buffer.split(b"\r\n", 1)[1]
        self.buffer = rest[length + 2:]
        fields = [line.partition(":") for line in rest[:length].decode().split("\n") if line]
        return {name: value.removeprefix(" ") for name, _, value in fields}

    def event(self):
        """The next block with data: not a sign of life."""
        while "data" not in (block := self.block()):
            pass
        return block

    def close(self):
        self.socket.close()


@pytest.fixture
def ring():
    """Emits events as another process on the same store would."""
    path = os.path.join(os.environ.get("YANKAO_DATA", ""), "registry.sqlite")
    if not os.path.exists(path):
        pytest.skip("the site's store is not a file of ours")

    def emit(count, plan="rdec-111-114"):
        with sqlite3.connect(path, timeout=30) as store:
            for _ in range(count):
                store.execute(
                    "INSERT INTO outbox (id, topic, reference, facts) VALUES (?, 'planning.published', ?, '{}')",
                    (secrets.token_hex(16), f"planning/plan/{plan}"))
        store.close()
    return emit


def test_what_happens_is_told_in_order(site, ring):
    reader = Reader(site)
    status, headers = reader.head()
    assert (status, headers["content-type"], headers["cache-control"]) == (200, "text/event-stream", "no-store")
    assert "content-encoding" not in headers and headers["x-accel-buffering"] == "no"
    start = int(reader.block()["id"])
    ring(3)
    # What not everybody may see is told to nobody here.
    ring(1, plan="unknown")
    ring(1)
    assert [int(reader.event()["id"]) - start for _ in range(4)] == [1, 2, 3, 5]
    reader.close()


def test_who_comes_back_goes_on(site, ring):
    reader = Reader(site)
    reader.head()
    reader.block()
    ring(1)
    seen = reader.event()
    assert seen["event"] == "published" and seen["data"].startswith('{"plan":"rdec-111-114"')
    reader.close()
    ring(2)
    again = Reader(site, last=seen["id"])
    again.head()
    assert again.block()["id"] == seen["id"]
    assert [int(again.event()["id"]) for _ in range(2)] == [int(seen["id"]) + 1, int(seen["id"]) + 2]
    again.close()
    lost = Reader(site, last=10**9)
    lost.head()
    assert lost.block()["event"] == "reset"
    lost.close()


def test_head_opens_nothing(site):
    answer = site.request("HEAD", "/plans/events")
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, b"", "text/event-stream")


def dropped(site):
    lines = site.get("/metrics").text.split("\n")
    return next(int(line.split()[1]) for line in lines if line.startswith("yankao_event_streams_dropped_total"))


def test_a_slow_reader_is_dropped_and_nobody_waits_for_it(site, ring):
    before = dropped(site)
    slow, quick = Reader(site, window=2048), Reader(site)
    for reader in (slow, quick):
        assert reader.head()[0] == 200
    last = int(quick.block()["id"])
    end = time.monotonic() + 60
    while dropped(site) == before:
        assert time.monotonic() < end, "a reader that takes nothing in is waited for"
        # More than what the kernel keeps on both sides, after a while.
        ring(400)
        for _ in range(400):
            last += 1
            assert int(quick.event()["id"]) == last
    # Its connection is over: what was on the way comes, and then the end.
    with pytest.raises((EOFError, ConnectionError)):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            slow.take()
    quick.close()
    slow.close()
