"""Working apart from the repository that git runs a hook for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator


@contextlib.contextmanager
def apart_from_git() -> Iterator[None]:
    """Take away, for a while, what git tells a hook in its environment: a build is not about that repository."""
    told = {name: value for name, value in os.environ.items() if name.startswith("GIT_")}
    for name in told:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(told)
