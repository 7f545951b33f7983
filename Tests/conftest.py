"""The server under test, as every outside test sees it: an address, its pages, its answers."""

import http.client
import os
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest


@dataclass
class Answer:
    url: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def kind(self):
        return (self.headers["content-type"] or "").partition(";")[0].strip()

    @property
    def text(self):
        return self.body.decode("utf-8")


class Site:
    """A raw client: no redirects, no cookies, no decompression, so that a test sees what was sent."""

    def __init__(self, base):
        self.base = base.rstrip("/")
        parts = urlsplit(self.base)
        self.host, self.port = parts.hostname, parts.port or 80

    def request(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(self.base + path, response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.request("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})

    def local(self, url):
        """The path of an address that the server printed, which may carry its public name instead of ours."""
        parts = urlsplit(urljoin(self.base + "/", url))
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def sitemap(self):
        answer = self.get("/sitemap.xml")
        assert answer.status == 200, f"/sitemap.xml answers {answer.status}"
        names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
        paths = [self.local(loc.text.strip()) for loc in ElementTree.fromstring(answer.body).iterfind(".//s:loc", names)]
        assert paths, "/sitemap.xml lists no page"
        return paths

    def pages(self, limit=40):
        """The sitemap's pages, at most `limit`, every kind of page before the second of any kind."""
        kinds = {}
        for path in dict.fromkeys(self.sitemap()):
            kinds.setdefault(re.sub(r"[^/]*\d[^/]*", "*", path), []).append(path)
        chosen = []
        while any(kinds.values()) and len(chosen) < limit:
            for paths in kinds.values():
                if paths and len(chosen) < limit:
                    chosen.append(paths.pop(0))
        return chosen


@pytest.fixture(scope="session")
def site():
    base = os.environ.get("YANKAO_URL")
    if not base:
        pytest.fail("YANKAO_URL is not set: start a server and give its address, as in http://127.0.0.1:8080", pytrace=False)
    return Site(base)


@pytest.fixture(scope="session")
def people():
    """Demo people, handle to password, from the file that the first start of the demo writes."""
    path = os.environ.get("YANKAO_DEMO_PASSWORDS")
    if not path:
        pytest.skip("YANKAO_DEMO_PASSWORDS is not set: nobody can sign in")
    with open(path, encoding="utf-8") as lines:
        found = dict(line.split()[:2] for line in lines if len(line.split()) >= 2 and not line.startswith("#"))
    assert found, f"{path} names nobody"
    return found
