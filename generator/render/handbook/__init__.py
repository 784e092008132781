"""The handbook: one page a chapter, one anchor an article, and the pages that gather what they say."""

from generator.render.handbook.pages import render_handbook
from generator.render.handbook.past import ArticleNote, EditionNote, Past

__all__ = ["ArticleNote", "EditionNote", "Past", "render_handbook"]
