"""Cases with gold answers: asked, kept, and made a report of."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import BadRequest
from assistant.evaluate.cases import Case, check_cases, load_cases
from assistant.evaluate.written import report
from assistant.evaluate.written.as_json import as_json
from assistant.evaluate.written.log import Log
from assistant.evaluate.written.opening import Opened, check_model
from assistant.evaluate.written.options import Options, write
from assistant.evaluate.written.order import stratified
from assistant.evaluate.written.outcome import read_row
from assistant.evaluate.written.trial import pending, put, rows
from assistant.evaluate.written.ways import EXTRACTIVE, LABELS, USUAL, case_ways, check_names


def run(opened: Opened, options: Options) -> None:
    """Asks what is not in the file of rows, and reports on all that is. Raises BadRequest."""
    cases = options.chosen(stratified(_cases(opened, options)))
    names = options.ways or USUAL
    check_names(names, tuple(LABELS))
    ways = case_ways(opened, names)
    log = Log(options.rows or opened.rows, read_row)
    asking = [way for name, way in ways.items() if name != EXTRACTIVE]
    if opened.generator and pending(cases, asking, log):
        check_model(opened.generator, opened.opening)
    put(cases, list(ways.values()), log, options.minutes)
    done = report.Report(opened.setting(len(cases)), rows(cases, ways, log))
    write(options.report, ".json", as_json(done))
    write(options.report, ".md", report.as_markdown(done))
    print(report.as_text(done))  # noqa: T201


def _cases(opened: Opened, options: Options) -> Sequence[Case]:
    if options.questions is None:
        return ()
    cases = [
        case
        for case in load_cases(options.questions)
        if options.split in (None, case.split) and (not options.kinds or case.kind in options.kinds)
    ]
    if faults := check_cases(cases, opened.assistant.documents):
        listing = "\n".join(f"- {fault}" for fault in faults)
        raise BadRequest(f"有 {len(faults)} 处依据在资料中找不到：\n{listing}", "请核对评测题。")
    return cases
