"""A meeting's calendar file by Python's icalendar, its agenda and minutes by LibreOffice: programs that are not ours."""

import datetime
import re
import shutil
import subprocess
import uuid

import icalendar
import pytest
import requests

TITLE = "討論「青年實習」；明年 <名額> & 經費，請\\審議"
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is missing (Debian: libreoffice-writer-nogui): no document was opened")


class Clerk:
    """Somebody of the commission who fills in forms."""

    def __init__(self, site, handle, password):
        self.site, self.session = site, requests.Session()
        self.send("/sign-in", {"handle": handle, "password": password}, "/sign-in")

    def get(self, path):
        return self.session.get(self.site.base + path, timeout=30)

    def send(self, path, values, page):
        token = re.search(r'name="_token" value="([^"]+)"', self.get(page).text)[1]
        answer = self.session.post(self.site.base + path, {**values, "_token": token}, allow_redirects=False, timeout=30)
        assert answer.status_code == 303, answer.text[:2000]
        return answer.headers["location"].partition("?")[0]


@pytest.fixture(scope="module")
def meeting(site, people):
    """A public meeting with one point and one decision; with its clerk."""
    clerk = Clerk(site, "reviewer", people["reviewer"])
    name = f"測試委員會{uuid.uuid4().hex[:8]}"
    series = clerk.send("/desk/series", {"name": name, "kind": "committee", "agency": "rdec", "chair": "市長", "public": "yes"}, "/desk/meetings")
    time = {"day": "2026-12-10", "start": "09:30", "end": "11:00", "place": "永華市政中心, 10 樓; 會議室"}
    path = clerk.send(f"{series}/meetings", time, series)
    clerk.send(f"{path}/items", {"kind": "discussion", "title": TITLE, "presenter": "勞工局", "text": "第一行\n第二行"}, path)
    clerk.send(f"{path}/attendance", {"office": "勞工局局長", "presence": "present"}, path)
    clerk.send(f"{path}/steps", {"state": "planned"}, path)
    clerk.send(f"{path}/time", {**time, "start": "10:00"}, path)
    clerk.send(f"{path}/steps", {"state": "convened"}, path)
    decision = {"text": "請文化局協助。", "item": "none", "lead": "culture", "supporting": "勞工局", "due": "2026-12-20", "opening": "none"}
    clerk.send(f"{path}/decisions", decision, path)
    return clerk, path, name


def test_a_calendar_program_reads_the_event(site, meeting):
    _, path, name = meeting
    answer = site.request("GET", path.replace("/desk", "") + "/calendar")
    assert answer.status == 200 and answer.kind == "text/calendar"
    assert all(len(line) <= 75 for line in answer.body.split(b"\r\n"))
    assert b"\n" not in answer.body.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(answer.body)
    assert calendar["method"] == "PUBLISH" and calendar["version"] == "2.0"
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Taipei"
    [event] = calendar.walk("VEVENT")
    eight = datetime.timezone(datetime.timedelta(hours=8))
    assert event["dtstart"].dt == datetime.datetime(2026, 12, 10, 10, 0, tzinfo=eight)
    assert event["dtend"].dt == datetime.datetime(2026, 12, 10, 11, 0, tzinfo=eight)
    assert event["sequence"] == 1, "it was moved once"
    assert event["location"] == "永華市政中心, 10 樓; 會議室"
    assert name in event["summary"] and event["uid"].startswith(path.rsplit("/", 1)[1])
    assert event["url"].endswith(path.replace("/desk", ""))


def test_the_feed_has_the_same_event_once(site, meeting):
    _, path, _ = meeting
    calendar = icalendar.Calendar.from_ical(site.request("GET", "/meetings/calendar").body)
    uids = [str(event["uid"]) for event in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids))
    assert sum(uid.startswith(path.rsplit("/", 1)[1]) for uid in uids) == 1


@needs_office
@pytest.mark.parametrize("kind", ["agenda", "minutes"])
def test_an_office_program_opens_the_document(meeting, kind, tmp_path):
    clerk, path, name = meeting
    document = tmp_path / f"{kind}.odt"
    document.write_bytes(clerk.get(f"{path}/{kind}").content)
    for form in ("txt:Text (encoded):UTF8", "pdf", "docx"):
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(document)],
            check=True, capture_output=True, timeout=180)
    text = (tmp_path / f"{kind}.txt").read_text(encoding="utf-8-sig")
    words = [name, TITLE, "第一行", "第二行", "上次會議沒有待報告的決議。", "永華市政中心, 10 樓; 會議室"]
    if kind == "minutes":
        words += ["勞工局局長", "請文化局協助。", "主辦：文化局；協辦：勞工局"]
    for word in words:
        assert word in text, word
    assert (tmp_path / f"{kind}.pdf").read_bytes().startswith(b"%PDF")
