"use strict";
/* The data of the page, and what all its parts share: words, colours, and which cell is chosen. */
var whatif = (function () {
  var data = JSON.parse(document.getElementById("data").textContent);
  var STRIDE = 13, PAIR = 5;
  var LEVELS = [1000, 3000, 10000, 30000, 100000];
  var KINDS = data.kindWords || {}, DETECTORS = data.detectorWords || {};
  var flows = data.flows || [];
  var listeners = [];

  function element(id) {
    var at = id.indexOf(":"), kind = id.slice(0, at);
    return { id: id, kind: KINDS[kind] || kind, name: id.slice(at + 1) };
  }

  /* A failure as its id tells it: elements joined by "+", the manner after the last "/". */
  function failure(id) {
    var at = id.lastIndexOf("/");
    return { id: id, elements: id.slice(0, at).split("+").map(element), manner: id.slice(at + 1) };
  }

  function row(one, number) {
    var ids = one.e.map(function (index) { return data.elements[index]; });
    var made = failure(ids.join("+") + "/" + one.m);
    made.number = number;
    made.name = made.elements.map(function (e) { return e.name; }).join(" + ");
    made.kind = made.elements.map(function (e) { return e.kind; }).filter(function (k, i, all) { return all.indexOf(k) === i; }).join(" + ");
    made.failed = one.t[0]; made.repaired = one.t[1]; made.ended = one.t[2]; made.settled = one.s;
    made.cells = one.c;
    made.alike = one.alike || []; made.alikeMore = one.alikeMore || 0;
    made.differ = one.differ || []; made.differMore = one.differMore || 0;
    made.pairs = one.pairs || [];
    made.damage = 0;
    made.index = null;
    for (var at = 0; at < one.c.length; at += STRIDE) { made.damage += one.c[at + 1] + one.c[at + 3]; }
    return made;
  }

  var rows = (data.cases || []).map(row);
  /* A failure that was not tried is known by the one that came to the same thing. */
  var byId = new Map();
  rows.forEach(function (r) { r.alike.forEach(function (id) { byId.set(id, r); }); });
  rows.forEach(function (r) { byId.set(r.id, r); });
  var columns = new Map(flows.map(function (name, i) { return [name, i]; }));

  function offset(r, flow) {
    if (!r.index) {
      r.index = new Int32Array(flows.length).fill(-1);
      for (var at = 0; at < r.cells.length; at += STRIDE) { r.index[r.cells[at]] = at; }
    }
    return r.index[flow];
  }

  /* The class of colour of a cell: -1 without an outage, 0 to 5 by its length, 6 when cut off. */
  function level(r, flow) {
    var at = offset(r, flow);
    if (at < 0) { return -1; }
    if (r.cells[at + 2]) { return LEVELS.length + 1; }
    var out = r.cells[at + 1] + r.cells[at + 3], l = 0;
    while (l < LEVELS.length && out >= LEVELS[l]) { l++; }
    return l;
  }

  function path(number) { return number < 0 ? [] : data.paths[number]; }

  /* All that is known of a flow in a case; null when it was not hurt. */
  function cell(r, flow) {
    var at = offset(r, flow), c = r.cells;
    if (at < 0) { return null; }
    var found = c[at + 7] < 0 ? null : data.discoveries[c[at + 7]];
    return { outage: c[at + 1], cut: c[at + 2] === 1, repair: c[at + 3], lost: c[at + 4], duplicated: c[at + 5], reordered: c[at + 6],
      detector: found && (DETECTORS[found[0]] || found[0]), device: found && found[1],
      detection: c[at + 8], rekey: c[at + 9], convergence: c[at + 10], installation: c[at + 11], after: path(c[at + 12]) };
  }

  /* The other ways of the pairs that a flow is in and whose two ways differ; a ping's other way is that of its answers. */
  function others(r, flow) {
    var all = [];
    for (var at = 0; at < r.pairs.length; at += PAIR) {
      var p = r.pairs.slice(at, at + PAIR), first = p[0] === flow;
      if (first || p[1] === flow) {
        all.push({ name: p[1] < 0 ? "its answers" : flows[first ? p[1] : p[0]], isNew: p[2] === 1, hops: path(p[first ? 4 : 3]), own: path(p[first ? 3 : 4]) });
      }
    }
    return all;
  }

  function seconds(millis, digits) {
    var d = digits === undefined ? 3 : digits;
    return (millis / 1000).toLocaleString("en-US", { minimumFractionDigits: d, maximumFractionDigits: d });
  }
  /* Three digits: for cells. */
  function brief(millis) {
    return millis < 9950 ? seconds(millis, 2) : millis < 99950 ? seconds(millis, 1) : Math.round(millis / 1000).toLocaleString("en-US");
  }
  function plural(count, word) { return count.toLocaleString("en-US") + " " + word + (count === 1 ? "" : "s"); }

  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim(); }

  /* An element of the page: its class and what is in it, texts or elements. */
  function make(tag, style, parts) {
    var made = document.createElement(tag);
    if (style) { made.className = style; }
    [].concat(parts === undefined ? [] : parts).forEach(function (part) { made.append(part); });
    return made;
  }

  function onChoice(listener) { listeners.push(listener); }
  function choose(r, flow) {
    shared.chosen = { row: r, flow: flow };
    listeners.forEach(function (listener) { listener(r, flow); });
  }

  var shared = { data: data, rows: rows, flows: flows, byId: byId, columns: columns, element: element, failure: failure, level: level,
    cell: cell, others: others, before: function (flow) { return path(data.before[flow]); }, offset: offset, seconds: seconds, brief: brief, plural: plural,
    colour: colour, make: make, onChoice: onChoice, choose: choose, chosen: null, STRIDE: STRIDE, LEVELS: LEVELS };
  return shared;
})();
