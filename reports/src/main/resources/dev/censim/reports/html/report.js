"use strict";
(function () {
  var element = document.getElementById("chart");
  if (!element) { return; }
  var data = JSON.parse(document.getElementById("data").textContent);
  var select = document.getElementById("flow");
  var filter = document.getElementById("filter");
  var facts = document.getElementById("facts");
  var chart = null;
  var chosen = 0;

  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim(); }
  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; });
  }
  function number(value, digits) { return value.toLocaleString("en-US", { maximumFractionDigits: digits }); }

  /* Runs of equal numbers come as [number, count]. */
  function unfold(runs) {
    var all = [];
    runs.forEach(function (run) {
      if (Array.isArray(run)) { for (var i = 0; i < run[1]; i++) { all.push(run[0]); } } else { all.push(run); }
    });
    return all;
  }

  /* Steps: each bin is drawn from its beginning to its end, as packets a second. */
  function steps(counts, bin) {
    var points = counts.map(function (count, i) { return [i * bin, count / bin]; });
    points.push([Math.min(counts.length * bin, data.end), counts.length ? counts[counts.length - 1] / bin : 0]);
    return points;
  }

  function lines(flow) {
    var marks = data.marks.map(function (mark) {
      var before = { fault: "", repair: "repaired: ", change: "change: " }[mark.kind];
      var words = mark.count > 3 ? mark.count + " " + mark.kind + "s" : before + mark.text;
      var paint = colour({ fault: "bad", repair: "good", change: "accent" }[mark.kind]);
      return { xAxis: mark.at, name: words, lineStyle: { color: paint, type: "dashed", width: 1.2 },
        label: { color: paint, formatter: words, position: "end", rotate: 0, align: "left", distance: [4, 4] } };
    });
    return marks;
  }

  /* Room above the curve for the labels of outages. */
  function headroom(range) {
    var step = Math.pow(10, Math.floor(Math.log10(Math.max(range.max, 1)))) / 5;
    return Math.ceil(range.max * 1.12 / step) * step;
  }

  function pathAt(flow, second) {
    var words = "";
    flow.paths.forEach(function (path) { if (path[0] <= second) { words = path[1]; } });
    return words;
  }

  function option(flow) {
    var soft = colour("soft"), hair = colour("hair"), bad = colour("bad");
    var sent = steps(unfold(flow.sent), flow.bin), received = steps(unfold(flow.received), flow.bin);
    return {
      animation: false,
      aria: { enabled: true },
      textStyle: { color: colour("ink"), fontFamily: "system-ui, sans-serif" },
      grid: { left: 56, right: 28, top: 58, bottom: 44 },
      legend: { top: 4, left: 0, textStyle: { color: soft }, data: ["received", "sent"] },
      tooltip: {
        trigger: "axis", backgroundColor: colour("card"), borderColor: hair, textStyle: { color: colour("ink") },
        formatter: function (points) {
          var at = points[0].value[0];
          var text = "<b>" + number(at, 3) + " s</b>";
          points.forEach(function (point) { text += "<br>" + point.marker + escape(point.seriesName) + " " + number(point.value[1], 1) + "/s"; });
          flow.outages.forEach(function (outage) {
            if (at >= outage[0] && at <= outage[1]) { text += "<br>outage of " + number(outage[1] - outage[0], 3) + " s"; }
          });
          var path = pathAt(flow, at);
          return path ? text + "<br>via " + escape(path) : text;
        }
      },
      xAxis: { type: "value", min: 0, max: data.end, name: "seconds", nameLocation: "middle", nameGap: 24,
        nameTextStyle: { color: soft }, axisLabel: { color: soft }, axisLine: { lineStyle: { color: hair } }, splitLine: { show: false } },
      yAxis: { type: "value", min: 0, max: headroom, name: "packets/s", nameTextStyle: { color: soft, align: "left" }, axisLabel: { color: soft },
        splitLine: { lineStyle: { color: hair } } },
      dataZoom: [{ type: "inside", filterMode: "none" }],
      series: [
        { name: "sent", type: "line", step: "end", symbol: "none", data: sent, lineStyle: { color: colour("sent"), width: 1.4, type: "dashed" },
          itemStyle: { color: colour("sent") }, z: 3 },
        { name: "received", type: "line", step: "end", symbol: "none", data: received, lineStyle: { color: colour("received"), width: 1.6 },
          itemStyle: { color: colour("received") }, areaStyle: { color: colour("received"), opacity: 0.16 }, z: 4,
          markArea: { silent: true, itemStyle: { color: bad, opacity: 0.13 }, label: { color: bad, position: "insideTop" },
            data: flow.outages.map(function (outage) {
              return [{ xAxis: outage[0], name: number(outage[1] - outage[0], 1) + " s" + (outage[2] ? " (open)" : "") }, { xAxis: outage[1] }];
            }) },
          markLine: { silent: true, symbol: "none", data: lines(flow) } }
      ]
    };
  }

  function draw() {
    var flow = data.flows[chosen];
    if (!flow) { return; }
    if (!chart) {
      chart = echarts.init(element, null, { renderer: "svg" });
      window.addEventListener("resize", function () { chart.resize(); });
      window.addEventListener("beforeprint", function () { chart.resize(); draw(); });
    }
    chart.setOption(option(flow), true);
    var path = flow.paths.map(function (path) { return number(path[0], 1) + " s via " + path[1]; });
    facts.textContent = path.length > 4 ? path.length + " changes of path" : path.join("; ");
    element.setAttribute("aria-label", "Packets sent and received by " + flow.name + " over time; " + flow.outages.length + " outages");
    document.querySelectorAll("tr.pick").forEach(function (row) {
      row.classList.toggle("chosen", Number(row.dataset.flow) === chosen);
    });
  }

  function fill() {
    var wanted = filter.value.toLowerCase();
    var some = document.createDocumentFragment();
    data.flows.forEach(function (flow, i) {
      if (flow.name.toLowerCase().indexOf(wanted) >= 0) {
        var choice = document.createElement("option");
        choice.value = i;
        choice.textContent = flow.name + (flow.outages.length ? "  (" + number(longest(flow), 1) + " s out)" : "");
        some.appendChild(choice);
      }
    });
    select.replaceChildren(some);
    if (select.options.length && !Array.prototype.some.call(select.options, function (o) { return Number(o.value) === chosen; })) {
      chosen = Number(select.options[0].value);
    }
    select.value = String(chosen);
    draw();
  }

  function longest(flow) { return flow.outages.reduce(function (most, o) { return Math.max(most, o[1] - o[0]); }, 0); }

  function step(by) {
    var at = select.selectedIndex + by;
    if (at >= 0 && at < select.options.length) { select.selectedIndex = at; chosen = Number(select.value); draw(); }
  }

  filter.hidden = data.flows.length <= 12;
  filter.addEventListener("input", fill);
  select.addEventListener("change", function () { chosen = Number(select.value); draw(); });
  document.getElementById("previous").addEventListener("click", function () { step(-1); });
  document.getElementById("next").addEventListener("click", function () { step(1); });
  document.querySelectorAll("button.link").forEach(function (button) {
    button.addEventListener("click", function () {
      chosen = Number(button.dataset.flow);
      filter.value = "";
      fill();
      element.scrollIntoView({ block: "center" });
    });
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  fill();
})();
