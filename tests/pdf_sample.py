"""A PDF form with every kind of field, answers for it, and programs that fill it by other means."""

from __future__ import annotations

import ctypes
import io
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

from generator.intake.pdf_reader import read_pdf
from generator.model.shape import shape_of
from generator.model.submission import Answer, State
from generator.render.pdf_form import render_pdf_form
from tests.builders import article, field, form, policy, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.submission import AnswerValue, Reading

    # Texts by the names of fields, and the names of those that are groups of numbered buttons.
    Blanks: TypeAlias = tuple[Mapping[str, str], frozenset[str]]

SCALE = ["满意", "较满意", "一般", "不满意", "较差"]
_FORM = form(
    field("客户单位", 必填=True, 整行=True, 说明="填写全称。", 示例="华东机电有限公司", 外文="Organisation"),
    field("来访人数", "整数", 单位="人", 必填=True, 依据="first"),
    field("合同金额", "金额", 单位="万元", 条件="接待.来访人数 > 3", 必填=True, 依据="first"),
    field("预算", "金额", 单位="元"),
    field("来访时间", "时间"),
    field("客户等级", "选项", 选项=["A", "B", "C", "D"], 必填=True),
    field("需要翻译", "是否", 必填=True),
    field("接待人员", "人员", 用途="安排接待", 保存期限="保存三年"),
    field("备注", "多行文本"),
    field("接待人员的言行", "量表", 选项=SCALE, 必填=True),
    field("住宿酒店", "量表", 选项=SCALE),
    field("来宾签名", "签名"),
    id="reception",
    name="接待",
    附表=2,
    说明="由经办人填写。",
    table=rows(
        "费用明细",
        field("用途", 必填=True),
        field("发生日期", "日期"),
        field("类别", "选项", 选项=["用餐", "用车"]),
        field("数量", "整数"),
        field("金额", "金额", 单位="元", 必填=True),
        field("超标", "是否"),
        count=3,
        合计={"费用合计": "金额"},
        依据="first",
    ),
    签批=[
        {"环节": "编制", "职务": ["专员", "主管"], "依据": "first"},
        {"环节": "批准", "职务": ["总经理"], "方式": ["签字", "电子邮件"], "条件": "接待.合同金额 > 5"},
    ],
)

VALUES: Mapping[str, AnswerValue] = {
    "编号": "JD-2026-015", "日期": "2026-03-12", "客户单位": "欧阳䶮㛃（上海）有限公司", "来访人数": 6,
    "合同金额": 450_000_000, "预算": 123_450, "来访时间": "09:30", "客户等级": "B", "需要翻译": True,
    "接待人员": ("李明", "阿卜杜拉·买买提"), "备注": "一位来宾素食。\n另需英语翻译；座位靠门。",
    "接待人员的言行": "较满意", "费用合计": 30_050, "编制人": "王芳", "编制职务": "主管",
    "编制日期": "2026-03-05", "批准方式": "电子邮件",
}  # fmt: skip
ROWS: tuple[Mapping[str, AnswerValue], ...] = (
    {"用途": "首日午餐", "发生日期": "2026-03-12", "类别": "用餐", "数量": 6, "金额": 20_050, "超标": False},
    {"用途": "接站", "类别": "用车", "金额": 10_000, "超标": True},
)
# What each answer stands in the file as.
TEXTS: Mapping[str, str] = {
    "编号": "JD-2026-015", "日期": "2026-03-12", "客户单位": "欧阳䶮㛃（上海）有限公司", "来访人数": "6",
    "合同金额": "450", "预算": "1234.50", "来访时间": "09:30", "客户等级": "B", "需要翻译": "是",
    "接待人员": "李明、阿卜杜拉·买买提", "备注": "一位来宾素食。\n另需英语翻译；座位靠门。",
    "接待人员的言行": "较满意", "费用合计": "300.50", "编制人": "王芳", "编制职务": "主管",
    "编制日期": "2026-03-05", "批准方式": "电子邮件",
}  # fmt: skip
ROW_TEXTS: tuple[Mapping[str, str], ...] = (
    {
        "用途": "首日午餐",
        "发生日期": "2026-03-12",
        "类别": "用餐",
        "数量": "6",
        "金额": "200.50",
        "超标": "否",
    },
    {"用途": "接站", "类别": "用车", "金额": "100", "超标": "是"},
)
STATES = {"需要翻译": "1", "接待人员的言行": "2"}


@cache
def sample_policy() -> Policy:
    return policy(article("first"), forms=[_FORM])


def sample_form() -> Form:
    return sample_policy().forms_by_id["reception"]


def form_policy(*fields: Mapping[str, Any], **more: object) -> Policy:
    """A policy with one form of these fields."""
    return policy(article("first"), forms=[form(*fields, **more)])


def answered(value: AnswerValue) -> Answer:
    return Answer(state=State.ANSWERED, value=value)


def answers(values: Mapping[str, AnswerValue] = VALUES, given: tuple[Any, ...] = ROWS) -> dict[str, Answer]:
    cells = tuple({name: answered(v) for name, v in row.items()} for row in given)
    return {name: answered(v) for name, v in values.items()} | {"费用明细": answered(cells)}


@cache
def blank() -> bytes:
    return render_pdf_form(sample_policy(), sample_form())


@cache
def filled() -> bytes:
    return render_pdf_form(sample_policy(), sample_form(), answers())


def read(data: bytes, of: Policy | None = None) -> Reading:
    found = of or sample_policy()
    return read_pdf(data, tuple(shape_of(found, f) for f in found.forms))


def said(reading: Reading) -> dict[str, Any]:
    """What a reading holds, without blanks."""
    return {name: value for name, value in reading.values.items() if value}


def rows_said(reading: Reading) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if v} for row in reading.rows["费用明细"] if any(row.values())]


def edited(data: bytes, change: Callable[[pikepdf.Pdf], object], **saving: Any) -> bytes:
    """A PDF after a change, also one that pikepdf finds odd."""
    with pikepdf.open(io.BytesIO(data)) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, **saving)
    return out.getvalue()


def fields_of(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The fields of the form by name, without the hidden ones of the stamp."""
    return {str(f.T): f for f in pdf.Root.AcroForm.Fields if str(f.T) != "zhidu"}


def flat_texts() -> dict[str, str]:
    """Every text of the sample by the name of its field in the file."""
    cells = {f"费用明细_{n}_{c}": t for n, row in enumerate(ROW_TEXTS, 1) for c, t in row.items()}
    return {**TEXTS, **cells}


def sample_blanks() -> Blanks:
    """What goes into the sample: texts and pressed buttons by the names of fields."""
    return {**flat_texts(), **STATES}, frozenset(STATES)


def fill_with_pypdf(data: bytes, *, keeps_all: bool, blanks: Blanks | None = None) -> bytes:
    """Filled by pypdf: a clone of the whole file, or only its pages and fields."""
    texts, groups = blanks or sample_blanks()
    reader = pypdf.PdfReader(io.BytesIO(data))
    writer = pypdf.PdfWriter(clone_from=reader) if keeps_all else pypdf.PdfWriter()
    if not keeps_all:
        writer.append(reader)
    values = {k: f"/{v}" if k in groups else v for k, v in texts.items()}
    writer.update_page_form_field_values(None, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def fill_with_pikepdf(data: bytes, *, needs_appearances: bool, blanks: Blanks | None = None) -> bytes:
    """Values written into the fields, their appearances left as they are."""
    texts, groups = blanks or sample_blanks()

    def fill(pdf: pikepdf.Pdf) -> None:
        fields = fields_of(pdf)
        for name, text in texts.items():
            if name not in groups:
                fields[name].V = pikepdf.String(text)
                continue
            state = pikepdf.Name(f"/{text}")
            fields[name].V = state
            for kid in fields[name].Kids:
                kid.AS = state if str(state) in kid.AP.N else pikepdf.Name.Off
        if needs_appearances:
            pdf.Root.AcroForm.NeedAppearances = True

    return edited(data, fill)


def type_with_pdfium(data: bytes, *, blanks: Blanks | None = None) -> bytes:
    """Typed and clicked in PDFium, the viewer of Chromium and Edge (without its scripts)."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    typist = _Typist(document, (blanks or sample_blanks())[0])
    for page in list(document):
        typist.fill(page)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


class _Typist:
    def __init__(self, document: pypdfium2.PdfDocument, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._form = document.formenv.raw
        self._buttons_seen: dict[str, int] = {}

    def fill(self, page: pypdfium2.PdfPage) -> None:
        for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
            kind = pdfium.FPDFAnnot_GetFormFieldType(self._form, annotation)
            name = _string(pdfium.FPDFAnnot_GetFormFieldName, self._form, annotation) if kind > 0 else ""
            if name in self._texts:
                self._fill_one(page, annotation, kind, name, self._texts[name])
            pdfium.FPDFPage_CloseAnnot(annotation)

    def _fill_one(self, page: pypdfium2.PdfPage, annotation: Any, kind: int, name: str, text: str) -> None:
        if kind == pdfium.FPDF_FORMFIELD_RADIOBUTTON:
            self._buttons_seen[name] = seen = self._buttons_seen.get(name, 0) + 1
            if str(seen) == text:
                self._click(page, annotation)
        else:
            self._click(page, annotation)
            if kind == pdfium.FPDF_FORMFIELD_COMBOBOX:
                pdfium.FORM_SetIndexSelected(self._form, page.raw, self._index(annotation, text), True)
            else:
                wide = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
                pdfium.FORM_ReplaceSelection(self._form, page.raw, ctypes.cast(wide, pdfium.FPDF_WIDESTRING))
        pdfium.FORM_ForceToKillFocus(self._form)

    def _click(self, page: pypdfium2.PdfPage, annotation: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(annotation, box)
        at = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        pdfium.FORM_OnLButtonDown(self._form, page.raw, 0, *at)
        pdfium.FORM_OnLButtonUp(self._form, page.raw, 0, *at)

    def _index(self, annotation: Any, text: str) -> int:
        count = pdfium.FPDFAnnot_GetOptionCount(self._form, annotation)
        labels = [_string(pdfium.FPDFAnnot_GetOptionLabel, self._form, annotation, i) for i in range(count)]
        return labels.index(text)


def _string(function: Any, *arguments: Any) -> str:
    size = function(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0")
