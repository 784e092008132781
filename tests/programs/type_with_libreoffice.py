"""Run by the system's own Python, which has LibreOffice's UNO: forms typed in a running Writer.

    python3 type_with_libreoffice.py PROFILE < JOBS

Each job `{"source", "blanks", "targets"}` opens a form, goes to each blank by its bookmark, types,
ticks or picks a date as a person would, and saves. A target `["odt", "docx"]` is saved as ODT,
opened again and saved as DOCX.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {
    "docx": "MS Word 2007 XML", "odt": "writer8", "doc": "MS Word 97", "rtf": "Rich Text Format",
}  # fmt: skip
SECONDS_TO_START = 120


def named(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


class Office:
    """A Writer without windows."""

    def __init__(self, profile: str) -> None:
        pipe = f"zhidu{os.getpid()}"
        self.process = subprocess.Popen([
            "soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        ])  # fmt: skip
        self.context = self._connect(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.desktop = self._service("com.sun.star.frame.Desktop")
        self.dispatcher = self._service("com.sun.star.frame.DispatchHelper")

    def _connect(self, address: str):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(SECONDS_TO_START * 4):
            try:
                return resolver.resolve(address)
            except NoConnectException:
                time.sleep(0.25)
        raise TimeoutError(address)

    def _service(self, name: str):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def open(self, path: str):
        return self.desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, named(Hidden=True))

    def save(self, document, path: str, suffix: str) -> None:
        document.storeToURL(Path(path).as_uri(), named(FilterName=FILTERS[suffix]))

    def close(self) -> None:
        self.desktop.terminate()
        self.process.wait(60)

    def do(self, job: dict) -> None:
        document = self.open(job["source"])
        controls = controls_by_bookmark(document)
        for bookmark, kind, text in job["blanks"]:
            self._fill(document, controls[bookmark], kind, text)
        for path, formats in job["targets"]:
            self._save_through(document, path, formats)
        document.close(True)

    def _save_through(self, document, path: str, formats: list[str]) -> None:
        first, *more = formats
        if not more:
            self.save(document, path, first)
            return
        between = f"{path}.{first}"
        self.save(document, between, first)
        again = self.open(between)
        self._save_through(again, path, more)
        again.close(True)

    def _fill(self, document, control, kind: str, text: str) -> None:
        if kind == "tick":  # a click sets the state and the sign; from here each by itself
            control.Checked = True
            cursor = control.createTextCursor()
            cursor.gotoStart(False)
            cursor.goRight(1, True)
            cursor.setString(text)
            return
        if kind == "date":
            control.CurrentDate = f"{text}T00:00:00Z"
            text = "{}年{}月{}日".format(*map(int, text.split("-")))
        self._type_over(document, control, text)
        control.ShowingPlaceHolder = False

    def _type_over(self, document, control, text: str) -> None:
        """Select what the control shows, as a click on a placeholder does, and type."""
        controller = document.CurrentController
        cursor = controller.getViewCursor()
        shown = sum(len(portion.String) for portion in items(control))
        cursor.gotoRange(control.getStart(), False)
        cursor.goRight(shown, True)
        for number, line in enumerate(text.split("\n")):
            if number:
                self.dispatcher.executeDispatch(controller.Frame, ".uno:InsertLinebreak", "", 0, ())
            self.dispatcher.executeDispatch(controller.Frame, ".uno:InsertText", "", 0, named(Text=line))


def items(enumerable):
    enumeration = enumerable.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def paragraphs(text):
    for part in items(text):
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.getCellNames():
                yield from paragraphs(part.getCellByName(name))
        else:
            yield part


def controls_by_bookmark(document) -> dict:
    """The content control that follows each bookmark."""
    found = {}
    for paragraph in paragraphs(document.Text):
        bookmark = ""
        for portion in items(paragraph):
            if portion.TextPortionType == "Bookmark" and portion.IsStart:
                bookmark = portion.Bookmark.Name
            elif portion.TextPortionType == "ContentControl":
                found[bookmark] = portion.ContentControl
    return found


def main(profile: str) -> None:
    office = Office(profile)
    try:
        for job in json.load(sys.stdin):
            office.do(job)
    finally:
        office.close()


if __name__ == "__main__":
    main(sys.argv[1])
