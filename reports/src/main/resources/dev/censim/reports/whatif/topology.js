/* A failure on the drawing of the topology, with the ways of a flow; and the sets that cut it off. */
(function () {
  var W = whatif, make = W.make, map = document.getElementById("map"), drawing = map.querySelector("svg");
  var flowOf = document.getElementById("setFlow"), list = document.getElementById("setList");
  var words = document.getElementById("setWords"), mapWords = document.getElementById("mapWords");
  var parts = Array.prototype.slice.call(drawing.querySelectorAll("[data-is]"));

  function split(text) { return text ? text.split(" ") : []; }

  function mark(failure, before, after) {
    var drawn = {};
    drawing.classList.add("focus");
    parts.forEach(function (part) {
      var is = split(part.dataset.is), fails = split(part.dataset.fails);
      function on(hops) { return is.some(function (name) { return hops.indexOf(name) >= 0; }); }
      var failed = failure.elements.filter(function (e) { return fails.indexOf(e.id) >= 0; });
      failed.forEach(function (e) { drawn[e.id] = true; });
      part.classList.toggle("failed", failed.length > 0);
      part.classList.toggle("way", on(before));
      part.classList.toggle("detour", on(after) && !on(before));
    });
    var missing = failure.elements.filter(function (e) { return !drawn[e.id]; });
    mapWords.textContent = missing.length ? "Not drawn: " + missing.map(function (e) { return e.kind + " " + e.name; }).join(", ") + "." : "";
  }

  function label(failure) {
    return failure.elements.map(function (e) { return make("span", "chip", [make("span", "soft", e.kind + " "), e.name]); })
      .concat(make("span", "soft", failure.manner));
  }

  function press(button) {
    list.querySelectorAll("button").forEach(function (other) { other.setAttribute("aria-pressed", other === button ? "true" : "false"); });
  }

  function show(failure, flow, button) {
    var row = W.byId.get(failure.id), cell = row ? W.cell(row, flow) : null;
    press(button);
    mark(failure, W.before(flow), cell ? cell.after : []);
  }

  function fill() {
    var name = flowOf.value, flow = W.columns.get(name), sets = W.data.sets[name];
    list.replaceChildren();
    if (!sets) {
      words.textContent = "Nothing that was tried breaks it.";
      mark({ elements: [] }, W.before(flow), []);
      return;
    }
    words.textContent = W.plural(sets.all, "minimal set") + (sets.all > sets.ids.length ? "; " + sets.ids.length + " shown, all in whatif.json" : "");
    sets.ids.map(W.failure).sort(function (one, other) { return one.elements.length - other.elements.length; }).forEach(function (failure, i) {
      var button = make("button", "set", label(failure));
      button.type = "button";
      button.dataset.id = failure.id;
      button.addEventListener("click", function () { show(failure, flow, button); });
      list.append(make("li", "", button));
      if (i === 0) { show(failure, flow, button); }
    });
  }

  W.showOnMap = function (r, flow) {
    flowOf.value = W.flows[flow];
    fill();
    press(list.querySelector("button[data-id='" + CSS.escape(r.id) + "']"));
    var cell = W.cell(r, flow);
    mark(r, W.before(flow), cell ? cell.after : W.before(flow));
    map.scrollIntoView({ block: "center" });
  };

  /* A line of a ranking leads to its case, and to the flow that it hurt most unless it names one. */
  function lead(button) {
    var id = button.dataset.id;
    var both = [id, id + "/silent", id + "/clean"].map(function (one) { return W.byId.get(one); }).filter(Boolean);
    var r = both.filter(cuts)[0] || both[0];
    if (r) { W.choose(r, button.dataset.flow ? W.columns.get(button.dataset.flow) : W.hurtMost(r)); }
    document.getElementById("matrix-title").scrollIntoView({ block: "start" });
  }

  function cuts(r) {
    for (var i = 0; i < r.cells.length; i += W.STRIDE) { if (r.cells[i + 2]) { return true; } }
    return false;
  }

  W.hurtMost = function (r) {
    var most = -1, flow = 0;
    for (var i = 0; i < r.cells.length; i += W.STRIDE) {
      var out = r.cells[i + 1] + r.cells[i + 3] + (r.cells[i + 2] ? 1e9 : 0);
      if (out > most) { most = out; flow = r.cells[i]; }
    }
    return flow;
  };

  W.flows.forEach(function (name) {
    var sets = W.data.sets[name];
    flowOf.append(new Option(name + (sets ? "  (" + sets.all + ")" : ""), name));
  });
  var broken = W.flows.filter(function (name) { return W.data.sets[name]; })[0];
  if (broken) { flowOf.value = broken; }
  flowOf.addEventListener("change", fill);
  document.querySelectorAll("button.pick").forEach(function (button) { button.addEventListener("click", function () { lead(button); }); });
  if (W.flows.length) { fill(); }

  /* The address names the case that is shown, so that it can be passed on; without one it is the worst. */
  var asked = new URLSearchParams(location.hash.slice(1));
  var first = W.byId.get(asked.get("case")) || W.rows.reduce(function (most, r) { return !most || r.damage > most.damage ? r : most; }, null);
  if (first && W.flows.length) { W.choose(first, W.columns.has(asked.get("flow")) ? W.columns.get(asked.get("flow")) : W.hurtMost(first)); }
  W.onChoice(function (r, flow) {
    history.replaceState(null, "", "#" + new URLSearchParams({ "case": r.id, flow: W.flows[flow] }));
  });
})();
