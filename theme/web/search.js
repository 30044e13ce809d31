// Search in the index of this language, on this phone alone: no word that is typed leaves it, none is kept.
// The rules by which words are folded come with the index; livret/search/letters.py has the same steps.
var livretSearch = (function () {
  "use strict";
  var STRONG = 3, WEAK = 1, SOURCE = 0.8; // a title or a heading; the text; the text it was translated from
  var EXACT = 1, BEGINNING = 0.8, SOUND = 0.5, ONE_LETTER = 0.5, TWO_LETTERS = 0.25;
  var KINDS = [2, 1, 4, 6, 3, 5, 7]; // as livret/search/pack.py has them
  var CUT = 6; // letters: no term is longer, unless it is a number
  var SHOWN = 10, LOOKED = 40; // results that are shown, and those that they are chosen from
  var SAID = 0.5; // of what a word weighs, the part that does not count where a page above says it as well
  var WORDS = 16; // of a query that are looked for: a text that was pasted whole would keep a phone busy

  function folder(index) {
    var drop = new RegExp(index.drop, "g"), fold = {};
    index.fold.split(" ").forEach(function (pair) { fold[pair[0]] = pair.slice(1); });
    var join = index.join.map(function (rule) { return [new RegExp(rule[0], "g"), rule[1]]; });
    return function (text) {
      text = text.normalize("NFKD").toLowerCase().replace(drop, "").replace(/[^\0-\x7f]/g, function (letter) {
        return letter in fold ? fold[letter] : letter;
      });
      join.forEach(function (rule) { text = text.replace(rule[0], rule[1]); });
      return text.match(/[\p{L}\p{N}]+/gu) || [];
    };
  }

  function stemmer(patterns) {
    patterns = patterns.map(function (pattern) { return new RegExp("^(?:" + pattern + ")$", "u"); });
    return function (word) {
      return patterns.reduce(function (left, pattern) { return left.replace(pattern, "$1"); }, word);
    };
  }

  // What is heard of a word in any script, without its vowels: дублин, دبلن and Dublin are all dbln.
  function sounder(groups) {
    var heard = {};
    groups.split(" ").forEach(function (group) { group.split("").forEach(function (letter) { heard[letter] = group[0]; }); });
    return function (word) {
      return word.replace(/ph/g, "f").replace(/c(?=[ehiy])/g, "s").replace(/(.)\1/g, "$1").split("").map(function (letter) { return heard[letter] || ""; }).join("");
    };
  }

  function terms(index) {
    var back = {}, found = [], before = "";
    for (var i = 0; i < index.letters[0].length; i++) back[index.letters[0][i]] = index.letters[1][i];
    (index.terms.match(/[A-H][^A-H]*/g) || []).forEach(function (written) {
      before = before.slice(0, written.charCodeAt(0) - 65) + written.slice(1).replace(/[^a-z0-9]/g, function (sign) { return back[sign] || sign; });
      found.push(before);
    });
    return found;
  }

  // For each term its pages, three numbers each: page, place (-1 for none), weight. livret/search/pack.py writes them.
  function postings(index, count) {
    var data = atob(index.bits), at = 0, found = [];
    function bit() { return data.charCodeAt(at >> 3) >> (7 - (at++ & 7)) & 1; }
    function number(width) { var value = 0; while (width--) value = value << 1 | bit(); return value; }
    function gamma() { var zeros = 0; while (!bit()) zeros++; return 1 << zeros | number(zeros); }
    function rice(width) { var above = 0; while (bit()) above++; return above << width | number(width); }
    function among(count) {
      var width = 31 - Math.clz32(count), short = (2 << width) - count, value = number(width);
      return value < short ? value : (value << 1 | bit()) - short;
    }
    function pages(list, placed, weight) {
      var left = gamma(), width = 0, page = -1;
      while ((left << width) * 3 < index.pages.length * 2) width++;
      for (width = Math.max(0, width - 1); left--;) {
        page += rice(width) + 1;
        list.push(page, placed ? among(index.pages[page].length - 2) : -1, weight);
      }
    }
    while (found.length < count) {
      var list = [], kind = KINDS[rice(0)];
      if (kind & 4) pages(list, true, STRONG);
      if (kind & 2) pages(list, true, WEAK);
      if (kind & 1) pages(list, false, SOURCE);
      found.push(list);
    }
    return found;
  }

  // Whether two words are at most `left` letters apart – one more, one less, another, two exchanged – and how many; else 9.
  // `open` words were cut: what follows is not known, so the end of one is the end of both.
  function apart(one, i, other, j, left, open) {
    while (i < one.length && one[i] === other[j]) { i++; j++; }
    if (open ? i >= one.length || j >= other.length : i >= one.length && j >= other.length) return 0;
    if (!left--) return 9;
    var best = Math.min(apart(one, i + 1, other, j, left, open), apart(one, i, other, j + 1, left, open), apart(one, i + 1, other, j + 1, left, open));
    if (one[i] === other[j + 1] && one[i + 1] === other[j]) best = Math.min(best, apart(one, i + 2, other, j + 2, left, open));
    return 1 + best;
  }

  function open(index) {
    var words = folder(index), stems = index.stems.map(stemmer), stop = index.stop.split(" ");
    var known = terms(index), where = postings(index, known.length), sound = sounder(index.sound), sounds = known.map(sound), latest = {};

    // Where a text stands among the terms, or would.
    function rank(text) {
      var low = 0, high = known.length;
      while (low < high) { var middle = low + high >> 1; if (known[middle] < text) low = middle + 1; else high = middle; }
      return low;
    }

    // Whether two words, one of them in Latin letters, are heard alike, as far as they go: one that was cut may go on.
    function alike(one, other, heard, there) {
      return one < "\u0250" !== other < "\u0250" && heard.length > 2 && there.length > 2 && (heard === there ||
        one.length === CUT && there.startsWith(heard) || other.length === CUT && heard.startsWith(there));
    }

    // A word as the index may have it, by the endings of each language.
    function forms(word) {
      return stems.map(function (stem) { return stem(word); }).filter(function (form, number, all) { return all.indexOf(form) === number; });
    }

    // The terms that a word can stand for, each with its weight: itself and those that begin so; where there are none, those
    // that are heard alike or a letter away, then two, which have the first letter in common. `near`: only by such letters.
    function candidates(word, last) {
      var found = {}, any = false, near = false, its = forms(word);
      function take(at, weight) { any = true; found[at] = Math.max(found[at] || 0, weight); }
      its.forEach(function (form) {
        for (var at = rank(form); at < known.length && known[at].startsWith(form); at++) {
          if (known[at] === form) take(at, EXACT);
          else if (form.length > 2 || last) take(at, BEGINNING * form.length / known[at].length);
        }
      });
      for (var edits = 1; !any && edits < 3; edits++) its.forEach(function (form) {
        var heard = edits < 2 && sound(form);
        if (heard) known.forEach(function (term, at) {
          if (alike(form, term, heard, sounds[at])) take(at, SOUND);
        });
        if (form.length < 2 + 2 * edits) return;
        var at = edits > 1 ? rank(form[0]) : 0, end = edits > 1 ? rank(form[0] + "\uffff") : known.length;
        for (; at < end; at++) {
          var term = known[at];
          if (Math.abs(term.length - form.length) > edits || term[0] !== form[0] && term[1] !== form[1] && term[1] !== form[0] && term[0] !== form[1]) continue;
          if (apart(form, 0, term, 0, edits, form.length === CUT && term.length === CUT) <= edits) { near = near || !any; take(at, edits > 1 ? TWO_LETTERS : ONE_LETTER); }
        }
      });
      return { terms: found, sure: any && !near };
    }

    // The pages that have a word of the query, and for each of their places its weight.
    function look(found) {
      var pages = {};
      Object.keys(found).forEach(function (at) {
        for (var list = where[at], i = 0; i < list.length; i += 3) {
          var places = pages[list[i]] = pages[list[i]] || {};
          places[list[i + 1]] = Math.max(places[list[i + 1]] || 0, found[at] * list[i + 2]);
        }
      });
      return pages;
    }

    // The words of a query that are looked for, each with the terms that it can stand for, where these are, and how much it tells.
    function asks(query) {
      if (query === latest.query) return latest.asked;
      var asked = words(query), said = asked.filter(function (word) { return stop.indexOf(word) < 0; });
      latest = { query: query, asked: (said.length ? said : asked).slice(0, WORDS).map(function (word, number, all) {
        var found = candidates(word, number === all.length - 1), pages = look(found.terms);
        return { word: word, terms: found.terms, sure: found.sure, pages: pages, rare: Math.log(1 + index.pages.length / Object.keys(pages).length) };
      }) };
      return latest.asked;
    }

    // The best pages, each the one that says most of what those above it leave unsaid: “a fire in the house” is of fires, too, where more is told of houses.
    function ordered(scores) {
      var above = {}, chosen = [];
      function left(score) {
        var all = 0, some = 0;
        Object.keys(score.said).forEach(function (word) {
          all += score.said[word];
          some += score.said[word] - SAID * Math.min(score.said[word], above[word] || 0);
        });
        return score.value * some / all;
      }
      scores = scores.slice(0, LOOKED);
      while (scores.length && chosen.length < SHOWN) {
        var best = scores.reduce(function (most, score) { return left(score) > left(most) ? score : most; });
        scores.splice(scores.indexOf(best), 1);
        Object.keys(best.said).forEach(function (word) { above[word] = Math.max(above[word] || 0, best.said[word]); });
        chosen.push(best);
      }
      return chosen;
    }

    // The results of a query; `told` says of one how much more it is worth for what is shown of it.
    function search(query, told) {
      var asked = asks(query), scores = {};
      asked.forEach(function (each, number) {
        Object.keys(each.pages).forEach(function (page) {
          var score = scores[page] = scores[page] || { page: +page, words: 0, places: {}, said: {} };
          score.words++;
          Object.keys(each.pages[page]).forEach(function (place) {
            var weight = each.rare * each.pages[page][place];
            score.places[place] = (score.places[place] || 0) + weight;
            score.said[number] = Math.max(score.said[number] || 0, weight);
          });
        });
      });
      return ordered(Object.keys(scores).map(function (page) {
        // The best place answers, with what the page says as a whole; words that stand under other headings are of other things.
        var score = scores[page], places = score.places, whole = places[0] || 0, most = 0, least = whole / 3;
        score.at = 0;
        Object.keys(places).forEach(function (place) {
          if (place > 0) most = Math.max(most, places[place]);
          // The title speaks for the whole page: a heading that answers a good part of the query is the better place.
          if (place > 0 && places[place] > least) { score.at = +place; least = places[place]; }
        });
        score.value = (whole + Math.max(most, places[-1] || 0)) * score.words / asked.length;
        if (told) score.value += told(score);
        return score;
      }).sort(function (one, other) { return other.value - one.value || one.page - other.page; })).map(function (score) {
        var page = index.pages[score.page], at = score.at;
        return { path: page[0] + (at ? "#~" + at : ""), title: page[1], place: at ? page[at + 2] : "", summary: page[2], value: score.value, page: score.page, at: at };
      });
    }
    search.words = words; search.forms = forms; search.stop = stop; search.asks = asks; search.term = function (at) { return known[at]; };
    return search;
  }
  open.folder = folder; open.stemmer = stemmer; // a test holds them equal to Python's
  open.apart = apart;
  return open;
})();
