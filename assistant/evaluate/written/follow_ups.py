"""Follow-ups made to stand alone by rules, as they are, and by the model: on the same questions.

``python -m assistant.evaluate.written.follow_ups eval/questions.toml --split dev`` puts every
question with a history both ways to the assistant and prints how many are right. The rules
won with the local model, so that is what the assistant goes by.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import click
from tqdm import tqdm

from assistant.answer.generative import Generator, Message, ModelFailed
from assistant.answer.writing.prompting import as_data
from assistant.app import Assistant
from assistant.errors import BadRequest
from assistant.evaluate.cases import Case, load_cases
from assistant.evaluate.judge import judge
from assistant.evaluate.run import AS_OF
from assistant.language_model import generator
from assistant.settings import Settings
from assistant.text.numbers import numerals
from assistant.text.tokens import bigrams

_TURNS = 4  # earlier turns that are told
_FROM_TURNS = 0.6  # share of the pairs of characters of a new wording that the turns must have
_GRAMMAR = 'root ::= [^\\n]{2,80} "\\n"'
_PROMPT = """把“这一问”改写成不看前文也能懂的一个问题，只写改写后的问题。
补上前文里说过、这一问里省掉的地方、年份和事情；这一问里换掉的，用新的。不回答，不加前文没有的内容。换了话题就照抄这一问。

前文：云水县2026年要修多少高标准农田
这一问：那山南县呢
改写：山南县2026年要修多少高标准农田

前文：山南县低保标准是多少
这一问：这块归谁管
改写：山南县低保归谁管

前文：云水县怎么扶持民宿
这一问：先不说这个，农房审批找谁
改写：农房审批找谁"""


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--split", choices=("dev", "test"))
    options = parser.parse_args()
    model = generator(Settings())
    if model is None:
        raise BadRequest("没有配置语言模型。", "请先设 YOUJU_MODEL，见 README 的“语言模型”。")
    assistant = Assistant.open(Settings())
    cases = [
        case
        for case in load_cases(options.questions)
        if case.history and options.split in (None, case.split)
    ]
    by_rules = by_model = 0
    for case in tqdm(cases, desc="追问", unit="题"):
        by_rules += _is_right(assistant, case, case.question, case.history)
        new = rewrite(case.question, case.history, model)
        by_model += _is_right(assistant, case, new or case.question, () if new else case.history)
    click.echo(f"追问 {len(cases)} 题，按规则答对 {by_rules}，由 {model.name} 改写答对 {by_model}")


def rewrite(question: str, history: Sequence[str], model: Generator) -> str | None:
    """The question as the model has it stand alone; None where it gives none that can be
    trusted: one with numbers or words that nobody said."""
    earlier = "；".join(map(as_data, history[-_TURNS:]))
    asked = f"前文：{earlier}\n这一问：{as_data(question)}\n改写："
    messages: list[Message] = [("system", _PROMPT), ("user", asked)]
    try:
        reply = "".join(model.stream(messages, model.deadline(), _GRAMMAR))
    except ModelFailed:
        return None
    text = reply.strip().split("\n")[0].removeprefix("改写：").strip()
    return text if text and _is_of(text, "\n".join((*history, question))) else None


def _is_of(text: str, said: str) -> bool:
    known = {numeral.key for numeral in numerals(said)}
    new, pairs = set(bigrams(text)), set(bigrams(said))
    invented = any(numeral.key not in known for numeral in numerals(text))
    return not invented and bool(new) and len(new & pairs) >= _FROM_TURNS * len(new)


def _is_right(assistant: Assistant, case: Case, question: str, history: Sequence[str]) -> bool:
    answer = assistant.ask(question, history=history, as_of=AS_OF, mode="extractive")
    verdict = judge(case, answer, assistant.documents)
    return verdict.correct if case.answerable else verdict.declined


if __name__ == "__main__":
    main()
