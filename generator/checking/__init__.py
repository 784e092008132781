"""Files in, results out: gate and reader, typed answers, rules, findings.

The forms handed in together that share the dossier field (for receptions, 接待编号) are judged
as one matter: rules that compare two forms are asked once both are there.
"""

from __future__ import annotations

from generator.checking.handed import Handed, hand_in, hand_in_bytes
from generator.checking.judging import check_files, tell_files
from generator.checking.replaying import replay_files

__all__ = ["Handed", "check_files", "hand_in", "hand_in_bytes", "replay_files", "tell_files"]
