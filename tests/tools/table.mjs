// The rows of a table, as SheetJS reads them: `node table.mjs services.csv`. Prints {rows, kinds}: each row by the names of its columns, as it is written;
// and of each column the kinds that a spreadsheet takes its cells for when it decides by itself – s for a text, n for a number, d for a date, f for a formula.
import { readFileSync } from "node:fs";
import { read, utils } from "xlsx";

const data = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(process.argv[2]));  // without its mark
const sheet = options => Object.values(read(data, { type: "string", ...options }).Sheets)[0];
const rows = utils.sheet_to_json(sheet({ raw: true }), { defval: "", raw: false });
const guessed = sheet({ cellFormula: true, cellDates: true });
const names = utils.sheet_to_json(guessed, { header: 1 })[0];
const kinds = Object.fromEntries(names.map(name => [name, []]));
for (const [address, cell] of Object.entries(guessed).filter(([address]) => !address.startsWith("!"))) {
  const { c, r } = utils.decode_cell(address);
  const kind = cell.f ? "f" : cell.t;
  if (r > 0 && !kinds[names[c]].includes(kind)) kinds[names[c]].push(kind);
}
console.log(JSON.stringify({ rows, kinds }));
