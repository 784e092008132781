"""A person types into the form in Chromium's own viewer; what is saved reads back equal.

The viewer is driven through its window: clicks and keys go in, and its `save` gives the bytes
that the button “with your changes” would write.
"""

from __future__ import annotations

import base64
import io

import pikepdf
import pytest
from playwright.sync_api import Frame, Page, sync_playwright

from generator.render.field_font import RESOURCE_NAME
from tests.pdf_sample import blank, fields_of, read, rows_said, said

_SAVE = """async () => {
  const saved = await document.querySelector("pdf-viewer").currentController.save("EDITED");
  const bytes = new Uint8Array(saved.dataToSave);
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}"""
_IS_LOADED = "() => document.querySelector('pdf-viewer')?.loadState_ === 'success'"
_PLACE = """() => {
  const viewer = document.querySelector("pdf-viewer");
  const page = viewer.viewport_.getPageScreenRect(0);
  const content = viewer.shadowRoot.querySelector("#content, #plugin, embed").getBoundingClientRect();
  return [content.x + page.x, content.y + page.y, viewer.viewport_.getZoom()];
}"""
_PIXELS_PER_POINT = 96 / 72


class Viewer:
    """Chromium's viewer with the blank form open."""

    def __init__(self, page: Page, file: str) -> None:
        self.page = page
        page.goto(f"file://{file}")
        self.frame = self._frame()
        with pikepdf.open(file) as pdf:
            self.height = float(pdf.pages[0].mediabox[3])
            self.boxes = {name: _boxes(found) for name, found in fields_of(pdf).items()}

    def _frame(self) -> Frame:
        """The window of the viewer once the form is shown; its policy forbids to wait in scripts."""
        for _ in range(150):
            for frame in self.page.frames:
                if frame.url.startswith("chrome-extension:") and frame.evaluate(_IS_LOADED):
                    return frame
            self.page.wait_for_timeout(100)
        raise AssertionError("the viewer did not open")

    def click(self, name: str, number: int = 0) -> None:
        left, top, zoom = self.frame.evaluate(_PLACE)
        x, y = self.boxes[name][number]
        scale = zoom * _PIXELS_PER_POINT
        self.page.mouse.click(left + x * scale, top + (self.height - y) * scale)
        self.page.wait_for_timeout(150)

    def type(self, name: str, text: str) -> None:
        self.click(name)
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Tab")
        self.page.wait_for_timeout(150)

    def choose(self, name: str, steps: int) -> None:
        self.click(name)
        for key in [*["ArrowDown"] * steps, "Enter", "Tab"]:
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(150)

    def save(self) -> bytes:
        return base64.b64decode(self.frame.evaluate(_SAVE))


def _boxes(found) -> list[tuple[float, float]]:
    rectangles = [list(map(float, w.Rect)) for w in found.get("/Kids", [found])]
    return [((r[0] + r[2]) / 2, (r[1] + r[3]) / 2) for r in rectangles]


@pytest.fixture
def viewer(needs, tmp_path):
    file = tmp_path / "form.pdf"
    file.write_bytes(blank())
    with sync_playwright() as playwright:
        arguments = ["--headless=new", "--no-sandbox"]
        browser = playwright.chromium.launch(
            executable_path=needs("chromium", "chromium-browser", "google-chrome"),
            headless=False,
            args=arguments,
        )
        yield Viewer(browser.new_page(viewport={"width": 1100, "height": 1500}), str(file))
        browser.close()


def test_what_a_person_types_in_chromium_reads_back_and_shows(viewer) -> None:
    viewer.type("客户单位", "欧阳䶮㛃（上海）有限公司")
    viewer.type("日期", "2026-3-12")
    viewer.type("来访人数", "6")
    viewer.type("费用明细_1_金额", "200.5")
    viewer.type("费用明细_2_金额", "100")
    viewer.type("备注", "一位来宾素食")
    viewer.click("需要翻译", 0)
    viewer.click("接待人员的言行", 1)
    viewer.choose("客户等级", 2)
    data = viewer.save()
    reading = read(data)

    assert said(reading) == {
        "客户单位": "欧阳䶮㛃（上海）有限公司", "日期": "2026-3-12", "来访人数": "6", "备注": "一位来宾素食",
        "需要翻译": "是", "接待人员的言行": "较满意", "客户等级": "B", "费用合计": "300.5",
    }  # fmt: skip
    assert rows_said(reading) == [{"金额": "200.5"}, {"金额": "100"}]
    assert reading.edition == "1.0"
    assert reading.notes == ()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert RESOURCE_NAME.encode() in fields_of(pdf)["客户单位"].AP.N.read_bytes()
