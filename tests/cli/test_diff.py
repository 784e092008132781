"""`zhidu diff` on the shipped regulation."""

from __future__ import annotations


def test_a_changed_figure_shows_in_the_terminal(run, project, edit) -> None:
    run(
        "release",
        "1.0",
        "--effective",
        "2026-01-01",
        "--note",
        "首次发布",
        "--allow-unconfirmed",
        project=project,
    )
    edit("policy/chapters/05-escorts.yaml", "机关陪同人数上限: {值: 3,", "机关陪同人数上限: {值: 2,")

    result = run("diff", "1.0", project=project)

    assert result.code == 0
    assert "参数“机关陪同人数上限”\n      [-3-]{+2+}人\n" in result.out
    assert "escort-government-limit" in result.out


def test_a_page_goes_to_a_file(run, project, tmp_path) -> None:
    target = tmp_path / "redline.html"

    result = run("diff", "working", "working", "--format", "html", "-o", target, project=project)

    assert result.code == 0
    assert "没有差别" in target.read_text("utf-8")


def test_an_unknown_edition_is_wrong_usage(run, project) -> None:
    result = run("diff", "9.9", project=project)

    assert result.code == 2
    assert "没有版本“9.9”" in result.err


def test_a_table_and_a_text_with_marks_go_to_files(run, project, tmp_path) -> None:
    for more in ((), ("--revisions",)):
        target = tmp_path / "out.docx"

        result = run("diff", "working", "working", "--format", "docx", "-o", target, *more, project=project)

        assert result.code == 0
        assert target.read_bytes().startswith(b"PK")


def test_a_docx_needs_a_file_and_marks_need_a_docx(run, project) -> None:
    assert run("diff", "working", "--format", "docx", project=project).code == 2
    assert run("diff", "working", "--revisions", project=project).code == 2
