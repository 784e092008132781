from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from generator.intake.pdf_shown import Appearances
from generator.model.form import FieldKind
from generator.model.pdf_scripts import is_own_script, sum_script
from generator.model.shape import Stamp
from generator.model.submission import Answer, State
from generator.render.field_font import RESOURCE_NAME
from generator.render.pdf_form import render_pdf_form
from tests.builders import article, field, form, policy, rows
from tests.pdf_sample import (
    SCALE,
    answered,
    answers,
    blank,
    edited,
    fields_of,
    filled,
    flat_texts,
    form_policy,
    read,
    said,
    sample_form,
    sample_policy,
    type_with_pdfium,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_REQUIRED, _READ_ONLY, _MULTILINE, _RADIO, _COMBO = 2, 1, 1 << 12, 1 << 15, 1 << 17


@pytest.fixture
def blank_pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(blank())) as pdf:
        yield pdf


@pytest.fixture
def filled_pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(filled())) as pdf:
        yield pdf


def rendered(*fields, given=None, **more) -> bytes:
    made = form_policy(*fields, **more)
    return render_pdf_form(made, made.forms[0], given or {})


def widgets(pdf: pikepdf.Pdf) -> list[Any]:
    """Every visible widget of all pages."""
    return [
        a for page in pdf.pages for a in page.obj.get("/Annots", []) if a.Subtype == Name.Widget and a.F == 4
    ]


def pages_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def ink(data: bytes) -> bytes:
    """The first page as grey pixels."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return bytes(document[0].render(scale=1, grayscale=True).buffer)


# The same bytes


_BUILD = """
import hashlib
from tests.pdf_sample import blank, filled
print(hashlib.sha256(blank()).hexdigest(), hashlib.sha256(filled()).hexdigest())
"""


def build_elsewhere(root, seed: str, zone: str) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root), "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", _BUILD], env=environment, cwd=root, capture_output=True, check=True
    )
    return done.stdout.decode().split()


def test_another_process_makes_the_same_bytes(root) -> None:
    here = [hashlib.sha256(data).hexdigest() for data in (blank(), filled())]

    assert build_elsewhere(root, "1", "Asia/Tokyo") == here
    assert build_elsewhere(root, "2", "America/Lima") == here


def test_the_same_form_twice_is_the_same_bytes() -> None:
    assert render_pdf_form(sample_policy(), sample_form(), answers()) == filled()


def test_another_answer_is_other_bytes() -> None:
    assert render_pdf_form(sample_policy(), sample_form(), {"编号": answered("1")}) != blank()


# Sound files


@pytest.mark.parametrize("make", [blank, filled])
def test_qpdf_finds_nothing_wrong(make, needs, tmp_path) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes(make())
    done = subprocess.run([needs("qpdf"), "--check", file], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_poppler_draws_it_without_a_complaint(needs, tmp_path) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes(filled())
    command = [needs("pdftoppm"), "-r", "50", "-png", file, tmp_path / "page"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stderr == ""
    assert list(tmp_path.glob("page*.png"))


# The fields


def test_every_field_and_cell_is_in_the_file_under_its_own_name(blank_pdf) -> None:
    own = sample_form()
    cells = {f"费用明细_{n}_{c.name}" for n in (1, 2, 3) for c in own.tables[0].columns}

    assert set(fields_of(blank_pdf)) == {f.name for f in own.fields} | cells
    assert Counter(str(f.T) for f in blank_pdf.Root.AcroForm.Fields).most_common(1)[0][1] == 1


@pytest.mark.parametrize(
    ("name", "kind", "flag"),
    [
        ("客户单位", "/Tx", _REQUIRED),
        ("备注", "/Tx", _MULTILINE),
        ("客户等级", "/Ch", _COMBO | _REQUIRED),
        ("需要翻译", "/Btn", _RADIO | _REQUIRED),
        ("接待人员的言行", "/Btn", _RADIO | _REQUIRED),
        ("编制职务", "/Ch", _COMBO),
        ("费用明细_1_类别", "/Ch", _COMBO),
        ("费用明细_1_超标", "/Ch", _COMBO),
        ("来宾签名", "/Sig", 0),
    ],
)
def test_a_field_becomes_the_control_of_its_kind(blank_pdf, name: str, kind: str, flag: int) -> None:
    found = fields_of(blank_pdf)[name]

    assert Name(kind) == found.FT
    assert int(found.get("/Ff", 0)) & flag == flag


def test_what_is_asked_on_a_condition_or_in_a_row_is_not_required_by_the_viewer(blank_pdf) -> None:
    fields = fields_of(blank_pdf)

    assert not int(fields["合同金额"].Ff) & _REQUIRED
    assert not int(fields["费用明细_1_用途"].Ff) & _REQUIRED


def test_a_total_can_be_typed_where_no_script_runs(blank_pdf) -> None:
    total = fields_of(blank_pdf)["费用合计"]

    assert not int(total.Ff) & _READ_ONLY
    assert [o.objgen for o in blank_pdf.Root.AcroForm.CO] == [total.objgen]
    assert str(total.AA.C.JS) == sum_script(f"费用明细_{n}_金额" for n in (1, 2, 3))


def test_every_script_is_plain_ascii_and_known_to_the_reader(blank_pdf) -> None:
    scripts = {str(a.JS) for f in fields_of(blank_pdf).values() for a in f.get("/AA", {}).values()}

    assert len(scripts) == 6
    assert all(s.isascii() and is_own_script(s) for s in scripts)


def test_only_amounts_in_yuan_are_formatted(blank_pdf) -> None:
    """A format rounds what is shown: 0.0001 万元 would show as 0.00."""
    fields = fields_of(blank_pdf)

    assert "/F" in fields["预算"].AA
    assert "/F" not in fields["合同金额"].AA


def test_a_drop_down_list_begins_with_the_request_to_choose(blank_pdf) -> None:
    fields = fields_of(blank_pdf)

    assert [str(o) for o in fields["客户等级"].Opt] == ["请选择", "A", "B", "C", "D"]
    assert str(fields["客户等级"].V) == "请选择"
    assert "/V" not in fields["费用明细_1_类别"]


def test_states_of_buttons_are_ascii_and_their_meaning_is_spoken(blank_pdf) -> None:
    kids = fields_of(blank_pdf)["接待人员的言行"].Kids

    assert [sorted(map(str, k.AP.N.keys())) for k in kids] == [[f"/{n}", "/Off"] for n in range(1, 6)]
    assert [str(k.TU) for k in kids] == [f"接待人员的言行：{o}" for o in SCALE]


def test_every_field_says_what_to_fill_in(blank_pdf) -> None:
    fields = fields_of(blank_pdf)

    assert all(str(f.TU) for f in fields.values())
    assert str(fields["来访人数"].TU) == "来访人数（填整数，单位：人）；必填；依据：第一条"
    assert str(fields["费用明细_2_金额"].TU).startswith("费用明细第2行金额（填数字，单位：元）")


def test_numbers_stand_to_the_right_in_rows(blank_pdf) -> None:
    fields = fields_of(blank_pdf)

    assert fields["费用明细_1_金额"].Q == 2
    assert "/Q" not in fields["费用明细_1_用途"]


def test_names_survive_in_a_second_library() -> None:
    found = pypdf.PdfReader(io.BytesIO(blank())).get_fields()

    assert {"客户单位", "费用明细_3_金额", "接待人员的言行"} <= set(found)


# Layout


def test_no_blank_lies_on_another_or_off_the_page(filled_pdf) -> None:
    for page in filled_pdf.pages:
        boxes = [tuple(map(float, a.Rect)) for a in page.obj.get("/Annots", []) if a.F == 4]
        _, _, width, height = map(float, page.mediabox)
        assert all(0 < x0 < x1 < width and 0 < y0 < y1 < height for x0, y0, x1, y1 in boxes)
        for n, (x0, y0, x1, y1) in enumerate(boxes):
            others = boxes[n + 1 :]
            assert not any(x0 < b[2] and b[0] < x1 and y0 < b[3] and b[1] < y1 for b in others)


def test_the_page_prints_title_edition_annex_and_pages() -> None:
    text = pages_text(blank()).replace(" ", "").replace("\n", "")

    for part in (
        "接待表",
        "附表2",
        "CC-001",
        "出差管理制度",
        "1.0版",
        "第1页",
        "共1页",
        sample_form().digest,
        "填表说明",
    ):
        assert part in text, part


def test_forms_may_lie_on_their_side() -> None:
    data = rendered(field("甲"), 纸张="横向")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _, _, width, height = map(float, pdf.pages[0].mediabox)

    assert width > height


def test_the_head_of_a_long_table_is_printed_on_every_page() -> None:
    table = rows("明细", field("品名"), count=60)
    text = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(rendered(table=table))).pages]

    assert sum("品名" in t for t in text) >= 2


def test_the_title_of_a_part_is_printed_on_every_page_it_covers() -> None:
    fields = [field(f"项{n}", 整行=True) for n in range(40)]
    table = rows("清单", field("名"), field("数", "整数"), count=60)
    text = [p.extract_text() for p in pypdf.PdfReader(io.BytesIO(rendered(*fields, table=table))).pages]

    assert [("一、内容" in page, "二、明细" in page) for page in text] == [
        (True, False), (True, True), (False, True), (False, True),
    ]  # fmt: skip
    assert all(page.count("一、内容") <= 1 and page.count("二、明细") <= 1 for page in text)


def test_a_part_without_fields_keeps_its_title() -> None:
    of = form(field("甲"))
    of["分节"].append({"标题": "以下留白"})
    made = policy(forms=[of])

    assert "二、以下留白" in pages_text(render_pdf_form(made, made.forms[0], {}))


def test_text_of_users_is_never_markup() -> None:
    hostile = '#panic("x") *b* $x$ [a] <b> @c \\ `d` // e'
    data = rendered(field("甲", 说明=hostile, 示例=hostile), given={"甲": answered(hostile)})

    assert "#panic" in pages_text(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(fields_of(pdf)["甲"].V) == hostile


def test_a_form_of_one_field_is_a_form() -> None:
    made = policy(
        forms=[
            {
                "标识": "tiny",
                "名称": "单",
                "简称": "单",
                "依据": "first",
                "分节": [{"标题": "一", "字段": [field("甲")]}],
            }
        ]
    )
    data = render_pdf_form(made, made.forms[0])

    assert set(read(data, made).values) == {"甲"}


# Answers


def test_an_answer_shows_as_text_of_the_embedded_font(filled_pdf) -> None:
    appearances = Appearances(filled_pdf)
    fields = fields_of(filled_pdf)
    shown = {n: appearances.text_of(f) for n, f in fields.items() if "/Kids" not in f and Name.Sig != f.FT}
    texts = {n: t for n, t in flat_texts().items() if n in shown}

    amounts = {
        "预算": "1,234.50",
        "费用合计": "300.50",
        "费用明细_1_金额": "200.50",
        "费用明细_2_金额": "100.00",
    }
    lines = {"备注": texts["备注"].replace("\n", "")}
    assert {n: shown[n] for n in texts} == {**texts, **amounts, **lines}


def test_a_blank_shows_nothing_or_the_request_to_choose(blank_pdf) -> None:
    appearances = Appearances(blank_pdf)
    shown = {appearances.text_of(f) for f in fields_of(blank_pdf).values() if f.FT in (Name.Tx, Name.Ch)}

    assert shown == {"", "请选择"}


def test_amounts_are_kept_without_grouping_so_that_scripts_can_add_them(filled_pdf) -> None:
    assert str(fields_of(filled_pdf)["预算"].V) == "1234.50"


def test_a_chosen_button_is_on_and_the_others_are_off(filled_pdf) -> None:
    group = fields_of(filled_pdf)["接待人员的言行"]

    assert Name("/2") == group.V
    assert [str(k.AS) for k in group.Kids] == ["/Off", "/2", "/Off", "/Off", "/Off"]


LONG = "很长的单位名称，还有更长的说明；" * 4


def test_an_answer_too_long_for_one_line_gets_several_and_is_read_back() -> None:
    of = form_policy(
        field("长"),
        field("短"),
        table=rows("明细", field("事由"), field("人员", "人员"), field("额", "金额")),
    )
    people = tuple(f"欧阳{c}䶮" for c in "甲乙丙丁戊己")
    cells = ({"事由": answered(LONG), "人员": answered(people), "额": answered(1_234_567_890_00)},)
    data = render_pdf_form(
        of, of.forms[0], {"长": answered(LONG), "短": answered("短"), "明细": answered(cells)}
    )
    reading = read(data, of)

    assert (reading.values["长"], reading.values["短"]) == (LONG, "短")
    assert reading.rows["明细"][0]["事由"] == LONG
    assert reading.rows["明细"][0]["人员"] == "、".join(people)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = fields_of(pdf)
        grown = {name for name, f in found.items() if int(f.get("/Ff", 0)) & _MULTILINE}
        assert grown == {"长", "明细_1_事由", "明细_1_人员"}
        assert size_of_text(pdf, "长") == 10
        assert size_of_text(pdf, "明细_1_事由") == 9


def test_the_first_part_stays_clear_of_the_code_where_there_is_no_introduction() -> None:
    tops = []
    for intro in ({}, {"说明": "由经办人填写。"}):
        with pikepdf.open(io.BytesIO(rendered(**intro))) as pdf:
            tops.append(float(fields_of(pdf)["编号"].Rect[3]))

    assert tops[0] == pytest.approx(tops[1], abs=8)


def test_a_table_below_fields_has_its_name_and_help() -> None:
    of = policy(forms=[form(table=rows("费用", field("额", "金额"), 说明="逐笔填写"))])
    source = form(field("甲"))
    source["分节"][0]["明细"] = rows("费用", field("额", "金额"), 说明="逐笔填写", 外文="Costs")
    mixed = policy(forms=[source])

    assert "逐笔填写" in pages_text(render_pdf_form(of, of.forms[0]))
    shown = pages_text(render_pdf_form(mixed, mixed.forms[0]))
    assert all(part in shown for part in ("费用", "Costs", "逐笔填写"))


@pytest.mark.parametrize(("count", "pages"), [(5, 1), (20, 2)])
def test_only_a_long_table_goes_on_overleaf(count: int, pages: int) -> None:
    fields = [field(f"项{c}", 整行=True) for c in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇"]
    data = rendered(*fields, table=rows("明细", field("额", "金额"), count=count, 合计={"总额": "额"}))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [
            n
            for n, page in enumerate(pdf.pages)
            for a in page.Annots
            if str(a.get("/T", "")).startswith("明细_")
        ]

    assert len(set(found)) == pages


def test_options_of_a_scale_are_shown_in_both_languages() -> None:
    scale = {"选项": ["好", "差"], "外文选项": ["Good", "Poor"]}
    text = pages_text(rendered(field("甲", "量表", **scale), field("乙", "量表", **scale)))

    assert (text.count("Good"), text.count("Poor")) == (1, 1)


def test_long_words_of_another_language_are_parted() -> None:
    text = pages_text(rendered(field("VeryLongEnglishLabelWithoutSpaces")))

    assert "VeryLongEnglish\u2010" in text or "VeryLongEnglish-" in text


def size_of_text(pdf: pikepdf.Pdf, name: str) -> float:
    (size,) = [
        i.operands[1]
        for i in pikepdf.parse_content_stream(fields_of(pdf)[name].AP.N)
        if str(i.operator) == "Tf"
    ]
    return float(size)


def test_a_long_line_is_made_smaller() -> None:
    data = rendered(
        field("短"), field("长"), given={"短": answered("短"), "长": answered("很长的单位名称" * 3)}
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert size_of_text(pdf, "短") == 10
        assert 5 <= size_of_text(pdf, "长") < 10


def test_a_multiline_blank_grows_with_its_answer() -> None:
    def height(text: str) -> float:
        with pikepdf.open(
            io.BytesIO(rendered(field("备注", "多行文本"), given={"备注": answered(text)}))
        ) as pdf:
            box = fields_of(pdf)["备注"].Rect
            return float(box[3]) - float(box[1])

    assert height("一") == height("一\n二")
    assert height("很长的说明。" * 100) > 2 * height("一")


def test_a_table_grows_with_its_answers() -> None:
    given = tuple({"金额": answered(100 * n)} for n in range(1, 8))
    table = rows("明细", field("金额", "金额"), count=2)
    made = form_policy(table=table)
    data = render_pdf_form(made, made.forms[0], {"明细": answered(given)})

    assert [row["金额"] for row in read(data, made).rows["明细"]] == [str(n) for n in range(1, 8)]


def test_only_what_is_answered_is_written() -> None:
    given = {"编号": Answer(state=State.UNREADABLE, raw="?"), "日期": Answer(state=State.BLANK)}

    assert rendered(given=given) == rendered()


def test_a_choice_that_is_no_longer_offered_is_kept() -> None:
    data = rendered(field("级", "选项", 选项=["A", "B"]), given={"级": answered("Z")})
    made = form_policy(field("级", "选项", 选项=["A", "B"]))

    assert said(read(data, made)) == {"级": "Z"}


def test_a_rare_character_is_drawn() -> None:
    """䶮 and 㛃 are in the 通用规范汉字表 but not in GB 2312; a gap would spoil what follows."""
    data = rendered(field("甲"), given={"甲": answered("䶮㛃")})
    other = rendered(field("甲"), given={"甲": answered("\U0001f600")})

    assert ink(data) != ink(other)
    assert ink(data) != ink(rendered(field("甲")))


def test_what_is_typed_in_pdfium_is_drawn_with_our_font() -> None:
    """Otherwise PDFium names a Chinese font of its own, does not embed it, and others see blanks."""
    with pikepdf.open(io.BytesIO(type_with_pdfium(blank()))) as pdf:
        fonts = set()
        for widget in widgets(pdf):
            if widget.get("/FT") == Name.Tx:
                fonts |= set(widget.AP.N.get("/Resources", {}).get("/Font", {}).keys())
        chinese = fields_of(pdf)["客户单位"].AP.N.read_bytes()

    assert RESOURCE_NAME.encode() in chinese
    assert not any("Chrome" in f for f in fonts)


# What the file carries


def test_the_stamp_stands_in_four_places(blank_pdf) -> None:
    properties = Stamp.of(sample_policy(), sample_form()).as_properties()
    information = {k: str(blank_pdf.docinfo[f"/{k}"]) for k in properties}
    with blank_pdf.open_metadata() as metadata:
        described = {k: metadata[f"{{urn:zhidu:stamp}}{k}"] for k in properties}
    attached = json.loads(blank_pdf.attachments["form.json"].get_file().read_bytes())["stamp"]
    hidden = {
        n: f.get("/V")
        for n, f in pypdf.PdfReader(io.BytesIO(blank())).get_fields().items()
        if n in properties
    }

    assert information == described == attached == hidden == properties


def test_the_stamp_fields_are_hidden_and_cannot_be_changed(blank_pdf) -> None:
    (parent,) = [f for f in blank_pdf.Root.AcroForm.Fields if str(f.T) == "zhidu"]

    assert parent.Ff == _READ_ONLY
    assert {int(k.F) for k in parent.Kids} == {2}


def test_viewers_need_not_draw_the_fields(blank_pdf) -> None:
    """With /NeedAppearances each viewer would draw with its own font, or not at all."""
    assert "/NeedAppearances" not in blank_pdf.Root.AcroForm
    assert all("/AP" in w for w in widgets(blank_pdf))


def test_the_field_font_is_embedded_whole(blank_pdf) -> None:
    font = blank_pdf.Root.AcroForm.DR.Font[RESOURCE_NAME]
    program = font.DescendantFonts[0].FontDescriptor.FontFile3

    assert font.Encoding == Name("/Identity-H")
    assert program.Subtype == Name.OpenType
    assert len(program.read_bytes()) > 1_800_000


def test_every_visible_field_is_tagged_and_described(blank_pdf) -> None:
    elements: dict[tuple[int, int], Any] = {}
    waiting = [blank_pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
                elements[kid.Obj.objgen] = element
            elif isinstance(kid, Dictionary) and "/S" in kid:
                waiting.append(kid)

    found = [elements[w.objgen] for w in widgets(blank_pdf)]
    assert {str(e.S) for e in found} == {"/Form"}
    assert all(str(e.Alt) for e in found)
    assert {str(p.obj.Tabs) for p in blank_pdf.pages} == {"/S"}
    assert blank_pdf.Root.MarkInfo.Marked
    assert str(blank_pdf.Root.Lang) == "zh-CN"


def test_no_link_and_no_claim_nobody_checked_is_left(blank_pdf) -> None:
    kinds = {str(a.Subtype) for page in blank_pdf.pages for a in page.obj.get("/Annots", [])}
    metadata = blank_pdf.Root.Metadata.read_bytes()

    assert kinds == {"/Widget"}
    assert b"pdfuaid:part" not in metadata
    assert b"field:" not in b"".join(o.unparse() for o in blank_pdf.objects if isinstance(o, Dictionary))


def test_a_changed_form_has_another_stamp() -> None:
    first, second = form_policy(field("甲")), form_policy(field("乙"))

    assert (
        read(render_pdf_form(first, first.forms[0]), first).digest
        != read(render_pdf_form(second, second.forms[0]), second).digest
    )


def test_every_kind_of_field_of_the_model_is_in_the_sample() -> None:
    own = sample_form()
    kinds = {f.kind for f in own.fields} | {c.kind for t in own.tables for c in t.columns}

    assert kinds == set(FieldKind)


def test_a_form_survives_being_saved_by_another_program() -> None:
    data = edited(filled(), lambda _: None, linearize=True)

    assert said(read(data)) == said(read(filled()))
    assert read(data).notes == ()


@pytest.mark.parametrize("form_id", ["notification", "itinerary", "survey"])
def test_the_shipped_forms_can_be_rendered_and_read_back(shipped_policy, form_id: str) -> None:
    own = shipped_policy.forms_by_id[form_id]
    reading = read(render_pdf_form(shipped_policy, own), shipped_policy)

    assert reading.form == form_id
    assert set(reading.values) == {f.name for f in own.fields}
    assert said(reading) == {}
    assert reading.notes == ()


def test_a_section_may_hold_fields_and_rows() -> None:
    own = {
        "标识": "mixed", "名称": "单", "简称": "单", "依据": "first",
        "分节": [{"标题": "一", "字段": [field("甲")], "明细": rows("明细", field("乙", "是否"))}],
    }  # fmt: skip
    made = policy(forms=[own])
    reading = read(render_pdf_form(made, made.forms[0], {"甲": answered("x")}), made)

    assert said(reading) == {"甲": "x"}
    assert len(reading.rows["明细"]) == 5


def test_a_wide_yes_no_question_is_not_set_as_a_scale() -> None:
    data = rendered(field("含税", "是否", 整行=True), given={"含税": answered(True)})
    with pikepdf.open(io.BytesIO(data)) as pdf:
        boxes = [[float(x) for x in k.Rect] for k in fields_of(pdf)["含税"].Kids]

    assert boxes[1][0] - boxes[0][0] < 60
    assert "评价项目" not in pages_text(data)


def test_figures_in_the_notes_of_a_section_are_resolved() -> None:
    section = {
        "标题": "一",
        "说明": '提前{{ 参数("天数") }}',
        "字段": [field("甲", 说明='{{ 参数("天数") }}内')],
    }
    own = {"标识": "notes", "名称": "单", "简称": "单", "依据": "first", "分节": [section]}
    made = policy(article("first", 参数={"天数": {"值": 3, "单位": "个工作日"}}), forms=[own])
    text = pages_text(render_pdf_form(made, made.forms[0])).replace(" ", "").replace("\n", "")

    assert "（提前3个工作日）" in text
    assert "3个工作日内" in text
