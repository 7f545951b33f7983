"""Starts and stops what is measured."""

import os
import re
import socket
import subprocess
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    """One /health, without the cost of an HTTP library."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
            return connection.recv(12) == b"HTTP/1.1 200"
    except OSError:
        return False


class Server:
    """A program that serves on loopback until it is stopped."""

    def __init__(self, command, environment):
        start = time.monotonic()
        self.process = subprocess.Popen(
            command, env=dict(os.environ, **environment), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(environment.get("YANKAO_SERVER_PORT") or self.process.stdout.readline())
        while "YANKAO_SERVER_PORT" in environment and not answers(self.port):
            if self.process.poll() is not None or time.monotonic() - start > 30:
                raise SystemExit(f"bench: {command[0]} did not start")
            time.sleep(0.002)
        self.seconds_to_start = time.monotonic() - start

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def megabytes(self):
        """Resident memory, the pages of files it reads through its memory map included."""
        return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{self.process.pid}/status").read())[1]) / 1024

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
