"""Every address of the site comes from here: where a page stands, and how one page links to another."""

from __future__ import annotations

from functools import lru_cache

from generator.model.playbook import RESERVED_ACCOUNTS

RESERVED = RESERVED_ACCOUNTS
"""Names at the top of the site that no account can have."""

PORTFOLIO = ""
DEALS = "deals/"
ACCOUNTS = "accounts/"
CHARTS = "charts/"
CLOSED = "closed/"
ACTIONS = "actions/"
FINDINGS = "findings/"
METHOD = "method/"
FORECAST = "forecast/"
OWNERS = "owners/"
PEOPLE = "people/"
COMPARE = "compare/"
PARTNERS = "partners/"
COMPETITORS = "competitors/"
EXPORT = "export/"
ROWS_CSV = "export/portfolio.csv"
SCHEMAS = "schema/{}.json"
FORECAST_CSV = "export/forecast.csv"
CALLS_CSV = "export/forecast-outcome.csv"
ROWS_JSON = "export/portfolio.json"
TABLE_ROWS = "export/rows.json"
CLOSED_ROWS = "export/closed-rows.json"
ACCOUNT_ROWS = "export/account-rows.json"
ACTION_ROWS = "export/action-rows.json"
FINDING_ROWS = "export/finding-rows-{}.json"
CALL_ROWS = "export/call-rows.json"
PERSON_ROWS = "export/person-rows.json"
PEOPLE_CSV = "export/people.csv"
MEETINGS_CSV = "export/meetings.csv"
ACTIONS_FEED = "export/actions.ics"
CHANGES_FEED = "export/changes.atom"
CLOSED_MARKS = "compare/closed.js"


def account(slug: str) -> str:
    """Return the address of an account's page."""
    return f"{slug}/"


def deal(identity: str, tab: str = "") -> str:
    """Return the address of a deal's page, or of one of its tabs: plan, value, partners, review."""
    return f"{identity}/{tab}/" if tab else f"{identity}/"


def meeting(identity: str) -> str:
    """Return the address of a meeting's page, which stands below its account's."""
    return f"{identity}/"


def column(identity: str) -> str:
    """Return the address of the script that hands a deal to the page that compares deals."""
    return f"{COMPARE}deals/{identity}.js"


def partner(slug: str) -> str:
    """Return the address of a partner's page."""
    return f"{PARTNERS}{slug}/"


def competitor(slug: str) -> str:
    """Return the address of a competitor's page."""
    return f"{COMPETITORS}{slug}/"


def top(here: str) -> str:
    """Return what leads from the page at `here` to the top of the site, before an address relative to that."""
    return "../" * here.count("/")


def owner(slug: str) -> str:
    """Return the address of the page of an owner."""
    return f"{OWNERS}{slug}/"


def owner_feed(slug: str) -> str:
    """Return the address of the calendar feed of one owner's actions."""
    return f"{EXPORT}actions/{slug}.ics"


@lru_cache(1024)
def _way(here: str, there: str) -> str:
    """Return the way from one page to another: many links of a page lead to the same few."""
    folders, steps = here.split("/")[:-1], there.split("/")
    shared = 0
    while shared < min(len(folders), len(steps) - 1) and folders[shared] == steps[shared]:
        shared += 1
    return "../" * (len(folders) - shared) + "/".join(steps[shared:]) or "./"


def href(here: str, there: str, anchor: str = "", *, directory_addresses: bool = True) -> str:
    """Return the relative link from the page at `here` to `there`, a page's address or a file's.

    Both are relative to the site; a page's address ends in a slash or is empty, a file's does neither. Without
    directory addresses a page is linked by its index.html, so that the site works from a folder.
    """
    is_page = not there or there.endswith("/")
    path = _way(here, there)
    if is_page and not directory_addresses:
        path += "index.html"
    if anchor and path == "./":
        path = ""
    return f"{path}#{anchor}" if anchor else path
