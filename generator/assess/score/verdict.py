"""The verdict: the first of the method's rules whose conditions hold, said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.assess.judgement import Verdict
from generator.assess.words import listed, sentence, statements, verdict_in_words
from generator.model.method import VERDICTS

if TYPE_CHECKING:
    from generator.assess.judgement import Gate
    from generator.assess.score.verdict_figures import Standings
    from generator.model.method import Method, VerdictRule, VerdictWord

GREEN = VERDICTS[-1]


def fired(method: Method, standings: Standings) -> str:
    """Return the id of the first rule that holds; the last one has no conditions, so it always does."""
    return next(name for name, rule in method.verdict.items() if rule.when.hold(standings))


def word_of(rule: VerdictRule, standings: Standings) -> VerdictWord:
    """Return a fired rule's verdict. Whatever the rule says, no deal is green before every gate is proven."""
    green_too_early = rule.verdict == GREEN and standings.gates["proven"] < len(standings.method.gates)
    return VERDICTS[-2] if green_too_early else rule.verdict


def rule_label(method: Method, verdict: Verdict) -> str:
    """Return the label of the rule that gave a verdict; where gates held the rule's own verdict back it says so."""
    rule = method.verdict[verdict.rule]
    return rule.label if rule.verdict == verdict.word else f"{rule.label}, but not every gate is proven"


def verdict_word(method: Method, standings: Standings) -> VerdictWord:
    """Return the verdict alone, without its words."""
    return word_of(method.verdict[fired(method, standings)], standings)


def verdict_of(method: Method, standings: Standings, gates: tuple[Gate, ...]) -> Verdict:
    """Return the verdict with the rule that gave it and the reason in a sentence or two."""
    name = fired(method, standings)
    word = word_of(method.verdict[name], standings)
    sentences = [f"{verdict_in_words(word)}: {held_back(method, name, standings) or reason(method, name, standings)}"]
    unproven = [gate.says for gate in gates if gate.state != "proven"]
    if unproven and word != GREEN:
        sentences.append(f'No "{verdict_in_words(GREEN)}" while {listed(unproven)}')
    return Verdict(word, name, " ".join(map(sentence, sentences)))


def held_back(method: Method, fired_rule: str, standings: Standings) -> str:
    """Return why a rule's own verdict is not given, empty where it is."""
    rule = method.verdict[fired_rule]
    if word_of(rule, standings) == rule.verdict:
        return ""
    gates = f"{standings.gates['proven']} of {len(standings.method.gates)} gates are proven"
    return f"not {verdict_in_words(rule.verdict)}, as the rule “{rule.label}” has it, since {gates} (wanted: all)"


def reason(method: Method, fired_rule: str, standings: Standings) -> str:
    """Return why a rule fired: its conditions, or for a rule without any, what a better verdict lacks."""
    rule = method.verdict[fired_rule]
    held = list(statements(rule.when, standings, method, held=True))
    if not held:
        better = [
            each for each in method.verdict.values() if VERDICTS.index(each.verdict) > VERDICTS.index(rule.verdict)
        ]
        held = [statement for each in better for statement in statements(each.when, standings, method, held=False)]
    label = rule.label[:1].lower() + rule.label[1:]
    return f"{label}, since {listed(held)}" if held else label
