"""Search over all files of a playbook, by the words that the site's search knows."""

from __future__ import annotations

from typing import Any, Final

from pydantic import Field

from generator.assistants.asking import Arguments, AskedWrongly, Cursor
from generator.assistants.bounds import ROOM, numbered, question_of
from generator.assistants.ground import Ground
from generator.assistants.text_from_files import KEY, entries_of, in_list
from generator.read.files import Listing
from generator.read.yaml.document import NOTES
from generator.site.search.figures import figures, without_figures
from generator.site.search.tokenizer import vocabulary, words

MOST_WORDS: Final = 12
MOST_PLACES: Final = 3
SHORTEST_BEGINNING: Final = 3
"""Letters from which a word is found by its beginning; a shorter one is found as a whole."""


class Query(Arguments):
    """Arguments of `search`."""

    query: str = Field(min_length=1, max_length=300, description="words, all of which a file has; beginnings count")
    cursor: Cursor = None


def search(ground: Ground, asked: Query) -> dict[str, Any]:
    """Return the files that have every word, those first that have them in their path or title, with the lines.

    Raises AskedWrongly where the query has no word, or too many.
    """
    sought = list(dict.fromkeys((*figures(asked.query), *words(without_figures(asked.query)))))
    if not sought:
        raise AskedWrongly("the query holds no word", "ask with letters or digits")
    if len(sought) > MOST_WORDS:
        raise AskedWrongly(f"the query has more than {MOST_WORDS} words", "leave some out")
    moment = ground.portfolio.now()
    keys = [f" {each}" if len(each) >= SHORTEST_BEGINNING else f" {each} " for each in sought]
    found = [path for path, known in moment.files.items() if all(key in known.words for key in keys)]
    kinds = _kinds(moment.listing)
    ranked = sorted(found, key=lambda path: (-sum(key in moment.files[path].names for key in keys), path))
    question = question_of("search", asked.query)
    told = numbered(
        ranked, question, asked.cursor, lambda path: _hit(ground, path, kinds.get(path, "team"), sought), ROOM // 2
    )
    return {"words": sought, "pending": moment.pending, **told}


def _hit(ground: Ground, path: str, kind: str, sought: list[str]) -> dict[str, Any]:
    entries = entries_of(ground.shown(path), ground.source.read(path))
    placed = [line for each in entries for line in _lines(each) if _has(line["text"], sought)]
    shown = [{**each, "text": in_list(each["text"])} for each in placed[:MOST_PLACES]]
    left = len(placed) - len(shown)
    told: dict[str, Any] = {"kind": kind, "file": ground.shown(path), KEY: shown}
    if kind == "deal":
        told["deal"] = path.removesuffix(".md")
    return told | ({"more_places": f"{left:,} more: read it alone"} if left > 0 else {})


def _lines(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the lines of an entry of notes with the place of each; any other entry as it is."""
    if entry["at"] != NOTES[0]:
        return [entry]
    file, _, first = entry["place"].rpartition(":")
    lines = enumerate(entry["text"].split("\n"), int(first))
    return [{**entry, "place": f"{file}:{number}", "text": text} for number, text in lines]


def _has(text: str, sought: list[str]) -> bool:
    here = vocabulary([text]).union(figures(text))
    return any(
        word == each or (len(each) >= SHORTEST_BEGINNING and word.startswith(each))
        for word in here
        for each in sought
    )


def _kinds(listing: Listing) -> dict[str, str]:
    named = {
        "deal": listing.deals,
        "account": listing.accounts,
        "partner": listing.partners,
        "competitor": listing.competitors,
        "meeting": listing.meetings,
    }
    return {path: kind for kind, paths in named.items() for path in paths.values()}
