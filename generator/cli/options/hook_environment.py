"""Environment of a hook without the variables of the repository that git runs it for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from generator.git.environment import is_kept


@contextlib.contextmanager
def apart_from_git() -> Iterator[None]:
    """Remove git's own variables from the environment, for a while: a build is not about a hook's repository.

    Variables on who commits, how a repository is reached and whether it may be read stay.
    """
    environment = {name: value for name, value in os.environ.items() if not is_kept(name)}
    for name in environment:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(environment)
