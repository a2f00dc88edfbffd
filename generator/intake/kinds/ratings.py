"""Ratings: proven by the quote, and the customer's only where somebody of theirs who plays a part said so."""

from __future__ import annotations

from generator.intake.answers import RatingAnswer
from generator.intake.case import Case
from generator.intake.kinds.criteria import criterion_of
from generator.intake.proposed import Change, Contradiction, Proposed, cited, plain_text
from generator.intake.quotes import NotProven, Quoted, shortened
from generator.model.deal import Rating
from generator.show.text import values

AT = "assessment"


def proven_rating(answer: RatingAnswer, quoted: Quoted, case: Case) -> Proposed:
    """Return what a rating would change.

    Raises NotProven where there is no such criterion, where a word of the customer's is none of a player's, and
    where the file knows it from a later day.
    """
    name = criterion_of(plain_text(answer, "criterion"), case)
    criterion = case.of.around.method.criteria[name]
    if answer.by == "customer":
        _check_player(quoted, case)
    by, remarks = answer.by, list[str]()
    if criterion.gate and by == "customer" and name not in case.confirmed:
        by = "us"
        remarks.append(f"a gate: written as by: us until somebody confirms it with --confirm {name}")
    stands = case.of.deal.assessment.get(name) or Rating()
    is_proven = stands.by in ("customer", "document") and bool(stands.evidence)
    if stands.us == answer.us and by == "us" and is_proven:
        says = f"the file has {criterion.label} {values.glyph(stands.us)} by {stands.by}, and a word of ours is less"
        raise NotProven(says, f"--confirm {name} takes the newer word" if remarks else "leave it out", "by")
    if stands.evidence and stands.us in ("?", answer.us):
        remarks.append(f"evidence that stood there: {shortened(stands.evidence, 240)}")
    if stands.us != "?" and stands.date and stands.date > case.notes.date:
        says = f"the file knows {criterion.label} from {stands.date}, after the meeting of {case.notes.date}"
        raise NotProven(says, "change it by hand if the older word counts", "criterion")
    evidence = cited(quoted, case)
    written = {"us": answer.us, "date": case.notes.date.isoformat(), "by": by, "evidence": evidence}
    changes = tuple(Change(case.of.near.path, (AT, name, key), value) for key, value in written.items())
    says = f"{criterion.label} {values.glyph(stands.us)} \u2192 {values.glyph(answer.us)}, by {by}"
    question = f"{criterion.label}: {shortened(criterion.ask[0], 200)}"
    return Proposed(question, says, changes, _against(stands, answer, evidence, criterion.label), tuple(remarks))


def _check_player(quoted: Quoted, case: Case) -> None:
    """Check that a speaker plays a part in the deal. Raises NotProven where the word is not the customer's."""
    if not quoted.speaker:
        says = "the notes name nobody who says this, so that it is not the customer's word"
        raise NotProven(says, "answer with by: us", "by")
    if quoted.is_reported:
        says = f"this stands between quotation marks: {quoted.speaker} may have said another's words"
        raise NotProven(says, "quote the speaker's own words, or answer with by: us", "quote")
    mapped = case.notes.person(quoted.speaker)
    if not mapped:
        says = f"present: does not say who {quoted.speaker} is, so that this is not the customer's word"
        raise NotProven(says, "map the name to a person's key under present:, or answer with by: us", "speaker")
    if mapped not in case.of.people:
        raise NotProven(
            f"{quoted.speaker} is one of ours, so that this is not the customer's word", "answer by: us", "speaker"
        )
    if mapped not in case.of.deal.players:
        says = f"{quoted.speaker} ({mapped}) is no player of this deal, so that this is not the customer's word"
        raise NotProven(says, "add the person under players: first, or answer with by: us", "speaker")


def _against(stands: Rating, answer: RatingAnswer, evidence: str, label: str) -> tuple[Contradiction, ...]:
    """Return a rating of the file that is another one; an unknown is none."""
    if stands.us in ("?", answer.us):
        return ()
    day = stands.date.isoformat() if stands.date else "undated"
    known = ", ".join(filter(None, (f"by {stands.by}" if stands.by else "", day, stands.evidence)))
    says = f"{values.glyph(answer.us)}, by {answer.by}: {evidence}"
    return (Contradiction(label, shortened(f"{values.glyph(stands.us)}, {known}", 400), shortened(says, 400)),)
