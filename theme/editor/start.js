// What the editor at /admin/ is told besides its configuration: how a preview looks, and what of our dialect it shows and inserts.
// `livret` stands before this: styles, callouts with their names, facts with what readers see, words.
// The editor also asks what nothing looks like.
const escaped = (text) => (text || "").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

for (const style of livret.styles) CMS.registerPreviewStyle(new URL(style, document.baseURI).href);

CMS.registerEditorComponent({
  id: "callout",
  label: livret.words.callout,
  fields: [
    { name: "kind", label: livret.words.kind, widget: "select", options: livret.callouts },
    { name: "title", label: livret.words.title, widget: "string", required: false },
    { name: "text", label: livret.words.text, widget: "text" },
  ],
  pattern: /^!!! (?<kind>[a-z]+)(?: "(?<title>[^"\n]*)")?[ \t]*\n(?<text>(?:(?: {4}|\t).*(?:\n|$)|[ \t]*\n(?= {4}|\t))*)/m,
  fromBlock: ({ groups }) => ({ ...groups, text: groups.text.replace(/^(?: {4}|\t)/gm, "").trimEnd() }),
  toBlock: ({ kind, title, text }) =>
    `!!! ${kind}${title ? ` "${title.replace(/"/g, "”")}"` : ""}\n${(text || "").replace(/^(?=.)/gm, "    ")}\n`,
  toPreview: ({ kind, title, text }) => {
    const named = livret.callouts.find(({ value }) => value === kind);
    const said = title || (named ? named.label : kind);
    return `<div class="callout ${escaped(kind)}"><p class="callout-title"><strong>${escaped(said)}</strong></p>\n\n${text || ""}\n\n</div>\n\n`;
  },
});

CMS.registerEditorComponent({
  id: "fact",
  label: livret.words.fact,
  fields: [{ name: "name", label: livret.words.fact, widget: "select", options: livret.facts }],
  pattern: /\{(?<name>[a-z]+\.[a-z][a-z0-9_]*)\}/,
  toBlock: ({ name }) => `{${name}}`,
  toPreview: ({ name }) => {
    const known = livret.facts.find(({ value }) => value === name);
    return known ? `<bdi>${escaped(known.label)}</bdi>` : `<mark>{${escaped(name)}} ?</mark>`;
  },
});
