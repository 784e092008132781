"""Run by the system's own Python, which has LibreOffice's UNO: accepts or rejects every mark.

    python3 accept_with_libreoffice.py PROFILE SOURCE ACCEPTED REJECTED

Prints how many marks LibreOffice sees; ACCEPTED and REJECTED are written as plain text.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

SECONDS_TO_START = 120


def named(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def connect(address: str):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(SECONDS_TO_START * 4):
        try:
            return resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.25)
    raise TimeoutError(address)


def main(profile: str, source: str, accepted: str, rejected: str) -> None:
    pipe = f"zhidu{os.getpid()}"
    process = subprocess.Popen([
        "soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo",
        f"--accept=pipe,name={pipe};urp;",
    ])  # fmt: skip
    context = connect(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    make = context.ServiceManager.createInstanceWithContext
    desktop = make("com.sun.star.frame.Desktop", context)
    dispatcher = make("com.sun.star.frame.DispatchHelper", context)
    try:
        for command, target in (("AcceptAll", accepted), ("RejectAll", rejected)):
            document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, named(Hidden=True))
            marks = document.getRedlines().createEnumeration()
            count = 0
            while marks.hasMoreElements():
                marks.nextElement()
                count += 1
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, f".uno:{command}TrackedChanges", "", 0, ())
            text = named(FilterName="Text (encoded)", FilterOptions="UTF8,LF,,,")
            document.storeToURL(Path(target).as_uri(), text)
            document.close(True)
            print(count)  # noqa: T201 - the answer of this script
    finally:
        desktop.terminate()
        process.wait(60)


if __name__ == "__main__":
    main(*sys.argv[1:5])
