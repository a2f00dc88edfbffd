"""Effect of an intake on its deal and account, as `playbook diff` has it, worked out before anything is committed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from generator.editor.past import Past
from generator.history.difference import AccountDifference, Difference, compared, judged
from generator.history.entries import people_changes
from generator.history.meetings import new_meeting
from generator.intake.case import Case
from generator.intake.steps import Intake
from generator.model.meeting import Meeting


def difference_of(intake: Intake, case: Case, past: Past, today: dt.date, new: Meeting | None = None) -> Difference:
    """Return the difference that the edits make to the deal and to the people of its account, with a new meeting.

    The deal is judged under the files as they are on disk. Raises GitFailed where git cannot read its history.
    """
    of, path = case.of, case.of.near.path
    before, after = of.around, intake.around
    recall, _ = past(path, before.method, today)
    name, content = of.near.source.name, intake.after.get(path, of.content)
    one = judged(name, path, of.content, before, recall, today)[0]
    other, problems = judged(name, path, content, after, recall, today)
    people = people_changes(before.account(of.folder), after.account(of.folder))
    accounts = (AccountDifference(of.folder, after.account(of.folder).name, people),) if people else ()
    names = {key: each.name for key, each in after.account(of.folder).people.items()}
    deal = replace(compared(path, path, one, other), names=names)
    deals = (deal,) if content != of.content else ()
    meetings = (new_meeting(new, after.account(of.folder), after.team),) if new else ()
    return Difference(
        deals, problems, after.method, method_changed=False, today=today, accounts=accounts, meetings=meetings
    )
