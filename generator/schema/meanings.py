"""Meanings of words that a value is one of, for whoever has to choose."""

from __future__ import annotations

from collections.abc import Mapping

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "Player.part": {
        "approver": "Signs, or can stop it, after the others have decided.",
        "decision maker": "Decides whom to buy from.",
        "evaluator": "Compares and recommends.",
        "user": "Will work with it.",
    },
    "Player.support": {
        "mentor": "Prefers us, sells for us when we are absent, and ties their own success to ours.",
        "supporter": "Prefers us.",
        "neutral": "Prefers nobody.",
        "non-supporter": "Prefers somebody else.",
        "enemy": "Works against us.",
    },
    "Player.adaptability": {
        "innovator": "Wants the new because it is new.",
        "visionary": "Takes a risk for a lead over others.",
        "pragmatist": "Changes once it works elsewhere.",
        "conservative": "Changes when staying is worse.",
        "laggard": "Wants everything to stay.",
    },
    "Player.coverage": {
        "none": "Nobody of us has met them.",
        "brief": "Met once or briefly.",
        "multiple": "Several of us, or several times.",
        "in depth": "We know what they want, and they speak openly.",
    },
    "Player.standing": {
        "inner circle": "Controls the outcome; usually two or three people.",
        "political structure": "Is trusted to make things happen.",
        "outside": "Has no say in the company's politics.",
    },
}
"""Meanings of the words of a field, by `Noun.field`."""
