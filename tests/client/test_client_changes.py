"""Changes of the library, and the jobs that the index follows by."""

from __future__ import annotations

from pathlib import Path

import anyio
import pytest

from assistant.client import AsyncYouju, Conflict, JobFailed, JobUnfinished, Youju
from assistant.settings import Settings

TEA = "清溪县2027年要建成标准茶园多少亩"
HILL = """松岭县林业工作要点（2024年）
一、森林抚育
2024年完成森林抚育7万亩。
"""
ASKED = "松岭县2024年要完成森林抚育多少亩"
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.mark.proof
def test_an_upload_answers_once_its_job_is_done(changing_address: str, tmp_path: Path) -> None:
    file = tmp_path / "松岭.txt"
    file.write_text(HILL, "utf-8")
    with Youju(changing_address) as client:
        change = client.upload(file, id="hill", region="浙江省松岭县")
        assert change["document"] == "hill"
        assert client.wait(change)["state"] == "done"
        assert "7万亩" in client.ask(ASKED)["answer"]
        assert client.document("hill")["region"] == "浙江省松岭县"


def test_what_is_changed_and_changed_back(changing_address: str) -> None:
    with Youju(changing_address) as client:
        first = client.revisions()["revisions"][0]["revision"]
        replaced = client.replace("plan", ("新.txt", HILL.encode()))
        assert replaced["document"] == "plan"
        assert client.ask(TEA)["status"] == "not_found"
        with pytest.raises(Conflict) as same:
            client.upload(("松岭.txt", HILL.encode()), id="hill", region="浙江省松岭县")
        assert (same.value.status, same.value.code) == (409, "conflict")
        deleted = client.delete("plan")
        assert deleted["revision"] == replaced["revision"] + 1
        back = client.rollback(first)
        assert back["job"]["kind"] == "rollback"
        assert client.purge("lake")["job"]["kind"] == "purge"
        assert [r["reason"] for r in client.revisions(limit=2)["revisions"]] == [
            "purge",
            f"rollback to {first}",
        ]
        assert "12万亩" in client.ask(TEA)["answer"]
        assert [d["id"] for d in client.documents()["documents"]] == ["plan"]


def test_a_job_that_is_done_one_that_takes_its_time_and_one_that_fails(
    changing_address: str, library: Settings
) -> None:
    seen = []
    with Youju(changing_address) as client:
        change = client.reindex()
        with pytest.raises(JobUnfinished) as slow:
            client.wait(change, timeout=0)
        assert slow.value.job["id"] == change["job"]["id"]
        job = client.wait(change, progress=seen.append)
    assert (job["state"], job["progress"]) == ("done", 1.0)
    assert seen[-1] == job
    assert 1 < len({str(each) for each in seen}) == len(seen)

    assert library.corpus
    (library.corpus / "manifest.toml").write_text("[[document]]\n", "utf-8")

    async def run() -> None:
        async with AsyncYouju(changing_address) as client:
            with pytest.raises(JobFailed) as failed:
                await client.wait((await client.reindex())["job"])
            assert failed.value.job["state"] == "failed"
            assert failed.value.message == failed.value.job["message"] != ""

    anyio.run(run)
