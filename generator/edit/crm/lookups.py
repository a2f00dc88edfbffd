"""Names and links behind the ids of an export: users, stages, and the accounts of deals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Named = Literal["users", "stages"]
"""Kinds of things that an export names by ids."""
KINDS: tuple[Named, ...] = get_args(Named)


@dataclass(frozen=True, slots=True)
class Lookups:
    """Names of users and of stages, and the accounts of deals, by ids as they are compared.

    `users` has the team's members with an id in the CRM, whose own name goes first.
    """

    users: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)

    def name(self, kind: Named, id_: str) -> str:
        """Return the name of a user or a stage; empty where nothing says it."""
        return (self.users if kind == "users" else self.stages).get(id_, "")


NO_LOOKUPS = Lookups()
"""Lookups of an export that has no such files."""
