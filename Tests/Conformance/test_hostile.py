"""Files that attack their reader: each is refused with a reason in both languages, nothing is stored, nothing stays behind."""

import os
import re
import resource
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))
import hostile

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


def test_a_killed_reader_takes_its_converter_along(corpus, room):
    path = next(path for path, _ in corpus if path.endswith("forms-without-end.pdf"))
    process = subprocess.Popen([PROGRAM, "outline", path, "--seconds", "4"], env=room, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
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
