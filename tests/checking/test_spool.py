"""What is parked on disk comes back as it was."""

from __future__ import annotations

from generator.checking.reading import Opened
from generator.checking.spool import Spool
from generator.model.finding import Refusal
from generator.model.submission import Note, Reading


def test_readings_and_refusals_come_back_in_any_order():
    reading = Reading(
        form="notification", edition="1.0", digest="abc",
        values={"客户单位": "欧阳䶮\n公司", "身份核实": True, "来访人数": 6, "接待人员": ("甲", "乙"), "空": None},
        rows={"费用明细": ({"项目": "餐费", "金额": "1,200"}, {})},
        notes=(Note(code="hidden-text", field="客户单位", detail="x"),),
    )  # fmt: skip
    opened = Opened(name="a\n.docx", sha256="1" * 64, kind="docx", reading=reading)
    refused = Opened(name="b.pdf", refusal=Refusal(code="encrypted", message="加密", hint="去掉密码"))

    with Spool() as spool:
        assert [spool.append(opened), spool.append(refused)] == [0, 1]
        assert len(spool) == 2
        assert spool[1] == refused
        assert spool[0] == opened
        assert spool[1] == refused
