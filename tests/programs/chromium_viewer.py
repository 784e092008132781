"""Chromium's own PDF viewer, driven through its window.

Clicks and keys go in, and its `save` gives the bytes that the button “with your changes” would write.
"""

from __future__ import annotations

import base64
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pikepdf

from tests.pdf_sample import fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Frame, Page, Playwright

_SAVE = """async () => {
  const saved = await document.querySelector("pdf-viewer").currentController.save("EDITED");
  const bytes = new Uint8Array(saved.dataToSave);
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}"""
_IS_LOADED = "() => document.querySelector('pdf-viewer')?.loadState_ === 'success'"
_SHOW_PAGE = "(page) => document.querySelector('pdf-viewer').viewport_.goToPage(page)"
_PLACE = """(page) => {
  const viewer = document.querySelector("pdf-viewer");
  const place = viewer.viewport_.getPageScreenRect(page);
  const content = viewer.shadowRoot.querySelector("#content, #plugin, embed").getBoundingClientRect();
  return [content.x + place.x, content.y + place.y, viewer.viewport_.getZoom()];
}"""
_PIXELS_PER_POINT = 96 / 72
_WINDOW = {"width": 1300, "height": 1700}
_MOMENT = 60
_TRIES = 6


class Place(NamedTuple):
    """The middle of a widget: its page, and points from the left and from the top."""

    page: int
    x: float
    y: float


@contextmanager
def started_chromium(
    playwright: Playwright, program: str, folder: Path
) -> Iterator[Callable[[bytes], Viewer]]:
    """A running Chromium; gives a function that opens a PDF in it."""
    browser = playwright.chromium.launch(
        executable_path=program, headless=False, args=["--headless=new", "--no-sandbox"]
    )

    def open_viewer(data: bytes) -> Viewer:
        file = folder / "form.pdf"
        file.write_bytes(data)
        return Viewer(browser.new_page(viewport=_WINDOW), file)

    yield open_viewer
    browser.close()


class Viewer:
    """A form open in the viewer."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        page.goto(file.as_uri())
        self.frame = self._frame()
        self._shown_page = 0
        with pikepdf.open(file) as pdf:
            places = {w.objgen: _place(number, p, w) for number, p in enumerate(pdf.pages) for w in p.Annots}
            self.places = {
                name: [places[w.objgen] for w in found.get("/Kids", [found])]
                for name, found in fields_of(pdf).items()
            }

    def _frame(self) -> Frame:
        """The window of the viewer once the form is shown; its policy forbids to wait in scripts."""
        for _ in range(150):
            for frame in self.page.frames:
                if frame.url.startswith("chrome-extension:") and frame.evaluate(_IS_LOADED):
                    return frame
            self.page.wait_for_timeout(100)
        raise AssertionError("the viewer did not open")

    def click(self, name: str, number: int = 0) -> None:
        """Click a field, or one of the buttons of a group."""
        place = self.places[name][number]
        if place.page != self._shown_page:
            self.frame.evaluate(_SHOW_PAGE, place.page)
            self._shown_page = place.page
            self._wait_until_still(place.page)
        left, top, zoom = self.frame.evaluate(_PLACE, place.page)
        scale = zoom * _PIXELS_PER_POINT
        self.page.mouse.click(left + place.x * scale, top + place.y * scale)
        self.page.wait_for_timeout(_MOMENT)

    def _wait_until_still(self, page: int) -> None:
        """Wait until scrolling has come to rest."""
        seen = None
        for _ in range(20):
            self.page.wait_for_timeout(500)
            now = self.frame.evaluate(_PLACE, page)
            if now == seen:
                return
            seen = now

    def type(self, name: str, text: str) -> None:
        """Type a text into a field and leave it; once more where nothing of it arrived."""
        before = self._value(name)
        for _ in range(_TRIES):
            self.click(name)
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.page.keyboard.press("Enter")
                self.page.keyboard.insert_text(line)
            self._press("Tab")
            if self._value(name) != before:
                return

    def _value(self, name: str) -> str:
        with pikepdf.open(io.BytesIO(self.save())) as pdf:
            return str(fields_of(pdf)[name].get("/V", ""))

    def choose(self, name: str, steps: int) -> None:
        """Go so many entries down a list and leave it.

        On a busy machine a list opens late and keys are lost; the person sees what stands there
        now, and goes on from it.
        """
        wanted = self._chosen(name) + steps
        for _ in range(_TRIES):
            way = wanted - self._chosen(name)
            if way == 0:
                return
            self.click(name)
            self._press(*["ArrowDown" if way > 0 else "ArrowUp"] * abs(way), "Enter", "Tab")

    def _chosen(self, name: str) -> int:
        """The position of the chosen entry, -1 for none."""
        with pikepdf.open(io.BytesIO(self.save())) as pdf:
            field = fields_of(pdf)[name]
            entries = [str(entry) for entry in field.Opt]
            value = str(field.get("/V", ""))
        return entries.index(value) if value in entries else -1

    def _press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(_MOMENT)

    def save(self) -> bytes:
        """The file with what was filled in."""
        return base64.b64decode(self.frame.evaluate(_SAVE))


def _place(number: int, page: pikepdf.Page, widget: pikepdf.Object) -> Place:
    left, bottom, right, top = map(float, widget.Rect)
    return Place(number, (left + right) / 2, float(page.mediabox[3]) - (bottom + top) / 2)
