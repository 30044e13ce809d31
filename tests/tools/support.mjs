// Which CSS and JavaScript features of these files the floor lacks, by MDN's browser-compat-data: `node support.mjs a.css b.js`.
// CSS: properties, their keywords, functions, units, at-rules, media features and pseudo-classes. JavaScript: the syntax must be that
// of ES2018; a global, a method or a property is what MDN knows by that name, in any interface – a floor that errs on the old side
// only where one name is both old and new.
// Prints a list of {file, line, feature, chrome, safari}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "acorn";
import { simple } from "acorn-walk";
import postcss from "postcss";

const data = createRequire(import.meta.url)("@mdn/browser-compat-data");
const FLOOR = { chrome: 69, safari: 12, safari_ios: 12 };
const SYNTAX = 2018;
const list = support => (Array.isArray(support) ? support : [support ?? { version_added: false }]);
const aliases = new Map(); // a prefixed or former name of a property, and for each property of that name the versions that know it

// The version of each browser of the floor that first knew a feature under its own name, wholly or in part.
function versions(compat) {
  return Object.fromEntries(Object.entries(FLOOR).map(([browser, floor]) => {
    const known = list(compat.support[browser]).filter(each => !each.alternative_name && !each.prefix && !each.flags);
    const old = known.find(each => number(each.version_added) <= floor && !(number(each.version_removed) <= floor));
    return [browser, (old ?? known[0])?.version_added ?? false];
  }));
}
function number(version) {
  return version ? parseFloat(String(version).replace("≤", "")) : NaN;
}
function within(found) {
  return Object.entries(FLOOR).every(([browser, floor]) => number(found[browser]) <= floor);
}
for (const [name, property] of Object.entries(data.css.properties))
  for (const compat of [property.__compat, ...Object.values(property).map(each => each?.__compat)].filter(Boolean))
    for (const browser of Object.keys(FLOOR))
      for (const each of list(compat.support[browser])) {
        const alias = each.alternative_name ?? (each.prefix ? each.prefix + name : null);
        if (alias) aliases.set(alias, { ...aliases.get(alias), [name]: { ...aliases.get(alias)?.[name], [browser]: each.version_added } });
      }

function judge(found, at, feature, compat) {
  if (!compat) return found.push({ ...at, feature, chrome: "?", safari: "?" });
  const known = versions(compat);
  if (!within(known)) found.push({ ...at, feature, chrome: String(known.chrome), safari: String(known.safari) });
}

function css(file, text, found) {
  const root = postcss.parse(text, { from: file });
  root.walk(node => {
    const at = { file, line: node.source.start.line };
    if (node.type === "atrule") {
      judge(found, at, `@${node.name}`, data.css["at-rules"][node.name]?.__compat ?? (node.name === "font-face" ? data.css["at-rules"]["font-face"].__compat : null));
      for (const [, feature] of node.name === "media" ? node.params.matchAll(/\(\s*([a-z-]+)/g) : [])
        judge(found, at, `@media ${feature}`, (data.css["at-rules"].media[feature.replace(/^(min|max)-/, "")] ?? {}).__compat);
      if (node.name === "media" && /[<>]/.test(node.params)) judge(found, at, "@media range", data.css["at-rules"].media.range_syntax.__compat);
    } else if (node.type === "rule") {
      for (const [, pseudo] of node.selector.matchAll(/::?([a-z-]+)/g)) judge(found, at, `:${pseudo}`, data.css.selectors[pseudo]?.__compat);
    } else if (node.type === "decl" && node.parent.name !== "font-face" && !node.prop.startsWith("--")) declaration(node, at, found);
  });
}

function declaration({ prop, value, parent }, at, found) {
  const property = data.css.properties[prop], aliased = parent.nodes.some(other => within(aliases.get(other.prop)?.[prop] ?? {}));
  if (!property) {
    if (!aliases.has(prop)) judge(found, at, prop, null);
    return;
  }
  if (property.flex_context && parent.nodes.some(other => other.prop === "display" && /flex/.test(other.value))) judge(found, at, `${prop} in flex`, property.flex_context.__compat);
  if (aliased) return; // the same under the name that the floor knows
  judge(found, at, prop, property.__compat);
  const bare = value.replace(/"[^"]*"|'[^']*'|url\([^)]*\)|var\([^)]*\)|#[0-9a-f]+/gi, " ");
  for (const [, name] of bare.matchAll(/([a-z-]+)\(/g)) judge(found, at, `${name}()`, property[name]?.__compat ?? type(name));
  for (const [, unit] of bare.matchAll(/(?:^|[\s,(])[+-]?[\d.]+([a-zA-Z]+)/g))
    if (!["px", "s", "ms", "fr", "pt", "mm", "cm", "deg"].includes(unit)) judge(found, at, unit, unitOf(unit));
  for (const [word] of bare.matchAll(/(?<![\w.-])[a-z][a-z-]+(?![\w(-])/g)) if (property[word]?.__compat) judge(found, at, `${prop}: ${word}`, property[word].__compat);
}
function unitOf(unit) {
  const lengths = data.css.types.length;
  if (/^[sld]v/.test(unit)) return lengths.viewport_percentage_units_dynamic.__compat;
  if (/^cq/.test(unit)) return lengths.container_query_length_units.__compat;
  return lengths[unit]?.__compat ?? null;
}
function type(name) {
  const types = data.css.types, homes = [types, types.color, types["transform-function"], types.gradient, types["easing-function"], types["filter-function"], data.css.properties["grid-template-columns"]];
  const modern = name.replace(/^(rgb|hsl)a$/, "$1"), home = homes.find(each => each?.[modern]?.__compat);
  return home ? home[modern].__compat : name === "rect" ? data.css.properties.clip.__compat : null;
}

// Every interface and builtin that has a member of a name.
const members = new Map();
function index(home) {
  for (const value of Object.values(home)) {
    for (const [member, inner] of Object.entries(value)) {
      const compat = inner?.__compat;
      if (!compat || member.startsWith("__")) continue;
      const bare = member.replace(/_static$|_event$/, "");
      members.set(bare, [...(members.get(bare) ?? []), compat]);
    }
  }
}
index(data.api);
index(data.javascript.builtins);
index({ Window: data.api }); // globals are members of window
index({ Intl: data.javascript.builtins.Intl });
index(data.javascript.builtins.Intl);

function script(file, text, found) {
  let tree;
  try {
    tree = parse(text, { ecmaVersion: SYNTAX, locations: true });
  } catch (error) {
    found.push({ file, line: error.loc?.line ?? 0, feature: `syntax after ES${SYNTAX}`, chrome: "?", safari: "?" });
    return;
  }
  const own = new Set();
  const named = pattern => { if (pattern?.type === "Identifier") own.add(pattern.name); else for (const part of pattern?.properties ?? pattern?.elements ?? []) named(part?.value ?? part); };
  simple(tree, {
    VariableDeclarator: node => named(node.id),
    Function: node => { if (node.id) own.add(node.id.name); node.params.forEach(named); },
    CatchClause: node => named(node.param),
    Property: node => own.add(node.key.name ?? node.key.value),
    AssignmentExpression: node => { if (node.left.type === "MemberExpression" && !node.left.computed) own.add(`.${node.left.property.name}`); },
  });
  simple(tree, {
    Identifier: node => {
      const home = data.javascript.builtins[node.name] ?? data.api[node.name] ?? data.api.Window?.[node.name];
      if (home?.__compat && !own.has(node.name)) judge(found, { file, line: node.loc.start.line }, node.name, home.__compat);
    },
    MemberExpression: node => {
      if (node.computed || own.has(node.property.name)) return;
      member(node.property.name, { file, line: node.loc.start.line }, found);
    },
    Literal: node => { if (node.regex && /\(\?<[=!]/.test(node.regex.pattern)) found.push({ file, line: node.loc.start.line, feature: "RegExp lookbehind", chrome: "62", safari: "16.4" }); },
  });
}
function member(name, at, found) {
  const all = members.get(name) ?? [];
  if (!all.length || all.some(each => within(versions(each)))) return;
  const known = versions(all[0]);
  found.push({ ...at, feature: `.${name}`, chrome: String(known.chrome), safari: String(known.safari) });
}

const found = [];
for (const file of process.argv.slice(2)) (file.endsWith(".css") ? css : script)(file, readFileSync(file, "utf8"), found);
process.stdout.write(JSON.stringify(found));
