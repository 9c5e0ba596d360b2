"""Measures what replacing one document costs, against building the whole index.

A library of made-up documents: those of the corpus, again and again, with other numbers and
some other words, so that most sentences are different ones.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from tqdm import tqdm

from assistant.indexing import build
from assistant.progress import bars
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
_VERBS = "推深加全提强优新"


def main() -> None:
    """Builds, replaces one document, builds again; several times."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home", corpus=Path(folder) / "corpus")
        corpus = Path(folder) / "corpus"
        texts = [_text(n) for n in tqdm(range(options.documents), desc="编写资料", leave=False)]
        _write(corpus, texts)
        whole = _seconds(settings)
        print(f"全部建成：{options.documents} 份文件，{whole:.1f} 秒")  # noqa: T201
        for turn in range(options.turns):
            place = random.Random(turn).randrange(len(texts))  # noqa: S311 - not a secret
            texts[place] += f"\n新增一条：到2027年，新建码头{turn + 3}座。\n"
            _write(corpus, texts)
            one = _seconds(settings)
            print(f"换掉一份：{one:.1f} 秒，是全部建成的 {one / whole:.1%}")  # noqa: T201


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="量换掉一份文件要多久")
    parser.add_argument("--documents", type=int, default=500, help="多少份文件（默认 500）")
    parser.add_argument("--turns", type=int, default=3, help="换几次（默认 3）")
    return parser.parse_args()


def _text(number: int) -> str:
    """One of the documents of the corpus with other numbers, years excepted, and other verbs."""
    chance = random.Random(number)  # noqa: S311 - not a secret
    sources = sorted((ROOT / "corpus/documents").glob("*.txt"))
    text = sources[number % len(sources)].read_text("utf-8-sig")

    def other(found: re.Match[str]) -> str:
        written = found[0]
        return written if written.startswith("20") else str(chance.randrange(10 ** len(written)))

    return re.sub(f"[{_VERBS}]", lambda _: chance.choice(_VERBS), re.sub(r"\d+", other, text))


def _write(corpus: Path, texts: list[str]) -> None:
    folder = corpus / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "corpus/thesaurus.toml", corpus)
    rows = []
    for number, text in enumerate(texts):
        name, data = f"d{number:04}", text.encode()
        (folder / f"{name}.txt").write_bytes(data)
        rows.append(
            f'[[document]]\nid = "{name}"\ntitle = "第{number}号乡村振兴工作方案"\n'
            f'file = "{name}.txt"\nsha256 = "{sha256(data).hexdigest()}"\n'
            f'region = "浙江省第{number % 90}市"\n'
        )
    (corpus / "manifest.toml").write_text("\n".join(rows), "utf-8")


def _seconds(settings: Settings) -> float:
    started = time.perf_counter()
    build(settings, progress=bars())
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
