"""The ledger as somebody sees it who trusts none of our code: RFC 6962's known values, and every proof that the site hands out."""

import hashlib
import json

import pytest
from ledger_check import check, consistent, head, leaf_hash, node_hash, root_of

LEAVES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]
# The roots over the first 1 … 8 of them, as every implementation of RFC 6962 has them.
ROOTS = [bytes.fromhex(text) for text in (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]


def split(count):
    half = 1
    while half * 2 < count:
        half *= 2
    return half


def root(leaves):
    """RFC 6962 §2.1."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    half = split(len(leaves))
    return node_hash(root(leaves[:half]), root(leaves[half:]))


def audit(index, leaves):
    """RFC 6962 §2.1.1."""
    if len(leaves) == 1:
        return []
    half = split(len(leaves))
    if index < half:
        return audit(index, leaves[:half]) + [root(leaves[half:])]
    return audit(index - half, leaves[half:]) + [root(leaves[:half])]


def test_the_checker_agrees_with_the_known_values():
    for size in range(1, 9):
        leaves = LEAVES[:size]
        assert root(leaves) == ROOTS[size - 1]
        for index in range(size):
            assert root_of(index, size, leaf_hash(leaves[index]), audit(index, leaves)) == ROOTS[size - 1]
            assert root_of(index, size, leaf_hash(b"other"), audit(index, leaves)) != ROOTS[size - 1]
    # RFC 6962 §2.1.2's kind of proof from 2 to 3 leaves: the third leaf alone.
    assert consistent(2, ROOTS[1], 3, ROOTS[2], [leaf_hash(LEAVES[2])])
    assert not consistent(2, ROOTS[0], 3, ROOTS[2], [leaf_hash(LEAVES[2])])


@pytest.fixture
def keys(site):
    return [item["verifier"] for item in json.loads(site.get("/api/v1/ledger/keys").text)["items"]]


def test_every_public_proof_holds(site, keys):
    plans = json.loads(site.get("/api/v1/plans").text)["items"]
    assert plans and keys
    for plan in plans:
        answer = site.get(f"/api/v1/ledger/proof?reference=planning%2Fplan%2F{plan['id']}")
        assert answer.status == 200
        proof = json.loads(answer.text)
        assert check(proof, keys)
        assert '"status":"published"' in proof["entry"]["disclosed"][0]["text"]
        proof["entry"]["disclosed"][0]["text"] += " "
        assert not check(proof, keys)


def test_heads_are_signed_and_consistent(site, keys):
    size, _ = head(site.get("/api/v1/ledger/checkpoint").text, keys)
    assert size > 1
    for first in (1, 2, size // 2, size - 1, size):
        proof = json.loads(site.get(f"/api/v1/ledger/consistency?first={max(first, 1)}&second={size}").text)
        assert check(proof, keys)
        proof["second"]["root"], proof["second"]["head"] = proof["first"]["root"], None
        assert first == size or not check(proof, keys)


def test_a_head_that_was_touched_is_refused(site, keys):
    note = site.get("/api/v1/ledger/checkpoint").text
    with pytest.raises(ValueError):
        head(note.replace("\ntime 2", "\ntime 3"), keys)
