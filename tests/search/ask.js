// node ask.js search.js index.js < queries: one query a line, for each the paths found, as a line of JSON.
const fs = require("fs"), vm = require("vm");
const context = vm.createContext({ atob: (text) => Buffer.from(text, "base64").toString("latin1") });
process.argv.slice(2).forEach((path) => vm.runInContext(fs.readFileSync(path, "utf8"), context));
const search = vm.runInContext("livretSearch(livretIndex)", context);
for (const query of fs.readFileSync(0, "utf8").split("\n")) if (query) console.log(JSON.stringify(search(query)));
