/* What happened to a flow in a case: its course, its ways before and after, and the command that shows it again. */
(function () {
  var W = whatif, panel = document.getElementById("case"), make = W.make;
  var SVG = "http://www.w3.org/2000/svg";

  function head(r, flow, cell) {
    var list = make("p", "elements", r.elements.map(function (e) { return make("span", "chip", [make("span", "soft", e.kind + " "), e.name]); }));
    list.append(make("span", "chip plain", r.manner === "silent" ? "silent loss" : "clean down"));
    var big, under;
    if (!cell) {
      big = "no outage"; under = "";
    } else if (cell.cut) {
      big = "cut off"; under = "for " + W.seconds(cell.outage) + " s: only the repair helped";
    } else {
      big = W.seconds(cell.outage) + " s"; under = "without the flow";
    }
    if (cell && cell.repair) { under += cell.outage ? ", and " + W.seconds(cell.repair) + " s more after the repair" : W.seconds(cell.repair) + " s after the repair"; }
    var title = make("h3", "", W.flows[flow]);
    title.id = "case-title";
    return [title, list, make("p", "big" + (cell ? cell.cut ? " bad" : "" : " good"), [make("span", "value", big), " ", make("span", "soft", under)])];
  }

  /* Stretches of time since the failure: what the flow waited for. */
  function stretches(r, cell) {
    var repaired = r.repaired - r.failed, ended = Math.max(r.ended - r.failed, repaired), all = [];
    function add(from, to, style, words) { if (to > from) { all.push({ from: from, to: to, style: style, words: words }); } }
    if (cell.cut) {
      add(0, repaired, "cut", "cut off");
    } else if (cell.detector) {
      var found = cell.detection, sa = found + cell.rekey, moved = sa + cell.convergence, back = moved + cell.installation;
      add(0, found, "detect", "detection"); add(found, sa, "rekey", "rekey"); add(sa, moved, "converge", "convergence");
      add(moved, back, "install", "installation");
      add(back, repaired, "flows", "flowing");
    } else {
      add(0, cell.outage, "cut", "outage"); add(cell.outage, repaired, "flows", "flowing");
    }
    if (cell.repair) { add(repaired, Math.min(repaired + cell.repair, ended), "again", cell.cut ? "until it was back" : "outage by the repair"); }
    add(repaired + cell.repair, ended, "flows", "flowing");
    return { all: all, repaired: repaired, ended: ended };
  }

  function svg(tag, attributes, text) {
    var made = document.createElementNS(SVG, tag);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  function bar(r, cell) {
    var course = stretches(r, cell), wide = 340, end = Math.max(course.ended, 1);
    function x(time) { return 1 + time / end * (wide - 2); }
    var drawing = svg("svg", { viewBox: "0 0 " + wide + " 44", "class": "course", role: "img", "aria-label": "The case from the failure to its end" });
    course.all.forEach(function (s) {
      var part = svg("rect", { x: x(s.from), y: 6, width: Math.max(1.5, x(s.to) - x(s.from) - 1), height: 16, rx: 3, "class": s.style });
      part.append(svg("title", {}, s.words + ", " + W.seconds(s.to - s.from) + " s"));
      drawing.append(part);
    });
    [[0, "failure", "start"], [course.repaired, "repair", "middle"]].forEach(function (mark) {
      drawing.append(svg("line", { x1: x(mark[0]), x2: x(mark[0]), y1: 2, y2: 27, "class": "instant" }));
      drawing.append(svg("text", { x: mark[2] === "start" ? 0 : Math.min(x(mark[0]), wide - 22), y: 39, "text-anchor": mark[2] }, mark[1]));
    });
    return drawing;
  }

  /* The parts of the outage, which are its whole; and what the repair added. */
  function key(r, cell) {
    return make("p", "legend parts", stretches(r, cell).all.filter(function (s) { return s.style !== "flows"; }).map(function (s) {
      return make("span", "key " + s.style, s.words + " " + W.seconds(s.to - s.from) + " s");
    }));
  }

  function step(list, at, text, tone) {
    list.append(make("li", tone || "", [make("span", "when", "+" + W.seconds(at) + " s"), make("span", "what", text)]));
  }

  function steps(r, cell) {
    var list = make("ol", "timeline"), repaired = r.repaired - r.failed;
    var names = r.elements.map(function (e) { return e.kind + " " + e.name; }).join(" and ");
    step(list, 0, names + (r.elements.length > 1 ? " fail" : " fails") + (r.manner === "silent" ? ", silently" : ", and neighbours see it"), "bad");
    if (cell && cell.detector) { step(list, cell.detection, "Found out by " + cell.detector + ", on " + cell.device); }
    if (cell && cell.rekey) { step(list, cell.detection + cell.rekey, "Rekey: a new SA after " + W.seconds(cell.rekey) + " s"); }
    if (cell && !cell.cut && cell.detector) {
      var moved = cell.detection + cell.rekey + cell.convergence, last = cell.installation;
      if (cell.convergence && last) { step(list, moved, "Decided, after " + W.seconds(cell.convergence) + " s of convergence"); }
      step(list, moved + last, "Restored, after " + (last ? W.seconds(last) + " s of installation" : W.seconds(cell.convergence) + " s of convergence"), "good");
    } else if (cell && !cell.cut && cell.outage) {
      step(list, cell.outage, "Restored", "good");
    } else if (cell && cell.cut && !cell.detector) {
      step(list, repaired, "Nothing on its path had found out");
    }
    step(list, repaired, "Repaired" + (cell && cell.repair ? "; out for " + W.seconds(cell.repair) + " s from here on" : ""), cell && cell.repair ? "bad" : "");
    step(list, r.ended - r.failed, r.settled ? "At rest again" : "Still not at rest", r.settled ? "" : "bad");
    return list;
  }

  function way(title, hops, other) {
    var list = make("ol", "hops", hops.map(function (hop) { return make("li", other.length && other.indexOf(hop) < 0 ? "new" : "", hop); }));
    return [make("h4", "", title), hops.length ? list : make("p", "note", "none: nothing arrived")];
  }

  function more(count) { return count ? [make("li", "soft", "and " + count.toLocaleString("en-US") + " more")] : []; }

  function aside(title, style, items, left) {
    return items.length ? [make("h4", "", title), make("ul", "aside " + style, items.map(function (item) { return make("li", "", item); }).concat(more(left)))] : [];
  }

  function alike(r) { return aside("The same thing as", "alike", r.alike, r.alikeMore); }

  /* Which end had something up that the other end had not. */
  function disagreements(r) {
    function when(time) { return "+" + W.seconds(time - r.failed) + " s"; }
    return aside("Ends that disagreed", "differ", r.differ.map(function (d) {
      return [make("b", "", W.seconds(d[3] - d[2]) + " s"), " " + d[1] + " was up for the " + d[0] + " alone, ", make("span", "soft", when(d[2]) + " to " + when(d[3]))];
    }), r.differMore);
  }

  function asymmetry(r, flow) {
    return [].concat.apply([], W.others(r, flow).map(function (other) {
      return way("The way of " + other.name + (other.isNew ? " differs since the failure" : " differed before the failure too"), other.hops, other.own);
    }));
  }

  function command(r) {
    var text = W.data.command + " --case '" + r.id + "'", code = make("code", "", text), button = make("button", "copy", "Copy");
    code.id = "command"; code.tabIndex = 0;
    button.type = "button";
    button.setAttribute("aria-label", "Copy the command");
    button.addEventListener("click", function () {
      copy(text, code).then(function () { button.textContent = "Copied"; setTimeout(function () { button.textContent = "Copy"; }, 1600); });
    });
    return make("div", "command", [code, button]);
  }

  /* Where a page may not write to the clipboard, its text is selected and copied the old way. */
  function copy(text, code) {
    function old() {
      getSelection().selectAllChildren(code);
      document.execCommand("copy");
    }
    return navigator.clipboard && window.isSecureContext ? navigator.clipboard.writeText(text).catch(old) : Promise.resolve(old());
  }

  function figures(cell) {
    return make("dl", "identity", [["lost", cell.lost], ["duplicated", cell.duplicated], ["reordered", cell.reordered]].map(function (f) {
      return make("div", "", [make("dt", "", f[0]), make("dd", "", f[1].toLocaleString("en-US"))]);
    }));
  }

  W.onChoice(function (r, flow) {
    var cell = W.cell(r, flow), before = W.before(flow), parts = head(r, flow, cell);
    if (!r.settled) { parts.push(make("p", "bad", "The network did not come to rest.")); }
    if (cell) { parts.push(bar(r, cell), key(r, cell)); }
    parts.push(steps(r, cell));
    if (cell) {
      parts.push(figures(cell));
      parts = parts.concat(way("Path before", before, cell.after), way("Path after", cell.after, before));
    } else {
      parts = parts.concat(way("Path", before, []));
    }
    parts = parts.concat(asymmetry(r, flow), disagreements(r), alike(r));
    var show = make("button", "link", "Show on the topology");
    show.type = "button";
    show.addEventListener("click", function () { W.showOnMap(r, flow); });
    parts.push(make("p", "", show), make("h4", "", "This case again"), command(r));
    panel.replaceChildren.apply(panel, parts);
    panel.scrollTop = 0;
  });
})();
