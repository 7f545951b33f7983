"""Checks a proof of the ledger without a line of ours: RFC 6962 trees, C2SP signed notes, Ed25519.   ledger_check.py PROOF [VERIFIER-KEY…]"""

import base64
import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha(data): return hashlib.sha256(data).digest()
def leaf_hash(content): return sha(b"\x00" + content)
def node_hash(left, right): return sha(b"\x01" + left + right)


def root_of(index, size, leaf, path):
    """RFC 9162 §2.1.3.2: the root that the path leads to, or nothing."""
    place, last, current = index, size - 1, leaf
    for neighbour in path:
        if last == 0:
            return None
        if place % 2 or place == last:
            current = node_hash(neighbour, current)
            while not place % 2 and place:
                place, last = place // 2, last // 2
        else:
            current = node_hash(current, neighbour)
        place, last = place // 2, last // 2
    return current if last == 0 and 0 <= index < size else None


def consistent(first, old, second, new, path):
    """RFC 9162 §2.1.4.2."""
    if first == second:
        return not path and old == new
    path = ([old] if first & (first - 1) == 0 else []) + path
    place, last = first - 1, second - 1
    while place % 2:
        place, last = place // 2, last // 2
    before = after = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not place % 2 and place:
                place, last = place // 2, last // 2
        else:
            after = node_hash(after, step)
        place, last = place // 2, last // 2
    return last == 0 and before == old and after == new


def head(note, keys):
    """Size and root of a note that one of the keys signed (C2SP signed-note)."""
    text, _, signatures = note.partition("\n\n")
    for line in signatures.splitlines():
        _, name, blob = line.split(" ")
        for key in keys:
            key_name, _, rest = key.partition("+")
            public = base64.b64decode(rest.partition("+")[2])[1:]
            identity = sha(key_name.encode() + b"\n\x01" + public)[:4]
            raw = base64.b64decode(blob)
            if name == key_name and raw[:4] == identity:
                try:
                    Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], (text + "\n").encode())
                    return int(text.split("\n")[1]), base64.b64decode(text.split("\n")[2])
                except InvalidSignature:
                    continue
    raise ValueError("the head is not signed by these keys")


def check(proof, keys=None):
    keys, path = keys or proof["keys"], [base64.b64decode(step) for step in proof["path"]]
    if proof["format"] == "yankao-ledger-consistency-v1":
        ends = [(end["size"], base64.b64decode(end["root"])) for end in (proof["first"], proof["second"])]
        signed = [head(end["head"], keys) for end in (proof["first"], proof["second"]) if end["head"]]
        return consistent(*ends[0], *ends[1], path) and set(signed) <= set(ends)
    size, root = head(proof["head"], keys)
    leaf, entry = base64.b64decode(proof["leafHash"]), proof["entry"]
    if entry:
        shown = [part["part"] + " " + base64.b64encode(sha(bytes.fromhex(part["salt"]) + part["text"].encode())).decode() for part in entry["disclosed"]]
        if leaf_hash(entry["leaf"].encode()) != leaf or not set(shown) <= set(entry["leaf"].split("\n")):
            return False
    return root_of(proof["position"], size, leaf, path) == root


if __name__ == "__main__":
    holds = check(json.load(open(sys.argv[1], encoding="utf-8")), sys.argv[2:])
    print("the proof holds" if holds else "the proof does not hold")
    sys.exit(not holds)
