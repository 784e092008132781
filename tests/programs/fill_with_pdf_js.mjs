// node fill_with_pdf_js.mjs FORM VALUES.json OUT: fills a form with pdf.js, the viewer of Firefox.
import fs from "node:fs";
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";

const [source, valuesFile, target] = process.argv.slice(2);
const document = await pdfjs.getDocument({
  data: new Uint8Array(fs.readFileSync(source)),
  verbosity: pdfjs.VerbosityLevel.ERRORS,
}).promise;
const fields = await document.getFieldObjects();
for (const [name, value] of Object.entries(JSON.parse(fs.readFileSync(valuesFile)))) {
  for (const widget of fields[name]) {
    const isButton = widget.type === "radiobutton";
    if (isButton && !widget.exportValues) continue;
    const chosen = isButton ? widget.exportValues === value : widget.type === "combobox" ? [value] : value;
    document.annotationStorage.setValue(widget.id, { value: chosen });
  }
}
fs.writeFileSync(target, await document.saveDocument());
