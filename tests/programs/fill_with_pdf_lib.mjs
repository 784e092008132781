// node fill_with_pdf_lib.mjs FORM FONT VALUES.json OUT: fills a form with pdf-lib.
import fs from "node:fs";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument, PDFDropdown, PDFRadioGroup } from "pdf-lib";

const [source, fontFile, valuesFile, target] = process.argv.slice(2);
const document = await PDFDocument.load(fs.readFileSync(source));
document.registerFontkit(fontkit);
// Its subsetting drops glyphs of CID-keyed fonts.
const font = await document.embedFont(fs.readFileSync(fontFile), { subset: false });
const form = document.getForm();
for (const [name, value] of Object.entries(JSON.parse(fs.readFileSync(valuesFile)))) {
  const field = form.getField(name);
  if (field instanceof PDFRadioGroup || field instanceof PDFDropdown) field.select(value);
  else field.setText(value);
  if (!(field instanceof PDFRadioGroup)) field.updateAppearances(font);
}
fs.writeFileSync(target, await document.save({ updateFieldAppearances: false }));
