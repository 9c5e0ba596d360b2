"""Two invented counties with enough in them for a quiz, and the service over them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from fastapi.testclient import TestClient
from service import corpus

from assistant.indexing import build
from assistant.settings import Settings

QUIZZES = "/v1/training/quizzes"
PAGES = "/training/quizzes"
ORIGIN = {"Origin": "http://127.0.0.1:8000"}
STREAM = """青溪县乡村建设行动方案（2026—2028年）
一、总体目标
到2028年，全县粮食播种面积稳定在12万亩以上，建成高标准农田9万亩，农村供水普及率达到98%。
二、重点任务
（一）守住粮食安全。推广测土配方施肥6万亩，水稻良种覆盖率达到97%。（县农业农村局、县财政局）
（二）修好农村道路。新建改建农村公路150公里，建制村客车通达率达到100%。（县交通运输局、县发改局）
（三）办好乡村学校。改造提升乡村学校24家，教师交流比例达到15%。（县教育局、县住建局）
（四）管护河流水库。整治山塘水库32家，河道水质达标率达到90%。（县水利局、县生态环境局）
（五）发展乡村旅游。建成景区村庄18家，旅游总收入达到7万元。（县文广旅体局、县商务局）
"""
STONE = """白石县农业发展规划（2026—2030年）
一、主要目标
到2030年，全县粮食播种面积稳定在20万亩以上，农村供水普及率达到93%，新增农家乐80家。
二、主要任务
推行茶园绿色防控。种植特色茶叶3万亩，茶叶良种覆盖率达到88%，培训茶农500人次。
"""


def counties(folder: Path, stream: str = STREAM) -> Settings:
    """Settings of a library of both, with an index."""
    found = corpus(folder / "corpus", stream=stream, stone=STONE)
    settings = Settings(home=folder / "home", corpus=found, rate=100_000)
    build(settings)
    return settings


def made(client: TestClient, **wanted: object) -> dict:
    """A quiz that is kept."""
    reply = client.post(QUIZZES, json={"number": 5, "seed": 3, "documents": ["stream"], **wanted})
    assert reply.status_code == 201, reply.text
    return dict(reply.json())


def ids(client: TestClient, quiz: str) -> list[str]:
    """The items of a quiz, in order."""
    return [item["id"] for item in client.get(f"{QUIZZES}/{quiz}").json()["items"]]


def words(page: str) -> str:
    """What people read on a page."""
    return unescape(re.sub(r"<[^>]+>", " ", page))
