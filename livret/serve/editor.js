// The editor of `livret serve --write`: a text in blocks, what is wrong at its block, and beside it the page.
// A text goes to the server whole, with the digest of the one that it was made from: what somebody else wrote meanwhile is never written over.
"use strict";
const KEY = "livret-write", $ = id => document.getElementById(id), words = document.body.dataset;
const HEAD = /^(---\n[^]*?\n---[ \t]*)(\n+)/; // keys and values before a chapter
const state = { path: "", text: "", digest: "", theirs: "", turn: 0, busy: false }; // the text as the file has it; the digest of somebody else's
let last = null; // the text area that was written in last

// The secret stands in the address once, where no server sees it, and then in this tab.
if (location.hash) sessionStorage.setItem(KEY, location.hash.slice(1));
history.replaceState(null, "", location.pathname + location.search);

async function ask(address, body) {
  const headers = { "X-Livret-Token": sessionStorage.getItem(KEY) || "" };
  const raw = body instanceof Blob;
  if (body) headers["Content-Type"] = raw ? "application/octet-stream" : "application/json";
  try {
    const answer = await fetch(address, { method: body ? "POST" : "GET", headers, body: raw || !body ? body : JSON.stringify(body), cache: "no-store" });
    if (answer.status === 403) return { status: 403, said: words.secret };
    return { status: answer.status, ...await answer.json() };
  } catch {
    return { status: 0, said: words.silent };
  }
}

// --- blocks -------------------------------------------------------------------------------------------

// What stands between empty lines, each with the signs behind it: put together again they are the text. An indented line goes with what is above it.
function parted(text) {
  const [head, keys, gap] = (state.path.endsWith(".md") && HEAD.exec(text)) || ["", "", ""];
  const tail = /\s*$/.exec(text.slice(head.length))[0], body = text.slice(head.length, text.length - tail.length);
  const pieces = [...body.split(/(\n(?:[ \t]*\n)+)(?=\S)/), tail], found = head ? [[keys, gap]] : [];
  for (let n = 0; n < pieces.length; n += 2) found.push(pieces.slice(n, n + 2));
  return found;
}

const areas = () => [...document.querySelectorAll("#blocks textarea")];
const changed = () => areas().some(area => area.value !== area.first);
const pending = () => changed() || !$("conflict").hidden;

// What was emptied is gone, and so are the lines behind it.
function whole() {
  const all = areas(), kept = all.filter(area => area.value.trim() || area.value === area.first);
  return kept.map((area, n) => area.value + (n + 1 < kept.length ? area : all.at(-1)).behind).join("");
}

function show(answer) {
  const place = areas().indexOf(last), caret = last && last.selectionStart, top = $("blocks").parentNode.scrollTop;
  const writing = $("blocks").contains(document.activeElement);
  Object.assign(state, { path: answer.path, text: answer.text, digest: answer.digest });
  let line = 1;
  $("blocks").replaceChildren(...parted(answer.text).map(([text, behind], n) => {
    const block = document.createElement("div"), area = document.createElement("textarea"), problems = document.createElement("ul");
    const keys = !answer.language || (n === 0 && text.startsWith("---\n"));
    Object.assign(area, { value: text, first: text, behind, line, dir: keys ? "ltr" : answer.direction, spellcheck: !keys, className: keys ? "keys" : "" });
    if (!keys) area.lang = answer.language;
    area.setAttribute("aria-label", text.split("\n")[0].slice(0, 60));
    line += (text + behind).split("\n").length - 1;
    block.className = "block";
    block.append(area, problems);
    return block;
  }));
  areas().forEach(grow);
  problems(answer.problems);
  offer("fact", answer.facts.map(([name, label]) => ["{" + name + "}", label ? name + " – " + label : name]));
  offer("link", [["https://", "https://…"], ...answer.links]);
  offer("picture", answer.pictures);
  $("undo").disabled = !answer.undo;
  if ($("preview").dataset.page !== answer.page) $("preview").src = $("preview").dataset.page = answer.page;
  last = areas()[place] || null;
  if (last) last.setSelectionRange(caret, caret);
  if (last && writing) last.focus({ preventScroll: true });
  $("blocks").parentNode.scrollTop = top;
}

// Each problem stands under the block that holds its line; what is of the whole file, above all of them.
function problems(found) {
  for (const list of document.querySelectorAll("#whole, .block ul")) list.replaceChildren();
  for (const block of document.querySelectorAll(".block")) block.classList.remove("wrong");
  for (const { line, column, message, help } of found) {
    const area = areas().findLast(each => line && each.line <= line), item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.textContent = message + "\n→ " + help;
    item.append(button);
    (area ? area.nextSibling : $("whole")).append(item);
    if (!area) continue;
    area.parentNode.classList.add("wrong");
    button.addEventListener("click", () => {
      const lines = area.value.split("\n"), within = Math.min(line - area.line, lines.length - 1);
      const at = lines.slice(0, within).join("\n").length + (within ? 1 : 0) + Math.max(column - 1, 0);
      area.focus();
      area.setSelectionRange(at, at);
    });
  }
}

function offer(id, choices) {
  const select = $(id);
  select.length = 1;
  select.append(...choices.map(([value, label]) => new Option(label, value)));
  select.disabled = !choices.length;
}

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = area.scrollHeight + 2 + "px";
}

// --- opening, saving, taking back ---------------------------------------------------------------------

async function open(path) {
  const turn = ++state.turn, answer = await ask("text?path=" + encodeURIComponent(path));
  if (turn !== state.turn) return;
  if (answer.status !== 200) return say(answer.said);
  last = null;
  reconciled();
  history.replaceState(null, "", "?file=" + encodeURIComponent(path));
  show(answer);
  say(answer.problems.length ? words.wrong : words.sound);
}

async function send(text) {
  if (state.busy) return;
  const before = state.text, turn = ++state.turn;
  state.busy = true;
  for (const area of areas()) area.readOnly = true; // what is written while the answer is on its way would be lost
  const answer = await ask("text", { path: state.path, was: state.digest, text });
  for (const area of areas()) area.readOnly = false;
  state.busy = false;
  if (turn !== state.turn) return;
  if (answer.status === 409) return differ(answer);
  if (answer.status !== 200) return say(answer.said || words.silent);
  if (state.theirs) reconciled();
  show(answer);
  const done = text === null ? words.undone : answer.text === before ? words.same : words.saved;
  say(answer.problems.length ? done + " " + words.wrong : done);
}

// Two people have changed one text. Both are kept, theirs below, one's own in the blocks.
function differ(answer) {
  if (answer.text === whole()) return open(state.path); // it is one's own, of a save whose answer was lost
  say(answer.said);
  state.theirs = answer.digest;
  kept(words.theirs, answer.text);
  $("mine").hidden = $("theirs").hidden = false;
}

function kept(label, text) {
  $("whose").textContent = label;
  $("other").value = text;
  $("conflict").hidden = false;
}

function reconciled() {
  state.theirs = "";
  $("conflict").hidden = true;
}

$("mine").addEventListener("click", () => {
  state.digest = state.theirs;
  send(whole());
});
$("theirs").addEventListener("click", async () => {
  const own = whole();
  await open(state.path);
  kept(words.mine, own);
  $("mine").hidden = $("theirs").hidden = true;
});
$("close").addEventListener("click", reconciled);

function say(text) { $("said").textContent = text; }

$("save").addEventListener("click", () => send(whole()));
$("undo").addEventListener("click", () => { if (!pending() || confirm(words.leave)) send(null); });
$("file").addEventListener("change", event => {
  if (!pending() || confirm(words.leave)) open(event.target.value);
  else event.target.value = state.path;
});
addEventListener("beforeunload", event => { if (pending()) event.preventDefault(); });
addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); send(whole()); }
});
// The page beside comes again when anything was saved by anybody: perhaps it was this text.
$("preview").addEventListener("load", async () => {
  if (!state.path || changed()) return;
  const turn = state.turn, answer = await ask("text?path=" + encodeURIComponent(state.path));
  if (answer.status !== 200 || turn !== state.turn || answer.path !== state.path || changed()) return;
  if (answer.digest !== state.digest) show(answer);
  else problems(answer.problems);
});

// --- the tools ----------------------------------------------------------------------------------------

$("blocks").addEventListener("focusin", event => { if (event.target.matches("textarea")) last = event.target; });
$("blocks").addEventListener("input", event => { grow(event.target); say(changed() ? words.unsaved : ""); });

// As if it was typed, so that the browser can take it back.
function type(area, text) {
  area.focus();
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// Puts signs around what is chosen; where nothing is, the caret stands between them.
function around(before, after) {
  const area = last || areas().at(-1);
  if (!area) return;
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  type(area, before + chosen + after);
  const at = area.selectionEnd - after.length;
  if (!chosen) area.setSelectionRange(at, at);
}

function frame(kind) {
  const area = last || areas().at(-1), chosen = area ? area.value.slice(area.selectionStart, area.selectionEnd) : "";
  if (area) type(area, (area.selectionStart ? "\n\n" : "") + "!!! " + kind + "\n    " + chosen.trim().replaceAll("\n", "\n    "));
}

function tool(id, use) {
  $(id).addEventListener("change", event => {
    if (event.target.selectedIndex) use(event.target.value);
    event.target.selectedIndex = 0;
  });
}
$("bold").addEventListener("click", () => around("**", "**"));
tool("callout", frame);
tool("fact", name => around(name, ""));
tool("link", href => around("[", "](" + href + ")"));
tool("picture", name => around("![", "](" + name + ")"));

// --- pictures of this computer ------------------------------------------------------------------------

// One is asked about before anything is sent; what its file is called, and all else in it, stays here or is thrown away.
const chooser = Object.assign(document.createElement("input"), { type: "file", accept: "image/*" });
let given = null; // the picture, and the text area that it was given to
chooser.addEventListener("change", () => {
  if (chooser.files[0]) give(chooser.files[0]);
  chooser.value = "";
});
$("upload").addEventListener("click", () => chooser.click());

function give(file) {
  const area = last || areas().at(-1);
  given = { file, area, at: [area.selectionStart, area.selectionEnd], turn: state.turn };
  $("which").textContent = file.name;
  $("alt").value = "";
  $("described").showModal();
}

async function put() {
  const alt = $("alt").value.replace(/\s+/g, " ").trim(), { file, area, at, turn } = given;
  if (!$("alt").reportValidity() || !alt) return;
  $("described").close();
  say(words.taking);
  const answer = await ask("picture?path=" + encodeURIComponent(state.path), file);
  if (answer.status !== 200) return say(answer.said || words.silent);
  if (turn !== state.turn || !area.isConnected) return say("");
  last = area;
  caret(area, at);
  around("![" + alt.replace(/[\\`*_[\]{}<>!]/g, "\\$&") + "](" + answer.name + ")", "");
  say(words.taken);
}

function caret(area, at) {
  area.focus();
  area.setSelectionRange(...at);
}

$("described").addEventListener("close", () => caret(given.area, given.at)); // a browser gives it back without
$("put").addEventListener("click", put);
$("alt").addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); put(); } });
$("leave").addEventListener("click", () => $("described").close());

// --- what is pasted from Word and from pages ----------------------------------------------------------

addEventListener("paste", event => {
  const area = event.target, html = event.clipboardData.getData("text/html");
  const picture = [...event.clipboardData.files].find(file => file.type.startsWith("image/"));
  if (picture && area.matches?.("#blocks textarea") && !/<(p|h\d|li|table)[\s>]/i.test(html)) { // Word lays a picture of what it copies beside it
    event.preventDefault();
    last = area;
    return give(picture);
  }
  if (!area.matches?.("#blocks textarea") || area.matches(".keys") || !/<(p|h\d|li|table|b|strong|i|em|a)[\s>]/i.test(html)) return;
  const text = pasted(new DOMParser().parseFromString(html, "text/html").body);
  if (!text) return;
  event.preventDefault();
  type(area, text);
  say(words.pasted);
});

const SECTIONS = "h1,h2,h3,h4,h5,h6,p,div,ul,ol,li,table,blockquote,section,article";
const pasted = body => blocks(body).join("\n\n").replace(/\n{3,}/g, "\n\n").trim();

// The paragraphs, lists and tables of an element, each as it is written here.
function blocks(element) {
  const found = [];
  let run = "", list = [];
  const flush = () => {
    if (tidy(run)) found.push(tidy(run));
    if (list.length) found.push(list.join("\n"));
    run = "";
    list = [];
  };
  for (const node of element.childNodes) {
    const item = node.nodeType === 1 && listed(node);
    if (item) {
      if (run.trim()) flush();
      list.push(item);
    } else if (node.nodeType !== 1 || !(node.matches(SECTIONS) || node.querySelector(SECTIONS))) {
      const text = inline(node);
      if (list.length && text.trim()) flush();
      run += text;
    } else {
      flush();
      found.push(...block(node));
    }
  }
  flush();
  return found;
}

function block(node) {
  const name = node.localName, text = node.querySelector(SECTIONS) ? "" : tidy(within(node));
  if (/^h\d$/.test(name)) return text ? ["#".repeat(Math.max(2, Math.min(3, +name[1]))) + " " + text.replaceAll("**", "")] : [];
  if (name === "ul" || name === "ol") return [items(node, "").join("\n")];
  if (name === "table") return rows(node);
  if (text || name === "p") return text ? [text] : [];
  return blocks(node);
}

// Word writes an item as a paragraph, its sign in a part of its own, and how deep it stands in a style.
function listed(node) {
  const style = node.getAttribute("style") || "", level = /mso-list:[^;]*level(\d)/.exec(style);
  if (!level || !node.matches("p,div")) return "";
  const sign = [...node.querySelectorAll("span")].find(each => /mso-list:\s*ignore/i.test(each.getAttribute("style") || ""));
  return "    ".repeat(level[1] - 1) + (sign && /^\s*\(?[\dA-Za-z]+[.)]/.test(sign.textContent) ? "1. " : "- ") + tidy(within(node));
}

function items(list, indent) {
  const sign = list.localName === "ol" ? "1. " : "- ";
  return [...list.children].flatMap(item => {
    if (item.matches("ul,ol")) return items(item, indent + "    ");
    const inner = [...item.childNodes].filter(node => !(node.nodeType === 1 && node.matches("ul,ol")));
    const own = tidy(inner.map(inline).join("")).replaceAll("\n", "\n" + indent + "    ");
    return [...(own ? [indent + sign + own] : []), ...[...item.children].filter(each => each.matches("ul,ol")).flatMap(each => items(each, indent + "    "))];
  });
}

function rows(table) {
  const found = [...table.rows].map(row => [...row.cells].map(cell => tidy(inline(cell)).replace(/\s*\\\n\s*/g, " ").replaceAll("|", "\\|")));
  if (!found.length) return [];
  const width = Math.max(...found.map(row => row.length)), line = row => "| " + row.concat(Array(width - row.length).fill("")).join(" | ") + " |";
  return [[line(found[0].map(cell => cell.replaceAll("**", ""))), "|" + " --- |".repeat(width), ...found.slice(1).map(line)].join("\n")];
}

const within = node => [...node.childNodes].map(inline).join("");
const tidy = text => text.replace(/ {2,}/g, " ").replace(/(\\\n\s*)+/g, "\\\n").replace(/(\s|\\\n)+$/, "").trim(); // an end of a line stands between two lines

// Words, bold and italic ones, links and ends of lines: all else that a program writes is left out.
function inline(node) {
  if (node.nodeType === 3) return node.data.replace(/[ \t\r\n]+/g, " ").replace(/[\\`*[{}]|<(?=[a-z/!])/gi, "\\$&");
  if (node.nodeType !== 1 || node.matches("style,script,meta,title,xml,head,img,del") || /mso-list:\s*ignore|display:\s*none/i.test(node.getAttribute("style"))) return "";
  if (node.localName === "br") return "\\\n";
  const style = node.getAttribute("style") || "", weight = (/font-weight:\s*(\w+)/.exec(style) || [])[1], text = within(node);
  if (node.localName === "a") return /^(https?|mailto):/.test(node.getAttribute("href")) ? wrapped("[", text, "](" + node.href.replaceAll(")", "%29") + ")") : text;
  if (weight ? weight === "bold" || +weight > 500 : node.matches("b,strong")) return wrapped("**", text, "**");
  if (node.matches("i,em") || /font-style:\s*italic/.test(style)) return wrapped("*", text, "*");
  return text;
}

// Signs stand against words, never against a space.
function wrapped(before, text, after) {
  const [, left, words, right] = /^(\s*)([^]*?)(\s*)$/.exec(text);
  return words && !/^[*\s]*$/.test(words) ? left + before + words + after + right : text;
}

// --- the beginning ------------------------------------------------------------------------------------

(async () => {
  const answer = await ask("files");
  if (answer.status !== 200) return say(answer.said || words.silent);
  $("file").append(...answer.files.map(path => new Option(path, path)));
  const wanted = new URLSearchParams(location.search).get("file");
  const first = answer.files.find(path => path === wanted) || answer.files.find(path => /booklets\/[^/]+\/[^/.]+\.md$/.test(path)) || answer.files[0];
  if (!first) return;
  $("file").value = first;
  open(first);
})();
