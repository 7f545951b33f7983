"""Fifty questions over a hundred thousand documents, asked one after another through the API as a reader would wait for it."""

import http.client
import json
import os
import statistics
import time
import urllib.parse

COUNT = 100_000
FOLDER = os.path.join(os.path.dirname(__file__), "..", "Tests", "SearchTests", "Samples")
# Milliseconds at the 95th percentile.
BARS = {"sqlite": 50, "postgres": 80}
QUESTIONS = {
    "rare": [
        "流浪動物認養", "電動車充電站", "病媒蚊密度", "公民投票自治條例", "松山菸廠", "土壤液化", "環境教育獎", "動物園場地收費", "校警 退休", "悠遊卡 規費",
        "二二八紀念館門票", "資訊休閒業", "空氣品質淨化區", "口腔癌確診", "有線電視公開資料"],
    "common": [
        "臺南市政府", "台南市", "臺北市", "敬請查照", "本府", "辦理", "安南區", "修正", "自治條例", "臺南市政府辦理", "財團法人", "統計表", "市", "文化局", "資料"],
    "mixed": [
        "臺南市政府 土壤液化", "安南區 登革熱", "永康區停車場 臺南市", "臺北市 悠遊卡", "1999 派工", "4G健康小站", "106年 原住民族", "CMS 位置動態", "白河區 稻米", "本府 捷運"],
    "english": ["cms", "VD", "gis", "facebook", "ＣＭＳ"],
    "slips": ["電動車充店站", "公民頭票自治條例", "臺南市政俯", "登格熱病例", "空氣品值監測"],
}


def waits(server, times):
    """For each question: how long one reader waits, in milliseconds, and how many were found."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)

    def ask(question):
        start = time.perf_counter()
        connection.request("GET", "/api/v1/search?q=" + urllib.parse.quote(question))
        body = connection.getresponse().read()
        return (time.perf_counter() - start) * 1000, json.loads(body)["count"]

    found = {}
    for kind, questions in QUESTIONS.items():
        for question in questions:
            ask(question)
            answers = [ask(question) for _ in range(times)]
            found[kind, question] = [wait for wait, _ in answers], answers[0][1]
    return found


def report(installed, times=10):
    """Prints the table of each engine. Returns how many bars are missed."""
    missed = 0
    for engine, installation in installed.items():
        start = time.monotonic()
        installation.run("bench-search", "fill", str(COUNT), FOLDER)
        print(f"\nSearch on {engine}: {COUNT:,} documents, indexed in {time.monotonic() - start:.0f} s; waits in ms", flush=True)
        server = installation.serve()
        try:
            found = waits(server, times)
        finally:
            server.stop()
        print(f"{'':10}{'median':>9}{'p95':>9}{'slowest question':>22}")
        for kind in QUESTIONS:
            some = {question: values for (group, question), (values, _) in found.items() if group == kind}
            flat = sorted(value for values in some.values() for value in values)
            slowest = max(some, key=lambda question: statistics.median(some[question]))
            print(f"{kind:10}{statistics.median(flat):>9.1f}{flat[int(len(flat) * 0.95)]:>9.1f}{statistics.median(some[slowest]):>12.1f}  {slowest}")
        flat = sorted(value for values, _ in found.values() for value in values)
        p95 = flat[int(len(flat) * 0.95)]
        bar = next(bar for name, bar in BARS.items() if name in engine.lower())
        missed += p95 > bar
        empty = [question for (_, question), (_, count) in found.items() if count == 0]
        print(f"{'all':10}{statistics.median(flat):>9.1f}{p95:>9.1f}{'!' if p95 > bar else ' '} (bar {bar}); nothing found for: {', '.join(empty) or '—'}", flush=True)
    return missed
