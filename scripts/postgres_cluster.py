"""A private PostgreSQL cluster for tests and measurements.

It listens on loopback alone, on a free port, trusts whoever asks, and keeps PostgreSQL's own durability settings, because crash tests rely on them.
PostgreSQL refuses to run as root: as root it runs as `postgres`, else as ourselves.
"""

import ctypes
import glob
import os
import pathlib
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import time


def binaries():
    """The newest server that Debian has, else whatever the PATH offers."""
    found = glob.glob("/usr/lib/postgresql/*/bin/postgres")
    if found:
        return pathlib.Path(max(found, key=lambda path: int(re.search(r"/(\d+)/", path)[1]))).parent
    path = shutil.which("postgres")
    if not path:
        sys.exit("postgres: no PostgreSQL server found; run scripts/debian-packages test")
    return pathlib.Path(path).resolve().parent


def server_identity():
    """How the server's processes are started: not as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    sys.exit("postgres: root, but there is neither a user postgres nor nobody")


def die_with_parent():
    """Shuts the server down even when we are killed without notice."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGQUIT)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes(without=""):
    """State and parent of every process that is not in the state `without`."""
    found = {}
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            text = open(path).read()
        except OSError:  # ended meanwhile
            continue
        # The name in the second field may hold blanks and parentheses.
        state, parent = text.rsplit(")", 1)[1].split()[:2]
        if state != without:
            found[int(text.split(" ", 1)[0])] = (state, int(parent))
    return found


class Cluster:
    def __init__(self, home):
        self.bin, self.identity, self.home = binaries(), server_identity(), home
        self.log, self.data = os.path.join(home, "log"), os.path.join(home, "data")
        self.server = None
        if self.identity:
            os.chown(home, self.identity["user"], self.identity["group"])

    def start(self):
        made = subprocess.run(
            [self.bin / "initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8"],
            cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **self.identity)
        if made.returncode != 0:
            sys.exit(f"postgres: initdb failed\n{made.stdout}")
        for _ in range(3):  # the port may be taken between our probe and the server's bind
            port = free_port()
            if self.run(port):
                return port
        sys.exit(f"postgres: the server did not start\n{open(self.log, errors='replace').read()[-4000:]}")

    def run(self, port):
        """Starts the server on the data that is there; says whether it answers."""
        settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": self.home, "max_connections": 200,
                    # Old segments of the log go instead of waiting for reuse, as erasure wants it (docs/ledger.md).
                    "wal_recycle": "off",
                    # A statistics run at the very moment of an erasure keeps a dead row until the next one: rare, and no test of ours.
                    "autovacuum": os.environ.get("YANKAO_AUTOVACUUM", "off")}
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen(
                [self.bin / "postgres", "-D", self.data, *options], cwd=self.home, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=die_with_parent, **self.identity)
        if self.answers(port):
            return True
        self.stop()
        return False

    def answers(self, port):
        deadline = time.monotonic() + 30
        ready = [self.bin / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        while time.monotonic() < deadline and self.server.poll() is None:
            if subprocess.run(ready).returncode == 0:
                return True
            time.sleep(0.05)
        return False

    def stop(self):
        if self.server is None or self.server.poll() is not None:
            return
        # Immediate shutdown: nothing in this cluster outlives it.
        self.server.send_signal(signal.SIGQUIT)
        try:
            self.server.wait(15)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()

    def kill(self):
        """What a power cut does to the server: every process of it is gone at once."""
        own = self.server.pid
        members = [own] + [pid for pid, (_, parent) in processes().items() if parent == own]
        for member in members:
            try:
                os.kill(member, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.server.wait()
        # A new server refuses to start while one of the old is still there.
        while not processes("Z").keys().isdisjoint(members):
            time.sleep(0.01)
