"""A form with every kind of field, answers for it, and ways to take a DOCX apart again."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

from generator.intake.docx_reader import read_docx
from generator.model.shape import shape_of
from generator.model.submission import Answer, State
from generator.render.docx_form import render_docx_form
from generator.rules.facts import to_submission
from tests.builders import field, form, policy, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.submission import AnswerValue, Reading

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
BODY = "word/document.xml"
NS = {"w": W.strip("{}"), "w14": W14.strip("{}")}

_FORM = form(
    field("客户单位", 必填=True, 整行=True, 说明="填写全称。", 示例="华东机电有限公司", 外文="Organisation"),
    field("来访人数", "整数", 单位="人", 必填=True),
    field("合同金额", "金额", 单位="万元", 条件="单.来访人数 > 3", 必填=True, 依据="first"),
    field("来访时间", "时间"),
    field("客户等级", "选项", 选项=["A", "B", "C", "D"]),
    field("来宾类别", "选项", 选项=["企业客户", "政府机关和事业单位", "机构投资者和证券分析师", "新闻媒体"]),
    field("需要翻译", "是否", 必填=True),
    field("接待人员", "人员", 用途="安排接待", 保存期限="保存三年"),
    field("备注", "多行文本"),
    field("整体评价", "量表", 选项=["满意", "一般", "不满意"]),
    field("来宾签名", "签名"),
    name="接待",
    id="reception",
    table=rows(
        "费用明细",
        field("用途", 必填=True),
        field("发生日期", "日期"),
        field("时刻", "时间"),
        field("类别", "选项", 选项=["用餐", "用车"]),
        field("金额", "金额", 单位="元", 必填=True),
        field("超标", "是否"),
        count=4,
        合计={"费用合计": "金额"},
    ),
    签批=[
        {"环节": "编制", "职务": ["专员", "主管"]},
        {"环节": "批准", "职务": ["总经理"], "方式": ["签字", "电子邮件"]},
    ],
    附表=1,
    外文="Reception form",
    说明="提交前核对。",
)
_OTHER = form(field("餐厅名称"), field("人均标准", "金额", 单位="元"), name="用餐", id="meal")


def sample_policy() -> Policy:
    """A policy with a form of every kind of field and a second, smaller form."""
    return policy(forms=[_FORM, _OTHER])


def sample_form(of: Policy) -> Form:
    """The form with every kind of field."""
    return of.forms_by_id["reception"]


VALUES: dict[str, AnswerValue] = {
    "编号": "JD-2026-015",
    "日期": "2026-03-05",
    "客户单位": "华东机电有限公司 & <子公司>",
    "来访人数": 6,
    "合同金额": 450_000_000,
    "来访时间": "09:30",
    "客户等级": "B",
    "来宾类别": "新闻媒体",
    "需要翻译": False,
    "接待人员": ("张伟", "欧阳娜"),
    "备注": "第一行\n第二行\n\n第四行",
    "整体评价": "一般",
    "来宾签名": "王芳",
    "费用合计": 123_450,
    "编制人": "李明",
    "编制职务": "专员",
    "编制日期": "2026-03-01",
    "批准人": "赵强",
    "批准职务": "总经理",
    "批准日期": "2026-03-02",
    "批准方式": "电子邮件",
    "批准邮件": "zhao@example.com，2026-03-02，同意",
}
ROWS: list[dict[str, AnswerValue]] = [
    {
        "用途": "首日午餐",
        "发生日期": "2026-03-05",
        "时刻": "12:00",
        "类别": "用餐",
        "金额": 100_000,
        "超标": True,
    },
    {},
    {"用途": "接站", "金额": 23_450, "超标": False},
]


def answered(value: AnswerValue) -> Answer:
    """An answer that was given."""
    return Answer(state=State.ANSWERED, value=value)


def answers(values: Mapping[str, AnswerValue] = VALUES, lines: list[Any] | None = None) -> dict[str, Answer]:
    """Answers as renderers take them."""
    made = {name: answered(value) for name, value in values.items()}
    table = tuple({n: answered(v) for n, v in line.items()} for line in (ROWS if lines is None else lines))
    return {**made, "费用明细": answered(table)} if table else made


def filled(of: Policy | None = None) -> bytes:
    """The sample form with all its answers."""
    source = of or sample_policy()
    return render_docx_form(source, sample_form(source), answers())


def read(data: bytes, of: Policy | None = None) -> Reading:
    """What the reader sees, knowing both forms."""
    source = of or sample_policy()
    return read_docx(data, tuple(shape_of(source, f) for f in source.forms))


def values_read(data: bytes, of: Policy | None = None) -> dict[str, AnswerValue]:
    """The typed values of the answered fields; rows as plain mappings."""
    source = of or sample_policy()
    submission = to_submission(source, sample_form(source), read(data, source))
    assert [a for a in submission.answers.values() if a.state is State.UNREADABLE] == []
    return {n: plain(a.value) for n, a in submission.answers.items() if a.state is State.ANSWERED}


def plain(value: AnswerValue) -> Any:
    """Rows without the answers around their values, and without blank ones."""
    if isinstance(value, tuple) and value and not isinstance(value[0], str):
        lines = ({n: a.value for n, a in line.items() if a.state is State.ANSWERED} for line in value)  # type: ignore[union-attr]
        return [line for line in lines if line]
    return value


EXPECTED: dict[str, Any] = {**VALUES, "费用明细": [line for line in ROWS if line]}


def parts_of(data: bytes) -> dict[str, bytes]:
    """Name → content of all parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a package again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def body_of(data: bytes) -> _Element:
    """The root of the document part."""
    return etree.fromstring(parts_of(data)[BODY])


def edited(data: bytes, *edits: Callable[[_Element], object]) -> bytes:
    """A copy whose document tree was edited."""
    root = body_of(data)
    for edit in edits:
        edit(root)
    return packed({**parts_of(data), BODY: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def control(root: _Element, tag: str) -> _Element:
    """The first content control with a tag."""
    found = root.xpath(f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']", namespaces=NS)
    return found[0]


def cell_of(root: _Element, tag: str) -> _Element:
    """The cell around the first control with a tag."""
    return next(control(root, tag).iterancestors(f"{W}tc"))


def grid_with(root: _Element, text: str) -> _Element:
    """The table that holds a text."""
    return root.xpath(f"//w:tbl[.//w:t[contains(.,'{text}')]]", namespaces=NS)[0]


def set_text(element: _Element, text: str) -> None:
    """Write a text into the first run below an element and empty the others."""
    first, *others = element.iter(f"{W}t")
    first.text = text
    for other in others:
        other.text = ""


def strip_controls(root: _Element) -> None:
    """Replace every content control by what it holds, as .doc and .rtf do."""
    for sdt in list(root.iter(f"{W}sdt")):
        parent, content = sdt.getparent(), sdt.find(f"{W}sdtContent")
        for child in list(content):
            sdt.addprevious(child)
        parent.remove(sdt)


def strip_tags(root: _Element) -> None:
    """Remove the tags of content controls, as LibreOffice 7.4 does."""
    for tag in list(root.iter(f"{W}tag")):
        tag.getparent().remove(tag)


def strip_bookmarks(root: _Element) -> None:
    """Remove all bookmarks."""
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
