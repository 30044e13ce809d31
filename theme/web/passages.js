// Why a page was found: the passage that has the words of a query, each marked. And what to type instead, or on: words of the texts.
var livretPassages = (function () {
  "use strict";
  // A number with its groups; or a word, with what an apostrophe ties to it and the joiners of Persian.
  var WORD = /\p{N}(?:[\p{N} .()\/\u00a0\u202f-]*\p{N})?|[\p{L}\p{M}\p{N}\u200c\u200d]+(?:['\u2019`\u02bc][\p{L}\p{M}]+)*/gu;
  var BEFORE = 70, AFTER = 150; // letters of a long passage around the first word that is marked
  var HERE = 1.5; // how much more a passage counts that stands at the place which was found
  var TOLD = 0.8; // how much of what its passage weighs a result is worth more: words that one sentence says together are of one thing
  var COMPLETED = 4; // words that are offered while one is typed

  // A text without the tag of its language, which stands between two tabs before it.
  function bare(text) { return text.slice(text.lastIndexOf("\t") + 1); }

  return function (search, index, texts) {
    var spelled;

    // The words of the texts, as they are written there and folded; the most frequent first.
    function spellings() {
      if (spelled) return spelled;
      var found = Object.create(null); // of words, and “constructor” is one
      function read(text) {
        (bare(text).match(WORD) || []).forEach(function (word) {
          var folded = search.words(word);
          if (folded.length !== 1 || search.stop.indexOf(folded[0]) >= 0 || /[0-9]/.test(folded[0])) return;
          var its = found[folded[0]] = found[folded[0]] || { folded: folded[0], written: word.toLowerCase(), count: 0 };
          its.count++;
        });
      }
      index.pages.forEach(function (page) { page.slice(1).forEach(read); });
      texts.forEach(function (page) { page.join("\n").split("\n").forEach(function (line) { read(line.split("\v")[0]); }); });
      spelled = Object.keys(found).map(key => found[key]).sort((one, other) => other.count - one.count);
      return spelled;
    }

    // What the words of a query weigh where they are found: its terms, and for each the number of the word.
    function wanted(query) {
      var found = Object.create(null);
      search.asks(query).forEach(function (each, number) {
        Object.keys(each.terms).forEach(function (at) {
          var term = search.term(at), weight = each.rare * each.terms[at];
          if (!found[term] || found[term][1] < weight) found[term] = [number, weight];
        });
      });
      return found;
    }

    // The words of a text that are wanted: where each begins, where it ends, which word of the query it is, what it weighs.
    function hits(text, found) {
      var list = [], word;
      WORD.lastIndex = 0;
      while ((word = WORD.exec(text))) search.words(word[0]).some(function (folded) {
        return search.forms(folded).some(function (form) {
          if (found[form]) return list.push([word.index, word.index + word[0].length, found[form][0], found[form][1]]);
        });
      });
      return list;
    }

    // A text in parts, one in three marked: before, [marked, before …]; a long one is cut around the first of them.
    function parts(text, found) {
      var own = bare(text), list = hits(own, found), begin = 0, end = own.length, told = [];
      if (own.length > BEFORE + AFTER) {
        var first = list.length ? list[0][0] : 0;
        if (first > BEFORE) begin = own.indexOf(" ", first - BEFORE) + 1;
        end = own.lastIndexOf(" ", begin + BEFORE + AFTER);
        if (end <= first || begin + BEFORE + AFTER >= own.length) end = own.length;
      }
      var at = begin;
      list.forEach(function (hit) {
        if (hit[1] > end) return;
        told.push(own.slice(at, hit[0]), own.slice(hit[0], hit[1]));
        at = hit[1];
      });
      told.push(own.slice(at, end));
      if (begin) told[0] = "… " + told[0];
      if (end < own.length) told.push("", " …");
      return { tag: text === own ? "" : text.split("\t")[1], told: told };
    }

    // Of the passages of a page the one that has most of the query: its text and its place. Where none has any, the first one of the place.
    function best(result, found) {
      var places = texts[result.page] || [], most = { value: 0 };
      places.forEach(function (text, place) {
        text.split("\n").forEach(function (line) {
          // Behind what is read stand the other names of its things, as terms.
          var passage = line.split("\v")[0], names = line.split("\v")[1] || "", each = {}, value = 0;
          hits(bare(passage), found).concat(names.split(" ").filter(name => found[name]).map(function (name) {
            return [0, 0, found[name][0], found[name][1] * 0.9];
          })).forEach(function (hit) { each[hit[2]] = Math.max(each[hit[2]] || 0, hit[3]); });
          Object.keys(each).forEach(function (number) { value += each[number]; });
          if (place === result.at) value *= HERE;
          if (value > most.value) most = { value: value, text: passage, place: place };
        });
      });
      if (most.value || !result.at) return most;
      return { text: (places[result.at] || "").split("\n")[0].split("\v")[0], place: result.at };
    }

// What one word is perhaps meant to be: the nearest one that begins alike, the more frequent of two.
    function meant(word) {
      var near = { far: Math.min(3, word.length / 2.5 | 0) + 1, written: "" };
      spellings().forEach(function (each) {
        if (each.folded[0] !== word[0] || Math.abs(each.folded.length - word.length) >= near.far) return;
        var far = livretSearch.apart(word, 0, each.folded, 0, near.far - 1, false);
        if (far && far < near.far) near = { far: far, written: each.written };
      });
      return near.written;
    }

    return {
      // The results of a query as they are shown, each with its title, place, passage, in parts; and where it leads.
      results: function (query) {
        var found = wanted(query);
        return search(query, result => TOLD * best(result, found).value || 0).map(function (result) {
          // It leads to the heading that was found, unless its passage has more of the query.
          var passage = best(result, found), said = text => new Set(hits(bare(text || ""), found).map(hit => hit[2])).size;
          var at = said(result.place) < said(passage.text) ? passage.place : result.at || passage.place || 0;
          return {
            path: result.path.split("#")[0] + (at ? "#~" + at : ""),
            page: result.page,
            title: parts(result.title, found),
            place: at ? parts(index.pages[result.page][at + 2], found) : null,
            passage: parts(passage.text || result.summary, found)
          };
        });
      },
      // The query with other words where the texts have none of those that were typed; "" where there are none such.
      meant: function (query) {
        var changed = false, asked = search.asks(query);
        var said = asked.map(function (each) {
          var other = each.sure ? "" : meant(each.word);
          changed = changed || !!other;
          return other || each.word;
        });
        return changed ? said.join(" ") : "";
      },
      // The query with its last word written to its end: those words of the texts that begin so.
      completed: function (query) {
        var last = /[\p{L}\p{M}\p{N}\u200c\u200d]{2,}$/u.exec(query), folded = last && search.words(last[0]).pop();
        if (!folded) return [];
        return spellings().filter(each => each.folded !== folded && each.folded.startsWith(folded))
          .slice(0, COMPLETED).map(each => query.slice(0, last.index) + each.written);
      }
    };
  };
})();

// The form that searches, on its page or in a file that carries many. It stands only where there is JavaScript: sent to a server, it would tell what
// is looked for.
(function () {
  "use strict";
  var form = typeof document !== "undefined" && document.querySelector("form.search");
  if (!form || typeof livretIndex === "undefined") return;
  var search = livretSearch(livretIndex), input = form.querySelector("input"), counts = JSON.parse(form.getAttribute("data-counts"));
  var byId = id => document.getElementById(id), inFile = form.hasAttribute("data-file");
  var found = byId("found"), list = byId("results"), contents = byId("contents"), meant = byId("meant"), help = byId("help"), off = byId("off"), completed = byId("completed");
  var HEADINGS = "h2[id], h3[id], h4[id], h5[id], h6[id], .words > [id]"; // as script.js counts them
  var passages, texts, waiting;
  if (off) off.hidden = true;
  form.hidden = false;

  // The passages come after the index: until then results are shown without.
  function told() {
    if (!passages || texts !== window.livretTexts) passages = livretPassages(search, livretIndex, (texts = window.livretTexts) || []);
    return passages;
  }

  // A text in parts, every second one marked, in its own language.
  function add(parent, name, text) {
    var child = parent.appendChild(document.createElement(name)), marks = text.tag && livretIndex.marks[text.tag];
    text.told.forEach(function (part, number) {
      if (number % 2) child.appendChild(document.createElement("mark")).textContent = part;
      else child.append(part);
    });
    if (marks) { child.lang = marks[0]; child.dir = marks[1]; }
  }

  // In a file a page is a part of it, as livret/carry/carrier.py names them; a few of the index are not inside.
  function address(path) {
    var parts = path.split("#~"), page = inFile && byId("/" + parts[0].replace(/\.html$/, "").replace(/\/index$/, ""));
    return page ? "#" + (parts[1] && page.querySelectorAll(HEADINGS)[parts[1] - 1] || page).id : path;
  }

  function button(parent, query) {
    var made = parent.appendChild(document.createElement("button"));
    made.type = "button";
    made.className = "turn";
    made.textContent = query;
    made.addEventListener("click", function () { input.value = query; show(); input.focus(); });
  }

  function show() {
    var query = input.value.trim(), results = query ? told().results(query) : [], other = query && told().meant(query);
    if (inFile) results = results.filter(result => address(result.path)[0] === "#");
    list.textContent = completed.textContent = "";
    results.forEach(function (text) {
      var item = list.appendChild(document.createElement("li")), link = item.appendChild(document.createElement("a"));
      link.href = address(text.path);
      add(link, "strong", text.title);
      if (text.page in livretIndex.only) link.append(" (" + livretIndex.only[text.page] + ")"); // before the tap
      if (text.place) add(link, "span", text.place);
      if (text.passage.told[0] || text.passage.told[1]) add(item, "p", text.passage);
    });
    told().completed(query).forEach(function (each) { button(completed, each); });
    found.textContent = query ? counts[results.length] : "";
    contents.hidden = results.length > 0;
    if (help) help.hidden = !query || results.length > 0;
    meant.hidden = !other;
    while (meant.lastElementChild) meant.lastElementChild.remove();
    if (other) button(meant, other);
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
    if (inFile) form.scrollIntoView(); // the numbers of emergencies stand above it there
  }

  function asked() {
    var hash = /^#q=(.*)/.exec(location.hash);
    if (history.state) input.value = history.state.query;
    else if (hash) try { input.value = decodeURIComponent(hash[1]); } catch (error) { input.value = hash[1]; }
    if (hash || !inFile) show();
  }

  // From the field to the results and back: arrows go along, Escape returns, and empties the field.
  function key(event) {
    var stops = [input].concat([].slice.call(list.querySelectorAll("a"))), at = stops.indexOf(document.activeElement);
    var to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    if (at < 0 || to === undefined || !stops[to]) return;
    if (event.key === "Escape" && !at) { input.value = ""; show(); }
    stops[to].focus();
    event.preventDefault();
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(waiting); show(); });
  input.addEventListener("input", soon);
  list.addEventListener("click", function () { history.replaceState({ query: input.value }, ""); }); // for the way back, until the tab is closed
  document.addEventListener("keydown", key);
  window.addEventListener("hashchange", asked);
  window.addEventListener("pageshow", asked);
  if (!inFile) input.focus();
})();
