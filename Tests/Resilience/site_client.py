"""A browser of few words: signs in, sends forms, and goes to another node when one does not answer."""

import http.client
import re
import secrets
import threading
import time

PLAN = """壹、使命
服務市民，示範資料 {mark}。
貳、願景
宜居城市。
參、施政重點
一、開放：公開透明。
肆、目標
一、關鍵策略目標：
(一) 提升效能：（業務成果面向）
1. 整合政策。
2. 廣納意見。
"""


class Client:
    def __init__(self, ports):
        """ports: of the nodes, the one to ask first in front."""
        self.ports, self.cookies, self.connection = list(ports), {}, None

    def ask(self, method, path, body=None, headers=None):
        """One try at the node in front; when it does not answer, another is in front."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.ports[0], timeout=30)
            sent = dict(headers or {}, Cookie="; ".join(f"{name}={value}" for name, value in self.cookies.items()))
            self.connection.request(method, path, body=body, headers=sent)
            answer = self.connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self.connection = None
            self.ports.append(self.ports.pop(0))
            raise
        for line in answer.headers.get_all("set-cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers, text

    def token(self, path):
        return re.search(r'name="_token" value="([^"]+)"', self.ask("GET", path)[2])[1]

    def form(self, path, values, page):
        boundary = secrets.token_hex(8)
        parts = [("_token", None, self.token(page))] + values
        body = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"' + (f'; filename="{file}"' if file else "") + f"\r\n\r\n{value}\r\n"
            for name, file, value in parts) + f"--{boundary}--\r\n"
        return self.ask("POST", path, body.encode(), {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def sign_in(self, handle, password):
        status, _, text = self.form("/sign-in", [("handle", None, handle), ("password", None, password)], "/sign-in")
        assert status == 303, f"{handle} is not let in: {status} {text[:200]}"

    def write(self, mark):
        """One write with an entry. Returns where it can be read, which is the promise that it is kept."""
        fields = [("kind", None, "plan"), ("agency", None, "rdec"), ("from", None, "111"), ("to", None, "114"),
                  ("file", "plan.txt", PLAN.format(mark=mark))]
        status, headers, text = self.form("/plans/import", fields, "/account")
        if status != 303 or not headers["location"].startswith("/plans/imports/"):
            raise OSError(f"{status} {text[:80]}")
        return headers["location"].partition("?")[0]


class Writers:
    """Many clients that write without end and note what they were promised."""

    def __init__(self, count, ports, cookies):
        self.promised, self.failed, self.ended, self.lock = [], 0, threading.Event(), threading.Lock()
        self.threads = [threading.Thread(target=self.run, args=(number, ports, cookies), daemon=True) for number in range(count)]
        for thread in self.threads:
            thread.start()

    def run(self, number, ports, cookies):
        turn = number % len(ports)
        client = Client(ports[turn:] + ports[:turn])
        client.cookies = dict(cookies)
        written = 0
        while not self.ended.is_set():
            try:
                place = client.write(f"{number}-{written}")
            except (OSError, http.client.HTTPException, AttributeError, TypeError):
                # Nothing was promised.
                with self.lock:
                    self.failed += 1
                time.sleep(0.05)
                continue
            written += 1
            with self.lock:
                self.promised.append((time.monotonic(), place))

    def count(self):
        with self.lock:
            return len(self.promised)

    def wait(self, more, seconds):
        """Until so many more were promised; says how long that took."""
        start, wanted = time.monotonic(), self.count() + more
        while self.count() < wanted:
            assert time.monotonic() - start < seconds, f"writing did not go on within {seconds} s"
            time.sleep(0.05)
        return time.monotonic() - start

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.join(60)
        return [place for _, place in self.promised]
