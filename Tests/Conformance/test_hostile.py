"""Files that attack their reader: each is refused with a reason in both languages, nothing is stored, nothing stays behind."""

import html
import os
import re
import resource
import subprocess
import sys

import pytest
import requests

sys.path.insert(0, os.path.dirname(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "Browser"))
import hostile
from visitor import importer

PROGRAM = os.environ.get("YANKAO_PROGRAM", ".build/debug/yankao")
# A reader holds a file, what it unpacks to and its lines; a hundred megabytes of any of them would be seen here.
MEMORY = 3 << 30


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return hostile.write(str(tmp_path_factory.mktemp("hostile")))


@pytest.fixture()
def room(tmp_path):
    """A data folder of its own and an empty temporary folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YANKAO_")}
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    return environment | {"TMPDIR": str(temporary), "YANKAO_DATA": str(tmp_path / "data"), "YANKAO_LOG_LEVEL": "error"}


def children():
    """Processes that read documents, whoever started them."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/comm") as file:
                name = file.read().strip()
        except OSError:
            continue
        if name in ("pdftotext", "pdftoppm", "tesseract"):
            found.append((pid, name))
    return found


def limited():
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def run(room, *words):
    return subprocess.run([PROGRAM, *words], env=room, capture_output=True, text=True, timeout=60, preexec_fn=limited)


def test_there_are_enough(corpus):
    assert len({path for path, _ in corpus}) >= 150


def test_every_file_is_refused_with_a_reason(corpus, room):
    wrong = []
    for path, says in corpus:
        answer = run(room, "outline", path, "--seconds", "3")
        if answer.returncode != 65 or answer.stdout or not re.search(says, answer.stderr) or not re.search(r"[A-Za-z]{3} .*\.", answer.stderr):
            wrong.append((os.path.basename(path), answer.returncode, answer.stderr[:200]))
    assert wrong == []
    assert os.listdir(room["TMPDIR"]) == []
    assert children() == []


def test_nothing_of_them_is_stored(corpus, room):
    assert run(room, "migrate").returncode == 0
    imported = run(room, "plan", "import", "Demo/plan-rdec-111-114.txt", "--agency", "rdec", "--years", "111-114")
    assert imported.returncode == 0, imported.stderr
    before = run(room, "plan", "list").stdout
    assert "rdec-111-114" in before
    # Those that a converter has to be stopped for were seen above, where they may be given three seconds.
    quick = [path for path, says in corpus if hostile.DEMANDING not in says]
    wrong = []
    for path in quick[:: 3]:
        answer = run(room, "plan", "import", path, "--agency", "culture", "--years", "111-114")
        if answer.returncode != 65:
            wrong.append((os.path.basename(path), answer.returncode, answer.stderr[:200]))
    assert wrong == []
    assert run(room, "plan", "list").stdout == before


def test_the_web_refuses_them_as_well(site, people, corpus):
    """Uploaded by an officer: an error beside the field, and no import to look at."""
    session = requests.Session()

    def token(path):
        return re.search(r'name="_token" value="([^"]+)"', session.get(site.base + path).text)[1]

    handle, password = importer(people)
    session.post(f"{site.base}/sign-in", {"_token": token("/sign-in"), "handle": handle, "password": password})
    form = {"_token": token("/plans/import"), "kind": "plan", "agency": "rdec", "from": "111", "to": "114"}
    endings = (".txt", ".md", ".pdf", ".odt", ".docx")
    quick = [(path, says) for path, says in corpus if hostile.DEMANDING not in says and os.path.getsize(path) < 30 << 20]
    wrong = []
    for path, says in quick:
        with open(path, "rb") as file:
            answer = session.post(f"{site.base}/plans/import", form, files={"file": (os.path.basename(path), file.read())}, allow_redirects=False)
        reason = says if path.lower().endswith(endings) and os.path.getsize(path) else "invalid-feedback"
        # A spreadsheet is read on the web, whatever its name: as a whole plan, which this is none.
        reason = "檔案有 1 個地方不對" if os.path.basename(path) == "really-ods.odt" else reason
        text = html.unescape(answer.text)
        if answer.status_code != 422 or not re.search(reason, text) or 'value="111"' not in text:
            wrong.append((os.path.basename(path), answer.status_code, re.findall(r'invalid-feedback"[^>]*>.*?</p>', text)[:1]))
    assert len(quick) > 100
    assert wrong == []
    assert "/plans/imports/" not in session.get(f"{site.base}/plans/drafts").text
    assert children() == []


def test_a_killed_reader_takes_its_converter_along(corpus, room):
    path = next(path for path, _ in corpus if path.endswith("forms-without-end.pdf"))
    process = subprocess.Popen([PROGRAM, "outline", path, "--seconds", "30"], env=room, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(400):
        if children():
            break
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            pass
    assert children(), "the converter did not start"
    process.kill()
    process.wait()
    for _ in range(120):
        if not children():
            break
        subprocess.run(["sleep", "0.1"], check=True)
    assert children() == []
