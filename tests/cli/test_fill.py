"""`zhidu fill`: data → form → the same data."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_filled_form_is_read_back_equal(run, submit, tmp_path, root, suffix):
    data, made = submit(), tmp_path / f"made.{suffix}"

    assert run("fill", "notification", data, "-o", made, project=root).code == 0

    values = [
        json.loads(run("check", file, "--format", "json", project=root).out)["results"][0]["values"]
        for file in (data, made)
    ]
    wanted, found = ({name: (v["state"], _plain(v["value"])) for name, v in side.items()} for side in values)
    assert wanted == found


def _plain(value):
    if isinstance(value, list):
        return [{k: v["value"] for k, v in r.items()} if isinstance(r, dict) else r for r in value]
    return value


def test_a_form_is_found_by_its_short_name_and_data_may_be_partial(run, tmp_path, root):
    data = tmp_path / "part.json"
    data.write_text('{"form": "notification", "values": {"客户单位": "甲公司"}}', encoding="utf-8")

    assert run("fill", "通知", data, "-o", tmp_path / "a.docx", project=root).code == 0
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")


def test_wrong_data_are_refused_with_everything_that_is_wrong(run, submit, tmp_path, root):
    data = submit(来访日期="2026-02-30", 来访人数="几个", 客户等级="E")

    result = run("fill", "notification", data, "-o", tmp_path / "a.docx", project=root)

    assert result.code == 4
    assert "2026-02-30" in result.err
    assert "几个" in result.err
    assert "“E”" in result.err
    assert not (tmp_path / "a.docx").exists()


def test_data_of_another_form_are_refused(run, submit, tmp_path, root):
    result = run("fill", "survey", submit(), "-o", tmp_path / "a.docx", project=root)

    assert result.code == 4


@pytest.mark.parametrize(
    ("form", "output", "said"),
    [("notifcation", "a.docx", "是否要写“notification”？"), ("notification", "a.txt", ".docx 或 .pdf")],
)
def test_a_wrong_call_says_what_is_possible(run, submit, tmp_path, root, form, output, said):
    result = run("fill", form, submit(), "-o", tmp_path / output, project=root)

    assert result.code == 2
    assert said in result.err


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
@pytest.mark.parametrize(
    ("given", "total"), [({}, 123_450), ({"费用合计": "999"}, 99_900), ({"费用明细": []}, None)]
)
def test_sums_that_are_not_given_are_added_up(run, tmp_path, root, suffix, given, total):
    rows = [{"项目": "用餐", "金额": "1,200"}, {"项目": "用车", "金额": "34.5"}, {"项目": "住宿"}]
    data, made = tmp_path / "part.json", tmp_path / f"made.{suffix}"
    values = {"费用明细": rows, **given}
    data.write_text(json.dumps({"form": "notification", "values": values}), encoding="utf-8")

    assert run("fill", "notification", data, "-o", made, project=root).code == 0

    found = json.loads(run("check", made, "--format", "json", project=root).out)["results"][0]["values"]
    assert found["费用合计"]["value"] == total


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_same_data_make_the_same_bytes_in_any_process_and_folder(submit, tmp_path, root, suffix):
    data = submit()
    made = []
    for number, (seed, zone, language) in enumerate(
        (("0", "UTC", "C.UTF-8"), ("4711", "Pacific/Kiritimati", "zh_CN.GB18030"))
    ):
        folder = tmp_path / f"work {number}"
        folder.mkdir()
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "LC_ALL": language,
            "PYTHONPATH": str(root),
        }  # fmt: skip
        command = ("--project", root, "fill", "notification", data, "-o", f"made.{suffix}")
        subprocess.run([sys.executable, "-m", "generator", *command], cwd=folder, env=environment, check=True)
        made.append((folder / f"made.{suffix}").read_bytes())

    assert made[0] == made[1]


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
@pytest.mark.parametrize(
    ("given", "grade"),
    [({"合同金额": "450万元"}, "B"), ({"合同金额": "450万元", "客户等级": "D"}, "D"), ({}, None)],
)
def test_what_follows_from_the_data_is_computed_unless_it_is_given(run, tmp_path, root, suffix, given, grade):
    data, made = tmp_path / "part.json", tmp_path / f"made.{suffix}"
    data.write_text(json.dumps({"form": "notification", "values": given}), encoding="utf-8")

    assert run("fill", "notification", data, "-o", made, project=root).code == 0

    found = json.loads(run("check", made, "--format", "json", project=root).out)["results"][0]["values"]
    assert found["客户等级"]["value"] == grade


def test_amounts_per_head_are_computed_from_sums_that_are_added_up(run, tmp_path, root):
    data, made = tmp_path / "gifts.json", tmp_path / "made.docx"
    values = {"礼品明细": [{"品名": "纪念册", "金额": "90"}, {"品名": "茶", "金额": "10"}], "受礼人数": 3}
    data.write_text(json.dumps({"form": "gift-requisition", "values": values}), encoding="utf-8")

    assert run("fill", "礼品", data, "-o", made, project=root).code == 0

    found = json.loads(run("check", made, "--format", "json", project=root).out)["results"][0]
    assert found["values"]["人均金额"]["value"] == 3_333
    assert "gift-per-head-amount" not in {f["rule"] for f in found["findings"]}


def test_a_form_goes_down_a_pipe_in_the_format_that_is_asked_for(submit, root):
    command = [
        sys.executable,
        "-m",
        "generator",
        "--project",
        str(root),
        "fill",
        "notification",
        str(submit()),
    ]
    made = subprocess.run([*command, "-o", "-", "--format", "pdf"], capture_output=True, check=True)
    refused = subprocess.run([*command, "-o", "-"], capture_output=True, check=False)

    assert made.stdout.startswith(b"%PDF-")
    assert (refused.returncode, refused.stdout) == (2, b"")
