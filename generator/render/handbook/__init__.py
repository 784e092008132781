"""The handbook: one page a chapter, one anchor an article, and the pages that gather what they say."""

from generator.render.handbook.pages import EditionNote, render_handbook

__all__ = ["EditionNote", "render_handbook"]
