"""Run as a program: what the gate says of the file on stdin, how long it took, what it touched.

Prints JSON: code ("read" where nothing is refused), seconds, peak_mib, and the audit events of
files and sockets that were opened meanwhile.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from generator.errors import InputRefused
from generator.intake.gate import Kind, detect_kind, open_package

WATCHED = ("open", "socket.__new__", "socket.connect", "subprocess.Popen", "os.fork")


def is_ours(event: str, details: tuple) -> bool:
    """Whether an event is a watched one; Python loads its codecs when they are first needed."""
    python = (sys.prefix, sys.base_prefix)
    return event in WATCHED and not (event == "open" and str(details[0]).startswith(python))


def judge(data: bytes) -> str:
    try:
        if detect_kind(data) is Kind.DOCX:
            open_package(data)
    except InputRefused as refusal:
        return refusal.code
    return "read"


def peak_mib() -> float:
    """Of this program alone; `ru_maxrss` would count the parent's share from before the exec."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    data = sys.stdin.buffer.read()
    before, events = peak_mib(), []
    sys.addaudithook(
        lambda event, details: events.append(f"{event} {details}") if is_ours(event, details) else None
    )
    start = time.process_time()
    code = judge(data)
    seconds, touched = time.process_time() - start, list(events)
    sys.stdout.write(
        json.dumps({"code": code, "seconds": seconds, "peak_mib": peak_mib() - before, "events": touched})
    )


if __name__ == "__main__":
    main()
