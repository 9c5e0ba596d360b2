"""What is asked for of items and quizzes, and how they are replied."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.replies.quizzes import ItemObject, QuizObject, QuizSummary
from assistant.training.items import LETTERS, Difficulty, Item, Kind, Wanted
from assistant.training.own import Written
from assistant.training.shelf import LONGEST_TITLE, MOST_KEPT, Quiz, Summary
from assistant.training.standing import Standing
from assistant.training.stored import item_object

_MOST_DOCUMENTS = 1000
Id = Annotated[str, Field(min_length=1, max_length=64)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Word = Annotated[str | None, Field(max_length=100)]
Words = Annotated[str, Field(max_length=4000)]
Confirmed = Annotated[
    bool, Field(description="与所依据的条款不符的，也照样保存；查出了什么会留在题里")
]
Choices = Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=len(LETTERS))]


class MakeBody(BaseModel):
    """Which items are wanted."""

    model_config = ConfigDict(extra="ignore")

    number: Annotated[int, Field(ge=1, le=MOST_KEPT, description="几道题")] = 10
    kinds: Annotated[
        list[Kind] | None,
        Field(
            max_length=20,
            description="题型：fill 填空，single 单选，multiple 多选，judge 判断，match 连线，"
            "source 出处，term 名词；不写就是都出",
        ),
    ] = None
    difficulties: Annotated[
        list[Difficulty] | None,
        Field(max_length=20, description="难度：easy 易，medium 中，hard 难；不写就是不限"),
    ] = None
    documents: Annotated[
        list[Name] | None, Field(max_length=_MOST_DOCUMENTS, description="只用这些文件，写编号")
    ] = None
    regions: Annotated[
        list[Name] | None, Field(max_length=100, description="只用这些地区的文件，如 建德")
    ] = None
    chapter: Annotated[Word, Field(description="所在章节的标题里的词")] = None
    topic: Annotated[Word, Field(description="专题或题干里的词")] = None
    department: Annotated[Word, Field(description="条款责任单位里的词")] = None
    seed: Annotated[
        int | None,
        Field(ge=0, le=2**53, description="同样的条件、同一个数，出同一套题；不写就随便取一个"),
    ] = None

    def wanted(self) -> Wanted:
        """The same as filters."""
        return Wanted(
            kinds=tuple(self.kinds) if self.kinds else None,
            documents=tuple(self.documents) if self.documents else None,
            regions=tuple(self.regions) if self.regions else None,
            chapter=self.chapter or None,
            topic=self.topic or None,
            department=self.department or None,
            difficulties=tuple(self.difficulties) if self.difficulties else None,
        )


class KeepBody(MakeBody):
    """Which items are wanted for a quiz, and its title."""

    title: Annotated[
        str, Field(max_length=LONGEST_TITLE, description="名字；不写就照所选的起一个")
    ] = ""


class EditBody(BaseModel):
    """Other words for an item; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    question: Words | None = None
    options: Choices | None = None
    keys: Choices | None = None
    left: Choices | None = None
    difficulty: Difficulty | None = None
    topic: Word = None
    remark: Words | None = None
    confirmed: Confirmed = False


class OwnBody(BaseModel):
    """An item of the trainer's own."""

    kind: Kind
    question: Words
    keys: Choices
    clause: Annotated[str, Field(max_length=300, description="所依据的条款的编号")]
    quote: Annotated[str, Field(max_length=4000, description="条款里的原文，一字不差")]
    options: Choices = []
    left: Choices = []
    difficulty: Difficulty = "medium"
    topic: Annotated[str, Field(max_length=100)] = ""
    remark: Words = ""
    confirmed: Confirmed = False

    def written(self) -> Written:
        """The same as a trainer writes it."""
        return Written(
            kind=self.kind,
            question=self.question,
            keys=tuple(self.keys),
            quotes=((self.clause, self.quote),),
            options=tuple(self.options),
            left=tuple(self.left),
            difficulty=self.difficulty,
            topic=self.topic,
            remark=self.remark,
        )


class ChangeBody(BaseModel):
    """What is to be changed of a quiz; all of it or, where something cannot be, nothing."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(max_length=LONGEST_TITLE, description="另起的名字")] = ""
    swapped: Annotated[
        list[Id], Field(max_length=MOST_KEPT, description="各换一道同类的，写题的编号")
    ] = []
    edited: Annotated[
        dict[Id, EditBody], Field(max_length=MOST_KEPT, description="题的编号：改成什么")
    ] = {}
    dropped: Annotated[list[Id], Field(max_length=MOST_KEPT, description="去掉的题")] = []
    added: Annotated[list[OwnBody], Field(max_length=MOST_KEPT, description="自己写的题")] = []
    order: Annotated[
        list[Id] | None,
        Field(max_length=MOST_KEPT, description="各题的次序，写改好以后的全部编号"),
    ] = None


def told(item: Item) -> ItemObject:
    """An item as it is replied."""
    return item_object(item)  # type: ignore[return-value]


def summary_object(summary: Summary) -> QuizSummary:
    """A quiz in a list."""
    return {
        "id": summary.id,
        "title": summary.title,
        "items": summary.items,
        "documents": summary.documents,
        "created": summary.created,
        "changed": summary.changed,
        "who": summary.who,
    }


def quiz_object(quiz: Quiz, standings: dict[str, Standing]) -> QuizObject:
    """A whole quiz."""
    return {
        **summary_object(quiz.summary),
        "items": [told(item) for item in quiz.set.items],
        "seed": quiz.set.seed,
        "index_version": quiz.set.index_version,
        "standing": {name: found for name, found in standings.items() if found != "stands"},
    }
