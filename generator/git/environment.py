"""Environment of git's process: variables about access are kept, those that change answers are not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Final

KEPT: Final = re.compile(
    "GIT_(?:(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|ASKPASS|TERMINAL_PROMPT|SSH(?:_COMMAND|_VARIANT)?|PROXY_COMMAND"
    "|(?:SSL|HTTP|PROXY_SSL)_[A-Z_]+|ALLOW_PROTOCOL|PROTOCOL_FROM_USER|EXEC_PATH|DISCOVERY_ACROSS_FILESYSTEM"
    "|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS|COUNT|KEY_[0-9]+|VALUE_[0-9]+)|TEST_ASSUME_DIFFERENT_OWNER)"
)
"""Variables that say who commits, how a repository is reached and what may be read, and where settings stand."""
SETTINGS: Final = re.compile(
    r"(?:safe|user|author|committer|gpg|credential|http|ssh|url|protocol|remote)\..+"
    r"|core\.(?:sshcommand|askpass|gitproxy)|commit\.gpgsign",
    re.IGNORECASE,
)
"""Settings in the environment that say no more than that; others could give the same question another answer."""

QUARANTINE: Final = "GIT_QUARANTINE_PATH"
WAITING: Final = frozenset({"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"})
"""Variables in which git says where the objects of a push are, until the push is accepted."""

COUNT, PARAMETERS = "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"
QUOTED: Final = r"'((?:[^']|'\\['!]')*)'"
PARAMETER: Final = re.compile(rf"\s*{QUOTED}(?:(=)(?:{QUOTED})?)?(?=\s|$)")
"""A setting as `git -c` hands it on: 'name'='value', or by older versions 'name=value'."""

Setting = tuple[str, str]


def environment() -> dict[str, str]:
    """Return the environment without those of git's own variables that would give another answer.

    Some send git to another repository, others to another index, other attributes, another pager. While git has a
    push looked at before it is accepted, the pushed objects are found where it keeps them meanwhile. Replaced objects
    are seen as they are: a pushed `refs/replace/` would show other files than those of a commit. Nobody is asked for
    a password unless the environment says so: it would be a build that waits.
    """
    waiting = WAITING if QUARANTINE in os.environ else frozenset()
    own = {name: value for name, value in os.environ.items() if is_kept(name) or name in waiting}
    ours = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
    return {"GIT_TERMINAL_PROMPT": "0"} | _with_few_settings(own) | ours


def is_kept(name: str) -> bool:
    """Tell whether a variable is none of git's, or one that says who asks and what may be reached."""
    return not name.startswith("GIT_") or bool(KEPT.fullmatch(name))


def _with_few_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return variables with those settings alone that are kept; of what is misspelt git complains."""
    try:
        settings = [*_counted(environment), *_parameters(environment.get(PARAMETERS, ""))]
    except (ValueError, KeyError):
        return dict(environment)
    allowed = [(name, value) for name, value in settings if SETTINGS.fullmatch(name)]
    plain = {name: value for name, value in environment.items() if not _holds_setting(name)}
    if allowed:
        plain[COUNT] = str(len(allowed))
    for number, (name, value) in enumerate(allowed):
        plain |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return plain


def _holds_setting(name: str) -> bool:
    return name in (COUNT, PARAMETERS) or name.startswith(("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"))


def _counted(environment: Mapping[str, str]) -> Iterator[Setting]:
    for number in range(int(environment.get(COUNT) or "0")):
        yield environment[f"GIT_CONFIG_KEY_{number}"], environment[f"GIT_CONFIG_VALUE_{number}"]


def _parameters(parameters: str) -> Iterator[Setting]:
    """Yield the settings of `git -c`. Raises ValueError where they are not written as git writes them."""
    at = 0
    while parameters[at:].strip():
        match = PARAMETER.match(parameters, at)
        if not match:
            raise ValueError(parameters)
        name, value = match[1], match[3] or ""
        if not match[2]:
            name, parted, value = name.partition("=")
            value = value if parted else "true"
        yield _unquoted(name), _unquoted(value)
        at = match.end()


def _unquoted(text: str) -> str:
    return re.sub(r"'\\(['!])'", r"\1", text)
