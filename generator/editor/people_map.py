"""Influence map of edits before they are saved, by the code of the plan's page, with the places of people on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.editor.effect import judged_deal
from generator.editor.near import NearFiles
from generator.editor.past import Past
from generator.show.deal.context import DealContext
from generator.show.deal.influence_map import SUPPORT_SHAPES, influence_map
from generator.show.page import Setting
from generator.show.templating.environment import render


def people_map(near: NearFiles, content: bytes, past: Past, today: dt.date) -> dict[str, Any] | None:
    """Return the map of a deal's file with this content; None where it cannot be read or has no players.

    Places and sizes are those of the picture, in its own units.
    """
    judgement = judged_deal(near, content, content, past, today).after
    if judgement is None:
        return None
    view = DealContext(judgement, near.surroundings, Setting(today, ""), None, "plan")
    chart = influence_map(view)
    if chart is None:
        return None
    boxes = zip(judgement.deal.players, chart.boxes, strict=True)
    return {
        "html": str(render("_influence.html", chart=chart, shapes=SUPPORT_SHAPES)),
        "width": chart.width,
        "height": chart.height,
        "box": [chart.box_width, chart.box_height],
        "people": [{"key": key, "x": box.x, "y": box.y, "says": box.full} for key, box in boxes],
    }
