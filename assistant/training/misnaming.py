"""What a question names is what its clauses are of: the document, the article, the task."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.training.aligning import bare
from assistant.training.asked import is_article
from assistant.training.items import Item
from assistant.training.leads import own_heading
from assistant.training.material import Material
from assistant.training.verifying import Fault

TITLE = re.compile("《([^《》]{4,})》")
_ARTICLE = re.compile(r"》(第[一二三四五六七八九十百千零〇\d]+条)")
_TASK = re.compile("“([^”]+)”的")


def misnamed(item: Item, material: Material) -> Iterator[Fault]:
    """Where a question names another document, article or task than that of its clauses."""
    if item.kind == "source":
        return
    told = item.question.partition("\n")[0]
    yield from _of_title(item, told, material)
    clause = material.by_id[item.clause]
    article = _ARTICLE.search(told)
    if article and is_article(clause) and not clause.label.startswith(article[1]):
        yield Fault("question", f"题里写的是{article[1]}，所依据的条款是{clause.label}")
    yield from _of_task(item, told, material)


def _of_title(item: Item, told: str, material: Material) -> Iterator[Fault]:
    own = {bare(material.documents[each.document].source.title) for each in item.grounds}
    known = {bare(document.source.title) for document in material.documents.values()}
    named = {bare(title) for title in TITLE.findall(told)}
    if named & known and not named & own:
        title = material.title(item.document)
        yield Fault("question", f"题里写的文件不对：所依据的条款在{title}里")


def _of_task(item: Item, told: str, material: Material) -> Iterator[Fault]:
    clauses = [material.by_id[each.clause] for each in item.grounds]
    over = "\n".join("\n".join((*clause.path, own_heading(clause))) for clause in clauses)
    tasks = {own_heading(each) for each in material.of_document(item.document)} - {""}
    for task in _TASK.findall(told):
        if task in tasks and task not in over:
            yield Fault("question", f"题里问的是“{task}”，所依据的条款不在它下面")
