"""The same document as text, PDF, ODT and DOCX has the same outline. The three are made here, by LibreOffice."""

import csv
import os
import re
import shutil
import subprocess

import pytest

PROGRAM = os.environ.get("YANKAO_PROGRAM", ".build/debug/yankao")
SAMPLES = "Tests/FormatsTests/Samples"
TEXTS = [
    "Demo/plan-rdec-111-114.txt", f"{SAMPLES}/taipei-culture.txt", f"{SAMPLES}/taipei-minutes.txt", f"{SAMPLES}/tainan-special.txt",
    f"{SAMPLES}/tainan-interpellation.txt",
]
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is missing (Debian: libreoffice-writer-nogui): no outline was compared between formats"
)


def convert(source, kind, folder):
    words = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    if source.endswith(".txt"):
        words.append("--infilter=Text (encoded):UTF8,LF,,,")
    subprocess.run([*words, "--convert-to", kind, "--outdir", str(folder), source], check=True, capture_output=True, timeout=180)
    return os.path.join(folder, os.path.splitext(os.path.basename(source))[0] + "." + kind)


def outline(path, form):
    answer = subprocess.run([PROGRAM, "outline", path, "--format", form], capture_output=True, text=True, timeout=60)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def headings(path):
    """Level, number and title; blanks aside, for a PDF has its own between Chinese and Latin."""
    rows = list(csv.reader(outline(path, "csv").splitlines()))
    return [tuple(re.sub(r"\s", "", cell) for cell in row[:3]) for row in rows[1:]]


def turns(path):
    """Who speaks and what is decided: every line of the tree, blanks aside."""
    return [re.sub(r"\s", "", line) for line in outline(path, "tree").splitlines()]


@needs_office
@pytest.mark.parametrize("kind", ["pdf", "odt", "docx"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_format_gives_the_same_outline(text, kind, tmp_path):
    converted = convert(text, kind, tmp_path)
    assert headings(converted) == headings(text)
    assert turns(converted) == turns(text)


@needs_office
def test_what_an_office_program_counts_is_the_same_in_every_format(tmp_path):
    found = {kind: headings(convert(f"{SAMPLES}/plan.fodt", kind, tmp_path)) for kind in ("pdf", "odt", "docx")}
    assert found["odt"] == found["docx"]
    assert len(found["odt"]) == 24
    # A PDF does not say what is bold: the headings without number are text in it.
    assert [row[1:] for row in found["odt"] if row[1]] == [row[1:] for row in found["pdf"]]
