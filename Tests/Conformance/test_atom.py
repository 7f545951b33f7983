"""The feeds are Atom: what RFC 4287 asks of a feed and its entries is there, ids are unique, links lead somewhere."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.fixture(scope="module")
def feeds(site):
    """Every feed that a page announces."""
    found = {}
    for path in site.pages(12):
        for link in re.findall(r"<link\b[^>]*>", site.get(path).text):
            if "application/atom+xml" in link:
                found[site.local(re.search(r'href="([^"]+)"', link)[1])] = path
    assert found, "no page announces a feed"
    return list(found)


def test_feeds_are_atom(site, feeds):
    for path in feeds:
        answer = site.get(path)
        assert (answer.status, answer.kind) == (200, "application/atom+xml"), path
        feed = ElementTree.fromstring(answer.body)
        assert feed.tag == ATOM + "feed", path
        entries = feed.findall(ATOM + "entry")
        assert entries, f"{path} has no entry"
        for part in [feed, *entries]:
            assert part.findtext(ATOM + "title", "").strip(), path
            assert part.findtext(ATOM + "id", "").strip(), path
            assert DATE.fullmatch(part.findtext(ATOM + "updated", "").strip()), path
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None or all(entry.find(f"{ATOM}author/{ATOM}name") is not None for entry in entries)
        ids = [feed.findtext(ATOM + "id")] + [entry.findtext(ATOM + "id") for entry in entries]
        assert len(ids) == len(set(ids)), f"{path} uses an id twice"
        assert any(link.get("rel") == "self" for link in feed.findall(ATOM + "link")), f"{path} does not name itself"


def test_links_resolve(site, feeds):
    followed = 0
    for path in feeds:
        feed = ElementTree.fromstring(site.get(path).body)
        for link in list(feed.iter(ATOM + "link"))[:40]:
            target = site.local(link.get("href"))
            assert site.request("HEAD", target).status == 200, f"{path} links to {target}"
            followed += 1
    assert followed > 0


def test_a_feed_stays_the_same_until_something_changes(site, feeds):
    for path in feeds:
        assert site.get(path).body == site.get(path).body, f"{path} differs from one reading to the next"
