/* Failures x flows on a canvas the size of the window onto them: a million cells scroll like a hundred. */
(function () {
  var W = whatif, grid = document.getElementById("grid"), spacer = document.getElementById("spacer");
  var canvas = document.getElementById("canvas"), context = canvas.getContext("2d"), tip = document.getElementById("tip");
  function control(id) { return document.getElementById(id); }
  var names = ["text", "kind", "manner", "least", "hurt", "rowOrder", "columnOrder", "size"], controls = {};
  names.forEach(function (id) { controls[id] = control(id); });
  var FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";
  var rows = [], columns = [], at = { row: 0, column: 0 }, hover = null, paint = {}, pending = false;
  var box = { width: 0, height: 0, left: 0, top: 0, cell: 0, row: 0, slanted: false };
  var worst = new Float64Array(W.flows.length);
  /* Rows of this height or more have names, lower ones bars. */
  var NAMED = 13;
  var most = W.rows.reduce(function (known, r) { return Math.max(known, r.damage); }, 0);

  W.rows.forEach(function (r) {
    for (var i = 0; i < r.cells.length; i += W.STRIDE) {
      var out = r.cells[i + 1] + r.cells[i + 3] + (r.cells[i + 2] ? 1e9 : 0);
      worst[r.cells[i]] = Math.max(worst[r.cells[i]], out);
    }
  });

  function fillKinds() {
    var known = [];
    W.rows.forEach(function (r) { r.elements.forEach(function (e) { if (known.indexOf(e.kind) < 0) { known.push(e.kind); } }); });
    known.forEach(function (kind) { controls.kind.append(new Option(kind, kind)); });
  }

  function reaches(r, i, least) {
    return least === "cut" ? r.cells[i + 2] === 1 : r.cells[i + 1] + r.cells[i + 3] >= Number(least);
  }

  /* Words that a failure has choose failures; words that none has choose flows. */
  function select() {
    var words = controls.text.value.toLowerCase().split(/\s+/).filter(Boolean), least = controls.least.value;
    var strict = controls.hurt.checked || least !== "0";
    var ofRows = words.filter(function (word) { return W.rows.some(function (r) { return r.id.toLowerCase().includes(word); }); });
    var ofFlows = words.filter(function (word) { return ofRows.indexOf(word) < 0; });
    columns = [];
    W.flows.forEach(function (name, flow) {
      if (ofFlows.every(function (word) { return name.toLowerCase().includes(word); })) { columns.push(flow); }
    });
    var wanted = new Uint8Array(W.flows.length), hurt = new Uint8Array(W.flows.length);
    columns.forEach(function (flow) { wanted[flow] = 1; });
    rows = W.rows.filter(function (r) {
      var id = r.id.toLowerCase(), any = !strict;
      if (controls.manner.value && r.manner !== controls.manner.value) { return false; }
      if (controls.kind.value && !r.elements.some(function (e) { return e.kind === controls.kind.value; })) { return false; }
      if (!ofRows.every(function (word) { return id.includes(word); })) { return false; }
      for (var i = 0; strict && i < r.cells.length; i += W.STRIDE) {
        if (wanted[r.cells[i]] && reaches(r, i, least)) { any = true; hurt[r.cells[i]] = 1; }
      }
      return any;
    });
    if (strict) { columns = columns.filter(function (flow) { return hurt[flow]; }); }
    sort();
  }

  function sort() {
    function text(one, other) { return one.localeCompare(other, "en", { numeric: true }); }
    var by = { damage: function (a, b) { return b.damage - a.damage || a.number - b.number; },
      name: function (a, b) { return text(a.name, b.name) || a.number - b.number; },
      kind: function (a, b) { return text(a.kind, b.kind) || b.damage - a.damage || a.number - b.number; } };
    rows.sort(by[controls.rowOrder.value]);
    var order = { given: function (a, b) { return a - b; }, worst: function (a, b) { return worst[b] - worst[a] || a - b; },
      name: function (a, b) { return text(W.flows[a], W.flows[b]); } };
    columns.sort(order[controls.columnOrder.value]);
  }

  function clamp(value, least, most) { return Math.max(least, Math.min(most, value)); }

  /* Sizes of cells and headers, from the room there is and what is to be shown. */
  function layOut() {
    var overview = controls.size.value === "overview", wide = grid.clientWidth || 800;
    box.row = overview ? clamp(Math.floor(560 / Math.max(1, rows.length)), 2, 26) : clamp(Math.floor(340 / Math.max(1, rows.length)), 28, 34);
    box.left = box.row < NAMED ? 120 : clamp(Math.round(wide * 0.36), 200, 340);
    box.cell = clamp(Math.floor((wide - box.left - 40) / Math.max(1, columns.length)), overview ? 1 : 18, overview ? 24 : 96);
    box.slanted = box.cell >= 34;
    context.font = "12px " + FONT;
    var longest = columns.reduce(function (most, flow) { return Math.max(most, W.flows[flow].length); }, 0);
    var label = Math.min(190, longest * 6.6 + 12);
    box.top = box.cell < 11 ? 24 : Math.round(box.slanted ? label * 0.66 + 14 : label + 8);
    var pad = box.slanted ? Math.round(label * 0.72) : 0;
    var height = Math.min(box.top + rows.length * box.row + 2, 660);
    grid.style.height = Math.max(height + (columns.length * box.cell + box.left + pad > wide ? 14 : 0), box.top + 60) + "px";
    spacer.style.width = Math.max(box.left + columns.length * box.cell + pad, 1) + "px";
    spacer.style.height = box.top + rows.length * box.row + 2 + "px";
    box.width = grid.clientWidth; box.height = grid.clientHeight;
    var dense = window.devicePixelRatio || 1;
    canvas.width = Math.round(box.width * dense); canvas.height = Math.round(box.height * dense);
    canvas.style.width = box.width + "px"; canvas.style.height = box.height + "px";
    ["card", "ink", "soft", "plain", "hair", "none", "accent", "region", "s0", "s1", "s2", "s3", "s4", "s5", "cut"].forEach(function (name) {
      paint[name] = W.colour(name);
    });
    paint.on = ["onLow", "onLow", "onLow", "onHigh", "onHigh", "onHigh", "onCut"].map(W.colour);
  }

  function later() {
    if (!pending) { pending = true; requestAnimationFrame(function () { pending = false; draw(); }); }
  }

  function draw() {
    var dense = window.devicePixelRatio || 1, x0 = grid.scrollLeft, y0 = grid.scrollTop;
    var seen = { row: Math.floor(y0 / box.row), column: Math.floor(x0 / box.cell),
      lastRow: Math.min(rows.length, Math.ceil((y0 + box.height - box.top) / box.row)),
      lastColumn: Math.min(columns.length, Math.ceil((x0 + box.width - box.left) / box.cell)) };
    context.setTransform(dense, 0, 0, dense, 0, 0);
    context.fillStyle = paint.card;
    context.fillRect(0, 0, box.width, box.height);
    clip(box.left, box.top, box.width - box.left, box.height - box.top, function () { drawCells(seen, x0, y0); });
    clip(0, box.top, box.left, box.height - box.top, function () { drawRows(seen, y0); });
    clip(box.left, 0, box.width - box.left, box.top, function () { drawColumns(seen, x0); });
    drawCorner();
  }

  function clip(x, y, width, height, work) {
    context.save();
    context.beginPath(); context.rect(x, y, width, height); context.clip();
    work();
    context.restore();
  }

  function drawCells(seen, x0, y0) {
    var gap = box.cell > 8 && box.row > 8 ? 2 : box.cell > 3 && box.row > 3 ? 1 : 0, round = gap === 2 ? 4 : 0;
    var worded = box.cell >= 42 && box.row >= 20;
    context.textAlign = "center"; context.textBaseline = "middle"; context.font = "500 12px " + FONT;
    for (var r = seen.row; r < seen.lastRow; r++) {
      for (var c = seen.column; c < seen.lastColumn; c++) {
        var l = W.level(rows[r], columns[c]), x = box.left + c * box.cell - x0, y = box.top + r * box.row - y0;
        context.fillStyle = l < 0 ? paint.none : l > 5 ? paint.cut : paint["s" + l];
        context.beginPath();
        if (round) { context.roundRect(x + 1, y + 1, box.cell - gap, box.row - gap, round); } else { context.rect(x, y, box.cell - gap, box.row - gap); }
        context.fill();
        if (l >= 0 && gap === 2) { marks(rows[r], columns[c], l, x, y, worded); }
      }
    }
    outline(W.chosen && rows.indexOf(W.chosen.row), W.chosen && columns.indexOf(W.chosen.flow), x0, y0, paint.ink, 2);
    if (document.activeElement === grid) { outline(at.row, at.column, x0, y0, paint.accent, 2); }
    if (hover) { outline(hover.row, hover.column, x0, y0, paint.soft, 1); }
  }

  function marks(r, flow, l, x, y, worded) {
    var i = W.offset(r, flow);
    context.fillStyle = paint.on[l];
    if (worded) {
      context.fillText(l > 5 ? "\u00d7" : W.brief(r.cells[i + 1] + r.cells[i + 3]), x + box.cell / 2, y + box.row / 2 + 0.5);
    } else if (l > 5 && box.cell >= 14) {
      context.fillText("\u00d7", x + box.cell / 2, y + box.row / 2 + 0.5);
    }
    if (r.cells[i + 3] > 0 && l <= 5) {
      context.beginPath();
      context.moveTo(x + box.cell - 9, y + 1); context.lineTo(x + box.cell - 1, y + 1); context.lineTo(x + box.cell - 1, y + 9);
      context.fill();
    }
  }

  function outline(r, c, x0, y0, style, width) {
    if (r === null || c === null || r < 0 || c < 0 || r >= rows.length || c >= columns.length) { return; }
    context.strokeStyle = style; context.lineWidth = width;
    context.beginPath();
    context.roundRect(box.left + c * box.cell - x0 + 0.5, box.top + r * box.row - y0 + 0.5, Math.max(3, box.cell - 1), Math.max(3, box.row - 1), box.cell > 8 ? 5 : 0);
    context.stroke();
  }

  function fit(text, width) {
    if (context.measureText(text).width <= width) { return text; }
    var low = 0, high = text.length;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (context.measureText(text.slice(0, middle) + "\u2026").width <= width) { low = middle; } else { high = middle - 1; }
    }
    return text.slice(0, low) + "\u2026";
  }

  /* The same from the middle: names of flows often differ at their ends alone. */
  function fitMiddle(text, width) {
    var keep = text.length, shown = text;
    while (keep > 2 && context.measureText(shown).width > width) {
      keep--;
      shown = text.slice(0, Math.ceil(keep / 2)) + "\u2026" + text.slice(text.length - Math.floor(keep / 2));
    }
    return shown;
  }

  function isMarked(row, column) {
    return (hover && (row === hover.row || column === hover.column))
      || (W.chosen && ((row >= 0 && rows[row] === W.chosen.row) || (column >= 0 && columns[column] === W.chosen.flow)));
  }

  function drawRows(seen, y0) {
    context.textBaseline = "middle";
    for (var r = seen.row; r < seen.lastRow; r++) {
      var middle = box.top + r * box.row - y0 + box.row / 2, marked = isMarked(r, -1);
      if (box.row < NAMED) {
        var long = most ? (box.left - 16) * rows[r].damage / most : 0;
        context.fillStyle = marked ? paint.ink : paint.plain;
        context.fillRect(box.left - 8 - long, middle - box.row / 2, long, Math.max(1, box.row - (box.row > 3 ? 1 : 0)));
        continue;
      }
      context.textAlign = "right"; context.font = (marked ? "600 " : "") + "12px " + FONT; context.fillStyle = rows[r].damage ? paint.ink : paint.soft;
      context.fillText(rows[r].damage ? W.brief(rows[r].damage) : "\u2013", box.left - 12, middle);
      context.textAlign = "left";
      context.fillStyle = paint.ink;
      var name = fit(rows[r].name, box.left - 142);
      context.fillText(name, 4, middle);
      var used = 4 + context.measureText(name).width + 8;
      context.font = "11px " + FONT; context.fillStyle = paint.soft;
      context.fillText(fit(rows[r].kind + ", " + rows[r].manner, box.left - 66 - used), used, middle);
    }
    context.fillStyle = paint.hair;
    context.fillRect(box.left - 5, box.top, 1, box.height);
  }

  function drawColumns(seen, x0) {
    context.textBaseline = "middle"; context.textAlign = "left";
    if (box.cell < 11) { return; }
    for (var c = seen.column; c < seen.lastColumn; c++) {
      var x = box.left + c * box.cell - x0 + box.cell / 2;
      context.save();
      context.font = (isMarked(-1, c) ? "600 " : "") + "12px " + FONT;
      context.fillStyle = worst[columns[c]] ? paint.ink : paint.soft;
      context.translate(x, box.top - 8);
      context.rotate(box.slanted ? -Math.PI / 4.4 : -Math.PI / 2);
      context.fillText(fitMiddle(W.flows[columns[c]], 178), 0, 0);
      context.restore();
    }
  }

  function drawCorner() {
    context.fillStyle = paint.card;
    context.fillRect(0, 0, box.left, box.top);
    context.font = "12px " + FONT; context.fillStyle = paint.soft; context.textBaseline = "alphabetic";
    context.textAlign = "left"; context.fillText(box.row < NAMED ? "" : "failure", 4, box.top - 8);
    context.textAlign = "right"; context.fillText(box.row < NAMED ? "damage" : "seconds", box.left - 12, box.top - 8);
    if (!rows.length || !columns.length) {
      context.textAlign = "left"; context.fillText("Nothing matches the filter.", box.left + 8, box.top + 24);
    }
  }

  /* The cell under a point of the window; null beside the cells. */
  function under(event) {
    var edge = canvas.getBoundingClientRect(), x = event.clientX - edge.left, y = event.clientY - edge.top;
    var c = Math.floor((x - box.left + grid.scrollLeft) / box.cell), r = Math.floor((y - box.top + grid.scrollTop) / box.row);
    return x >= box.left && y >= box.top && r >= 0 && r < rows.length && c >= 0 && c < columns.length ? { row: r, column: c } : null;
  }

  function words(r, flow) {
    var cell = W.cell(r, flow);
    if (!cell) { return W.data.before[flow] < 0 ? "nothing arrived before the failure either" : "no outage"; }
    var parts = [];
    if (cell.cut) { parts.push("cut off"); } else if (cell.outage) { parts.push(W.seconds(cell.outage) + " s"); }
    if (cell.repair) { parts.push(W.seconds(cell.repair) + " s after the repair"); }
    if (cell.detector) { parts.push("found by " + cell.detector); }
    return parts.join(", ");
  }

  function showTip(event) {
    var now = under(event);
    if (JSON.stringify(now) === JSON.stringify(hover) && tip.hidden === !now) { return place(event); }
    hover = now;
    tip.hidden = !now;
    if (now) {
      var r = rows[now.row], flow = columns[now.column];
      tip.replaceChildren(W.make("b", "", W.flows[flow]), W.make("span", "soft", r.name + " (" + r.kind + ", " + r.manner + ")"),
        W.make("span", "", words(r, flow)));
      place(event);
    }
    later();
  }

  function place(event) {
    var wide = tip.offsetWidth, high = tip.offsetHeight;
    tip.style.left = Math.min(event.clientX + 14, window.innerWidth - wide - 8) + "px";
    tip.style.top = (event.clientY + 18 + high > window.innerHeight ? event.clientY - high - 12 : event.clientY + 18) + "px";
  }

  function announce() {
    if (!rows.length || !columns.length) { grid.removeAttribute("aria-activedescendant"); return; }
    at.row = clamp(at.row, 0, rows.length - 1); at.column = clamp(at.column, 0, columns.length - 1);
    control("current-row").setAttribute("aria-rowindex", at.row + 1);
    var cell = control("current-cell"), r = rows[at.row], flow = columns[at.column];
    cell.setAttribute("aria-colindex", at.column + 1);
    cell.textContent = r.name + ", " + r.kind + ", " + r.manner + "; " + W.flows[flow] + ": " + words(r, flow);
    grid.setAttribute("aria-activedescendant", "current-cell");
  }

  /* Scrolls the cell into the window. */
  function reveal() {
    var x = at.column * box.cell, y = at.row * box.row, wide = box.width - box.left, high = box.height - box.top;
    if (x < grid.scrollLeft) { grid.scrollLeft = x; } else if (x + box.cell > grid.scrollLeft + wide) { grid.scrollLeft = x + box.cell - wide; }
    if (y < grid.scrollTop) { grid.scrollTop = y; } else if (y + box.row > grid.scrollTop + high) { grid.scrollTop = y + box.row - high; }
  }

  function move(event) {
    var page = Math.max(1, Math.floor((box.height - box.top) / box.row) - 1);
    var by = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], PageUp: [-page, 0], PageDown: [page, 0],
      Home: [event.ctrlKey ? -1e9 : 0, -1e9], End: [event.ctrlKey ? 1e9 : 0, 1e9] }[event.key];
    if (by) {
      at.row += by[0]; at.column += by[1];
    } else if ((event.key === "Enter" || event.key === " ") && rows.length && columns.length) {
      W.choose(rows[at.row], columns[at.column]);
    } else { return; }
    event.preventDefault();
    announce(); reveal(); later();
  }

  function refresh() {
    select(); layOut(); announce();
    grid.setAttribute("aria-rowcount", rows.length); grid.setAttribute("aria-colcount", columns.length);
    control("shown").textContent = W.plural(rows.length, "failure") + (rows.length < W.rows.length ? " of " + W.rows.length.toLocaleString("en-US") : "")
      + ", " + W.plural(columns.length, "flow") + (columns.length < W.flows.length ? " of " + W.flows.length.toLocaleString("en-US") : "") + ".";
    draw();
  }

  W.matrix = {
    /* Ids of the failures and names of the flows as they are shown. */
    rows: function () { return rows.map(function (r) { return r.id; }); },
    columns: function () { return columns.map(function (flow) { return W.flows[flow]; }); },
    /* The middle of a cell in the window. */
    place: function (id, flow) {
      var r = rows.indexOf(W.byId.get(id)), c = columns.indexOf(W.columns.get(flow)), edge = canvas.getBoundingClientRect();
      return { x: edge.left + box.left + (c + 0.5) * box.cell - grid.scrollLeft, y: edge.top + box.top + (r + 0.5) * box.row - grid.scrollTop };
    },
    /* What is painted a few pixels inside the lower left corner of a cell, where no mark stands. */
    colour: function (id, flow) {
      var dense = window.devicePixelRatio || 1, middle = this.place(id, flow), edge = canvas.getBoundingClientRect();
      var x = middle.x - edge.left - box.cell / 2 + 6, y = middle.y - edge.top + box.row / 2 - 6;
      var p = context.getImageData(Math.round(x * dense), Math.round(y * dense), 1, 1).data;
      return "#" + [p[0], p[1], p[2]].map(function (n) { return n.toString(16).padStart(2, "0"); }).join("");
    }
  };

  control("corner").hidden = !W.rows.some(function (r) {
    for (var i = 3; i < r.cells.length; i += W.STRIDE) { if (r.cells[i] && !r.cells[i - 1]) { return true; } }
    return false;
  });
  fillKinds();
  names.forEach(function (id) { controls[id].addEventListener("input", refresh); });
  control("controls").addEventListener("submit", function (event) { event.preventDefault(); });
  grid.addEventListener("scroll", later);
  grid.addEventListener("mousemove", showTip);
  grid.addEventListener("mouseleave", function () { hover = null; tip.hidden = true; later(); });
  grid.addEventListener("focus", later);
  grid.addEventListener("blur", later);
  grid.addEventListener("keydown", move);
  grid.addEventListener("click", function (event) {
    var cell = under(event);
    if (cell) { at = cell; announce(); W.choose(rows[cell.row], columns[cell.column]); }
  });
  W.onChoice(function (r, flow) {
    if (rows.indexOf(r) >= 0 && columns.indexOf(flow) >= 0) {
      at = { row: rows.indexOf(r), column: columns.indexOf(flow) };
      announce(); reveal();
    }
    later();
  });
  window.addEventListener("resize", function () { layOut(); draw(); });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () { layOut(); draw(); });
  refresh();
})();
