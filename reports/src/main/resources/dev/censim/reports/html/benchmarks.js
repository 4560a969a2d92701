"use strict";
(function () {
  var data = JSON.parse(document.getElementById("data").textContent);
  var charts = [];
  var peers = ["#c2571a", "#7a4fb5", "#2f8f6b", "#b53f76", "#8a7a1f", "#3d7f9e", "#9a5b3c", "#5c6bc0"];

  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim(); }
  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; });
  }
  function time(nanos) {
    var units = [[1e9, "s"], [1e6, "ms"], [1e3, "\u00b5s"], [1, "ns"]];
    for (var i = 0; i < units.length; i++) {
      if (nanos >= units[i][0] || units[i][0] === 1) {
        return Number((nanos / units[i][0]).toPrecision(3)).toLocaleString("en-US") + " " + units[i][1];
      }
    }
    return "";
  }

  /* A vertical line from the least to the greatest round, with a short bar at each end. */
  function whisker(paint) {
    return function (params, api) {
      var high = api.coord([api.value(0), api.value(2)]), low = api.coord([api.value(0), api.value(1)]);
      var style = { stroke: paint, lineWidth: 1.4 };
      function line(x1, y1, x2, y2) { return { type: "line", shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: style }; }
      return { type: "group", children: [
        line(high[0], high[1], low[0], low[1]),
        line(high[0] - 4, high[1], high[0] + 4, high[1]),
        line(low[0] - 4, low[1], low[0] + 4, low[1]) ] };
    };
  }

  function paints(chart) {
    var next = 0;
    return chart.series.map(function (series) {
      if (series.kind === "ours") { return colour("accent"); }
      return series.kind === "floor" ? colour("down") : peers[next++ % peers.length];
    });
  }

  function option(chart) {
    var soft = colour("soft"), hair = colour("hair"), paint = paints(chart), all = [];
    chart.series.forEach(function (series, i) {
      all.push({ name: series.name, type: "line", symbol: series.kind === "ours" ? "circle" : "emptyCircle", symbolSize: 7, z: 4,
        data: series.points.map(function (point) { return [String(point[0]), point[1]]; }),
        lineStyle: { color: paint[i], width: series.kind === "ours" ? 2.4 : 1.4, type: series.kind === "floor" ? "dashed" : "solid",
          opacity: chart.size ? 1 : 0 },
        itemStyle: { color: paint[i] } });
      all.push({ name: series.name, type: "custom", silent: true, z: 3, tooltip: { show: false }, renderItem: whisker(paint[i]),
        itemStyle: { color: paint[i] },
        data: series.points.map(function (point) { return [String(point[0]), point[2], point[3]]; }), encode: { x: 0, y: [1, 2] } });
    });
    return {
      animation: false,
      aria: { enabled: true },
      textStyle: { color: colour("ink"), fontFamily: "system-ui, sans-serif" },
      grid: { left: 62, right: 20, top: 54, bottom: 44 },
      legend: { top: 0, left: 0, type: "scroll", textStyle: { color: soft }, data: chart.series.map(function (series) { return series.name; }) },
      tooltip: {
        trigger: "item", backgroundColor: colour("card"), borderColor: hair, textStyle: { color: colour("ink") },
        formatter: function (point) { return escape(point.seriesName) + "<br><b>" + time(point.value[1]) + "</b> at " + escape(point.value[0]); }
      },
      xAxis: { type: "category", data: chart.places.map(String), name: chart.size, nameLocation: "middle", nameGap: 26,
        nameTextStyle: { color: soft }, axisLabel: { color: soft, hideOverlap: true }, axisLine: { lineStyle: { color: hair } } },
      yAxis: { type: "log", nameTextStyle: { color: soft }, axisLabel: { color: soft, formatter: time },
        splitLine: { lineStyle: { color: hair } } },
      series: all
    };
  }

  function draw() { charts.forEach(function (entry) { entry.view.setOption(option(entry.chart), true); }); }

  document.querySelectorAll(".cost").forEach(function (element) {
    charts.push({ chart: data[Number(element.dataset.chart)], view: echarts.init(element, null, { renderer: "svg" }) });
  });
  function fit() { charts.forEach(function (entry) { entry.view.resize(); }); }
  window.addEventListener("resize", fit);
  window.addEventListener("beforeprint", function () { fit(); draw(); });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
})();
