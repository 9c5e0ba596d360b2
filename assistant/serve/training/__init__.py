"""Training over HTTP: quizzes, live sessions and practice, for programs (``router``) and for
people (``pages``)."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.serve.training import (
    astray,
    live_api,
    live_pages,
    papers,
    phones,
    phones_api,
    practice,
    practice_api,
    quizzes,
    quizzes_api,
    quizzes_own,
    quizzes_review,
)
from assistant.serve.training.frame import ROOTS

router = APIRouter()
for part in (quizzes_api, practice_api, live_api, phones_api, papers):
    router.include_router(part.router)
pages = APIRouter()
pages.include_router(live_pages.feeds)
for part in (quizzes, quizzes_own, quizzes_review, practice, live_pages, phones):
    pages.include_router(part.router)
pages.include_router(astray.astray(pages, *ROOTS))
