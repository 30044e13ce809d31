// What is said when nobody is left: who opens next, who has an interpreter, who answers the phone. Each by name, with its hours and its number.
function instead(items, tests) {
  "use strict";
  const place = document.querySelector("#instead"), hours = ["now", "today"], named = [];
  const without = names => items.filter(item => tests.every(test => names.indexOf(test[0]) >= 0 || test[1](item)));
  const next = item => item.hours && item.hours.dataset.next || Infinity;
  const ask = names => tests.some(test => names.indexOf(test[0]) >= 0);

  function told(item) {
    const line = document.createElement("li"), name = item.card.querySelector("h3 a").cloneNode(true), open = item.hours && item.hours.textContent;
    line.append(name);
    item.card.querySelectorAll(".dial a").forEach(number => { line.append(" ", number.cloneNode(true)); });
    if (open) line.append(document.createElement("br"), open);
    return line;
  }

  function offer(name, found) {
    found = found.filter(item => named.indexOf(item) < 0).sort((a, b) => next(a) - next(b) || 0).slice(0, 3);
    if (!found.length) return;
    named.push(...found);
    const head = document.createElement("p"), list = document.createElement("ul");
    head.textContent = place.dataset[name];
    list.append(...found.map(told));
    place.append(head, list);
  }

  const helps = way => item => (item.data.instead || "").split(" ").indexOf(way) >= 0;
  place.textContent = "";
  if (ask(hours)) offer("next", without(hours).filter(item => next(item) < Infinity));
  if (ask(["lang"])) {
    offer("interpreter", without([...hours, "lang"]).filter(helps("interpreter")));
    offer("line", without([...hours, "lang", "walkin", "wheelchair"]).filter(helps("line")));
  }
  place.hidden = !place.textContent;
}

// Near me: kilometres as the crow flies, on a round earth. Where the phone is stays in it.
function near(items, words, filter) {
  "use strict";
  const button = document.querySelector("#near"), nearest = document.querySelector("#nearest"), locale = document.documentElement.lang + "-u-nu-latn";

  function far(at, here) {
    const rad = Math.PI / 180, half = degrees => Math.pow(Math.sin(degrees * rad / 2), 2);
    const part = half(at[0] - here[0]) + Math.cos(at[0] * rad) * Math.cos(here[0] * rad) * half(at[1] - here[1]);
    return 12742 * Math.asin(Math.sqrt(part));
  }

  function kilometres(distance) {
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: distance < 10 ? 1 : 0 }).format(distance);
    return words.far.replace("{number}", number);
  }

  // All of one list, the nearest first; or each in its place again.
  function arrange(here) {
    items.forEach(item => {
      item.far = here && item.at ? far(item.at, here) : Infinity;
      item.distance.textContent = here && item.at ? kilometres(item.far) : "";
    });
    items.sort((a, b) => a.far - b.far || a.nth - b.nth).forEach(item => { (here ? nearest : item.list).appendChild(item.card); });
    button.setAttribute("aria-pressed", String(!!here));
    nearest.hidden = !here;
    filter();
  }

  items.forEach((item, nth) => {
    item.nth = nth;
    item.distance = document.createElement("bdi");
    item.distance.className = "far";
    (item.card.querySelector(".area") || item.card).append(" ", item.distance);
  });
  button.hidden = !navigator.geolocation;
  button.addEventListener("click", () => {
    if (!nearest.hidden) arrange();
    else navigator.geolocation.getCurrentPosition(
      found => { arrange([found.coords.latitude, found.coords.longitude]); },
      () => { document.querySelector("#said").textContent = words.nowhere; },
      { maximumAge: 6e4, timeout: 2e4 }
    );
  });
}

document.querySelector("#print").addEventListener("click", () => { print(); });
