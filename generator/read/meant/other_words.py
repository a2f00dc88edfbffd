"""Words that other systems and methods have and this format does not, and what it has instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from generator.read.meant.shapes import NAMED
from generator.read.yaml.place import At


class Other(NamedTuple):
    """Replacement of a word: what to do with its line, as one of these.

    `key` is the one to write instead. `in_crm` is the key under `crm:` that keeps its value, said after `says`;
    `of_player` is what to write of the person whom it names, `is_action` tells that its value is a task, `is_state`
    that it says whether the deal is open. Else `says` is the whole remedy; in it `<stage>` stands for that key with
    its line.
    """

    says: str = ""
    key: str = ""
    in_crm: str = ""
    of_player: str = ""
    is_action: bool = False
    is_state: bool = False


def _key(key: str, words: str) -> Iterable[tuple[str, Other]]:
    return ((word, Other(key=key)) for word in words.split())


def _instead(other: Other | str, words: str) -> Iterable[tuple[str, Other]]:
    return ((word, Other(other) if isinstance(other, str) else other) for word in words.split())


FORECAST = "delete this line: there is no probability here, the score is worked out from the ratings; to keep it, "
NOTES = "move it to the notes, below the second line ---, and delete this line"
PEOPLE = "delete this line: people stand in the account's file, index.md, under `people:`, and here under <players>"

OF_A_DEAL: Final = (
    *_key("title", "name deal deal_name opportunity opportunity_name subject deal_title"),
    *_key("stage", "stage_name sales_stage phase deal_stage pipeline_stage step"),
    *_key("owner", "sales_rep rep ae account_executive account_manager salesperson seller assigned_to deal_owner lead"
          " opportunity_owner owned_by"),
    *_key("amount", "deal_size deal_value tcv acv arr mrr revenue price total worth size contract_value volume"
          " deal_amount expected_revenue"),
    *_key("close", "close_date closing_date closing expected_close expected_close_date target_close closedate due"
          " due_date estimated_close_date date end_date"),
    *_key("competitors", "competitor competition rivals competing alternatives"),
    *_key("primary_competitor", "main_competitor"),
    *_key("incumbent", "incumbent_vendor current_vendor current_supplier"),
    *_key("region", "territory country"),
    *_key("assessment", "ratings rating scorecard criteria scores qualification"),
    *_key("players", "stakeholders persons buying_committee decision_makers buying_center buying_centre"),
    *_key("compelling_event", "compelling_reason trigger trigger_event"),
    *_key("partners", "partner reseller"),
    *_key("next_review", "review_date"),
    *_instead(Other(FORECAST, in_crm="forecast"),
              "probability win_probability likelihood confidence chance score win_rate odds"),
    *_instead(Other(in_crm="forecast"), "forecast forecast_category commit best_case"),
    *_instead(Other(in_crm="id"), "id crm_id opportunity_id deal_id salesforce_id hubspot_id record_id"),
    *_instead(Other(in_crm="url"), "url link crm_url crm_link"),
    *_instead(Other(is_state=True),
              "status state won lost is_won closed is_closed result closed_won closed_lost win_loss"),
    *_instead("delete this line, and write it as the `reason:` in the braces of <outcome>",
              "loss_reason lost_reason win_reason closed_reason"),
    *_instead(Other(is_action=True),
              "next_step next_steps tasks task todo todos actions action activities activity next_action"
              " next_actions to_do follow_up"),
    *_instead("delete this line, and write it below `milestones:`, which stands below <plan>",
              "timeline mutual_action_plan map paper_process"),
    *_instead(Other(of_player="support: mentor"), "champion coach sponsor mentor"),
    *_instead(Other(of_player="part: approver"), "economic_buyer buyer approver decision_maker"),
    *_instead(Other(of_player="support: enemy"), "blocker enemy detractor"),
    *_instead(PEOPLE, "contact contacts people person primary_contact contact_name key_contacts"),
    *_instead("delete this line: the folder in which this file lies is its account; if that is another"
              " one, move the file",
              "account account_name company customer client organisation organization"),
    *_instead("delete this line: the currency stands in <amount>, such as `EUR 1,200,000`", "currency currency_code"),
    *_instead("delete this line: rate the criteria that it bears on below <assessment>, with what was"
              " seen as their `evidence:`",
              "metrics pain identified_pain decision_criteria decision_process need needs authority timing meddic"
              " meddpicc bant"),
    *_instead(NOTES,
              "risks issues blockers red_flags"),
    *_instead(NOTES, "notes note description comment comments summary details background history log"),
    *_instead("delete this line: it belongs in the account's file, index.md", "industry website sector"),
    *_instead("delete this line: git has it, and `playbook history` shows who changed what and when",
              "created created_at created_date modified updated last_modified updated_at last_update version author"),
    *_instead("delete this line, or move it to the notes, below the second line ---: nothing here rests on it",
              "tags tag labels type deal_type priority lead_source source campaign product products"),
)  # fmt: skip
OF_A_PLAYER: Final = (
    *_key("part", "role buying_role function"),
    *_key("support", "sentiment attitude stance status disposition"),
    *_key("standing", "influence power influence_level political_standing"),
    *_key("coverage", "contact_level contacted met meetings"),
    *_key("formal_criteria", "criteria decision_criteria"),
    *_key("personal_agenda", "personal_win personal_goals motivation"),
    *_key("business_agenda", "goals objectives agenda priorities"),
    *_instead("delete it here: it belongs in the account's file, index.md, under `people:`",
              "name title email mail phone job position"
              " reports_to department linkedin manager boss"),
)  # fmt: skip
OF_AN_ACTION: Final = (
    *_key("what", "task action title description name text todo summary subject"),
    *_key("owner", "assignee assigned_to who responsible by_whom"),
    *_key("due", "date deadline by due_date until when target_date"),
    *_key("state", "status progress"),
    *_key("criteria", "criterion for"),
    *_key("players", "player person people with contact"),
)  # fmt: skip
OF_A_PERSON: Final = (
    *_key("title", "role position job job_title function"),
    *_key("reports_to", "manager boss reports reports supervisor report_to"),
    *_key("email", "mail e_mail email_address"),
    *_key("name", "full_name"),
)  # fmt: skip
OF_AN_EVENT: Final = (
    *_key("what", "event name title description reason"),
    *_key("deadline", "date by due when"),
    *_key("consequence", "consequences impact if_not cost_of_inaction"),
)  # fmt: skip
OF_AN_OUTCOME: Final = (
    *_key("result", "status outcome state"),
    *_key("date", "closed closed_on close close_date on when"),
    *_key("winner", "competitor lost_to won_by"),
    *_key("lesson", "lessons learning learnings lessons_learned"),
)  # fmt: skip
OF_A_RATING: Final = (
    *_key("us", "rating score value sign we ours our own"),
    *_key("evidence", "proof note notes comment why reason justification comments"),
    *_key("by", "source who said_by from"),
    *_key("date", "when on as_of"),
)  # fmt: skip

OTHER_WORDS: Final[Mapping[At, Mapping[str, Other]]] = {
    (): dict(OF_A_DEAL),
    ("players", NAMED): dict(OF_A_PLAYER),
    ("plan", "actions", NAMED): dict(OF_AN_ACTION),
    ("people", NAMED): dict(OF_A_PERSON),
    ("compelling_event",): dict(OF_AN_EVENT),
    ("compelling_events", NAMED): dict(OF_AN_EVENT),
    ("outcome",): dict(OF_AN_OUTCOME),
    ("assessment", NAMED): dict(OF_A_RATING),
}
"""By the block in which they are written; those of the file itself are a deal's alone."""


def other_word(at: At, *, in_deal: bool) -> Other | None:
    """Return what the format has instead of a key, where that is a word of another system."""
    if len(at) < 2 and not in_deal:
        return None
    word = "_".join(str(at[-1]).casefold().replace("-", " ").split())
    for block, words in OTHER_WORDS.items():
        if len(block) == len(at) - 1 and all(step in (NAMED, own) for step, own in zip(block, at[:-1], strict=True)):
            return words.get(word)
    return None
