"""From the library to the next version of the index: only what is new is made."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from assistant.errors import BadCorpus, NoIndex
from assistant.figures.ledger import ledger
from assistant.ingest.clauses import split
from assistant.originals import Entry, entries, up_to_date
from assistant.program import program
from assistant.progress import Progress, silent
from assistant.resources import locate
from assistant.retrieve import building, versions
from assistant.retrieve.building import Earlier
from assistant.retrieve.encoder import load_encoder
from assistant.retrieve.segment import Contents
from assistant.retrieve.understand.thesaurus import Thesaurus, read_thesaurus
from assistant.settings import Settings
from assistant.store.library import Library
from assistant.types import Document


class _Last(NamedTuple):
    name: str
    folder: Path
    revision: int


def build(settings: Settings, *, progress: Progress = silent) -> tuple[str, bool]:
    """Brings the library up to date with the manifest and the index with the library.

    Returns the version and whether it had to be built. Raises BadCorpus.
    """
    resources = locate(settings)
    thesaurus = read_thesaurus(resources.corpus / "thesaurus.toml")
    with up_to_date(resources) as library:
        listed = {entry.key: entry for entry in entries(library)}
        revision, purged = library.revision(), library.last_purge()
        version = _version(revision, listed, thesaurus, settings.encoder)
        last = _last(resources.index, settings.encoder)
        if last and last.name == version:
            versions.drop_before(resources.index, purged)
            return version, False
        encoder = load_encoder(settings.encoder)
        edition = building.build(
            [*listed],
            lambda keys: _made(keys, listed, library, progress),
            thesaurus,
            encoder,
            earlier=last and Earlier(last.folder, forgetting=purged > last.revision),
            progress=progress,
        )
    if not edition.counts["clauses"]:
        raise BadCorpus("资料库里没有可用的条款。", f"请在 {resources.manifest} 里登记资料。")
    stamp = {
        "revision": revision,
        "encoder": encoder.name,
        "dimension": encoder.dimension,
        "counts": edition.counts,
    }
    versions.publish(edition, resources.index, version, stamp)
    versions.drop_before(resources.index, purged)
    return version, True


def contents(key: str, document: Document) -> Contents:
    """What an index holds of a document."""
    clauses = split(document)
    return Contents(key, document, clauses, ledger(clauses, [document]))


def _made(
    keys: Collection[str], listed: Mapping[str, Entry], library: Library, progress: Progress
) -> Iterator[Contents]:
    for done, key in enumerate(keys, start=1):
        yield contents(key, listed[key].read(library).clean())
        progress("清理与切分", done, len(keys))


def _version(revision: int, keys: Collection[str], thesaurus: Thesaurus, encoder: str) -> str:
    """A name that changes with anything the index is made from."""
    words = json.dumps(dict(thesaurus), sort_keys=True)
    parts = (str(versions.FORMAT), versions.TOKENIZER, encoder, program(), words, *keys)
    digest = sha256("\0".join(parts).encode()).hexdigest()
    return f"{revision:04d}-{digest[:10]}"


def _last(folder: Path, encoder: str) -> _Last | None:
    """The version that serves, if it can be built on."""
    try:
        version, path = versions.open_current(folder, encoder)
    except NoIndex:
        return None
    return _Last(version, path, versions.read_stamp(folder, version).get("revision", 0))
