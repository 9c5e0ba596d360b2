"""What a quiz is called where nobody says: by what was chosen for it."""

from __future__ import annotations

from assistant.text.places import display_name
from assistant.training.items import DIFFICULTIES, KINDS, Wanted
from assistant.training.material import Material

_LONGEST = 48  # characters of the title of a document
_MOST = 100


def title_of(wanted: Wanted, material: Material) -> str:
    """建德市 粮食 单选 练习."""
    words = [*_of_documents(wanted, material), *map(display_name, wanted.regions or ())]
    words += filter(None, (wanted.chapter, wanted.topic, wanted.department))
    if wanted.kinds and len(wanted.kinds) == 1:
        words.append(KINDS[wanted.kinds[0]])
    if wanted.difficulties and len(wanted.difficulties) == 1:
        words.append(f"难度{DIFFICULTIES[wanted.difficulties[0]]}")
    told = " ".join(dict.fromkeys(words)) or "全部资料"
    return f"{told[: _MOST - 3]} 练习"


def _of_documents(wanted: Wanted, material: Material) -> list[str]:
    names = wanted.documents or ()
    if len(names) != 1:
        return [f"{len(names)} 份文件"] if names and len(names) < len(material.documents) else []
    title = " ".join(material.documents[names[0]].source.title.split())
    return [title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"]
