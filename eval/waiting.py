"""How long one waits on the page from Enter to the answer: ``python eval/waiting.py``.

A browser asks on the page of a service, one question after the other, while others ask over the
API, each on average every ``--pause`` seconds; the questions are those of the evaluation, each
asked for the first time, so that no answer is remembered. A time counts from the key that is
pressed to the first picture with the answer. Browser, askers and service share this machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from random import Random

import httpx
from load import Run, service
from pictures import browser

from assistant.evaluate.cases import load_cases
from assistant.indexing import build
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
LATE = 0.400  # seconds within which half of the answers have to be seen
_QUESTION = "#question textarea"
_PATIENCE = 20_000  # milliseconds
_WATCH = """() => {
  window.waited = [];
  let pressed = 0, seen = '';
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter') pressed = performance.now();
  }, true);
  new MutationObserver(() => {
    const last = [...document.querySelectorAll('.turn [data-answer]')].at(-1);
    if (!last || last.dataset.answer === seen) return;
    seen = last.dataset.answer;
    requestAnimationFrame(() => setTimeout(() => window.waited.push(performance.now() - pressed)));
  }).observe(document.body, { childList: true, subtree: true });
}"""


@contextmanager
def asking(port: int, questions: Sequence[str], others: int, pause: float) -> Iterator[list[float]]:
    """Others who ask over the API; the seconds that each of their answers took."""
    took, stop = list[float](), threading.Event()
    random = Random(others)  # noqa: S311 - no secret
    rest, lock = cycle(questions), threading.Lock()

    def other(first: float) -> None:
        # A connection each time: one that rests for as long as the service keeps it may be shut
        # just as it is used.
        alone = httpx.Limits(max_keepalive_connections=0)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", limits=alone) as client:
            stop.wait(first)
            while not stop.is_set():
                with lock:
                    question = next(rest)
                begun = time.perf_counter()
                client.post("/v1/ask", json={"question": question}).raise_for_status()
                took.append(time.perf_counter() - begun)
                stop.wait(pause * (0.5 + random.random()))

    threads = [
        threading.Thread(target=other, args=(pause * n / others,), daemon=True)
        for n in range(others)
    ]
    for thread in threads:
        thread.start()
    try:
        yield took
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def waited(port: int, questions: Sequence[str]) -> list[float]:
    """The seconds that each answer took to be seen."""
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"http://127.0.0.1:{port}")
        page.wait_for_selector(".welcome .chip")
        page.evaluate(_WATCH)
        for n, question in enumerate(questions):
            page.fill(_QUESTION, question)
            page.press(_QUESTION, "Enter")
            page.wait_for_function("n => waited.length > n", arg=n, timeout=_PATIENCE)
            page.wait_for_timeout(300)
        return [milliseconds / 1000 for milliseconds in page.evaluate("waited")]


def main() -> int:
    """Command line of the script; 1 where people waited too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--others", type=int, default=20)
    parser.add_argument("--pause", type=float, default=4.0)
    options = parser.parse_args()
    cases = load_cases(ROOT / "eval/questions.toml")
    questions = list(dict.fromkeys(case.question for case in cases if not case.history))
    Random(1).shuffle(questions)  # noqa: S311 - no secret
    own, rest = questions[: options.questions], questions[options.questions :]
    with tempfile.TemporaryDirectory() as folder:
        build(Settings(home=Path(folder)))
        with (
            service(Path(folder)) as (port, _),
            asking(port, rest, options.others, options.pause) as took,
        ):
            begun = time.perf_counter()
            times = waited(port, own)
            asked = Run(len(took) / (time.perf_counter() - begun), times)
    told = "，".join(f"p{100 * share:g} {1000 * asked.at(share):.0f}" for share in (0.5, 0.9, 1))
    beside = f"旁人 {options.others} 个，{asked.rate:.1f} 问/秒"
    print(f"从回车到看见回答：{len(times)} 问，毫秒 {told}；{beside}")  # noqa: T201
    return 0 if asked.at(0.5) <= LATE else 1


if __name__ == "__main__":
    sys.exit(main())
