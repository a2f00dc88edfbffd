"""Desk where questions are answered: each within its bounds, or refused in a sentence; no mistake ends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from generator.assistants.asking import AskedWrongly, arguments_of, quoted
from generator.assistants.bounds import LARGEST, numbered, weight
from generator.assistants.checking import problem_record
from generator.assistants.ground import Ground
from generator.assistants.resources import read_resource
from generator.assistants.text_from_files import visible
from generator.assistants.tools import tools
from generator.editor.edits import BadRequest
from generator.editor.rebasing import CannotApply
from generator.git.command import GitFailed
from generator.problems import Refused, expected

LONGEST_SENTENCE: Final = 2_000
AROUND: Final = 500
"""Bytes around an answer in the message that carries it."""


class Answer(NamedTuple):
    """An answer as data; `refused` tells that it is the reason why there is none."""

    data: dict[str, Any]
    refused: bool = False


@dataclass(frozen=True)
class Desk:
    """Answers to one assistant. `fault` reports mistakes of ours, of which the assistant hears in short."""

    ground: Ground
    may_propose: bool
    fault: Callable[[BaseException], None]

    def ask(self, name: str, given: Mapping[str, Any]) -> Answer:
        """Return the answer of a tool."""
        return self._answered(lambda: self._told(name, given))

    def read(self, uri: str) -> Answer:
        """Return a resource."""
        return self._answered(lambda: read_resource(self.ground, uri))

    def prepare(self) -> bool:
        """Read some of what is still to be read; tell whether there is more."""
        try:
            if self.ground.portfolio.read_some():
                return True
            self.ground.histories.read()
            return False
        except Exception as fault:
            self.fault(fault)
            return False

    def close(self) -> None:
        """Keep what was read for the next server."""
        self.ground.portfolio.keep()

    def _told(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        offered = tools(may_propose=self.may_propose)
        if name not in offered:
            remedy = expected(name, offered) or f"the tools are {', '.join(offered)}"
            if name in tools(may_propose=True):
                remedy = "the server was started without --allow-propose, so that it only reads"
            raise AskedWrongly(f"there is no tool {quoted(name)}", remedy)
        tool = offered[name]
        return tool.answer(self.ground, arguments_of(tool.arguments, given))

    def _answered(self, answer: Callable[[], dict[str, Any]]) -> Answer:
        try:
            data = answer()
            if weight(data) + AROUND > LARGEST:
                raise AskedWrongly("the answer is too large to be given whole", "ask for less at once")
            return Answer(data)
        except AskedWrongly as fault:
            return _refusal(fault)
        except BadRequest as fault:
            return _refusal(AskedWrongly(fault.says, fault.remedy))
        except Refused as refused:
            return _refusal(AskedWrongly("the files have mistakes", "mend them first", refused.problems))
        except CannotApply as fault:
            says = (f"{each['file']}:{each['line']}: {each['says']}" for each in fault.records[:5])
            return _refusal(
                AskedWrongly(f"the last commit is not as the files are: {'; '.join(says)}", "commit first")
            )
        except GitFailed as fault:
            return _refusal(AskedWrongly(f"git: {fault}"))
        except OSError as fault:
            return _refusal(AskedWrongly(f"{fault.filename or 'the disk'}: {fault.strerror or fault}"))
        except Exception as fault:
            self.fault(fault)
            return _refusal(AskedWrongly("this is a fault of the playbook, not of the question", "ask otherwise"))


def _refusal(fault: AskedWrongly) -> Answer:
    data: dict[str, Any] = {
        "refused": visible(fault.says)[:LONGEST_SENTENCE],
        "remedy": visible(fault.remedy)[:LONGEST_SENTENCE],
    }
    if fault.problems:
        told = numbered([problem_record(each) for each in fault.problems], "", None, room=40_000)
        data |= {"problems": told["entries"]}
        if told["more"]:
            data["more_problems"] = f"{told['more']} more: `playbook check` prints all"
    return Answer(data, refused=True)
