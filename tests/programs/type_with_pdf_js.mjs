// node type_with_pdf_js.mjs FORM VALUES.json: types into a form as Firefox does, its scripts running;
// prints what each field holds and shows in the end.
import fs from "node:fs";

const shown = {};
globalThis.window = globalThis;
globalThis.dispatchEvent = ({ detail }) => {
  for (const id of detail.ids ?? [detail.id]) if (id in names) shown[names[id]] = [detail.value, detail.formattedValue];
};
const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
const { QuickJSSandbox } = await import("pdfjs-dist/build/pdf.sandbox.mjs");

const [source, valuesFile] = process.argv.slice(2);
const document = await pdfjs.getDocument({ data: new Uint8Array(fs.readFileSync(source)), verbosity: 0 }).promise;
const objects = await document.getFieldObjects();
const names = Object.fromEntries(Object.entries(objects).map(([name, widgets]) => [widgets[0].id, name]));
const sandbox = await QuickJSSandbox();
sandbox.create({
  objects,
  calculationOrder: await document.getCalculationOrderIds(),
  appInfo: { platform: "linux", language: "zh-CN" },
  docInfo: {},
});
for (const [name, value] of Object.entries(JSON.parse(fs.readFileSync(valuesFile)))) {
  const id = objects[name][0].id;
  sandbox.dispatchEvent({ id, name: "Keystroke", value, change: "", willCommit: true, commitKey: 1, selStart: 0, selEnd: 0 });
}
console.log(JSON.stringify(shown));
