"""Drawings as SVG: bubbles, score history, the layout of influence maps."""
