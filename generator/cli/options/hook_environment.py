"""Working apart from the repository that git runs a hook for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from generator.git.environment import is_kept


@contextlib.contextmanager
def apart_from_git() -> Iterator[None]:
    """Take away, for a while, what git tells a hook in its environment: a build is not about that repository.

    Who commits, how a repository is reached and whether it may be read stays.
    """
    told = {name: value for name, value in os.environ.items() if not is_kept(name)}
    for name in told:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(told)
