"""Any sequence of changes, against a model of lists."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from plain_library import PlainLibrary, assert_same, every_byte, files, override, source

from assistant.errors import YoujuError
from assistant.store.library import Library

IN_MEMORY = Path("/dev/shm")  # there a sync costs nothing
IDS = st.sampled_from(["a", "b", "c", "d"])
SMALL = st.integers(0, 5)
TITLES = SMALL.map("〈标题{}号〉".format)
QUOTES = SMALL.map("〈引文{}号〉".format)
CONTENTS = SMALL.map(lambda number: f"〈正文{number}号〉".encode())
BY = st.sampled_from(["", "张三"])


class LibraryMachine(RuleBasedStateMachine):
    """Two connections to one library take turns; what one changed the other reads."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None)
        self.home, self.documents = (
            Path(self.folder.name) / name for name in ("home", "documents")
        )
        self.documents.mkdir()
        self.libraries = [Library.open(self.home), Library.open(self.home)]
        self.model = PlainLibrary()
        self.words: set[str] = set()
        self.contents: dict[str, bytes] = {}

    def teardown(self) -> None:
        with self.folder:
            for library in self.libraries:
                with library:
                    assert_same(library, self.model, past=True)

    def change(self, name, *arguments, **options):
        """The same change of both: the same revision, or the same kind of fault."""
        self.libraries.reverse()
        outcomes = []
        for changed in (self.libraries[0], self.model):
            try:
                outcomes.append(getattr(changed, name)(*arguments, **options))
            except YoujuError as error:
                outcomes.append(type(error))
        assert outcomes[0] == outcomes[1], name

    def source(self, document, title, data):
        made = source(document, title, data)
        self.words.add(title)
        self.contents[made.sha256] = data
        return made

    @rule(document=IDS, title=TITLES, data=CONTENTS, by=BY)
    def add(self, document, title, data, by):
        self.change("add", self.source(document, title, data), data, by=by)

    @rule(document=IDS, title=TITLES, data=CONTENTS, by=BY)
    def replace(self, document, title, data, by):
        self.change("replace", self.source(document, title, data), data, by=by)

    @rule(document=IDS, by=BY)
    def delete(self, document, by):
        self.change("delete", document, by=by)

    @rule(document=IDS, by=BY)
    def purge(self, document, by):
        self.change("purge", document, by=by)

    @rule(number=st.integers(0, 99), by=BY)
    def rollback(self, number, by):
        self.change("rollback", number % (self.model.revision() + 2), by=by)

    @rule(rows=st.lists(st.tuples(IDS, TITLES, CONTENTS), max_size=4, unique_by=lambda r: r[0]))
    def seed(self, rows):
        for document, _, data in rows:
            (self.documents / f"{document}.txt").write_bytes(data)
        self.change("seed", [self.source(*row) for row in rows], self.documents)

    @rule(rows=st.lists(st.tuples(IDS, QUOTES), max_size=3, unique=True), by=BY)
    def override(self, rows, by):
        self.words |= {quote for _, quote in rows}
        self.change("override", [override(*row) for row in rows], by=by)

    @rule(references=st.sets(QUOTES, max_size=2), by=BY)
    def undo(self, references, by):
        self.change("undo", references, by=by)

    @invariant()
    def is_as_the_model_says(self):
        assert_same(self.libraries[1], self.model)

    @invariant()
    def every_file_is_whole_and_none_is_left_over(self):
        assert files(self.home) == self.model.files()
        for digest in self.model.files():
            assert self.libraries[1].read(digest) == self.contents[digest]

    @invariant()
    def nothing_is_left_of_what_was_purged(self):
        kept = self.model.words() | {
            self.contents[digest].decode() for digest in self.model.files()
        }
        seen = self.words | {data.decode() for data in self.contents.values()}
        raw = every_byte(self.home)
        assert [word for word in seen - kept if word.encode() in raw] == []


LibraryMachine.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, derandomize=True
)
test_any_changes = LibraryMachine.TestCase
