"""Forms that LibreOffice opened and saved, in each format people save in."""

from __future__ import annotations

import subprocess

import pytest

from generator.render.docx_form import render_docx_form
from tests.docx_sample import EXPECTED, filled, read, sample_form, sample_policy, values_read

POLICY = sample_policy()


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    return tmp_path_factory.mktemp("soffice")


@pytest.fixture
def convert(needs, profile, tmp_path):
    program = needs("soffice", "libreoffice")

    def run(data, *formats):
        file = tmp_path / "form.docx"
        file.write_bytes(data)
        for number, suffix in enumerate(formats):
            target = tmp_path / str(number)
            command = [
                program,
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                suffix,
            ]
            subprocess.run([*command, "--outdir", target, file], check=True, capture_output=True, timeout=180)
            file = target / f"form.{suffix}"
        return file.read_bytes()

    return run


@pytest.mark.parametrize(
    "formats", [("docx",), ("odt", "docx"), ("doc", "docx"), ("rtf", "docx")], ids="→".join
)
def test_a_form_saved_by_libreoffice_reads_back_equal(convert, formats):
    data = convert(filled(POLICY), *formats)

    assert values_read(data, POLICY) == EXPECTED
    assert read(data, POLICY).notes == ()


@pytest.mark.parametrize("formats", [("docx",), ("doc", "docx")], ids="→".join)
def test_a_blank_form_saved_by_libreoffice_is_blank(convert, formats):
    reading = read(convert(render_docx_form(POLICY, sample_form(POLICY)), *formats), POLICY)

    assert not any(reading.values.values())
    assert not any(value for line in reading.rows["费用明细"] for value in line.values())
    assert reading.notes == ()


def test_a_form_of_two_dozen_fields_fits_on_one_page(convert, needs, tmp_path):
    file = tmp_path / "printed.pdf"
    file.write_bytes(convert(render_docx_form(POLICY, sample_form(POLICY)), "pdf"))
    told = subprocess.run([needs("pdfinfo"), file], check=True, capture_output=True, text=True).stdout

    assert told.partition("Pages:")[2].split()[0] == "1"
