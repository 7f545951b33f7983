"""The API keeps the promises of /openapi.json: no undocumented answer, no server error. Schemathesis asks, bounded and repeatable."""

import json
import os
import pathlib
import subprocess
import sys

import pytest

CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
SECONDS = 600


def test_description_is_complete(site):
    description = json.loads(site.get("/openapi.json").body)
    assert description["openapi"].startswith("3.")
    assert description["info"]["title"] and description["info"]["version"]
    operations = [operation for path in description["paths"].values() for operation in path.values() if isinstance(operation, dict)]
    assert operations, "/openapi.json describes nothing"
    names = [operation["operationId"] for operation in operations if "operationId" in operation]
    assert len(names) == len(set(names)), "an operationId is used twice"
    for path in ("/api/v1/plans", "/api/v1/plans/{plan}", "/api/v1/plans/{plan}/items/{item}"):
        assert path in description["paths"], f"{path} is not described"


def identifiers(site):
    """The first plan and its first item, so that questions reach further than a 404."""
    plan = json.loads(site.get("/api/v1/plans").body)["items"][0]["id"]
    goals = json.loads(site.get(f"/api/v1/plans/{plan}").body)["goals"]
    return {"plan": plan, "item": next(item["id"] for goal in goals for item in goal["items"])}


@pytest.mark.parametrize("known", [False, True], ids=["any plan", "a known plan"])
def test_schemathesis_finds_nothing(site, tmp_path, known):
    # Event streams never end; test_events.py reads them.
    if known:
        lines = [f'"path.{name}" = {json.dumps(value)}' for name, value in identifiers(site).items()]
        (tmp_path / "schemathesis.toml").write_text("\n".join(["[parameters]", *lines, ""]), encoding="utf-8")
    tool = pathlib.Path(sys.executable).with_name("schemathesis")
    report = tmp_path / "report.xml"
    ran = subprocess.run(
        [tool, "run", f"{site.base}/openapi.json", "--url", site.base, "--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing",
         "--max-examples", "20", "--seed", "1114", "--workers", "2", "--request-timeout", "10",
         "--exclude-path-regex", "/events$", "--suppress-health-check", "all", "--report", "junit", "--report-junit-path", report],
        cwd=tmp_path, env=dict(os.environ, NO_COLOR="1"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS)
    assert ran.returncode == 0, ran.stdout[-8000:]
    assert report.read_text(encoding="utf-8").count("<testcase") > 0, "schemathesis tested no operation"
