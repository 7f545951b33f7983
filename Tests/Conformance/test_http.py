"""The server speaks HTTP as its RFCs and our threat model say: conditional requests, compression, methods, headers, hosts."""

import gzip
import http.client
import re

import pytest


@pytest.fixture(scope="module")
def pages(site):
    return site.pages(12)


def test_head_is_get_without_a_body(site, pages):
    for path in pages:
        get, head = site.get(path), site.request("HEAD", path)
        assert head.status == get.status == 200, path
        assert head.body == b"", path
        assert head.headers["content-type"] == get.headers["content-type"], path
        if head.headers["content-length"] is not None:
            assert int(head.headers["content-length"]) == len(get.body), path


def test_etag_answers_304(site, pages):
    tagged = 0
    for path in [*pages, "/api/v1/plans", "/openapi.json"]:
        first = site.get(path)
        tag = first.headers["etag"]
        if tag is None:
            continue
        tagged += 1
        assert re.fullmatch(r'(W/)?"[^"]+"', tag), f"{path}: {tag} is no entity tag"
        for sent in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
            again = site.get(path, If_None_Match=sent)
            assert (again.status, again.body) == (304, b""), f"{path} with If-None-Match: {sent}"
        assert site.get(path, If_None_Match=tag).headers["etag"] == tag
        assert site.get(path, If_None_Match='"other"').status == 200
    assert tagged > 0, "no answer carries an ETag"


def test_gzip_is_offered_and_can_be_refused(site, pages):
    squeezed = 0
    for path in [*pages, "/api/v1/plans"]:
        plain, packed = site.get(path, Accept_Encoding="identity"), site.get(path, Accept_Encoding="gzip")
        assert plain.headers["content-encoding"] is None, path
        if packed.headers["content-encoding"] == "gzip":
            squeezed += 1
            assert len(packed.body) < len(plain.body), path
            assert len(gzip.decompress(packed.body)) > 0
            assert "accept-encoding" in (packed.headers["vary"] or "").lower(), f"{path}: a cache would mix the two"
        refused = site.get(path, Accept_Encoding="gzip;q=0")
        assert refused.headers["content-encoding"] is None, path
    assert squeezed > 0, "nothing was compressed"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_wrong_method_says_which_are_right(site, pages, method):
    for path in pages[:3]:
        answer = site.request(method, path, headers={"Origin": site.base})
        assert answer.status == 405, f"{method} {path} answers {answer.status}"
        assert "GET" in (answer.headers["allow"] or ""), path


def test_security_headers_on_every_answer(site, pages):
    for path in [*pages, "/no/such/page", "/api/v1/plans"]:
        headers = site.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"], path
        policy = headers["content-security-policy"]
        assert policy, path
        assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "data:" not in policy, policy
        assert "frame-ancestors" in policy and "base-uri" in policy and "form-action" in policy, policy


def test_foreign_host_is_refused(site, pages):
    assert site.get(pages[0], Host="attacker.example").status in (400, 421)
    assert site.get(pages[0]).status == 200


def test_two_hosts_are_refused(site):
    connection = http.client.HTTPConnection(site.host, site.port, timeout=30)
    connection.putrequest("GET", "/", skip_host=True)
    connection.putheader("Host", f"{site.host}:{site.port}")
    connection.putheader("Host", "attacker.example")
    connection.endheaders()
    assert connection.getresponse().status in (400, 421)
    connection.close()


@pytest.mark.parametrize("path", [
    "/assets/../etc/passwd", "/assets/..%2f..%2fetc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets//etc/passwd",
    "/assets/..%5c..%5cetc%5cpasswd", "/assets/%00", "/assets/", "/assets/.hidden",
])
def test_assets_do_not_lead_outside(site, path):
    answer = site.get(path)
    assert answer.status in (400, 404), f"{path} answers {answer.status}"
    assert b"root:" not in answer.body


def test_assets_of_a_page_are_cached_for_long(site, pages):
    sheets = re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"|<link[^>]+href="([^"]+)"[^>]+rel="stylesheet"', site.get(pages[0]).text)
    paths = [one or two for one, two in sheets]
    assert paths, "the page has no stylesheet"
    for path in paths:
        answer = site.get(site.local(path))
        assert (answer.status, answer.kind) == (200, "text/css"), path
        assert "max-age=31536000" in (answer.headers["cache-control"] or "") and "immutable" in answer.headers["cache-control"], path
    assert site.get("/assets/icons.svg").kind == "image/svg+xml"


def test_unknown_page_is_404_and_says_so_in_html(site):
    answer = site.get("/no/such/page", Accept="text/html")
    assert (answer.status, answer.kind) == (404, "text/html")
    assert "<h1" in answer.text


@pytest.mark.parametrize("path,kind", [
    ("/health", None), ("/metrics", "text/plain"), ("/openapi.json", "application/json"), ("/robots.txt", "text/plain"),
    ("/.well-known/security.txt", "text/plain"), ("/sitemap.xml", "application/xml"),
])
def test_well_known_addresses(site, path, kind):
    answer = site.get(path)
    assert answer.status == 200, path
    assert len(answer.body) > 0, path
    assert kind is None or answer.kind == kind, f"{path} is {answer.kind}"


def test_foreign_form_is_refused(site):
    for origin in ("https://attacker.example", "null"):
        answer = site.request(
            "POST", "/sign-in", body="handle=a&password=b",
            headers={"Origin": origin, "Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status == 403, f"Origin {origin} answers {answer.status}"
