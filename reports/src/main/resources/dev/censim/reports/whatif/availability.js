/* Minutes a year without each flow, with their intervals, and what the elements contribute. */
(function () {
  var W = whatif, flows = W.data.availability, parts = W.data.contributions;
  if (!flows || typeof echarts === "undefined") { return; }
  var MOST = 40, views = [];
  flows = flows.slice().sort(function (a, b) { return b[1] - a[1]; }).slice(0, MOST).reverse();
  parts = parts.slice().sort(function (a, b) { return b[1] - a[1]; }).slice(0, MOST).reverse();

  function number(value) { return Number(value.toPrecision(3)).toLocaleString("en-US"); }
  function escape(text) { return String(text).replace(/[&<>"']/g, function (c) { return "&#" + c.charCodeAt(0) + ";"; }); }

  function base(names, title) {
    var soft = W.colour("soft"), hair = W.colour("hair"), ink = W.colour("ink");
    return { animation: false, aria: { enabled: true }, textStyle: { color: ink, fontFamily: "system-ui, sans-serif" },
      grid: { left: 8, right: 24, top: 8, bottom: 30, containLabel: true },
      tooltip: { trigger: "item", backgroundColor: W.colour("card"), borderColor: hair, textStyle: { color: ink } },
      xAxis: { type: "value", name: title, nameLocation: "middle", nameGap: 26, nameTextStyle: { color: soft }, axisLabel: { color: soft },
        splitLine: { lineStyle: { color: hair } } },
      yAxis: { type: "category", data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: hair } },
        axisLabel: { color: ink, width: 240, overflow: "truncate" } } };
  }

  /* From the low to the high end of the interval, with a short bar at each end. */
  function whisker(params, api) {
    var low = api.coord([api.value(1), api.value(0)]), high = api.coord([api.value(2), api.value(0)]), ink = W.colour("ink");
    function line(x1, y1, x2, y2) { return { type: "line", shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: { stroke: ink, lineWidth: 1.4 } }; }
    return { type: "group", children: [line(low[0], low[1], high[0], high[1]), line(low[0], low[1] - 4, low[0], low[1] + 4),
      line(high[0], high[1] - 4, high[0], high[1] + 4)] };
  }

  function minutes() {
    var option = base(flows.map(function (f) { return f[0]; }), "minutes a year");
    option.tooltip.formatter = function (point) {
      var f = flows[point.dataIndex];
      return "<b>" + escape(f[0]) + "</b><br>" + number(f[1]) + " min a year, " + number(f[2]) + " to " + number(f[3])
        + "<br>" + number(f[5]) + " outages a year<br>available " + (f[4] * 100).toFixed(5) + " %";
    };
    option.series = [
      { type: "bar", barMaxWidth: 14, data: flows.map(function (f) { return f[1]; }), itemStyle: { color: W.colour("s3"), borderRadius: [0, 3, 3, 0] } },
      { type: "custom", silent: true, z: 3, renderItem: whisker, encode: { x: [1, 2], y: 0 },
        data: flows.map(function (f, i) { return [i, f[2], f[3]]; }) }];
    return option;
  }

  function contributions() {
    var option = base(parts.map(function (p) { return p[0]; }), "share of the outage, %");
    option.tooltip.formatter = function (point) { return "<b>" + escape(point.name) + "</b><br>" + number(point.value) + " %"; };
    option.series = [{ type: "bar", barMaxWidth: 14, data: parts.map(function (p) { return p[1] * 100; }),
      itemStyle: { color: W.colour("cut"), borderRadius: [0, 3, 3, 0] } }];
    return option;
  }

  [["minutes", minutes, flows], ["contributions", contributions, parts]].forEach(function (plot) {
    var element = document.getElementById(plot[0]);
    element.style.height = 60 + 24 * Math.max(3, plot[2].length) + "px";
    views.push({ view: echarts.init(element, null, { renderer: "svg" }), option: plot[1] });
  });
  function draw() { views.forEach(function (v) { v.view.setOption(v.option(), true); }); }
  window.addEventListener("resize", function () { views.forEach(function (v) { v.view.resize(); }); });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
})();
