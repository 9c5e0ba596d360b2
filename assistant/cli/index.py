"""``youju index``: make the documents answerable."""

from __future__ import annotations

from time import perf_counter

import click


@click.command("index")
@click.option("--quiet", is_flag=True, help="不显示进度条。")
@click.option("--progress-json", is_flag=True, help="把进度逐行写成 JSON，供别的程序读。")
def command(quiet: bool, progress_json: bool) -> None:
    """建立或更新索引；资料没有变就不重建。

    放在 YOUJU_HOME 指定的文件夹；没有指定时，放在代码目录或用户数据目录。
    中途停下也不要紧：建完之前，用的还是原来的索引。
    """
    from assistant.indexing import build  # noqa: PLC0415 - loads numpy and faiss
    from assistant.progress import bars, lines, silent  # noqa: PLC0415
    from assistant.resources import locate  # noqa: PLC0415
    from assistant.retrieve.versions import read_stamp  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    settings = Settings()
    started = perf_counter()
    show = lines() if progress_json else silent if quiet else bars()
    version, built = build(settings, progress=show)
    if progress_json:
        return
    seconds = perf_counter() - started
    folder = locate(settings).index
    counts = read_stamp(folder, version)["counts"]
    done = f"索引已建好，用时 {seconds:.1f} 秒" if built else "索引已是最新，没有重建"
    click.echo(
        f"{done}：{counts['documents']} 份文件，{counts['clauses']} 个条款，"
        f"{counts['sentences']} 个句子。"
    )
    click.echo(f"版本 {version}，放在 {folder}。")
