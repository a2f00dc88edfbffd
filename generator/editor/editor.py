"""The editor's answers to requests: forms, effects, saves; it knows no server and prints nothing."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from generator.editor.edits import BadRequest, ChangeSet, change_set, parsed_body, shown, text_of
from generator.editor.effect import deals_effect, effect, judged_deal, problem_records
from generator.editor.exchange import EditAnswer, EditRequest, answered, check_write, refusal
from generator.editor.form import Unreadable, form
from generator.editor.near import NearFiles, account_folders
from generator.editor.new_things import new_thing
from generator.editor.page_additions import ASSETS
from generator.editor.past import Histories
from generator.editor.people_map import people_map
from generator.editor.proposing import Proposer
from generator.editor.saving import Planned, Save, Saves, new_problems
from generator.editor.standing import totals
from generator.git.command import GitFailed
from generator.problems import Refused
from generator.read.files import WorkTree
from generator.read.notes import excess
from generator.read.quoting import QuotedText
from generator.show.page import Setting
from generator.show.text.markdown import to_html
from generator.show.text.note_links import leading
from generator.show.urls.forge import Forge

ASSET: Final = re.compile(r"assets/((?:[a-z0-9_-]+/)?[a-z0-9_-]+\.(js|css))")
ASSET_KINDS: Final = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}

NOT_LOOKED_UP: Final = "which deals this bears on is not looked up before saving; `playbook diff` tells afterwards"

Answering = Callable[[EditRequest], EditAnswer]


def nowhere() -> Forge | None:
    """Return no forge."""
    return None


class Editor:
    """Editor of the deals in a folder for one run of a server, with its token, its saves and the histories known."""

    def __init__(
        self, deals: Path, root: Path, today: Callable[[], dt.date], forge: Callable[[], Forge | None] = nowhere
    ) -> None:
        self.source, self.today = WorkTree(deals), today
        self.token = secrets.token_urlsafe(32)
        self.saves, self.histories = Saves(), Histories(deals, root)
        self.proposer = Proposer(deals, self.source.name, today, forge)
        self._given: dict[str, Answering] = {"form": self._form, "accounts": self._accounts}
        self._taken: dict[str, Answering] = {
            "preview": self._preview,
            "save": self._save,
            "undo": self._undo,
            "notes": self._notes,
            "map": self._map,
            "new": self._new,
            "propose": self._propose,
        }

    def answer(self, request: EditRequest) -> EditAnswer:
        """Return the answer to a request; whatever is wrong with it is said in the answer."""
        try:
            return self._answering(request)(request)
        except Unreadable as fault:
            problems = problem_records(fault.problems, "", b"")
            return answered({"says": fault.says, "remedy": fault.remedy, "problems": problems}, fault.status)
        except BadRequest as fault:
            return refusal(fault)
        except Refused as refused:
            return refusal(BadRequest(str(refused.problems[0]), "mend that first", 422))
        except GitFailed as fault:
            return refusal(BadRequest(f"git: {fault}", "mend that first", 409))
        except TimeoutError as fault:
            return refusal(BadRequest(fault.strerror or str(fault), "save again in a moment", 503))
        except OSError as fault:
            says = f"{fault.filename or 'the file'}: {fault.strerror or fault}"
            return refusal(BadRequest(says, "mend that and save again", 500))

    def _answering(self, request: EditRequest) -> Answering:
        """Return who answers. Raises BadRequest where nobody does, or where the request may not write."""
        if request.method in ("GET", "HEAD"):
            if request.path.startswith("assets/"):
                return _asset
            if request.path in self._given:
                return self._given[request.path]
            status = 405 if request.path in self._taken else 404
        else:
            check_write(request, self.token)
            if request.path in self._taken:
                return self._taken[request.path]
            status = 405 if request.path in self._given else 404
        raise BadRequest("there is nothing at this address", "reload the page", status)

    def near(self, path: str) -> NearFiles:
        """Return a file, by its path below the deals folder, with what it is read with."""
        return NearFiles(self.source, path)

    def _form(self, request: EditRequest) -> EditAnswer:
        near = self.near(request.query.get("file", ""))
        content = near.content()
        data = form(near, content, self.histories.recalled, self.today())
        return answered({**data, "version": self.saves.open(content)})

    def _accounts(self, request: EditRequest) -> EditAnswer:
        return answered({"accounts": [{"key": key} for key in account_folders(self.source)]})

    def _preview(self, request: EditRequest) -> EditAnswer:
        data = parsed_body(request.body)
        changes = change_set(data)
        near = self.near(changes.file)
        plan = self.saves.planned(near, changes, text_of(data, "version", missing=""))
        return answered(self._told(near, plan))

    def _map(self, request: EditRequest) -> EditAnswer:
        data = parsed_body(request.body)
        changes = change_set(data)
        near = self.near(changes.file)
        if near.kind != "deal":
            raise BadRequest("only a deal has an influence map", "reload the page", 404)
        plan = self.saves.planned(near, changes, text_of(data, "version", missing=""))
        return answered({"map": people_map(near, plan.after, self.histories.recalled, self.today())})

    def _told(self, near: NearFiles, plan: Planned) -> dict[str, Any]:
        told: dict[str, Any] = {
            "problems": problem_records(plan.problems, near.path, plan.after, plan.refused_at),
            "conflicts": [each.record() for each in plan.conflicts],
            "effect": None,
            "value": None,
        }
        if near.kind == "deal":
            of = judged_deal(near, plan.before, plan.after, self.histories.recalled, self.today())
            told["effect"] = effect(of, near.surroundings.method)
            told["value"] = totals(of.after) if of.after else None
        elif near.kind == "account":
            told["deals"] = deals_effect(near, plan.before, plan.after, self.histories.recalled, self.today())
        else:
            told["deals"] = {"deals": [], "note": NOT_LOOKED_UP}
        return told

    def _save(self, request: EditRequest) -> EditAnswer:
        data = parsed_body(request.body)
        changes = change_set(data)
        near = self.near(changes.file)
        plan, save = self.saves.save(near, changes, text_of(data, "version", missing=""))
        if plan.conflicts:
            return answered({"conflicts": [each.record() for each in plan.conflicts]}, 409)
        if save is None:
            problems = problem_records(new_problems(near, plan), near.path, plan.after, plan.refused_at)
            return answered({"problems": problems}, 422)
        version = self.saves.open(plan.after)
        return answered({"saved": len(save.edits), "undo": save.number, "version": version, "file": near.path})

    def _undo(self, request: EditRequest) -> EditAnswer:
        save = self.saves.undo(self.near(text_of(parsed_body(request.body), "file")))
        return answered(
            {"file": save.file, "undone": len(save.edits), "version": self.saves.open(save.before or b"")}
        )

    def _new(self, request: EditRequest) -> EditAnswer:
        return answered(new_thing(parsed_body(request.body), self.source, self.saves))

    def _propose(self, request: EditRequest) -> EditAnswer:
        data = parsed_body(request.body)
        pending, note = self._with_remembered(self.saves.pending(), data.get("changes", []))
        made = self.proposer.propose(self.saves, pending, text_of(data, "title", missing=""))
        if note:
            made["note"] = "; ".join(filter(None, (made.get("note"), note)))
        return answered(made, 409 if "refused" in made else 200)

    def _with_remembered(self, pending: dict[str, list[Save]], data: object) -> tuple[dict[str, list[Save]], str]:
        """Return the saves with those of an earlier run that a page remembers, and a note on what was left out.

        Raises BadRequest where one is not in its file any more, and no save of this run is of that file.
        """
        if not isinstance(data, list):
            raise BadRequest("changes is not a list", "reload the page")
        left_out = ""
        for each in data:
            changes = self._not_proposed(change_set(each if isinstance(each, dict) else {}))
            if not changes.edits:
                continue
            plan = self.saves.planned(self.near(changes.file), changes)
            if plan.conflicts or plan.made:
                edit = plan.conflicts[0].edit if plan.conflicts else plan.made[0]
                left_out = f"{changes.file}: {shown(edit.at)} is not as it was saved in an earlier run"
                if changes.file not in pending:
                    raise BadRequest(left_out, "save it again first", 409)
                continue
            remembered = Save(0, changes.file, plan.before, plan.before, changes.edits)
            pending[changes.file] = [remembered, *pending.get(changes.file, [])]
        return pending, f"{left_out}, so that those edits were left out" if left_out else ""

    def _not_proposed(self, changes: ChangeSet) -> ChangeSet:
        """Return edits without those that a proposal of this run holds."""
        proposed = [
            (edit.at, edit.value) for save in self.saves.earlier for edit in save.edits if save.file == changes.file
        ]
        left = tuple(each for each in changes.edits if (each.at, each.value) not in proposed)
        return ChangeSet(changes.file, left)

    def _notes(self, request: EditRequest) -> EditAnswer:
        data = parsed_body(request.body)
        text, file = text_of(data, "text").replace("\r\n", "\n"), text_of(data, "file", missing="")
        if fault := next(excess(QuotedText(file, text), text, 1), None):
            raise BadRequest(fault.says, fault.remedy, 422)
        html = to_html(text, leading(file, "", self.near(file).surroundings, Setting(self.today(), "")))
        return answered({"html": str(html)})


def _asset(request: EditRequest) -> EditAnswer:
    """Return a script or a stylesheet of the client. Raises BadRequest where there is no such file."""
    found = ASSET.fullmatch(request.path)
    file = ASSETS / found[1] if found else None
    if file is None or found is None or file.is_symlink() or not file.is_file():
        raise BadRequest("there is no such file", "reload the page", 404)
    return EditAnswer(200, ASSET_KINDS[found[2]], file.read_bytes())
