// The passages of a file that carries pages: they stand in it, and are read from there where another page has a script of them. Place by place, one a line,
// as livret/search/entry.py gives them, without the other names of things, which no reader sees.
var livretTexts = (function () {
  "use strict";
  var HEADINGS = "h2[id], h3[id], h4[id], h5[id], h6[id], .words > [id]"; // as passages.js counts them
  var BLOCKS = "p, li, td, th, dt, dd, div, figcaption, summary, blockquote, section, article, main, h1, h2, h3, h4, h5, h6";

  // The mark of a text in another language than the file's.
  function mark(block) {
    var lang = block.closest("[lang]").lang;
    return Object.keys(livretIndex.marks).filter(function (tag) { return livretIndex.marks[tag][0] === lang; }).map(function (tag) { return "\t" + tag + "\t"; }).join("");
  }

  return livretIndex.pages.map(function (row) {
    var page = document.getElementById("/" + row[0].replace(/\.html$/, "").replace(/\/index$/, "")), places = [""], last, node;
    if (!page) return places;
    for (var walker = document.createTreeWalker(page, 5); (node = walker.nextNode());) { // elements and texts
      var around = node.nodeType === 1 ? node : node.parentNode, block = around.closest(BLOCKS);
      if (around.closest("[id^='/']:not([id*=':'])") !== page) continue; // a chapter in its booklet
      if (node.nodeType === 1 && node.matches(HEADINGS)) places.push("");
      if (node.nodeType === 1 && !node.alt) continue;
      var text = (node.alt || node.data).replace(/\s+/g, " "), at = places.length - 1;
      if (block.matches("h1, h2, h3, h4, h5, h6, .back") || (block !== last && text === " ")) continue;
      places[at] += block === last ? text : (places[at] && "\n") + mark(block) + text.replace(/^ /, "");
      last = block;
    }
    return places;
  });
})();
