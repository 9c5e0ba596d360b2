"""The pages on which a trainer changes an item or adds one of their own."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from assistant.errors import BadRequest, NotThere
from assistant.serve.page.html import Part, element, joined
from assistant.serve.training.clauses import clause_view
from assistant.serve.training.fields import typed
from assistant.serve.training.frame import PageRoute, headed, page
from assistant.serve.training.quizzes import trainer_of
from assistant.serve.training.quizzes_choice import PATH
from assistant.serve.training.quizzes_clauses import clause_list, document_list
from assistant.serve.training.quizzes_draft import OWN_KINDS, Draft
from assistant.serve.training.quizzes_work import Trainer
from assistant.serve.training.quizzes_writing import edit_form, own_form
from assistant.training.leads import lead
from assistant.training.own import BadItem
from assistant.training.reviewing import item_of_set
from assistant.types import Clause

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get(f"{PATH}/{{name}}/items/{{item}}")
async def editing(request: Request, name: str, item: str) -> Response:
    """The form that changes an item."""
    return await run_sync(_editing, trainer_of(request), name, item)


@router.post(f"{PATH}/{{name}}/items/{{item}}")
async def edit(request: Request, name: str, item: str) -> Response:
    """Changes an item; shows the form again with what is wrong."""
    trainer, given = trainer_of(request), await typed(request)

    def edited() -> Response:
        try:
            found = item_of_set(trainer.get(name).set, item)
        except BadRequest as error:
            raise NotThere(error.message, error.hint) from error
        draft = Draft.of(given, found.kind)
        try:
            new = trainer.edit(name, item, draft.changes(), confirmed=given.one("confirmed"))
        except BadItem as error:
            return _editing(trainer, name, item, draft, error)
        return RedirectResponse(f"{PATH}/{name}#i-{new.id}", 303)

    return await run_sync(edited)


@router.get(f"{PATH}/{{name}}/add")
async def adding(request: Request, name: str) -> Response:
    """Choose a document, then a clause of it, then write."""
    trainer, asked = trainer_of(request), request.query_params

    def drawn() -> Response:
        if clause := asked.get("clause"):
            return _own(trainer, name, clause)
        if document := asked.get("document"):
            return _clauses(trainer, name, document, asked.get("find", "").strip()[:100])
        quiz, path = trainer.get(name), f"{PATH}/{name}"
        listed = document_list(trainer.material(), quiz.summary.documents, f"{path}/add")
        return _page(trainer, name, "加一道自己的题：选文件", listed)

    return await run_sync(drawn)


@router.post(f"{PATH}/{{name}}/add")
async def add(request: Request, name: str) -> Response:
    """Adds an item; shows the form again with what is wrong."""
    trainer, given = trainer_of(request), await typed(request)

    def added() -> Response:
        trainer.get(name)
        kind = next((kind for kind in OWN_KINDS if kind == given.one("kind")), OWN_KINDS[0])
        draft, clause = Draft.of(given, kind), given.one("clause")
        try:
            new = trainer.add(name, draft.written(clause), confirmed=given.one("confirmed"))
        except BadItem as error:
            return _own(trainer, name, clause, draft, error)
        return RedirectResponse(f"{PATH}/{name}#i-{new.id}", 303)

    return await run_sync(added)


def _editing(
    trainer: Trainer,
    name: str,
    item: str,
    draft: Draft | None = None,
    error: BadItem | None = None,
) -> Response:
    quiz, material = trainer.get(name), trainer.material()
    try:
        found = item_of_set(quiz.set, item)
    except BadRequest as gone:
        raise NotThere(gone.message, gone.hint) from gone
    path, back = f"{PATH}/{name}/items/{item}", f"{PATH}/{name}#i-{item}"
    grounds = [clause_view(each, material) for each in found.grounds]
    body = joined(
        (
            element("h1", "改题"),
            edit_form(draft or Draft.of_item(found), grounds, path, back, error),
        )
    )
    return page("改题", headed(trainer.caller, "/training", body), (), 422 if error else 200)


def _clauses(trainer: Trainer, name: str, document: str, find: str) -> Response:
    trainer.get(name)
    material = trainer.material()
    if document not in material.documents:
        raise NotThere("没有这份文件。", "请重新选文件。")
    path = f"{PATH}/{name}/add"
    listed = clause_list(document, find, material, path)
    title = element("p", material.title(document), class_="soft")
    again = element("p", element("a", "← 换一份文件", href=path), class_="back")
    return _page(trainer, name, "加一道自己的题：选条款", again, title, listed)


def _own(
    trainer: Trainer,
    name: str,
    clause: str,
    draft: Draft | None = None,
    error: BadItem | None = None,
) -> Response:
    trainer.get(name)
    material = trainer.material()
    found = material.by_id.get(clause)
    if found is None:
        raise NotThere("没有这个条款。", "请重新选条款。")
    first = f"{lead(material, found)}："
    path = f"{PATH}/{name}/add"
    form = own_form(draft or Draft.empty(first), found, material, path, error, first)
    place = element("p", _place(found), class_="soft")
    status = 422 if error else 200
    return _page(trainer, name, "加一道自己的题", place, form, status=status)


def _page(trainer: Trainer, name: str, title: str, *parts: Part, status: int = 200) -> Response:
    back: Markup = element("p", element("a", "← 回到这套题", href=f"{PATH}/{name}"), class_="back")
    body = headed(trainer.caller, "/training", back, element("h1", title), *parts)
    return page(title, body, ("choosing.js", "own.js"), status)


def _place(clause: Clause) -> str:
    places = [*clause.path, clause.label] if clause.label not in clause.path else clause.path
    return " › ".join(filter(None, places))
