// Runs theme/web/open.js in Node with as much of a page as it looks at; a list of pages comes in as JSON, what each says at each moment goes out.
"use strict";
const fs = require("fs"), vm = require("vm");
const [, , script] = process.argv;
const pages = JSON.parse(fs.readFileSync(0, "utf8"));
const code = new vm.Script(fs.readFileSync(script, "utf8"));

function said({ clock, hours, moments }) {
  let now = moments[0], tick;
  class Clock extends Date { static now() { return now; } }
  const place = { dataset: { hours }, textContent: "" };
  const document = { querySelector: () => ({ dataset: clock }), querySelectorAll: () => [place] };
  code.runInNewContext({ document, Date: Clock, setInterval: (again) => { tick = again; } });
  return moments.map((moment) => { now = moment; tick(); return [place.dataset.open, place.textContent]; });
}

process.stdout.write(JSON.stringify(pages.map(said)));
