// The directory, filtered on the phone. What is chosen stands in the address, after the #, to be shared or kept: nothing is
// stored and nothing is sent, where the phone is least of all.
(() => {
  "use strict";
  const all = (query, from) => [...(from || document).querySelectorAll(query)], one = query => document.querySelector(query);
  const form = one("form.filters"), nearest = one("#nearest"), said = one("#said"), sheet = one("#sheet");
  const words = said.dataset, FEW = 12;
  const boxes = all("input", form), choices = all("select", form), kinds = all(".kind");
  let chosen = [], waiting = [], timer;

  const items = all(".kind .card").map(card => ({
    card, data: card.dataset, list: card.parentNode, kind: card.closest(".kind"), hours: card.querySelector(".open"),
    at: card.dataset.at && card.dataset.at.split(",").map(Number), id: card.querySelector("a").getAttribute("href").slice(0, -5), off: false
  }));

  const has = (list, word) => (list || "").split(" ").indexOf(word) >= 0;

  // Hours change while the page is open: another script writes what holds at this moment.
  function fits(item, name) {
    const state = item.hours && item.hours.dataset.open;
    return name === "today" || name === "now" ? state === "now" || state === name : has(item.data.marks, name);
  }

  // What is asked for now: tests that an item passes, each with its name.
  const asked = () => [
    ...choices.filter(choice => choice.value).map(choice => [choice.name, item => has(item.data[choice.name], choice.value)]),
    ...boxes.filter(box => box.checked).map(box => [box.name, item => fits(item, box.name)])
  ];

  // The answer is known at once; the page follows in small steps, what is seen first, so that a slow phone does not stand still.
  // Categories open where few are left: what is asked for is in sight, and the page stays short.
  function filter() {
    const tests = asked(), todo = [];
    let count = 0;
    kinds.forEach(kind => { kind.kept = 0; });
    items.forEach(item => {
      const off = !tests.every(test => test[1](item));
      if (!off) { count++; item.kind.kept++; }
      if (item.off !== off) { item.off = off; todo.push(item); }
    });
    kinds.forEach(kind => {
      kind.hidden = !nearest.hidden || !kind.kept;
      kind.open = tests.length && count <= FEW;
      kind.querySelector(".count").textContent = kind.kept;
    });
    said.textContent = words.count.replace("{number}", count);
    instead(count ? [] : items, tests);
    waiting = waiting.concat(todo);
    clearTimeout(timer);
    step();
  }

  function step() {
    waiting.splice(0, 24).forEach(item => { item.card.hidden = item.off; });
    if (waiting.length) timer = setTimeout(step);
  }

  function write() {
    const parts = choices.filter(choice => choice.value).map(choice => choice.name + "=" + choice.value);
    boxes.forEach(box => { if (box.checked) parts.push(box.name); });
    if (chosen.length) parts.push("sheet=" + chosen);
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.href.split("#")[0]);
    carry();
  }

  // The sheet shows what was picked.
  function carry() {
    sheet.hidden = !chosen.length;
    sheet.href = "sheet.html#sheet=" + chosen;
    sheet.querySelector("bdi").textContent = chosen.length;
  }

  function read() {
    const found = {};
    location.hash.slice(1).split("&").forEach(part => { found[part.split("=")[0]] = part.split("=")[1] || ""; });
    choices.forEach(choice => {
      choice.value = found[choice.name] || "";
      if (choice.selectedIndex < 0) choice.value = "";
    });
    boxes.forEach(box => { box.checked = box.name in found; });
    chosen = (found.sheet || "").split(",").filter(id => items.some(item => item.id === id));
    items.forEach(item => { item.pick.checked = chosen.indexOf(item.id) >= 0; });
    filter();
    carry();
    kinds.forEach(kind => { if (kind.querySelector("ul").id in found) kind.open = true; });
  }

  near(items, words, filter);
  items.forEach(item => {
    const label = document.createElement("label"), pick = item.pick = document.createElement("input");
    pick.type = "checkbox";
    label.className = "pick";
    label.append(pick, words.pick);
    item.card.append(label);
    pick.addEventListener("change", () => {
      chosen = chosen.filter(id => id !== item.id).concat(pick.checked ? item.id : []);
      write();
    });
  });
  form.addEventListener("change", () => { filter(); one("#answer").scrollIntoView({ block: "nearest" }); setTimeout(write); });
  form.addEventListener("reset", () => { setTimeout(() => { filter(); write(); }); });
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
})();
