/* Draws every chart from the JSON beside it. Text never becomes markup: labels are SVG text, tooltips are built of
   text nodes. */
(() => {
  'use strict';
  const number = (digits) => new Intl.NumberFormat('en', {minimumFractionDigits: digits, maximumFractionDigits: digits});
  const whole = number(0), tenth = number(1), cent = number(2);
  const compact = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});
  const plus = v => v > 0 ? '+' : '';
  /* As the page's text writes a change: with its sign, and none before what is written as zero. */
  function signed(v, format) {
    const text = format.format(Math.abs(v));
    return (/[1-9]/.test(text) ? v < 0 ? '−' : '+' : '') + text;
  }
  const exact = {
    count: v => whole.format(v), money: v => cent.format(v), rate: v => tenth.format(100 * v) + ' %', decimal: v => cent.format(v),
    number: v => number(3).format(v), change: v => signed(v, cent), thousandths: v => signed(v, number(3)),
    points: v => signed(100 * v, tenth) + ' points', percent: v => signed(100 * v, tenth) + ' %',
  };
  const short = {
    count: v => compact.format(v),
    money: v => compact.format(v),
    rate: v => +(100 * v).toFixed(2) + ' %',
    decimal: v => compact.format(v),
    number: v => String(+v.toFixed(3)),
    change: v => plus(v) + compact.format(v).replace('-', '−'),
    thousandths: v => plus(v) + String(+v.toFixed(3)).replace('-', '−'),
    points: v => plus(v) + String(+(100 * v).toFixed(2)).replace('-', '−'),
    percent: v => plus(v) + whole.format(100 * v).replace('-', '−') + ' %',
  };
  const font = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
  const paper = {
    ink: '#1d2126', muted: '#5b636d', rule: '#dedbd4', grid: '#ebe9e4', surface: '#ffffff', left: '#0f6b67', right: '#8a3a74',
  };
  const inkOf = {
    'cross-selling': paper.left, 'bought-together': paper.left,
    personalization: paper.right, 'second-order': paper.right, 'lifetime-value': paper.right, recommended: paper.right,
  };

  function colours(figure, printing) {
    if (printing) {
      return {...paper, accent: inkOf[figure.closest('section').id] ?? '#3d4652'};
    }
    const style = getComputedStyle(figure);
    const colour = name => style.getPropertyValue('--' + name).trim();
    return Object.fromEntries(['ink', 'muted', 'rule', 'grid', 'surface', 'accent', 'left', 'right'].map(name => [name, colour(name)]));
  }

  function mix(a, b, share) {
    const rgb = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
    const [from, to] = [rgb(a), rgb(b)];
    return '#' + from.map((v, i) => Math.round(v + (to[i] - v) * share).toString(16).padStart(2, '0')).join('');
  }

  function luminance(hex) {
    const [r, g, b] = [1, 3, 5].map(i => (parseInt(hex.slice(i, i + 2), 16) / 255) ** 2.2);
    return .2126 * r + .7152 * g + .0722 * b;
  }

  /* The contrast ratio of the accessibility guidelines, 1 to 21. */
  function contrast(a, b) {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + .05) / (dark + .05);
  }

  function tip(title, lines) {
    const box = document.createElement('div');
    box.className = 'tip';
    const head = document.createElement('b');
    head.textContent = title;
    box.append(head);
    for (const [name, value] of lines) {
      const line = document.createElement('div');
      for (const text of [name, value]) {
        const span = document.createElement('span');
        span.textContent = text;
        line.append(span);
      }
      box.append(line);
    }
    return box;
  }

  const tooltip = (c, rest) => ({
    confine: true, backgroundColor: c.surface, borderColor: c.rule, padding: [8, 12],
    textStyle: {color: c.ink}, extraCssText: 'box-shadow:0 4px 16px rgba(0,0,0,.18)', ...rest,
  });
  const axisText = c => ({color: c.muted, fontFamily: font, fontSize: 12});
  const category = (c, labels, rest) => ({
    type: 'category', data: labels, axisTick: {show: false}, axisLine: {lineStyle: {color: c.rule}},
    axisLabel: {...axisText(c), hideOverlap: true, formatter: v => v}, ...rest,
  });
  const values = (c, unit, rest) => ({
    type: 'value', splitNumber: 4, axisLabel: {...axisText(c), formatter: short[unit], hideOverlap: true},
    splitLine: {lineStyle: {color: c.grid}}, ...rest,
  });

  /* What an axis counts, where its labels do not say so themselves. */
  const named = (c, chart) => chart.axis
    ? {name: chart.axis, nameLocation: 'middle', nameGap: 28, nameTextStyle: {color: c.muted, fontFamily: font}} : {};

  /* How high a legend is whose names flow into as many rows as the width asks for. */
  function legendHeight(names, width, mark) {
    let rows = 1, used = 0;
    for (const name of names) {
      const wide = mark + 24 + 7.2 * name.length;
      if (used > 0 && used + wide > width) {
        rows++;
        used = 0;
      }
      used += wide;
    }
    return 22 * rows;
  }

  function lines(chart, c, width) {
    const tone = {
      strong: {color: c.accent, width: 2.5, type: 'solid'},
      quiet: {color: mix(c.accent, c.muted, .55), width: 1.75, type: [6, 4]},
      faint: {color: c.muted, width: 1.5, type: [2, 3]},
    };
    const series = [];
    for (const s of chart.series) {
      const style = tone[s.tone];
      const alone = i => s.values[i] !== null && (s.values[i - 1] ?? null) === null && (s.values[i + 1] ?? null) === null;
      if (s.tone === 'strong') {
        const edge = {type: 'line', stack: 'band', symbol: 'none', silent: true, lineStyle: {opacity: 0}, tooltip: {show: false}};
        series.push({...edge, data: s.lower});
        series.push({
          ...edge, data: s.upper.map((v, i) => v === null ? null : v - s.lower[i]),
          areaStyle: {color: c.accent, opacity: .16},
        });
        /* A band needs two neighbours: a month that stands alone shows its interval as an upright line. */
        series.push({
          type: 'custom', silent: true, data: s.values.map((v, i) => alone(i) && s.lower[i] !== null ? [i, s.lower[i], s.upper[i]] : null)
            .filter(Boolean),
          encode: {x: 0, y: [1, 2]},
          renderItem: (_, api) => {
            const [x, low] = api.coord([api.value(0), api.value(1)]);
            const [, high] = api.coord([api.value(0), api.value(2)]);
            return {type: 'line', shape: {x1: x, y1: low, x2: x, y2: high}, style: {stroke: c.accent, lineWidth: 6, opacity: .3}};
          },
        });
      }
      series.push({
        name: s.name, type: 'line', data: s.values, z: s.tone === 'strong' ? 5 : 3,
        symbol: 'circle', showSymbol: true, symbolSize: (v, p) => alone(p.dataIndex) ? 8 : s.tone === 'strong' && !chart.every ? 4 : 0.01,
        lineStyle: style, itemStyle: {color: style.color}, emphasis: {disabled: true},
      });
    }
    return {
      legend: {
        data: chart.series.filter(s => s.values.some(v => v !== null)).map(s => s.name), left: 0, top: 0,
        itemWidth: 30, itemHeight: 4, itemGap: 18, selectedMode: false, textStyle: {color: c.ink, fontFamily: font},
      },
      grid: {left: 4, right: 30, top: 18 + legendHeight(chart.series.map(s => s.name), width, 30), bottom: chart.axis ? 24 : 4, containLabel: true},
      xAxis: category(c, chart.labels, {
        boundaryGap: chart.labels.length < 3, ...named(c, chart),
        axisLabel: {
          ...axisText(c), hideOverlap: true, margin: chart.axis ? 8 : 16,
          ...(chart.every ? {interval: (i, label) => label % (width < 480 ? 2 * chart.every : chart.every) === 0} : {}),
        },
      }),
      yAxis: values(c, chart.unit, {
        scale: chart.unit === 'money', min: chart.unit === 'rate' ? 0 : undefined,
        max: chart.unit === 'rate' ? ({max}) => max === 0 || max > .8 ? 1 : null : undefined,
      }),
      tooltip: tooltip(c, {
        trigger: 'axis', axisPointer: {lineStyle: {color: c.muted}},
        formatter: points => {
          const i = points[0].dataIndex;
          const out = [];
          for (const s of chart.series) {
            if (s.values[i] === null) continue;
            out.push([s.name, exact[chart.unit](s.values[i])]);
            if (s.lower[i] !== null) out.push(['95 % interval', exact[chart.unit](s.lower[i]) + ' to ' + exact[chart.unit](s.upper[i])]);
          }
          return tip((chart.axis ? chart.axis + ': ' : '') + chart.labels[i], out.length ? out : [['no number', '']]);
        },
      }),
      series,
    };
  }

  function panels(chart, c, _, height) {
    const open = new Set(chart.open || []);
    const n = chart.panels.length;
    const each = (height - 24) / n;
    const wide = chart.labels[0].length > 7;
    return {
      title: chart.panels.map((p, i) => ({
        text: p.name, left: 0, top: i * each + 4, padding: 0, textStyle: {color: c.ink, fontFamily: font, fontSize: 12, fontWeight: 600},
      })),
      grid: chart.panels.map((p, i) => ({left: 48, right: wide ? 36 : 8, top: i * each + 30, height: each - 44})),
      xAxis: chart.panels.map((p, i) => category(c, chart.labels, {
        gridIndex: i, axisLabel: {...axisText(c), hideOverlap: true, show: i === n - 1},
      })),
      yAxis: chart.panels.map((p, i) => values(c, p.unit, {
        gridIndex: i, splitNumber: 3, minInterval: p.unit === 'count' ? 1 : undefined,
      })),
      tooltip: tooltip(c, {
        trigger: 'axis', axisPointer: {type: 'shadow', shadowStyle: {color: c.grid, opacity: .6}},
        formatter: points => {
          const i = points[0].dataIndex;
          return tip(chart.labels[i] + (open.has(chart.labels[i]) ? ' (not over)' : ''),
            chart.panels.map(p => [p.name, exact[p.unit](p.values[i])]));
        },
      }),
      axisPointer: {link: [{xAxisIndex: 'all'}]},
      series: chart.panels.map((p, i) => ({
        name: p.name, type: 'bar', xAxisIndex: i, yAxisIndex: i, barMaxWidth: 36, barCategoryGap: '28%',
        data: p.values.map((v, j) => ({
          value: v, itemStyle: {color: c.accent, opacity: open.has(chart.labels[j]) ? .4 : .9, borderRadius: [2, 2, 0, 0]},
        })),
      })),
    };
  }

  function hatch(c) {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 8;
    const pen = tile.getContext('2d');
    pen.fillStyle = c.grid;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = mix(c.grid, c.muted, .45);
    pen.lineWidth = 1.2;
    pen.beginPath();
    for (const d of [-8, 0, 8]) {
      pen.moveTo(d, 8);
      pen.lineTo(d + 8, 0);
    }
    pen.stroke();
    return {image: tile, repeat: 'repeat'};
  }

  function heat(chart, c, width) {
    const complete = chart.complete || [], incomplete = chart.incomplete || [];
    const top = Math.max(...complete.map(cell => cell[2]), .01);
    const low = mix(c.surface, c.accent, .08);
    const shade = rate => mix(low, c.accent, rate / top);
    const legible = rate => contrast(shade(rate), c.ink) > contrast(shade(rate), c.surface) ? c.ink : c.surface;
    const cell = (width - 70) / chart.columns.length;
    const label = cell >= 22;
    const common = {type: 'heatmap', emphasis: {disabled: true}};
    return {
      grid: {left: 66, right: 4, top: 26, bottom: 52},
      xAxis: {...category(c, chart.columns), position: 'top', axisLine: {show: false}},
      yAxis: {...category(c, chart.rows), inverse: true, axisLine: {show: false}},
      visualMap: {
        type: 'continuous', seriesIndex: 0, dimension: 2, min: 0, max: top, calculable: false, orient: 'horizontal', left: 'center', bottom: 4,
        itemWidth: 10, itemHeight: 120, text: [exact.rate(top), '0 %'], textStyle: {color: c.muted, fontFamily: font},
        inRange: {color: [low, c.accent]},
      },
      tooltip: tooltip(c, {
        formatter: point => {
          const [x, y, rate, active, size] = point.data.value;
          return tip(chart.rows[y] + ', month ' + chart.columns[x], [
            ['Retention rate', exact.rate(rate)], ['Customers', exact.count(active) + ' of ' + exact.count(size)],
            ...(point.seriesIndex === 1 ? [['Month', 'not over']] : []),
          ]);
        },
      }),
      series: [
        {
          ...common, itemStyle: {borderColor: c.surface, borderWidth: 1},
          label: {show: label, fontFamily: font, fontSize: Math.min(12, cell / 2.6), formatter: p => Math.round(100 * p.data.value[2])},
          data: complete.map(value => ({value, label: {color: legible(value[2])}})),
        },
        {...common, itemStyle: {borderColor: c.surface, borderWidth: 1, color: hatch(c)}, data: incomplete.map(value => ({value}))},
      ],
    };
  }

  function ranking(chart, c, width) {
    const room = Math.min(320, Math.round(width * .45));
    return {
      grid: {left: 4, right: 64, top: 4, bottom: 4, containLabel: true},
      yAxis: {
        ...category(c, chart.labels), inverse: true, axisLine: {show: false},
        axisLabel: {color: c.ink, fontFamily: font, fontSize: 13, width: room, overflow: 'truncate', interval: 0},
      },
      xAxis: {type: 'value', show: false, min: 0},
      tooltip: tooltip(c, {formatter: p => tip(chart.labels[p.dataIndex], [['Share of customers', exact[chart.unit](p.value)]])}),
      series: [{
        type: 'bar', data: chart.values, barMaxWidth: 18, itemStyle: {color: c.accent, opacity: .85, borderRadius: [0, 3, 3, 0]},
        label: {show: true, position: 'right', color: c.ink, fontFamily: font, formatter: p => exact[chart.unit](p.value)},
      }],
    };
  }

  /* One shape and colour for each series, so that neither alone has to tell them apart. */
  function marks(c) {
    return {
      strong: {color: c.accent, symbol: 'circle'}, quiet: {color: mix(c.accent, c.muted, .6), symbol: 'diamond'},
      second: {color: c.ink, symbol: 'rect'}, third: {color: mix(c.accent, c.surface, .4), symbol: 'triangle'},
      faint: {color: c.muted, symbol: 'emptyCircle'},
      left: {color: c.left, symbol: 'circle'}, right: {color: c.right, symbol: 'diamond'},
    };
  }

  function whiskers(chart, c, width) {
    const n = chart.series.length;
    const mark = marks(c);
    const data = chart.series.map(s => s.values.map((v, i) => v === null ? null : [i, v, s.lower[i] ?? v, s.upper[i] ?? v]).filter(Boolean));
    const isSigned = chart.unit === 'change' || chart.unit === 'points';
    const gaps = (chart.gaps || []).map((words, i) => words && [i, 0]).filter(Boolean);
    /* Dots of one label stand side by side in the middle of its room. */
    const beside = (api, k) => {
      const room = Math.min(api.size([1, 0])[0] * .7, 44 * n);
      return (k - (n - 1) / 2) * room / n;
    };
    const shape = {
      circle: (x, y) => ({type: 'circle', shape: {cx: x, cy: y, r: 5}}),
      emptyCircle: (x, y) => ({type: 'circle', shape: {cx: x, cy: y, r: 4.5}}),
      rect: (x, y) => ({type: 'rect', shape: {x: x - 4.5, y: y - 4.5, width: 9, height: 9}}),
      diamond: (x, y) => ({type: 'polygon', shape: {points: [[x, y - 6.5], [x + 6.5, y], [x, y + 6.5], [x - 6.5, y]]}}),
      triangle: (x, y) => ({type: 'polygon', shape: {points: [[x, y - 6], [x + 6, y + 5], [x - 6, y + 5]]}}),
    };
    return {
      legend: {
        data: chart.series.map(s => ({name: s.name, icon: mark[s.tone].symbol})), left: 0, top: 0, itemWidth: 12, itemHeight: 12, itemGap: 16,
        selectedMode: false, textStyle: {color: c.ink, fontFamily: font},
      },
      grid: {left: 4, right: 12, top: 18 + legendHeight(chart.series.map(s => s.name), width, 12), bottom: chart.axis ? 24 : 4, containLabel: true},
      xAxis: category(c, chart.labels, {...named(c, chart), axisLabel: {...axisText(c), interval: 0}}),
      yAxis: values(c, chart.unit, isSigned ? {} : {min: 0}),
      tooltip: tooltip(c, {
        trigger: 'axis', axisPointer: {type: 'shadow', shadowStyle: {color: c.grid, opacity: .6}},
        formatter: points => {
          const label = points[0].axisValue;
          const at = chart.labels.indexOf(label);
          const out = [];
          if (chart.gaps?.[at]) return tip((chart.axis ? chart.axis + ': ' : '') + label, [[chart.gaps[at], '']]);
          for (const s of chart.series) {
            if (s.values[at] === null) continue;
            out.push([s.name, exact[chart.unit](s.values[at])]);
            if (s.lower[at] !== null) out.push(['95 % interval', exact[chart.unit](s.lower[at]) + ' to ' + exact[chart.unit](s.upper[at])]);
          }
          return tip((chart.axis ? chart.axis + ': ' : '') + label, out);
        },
      }),
      series: [...chart.series.map((s, k) => ({
        name: s.name, type: 'custom', data: data[k], encode: {x: 0, y: [1, 2, 3]}, itemStyle: {color: mark[s.tone].color},
        renderItem: (_, api) => {
          const colour = mark[s.tone].color;
          const shift = beside(api, k);
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const low = api.coord([api.value(0), api.value(2)])[1], high = api.coord([api.value(0), api.value(3)])[1];
          const hollow = mark[s.tone].symbol === 'emptyCircle' || s.hollow?.[api.value(0)];
          return {
            type: 'group', children: [
              {type: 'line', shape: {x1: x + shift, y1: low, x2: x + shift, y2: high}, style: {stroke: colour, lineWidth: 2, opacity: .55}},
              {
                ...shape[mark[s.tone].symbol](x + shift, y),
                style: {fill: hollow ? c.surface : colour, stroke: hollow ? colour : c.surface, lineWidth: hollow ? 2 : 1},
              },
            ],
          };
        },
      })), ...(gaps.length ? [{
        type: 'custom', silent: true, data: gaps, encode: {x: 0, y: 1},
        renderItem: (_, api) => {
          const [x] = api.coord([api.value(0), 0]);
          const {y} = _.coordSys;
          return {type: 'text', silent: true, style: {
            text: chart.gaps[api.value(0)].replaceAll(' ', '\n'), x, y: y + 16, align: 'center', verticalAlign: 'top',
            fill: c.muted, backgroundColor: c.surface, padding: 4, font: '12px ' + font, lineHeight: 15,
          }};
        },
      }] : []), ...(isSigned ? [zeroLine(c)] : [])],
    };
  }

  /* Where there is no difference. */
  const zeroLine = c => ({
    type: 'line', data: [], silent: true, tooltip: {show: false},
    markLine: {silent: true, symbol: 'none', label: {show: false}, lineStyle: {color: c.ink, width: 1.25, type: 'solid'}, data: [{yAxis: 0}]},
  });

  const isNarrow = width => width < 560;

  function forest(chart, c, width) {
    const rows = chart.rows;
    const narrow = isNarrow(width);
    const tone = {left: c.left, right: c.right, other: c.accent};
    const drawn = rows.map((row, i) => row.value === undefined ? null : [i, row.value, row.lower ?? row.value, row.upper ?? row.value]).filter(Boolean);
    /* One wide interval must not make all others too small to see: beyond the picture it ends in an arrow. */
    const spans = drawn.map(d => d[3] - d[2]).sort((a, b) => a - b);
    const usual = spans.length ? spans[Math.floor(spans.length / 2)] : 0;
    const within = d => [Math.max(d[2], d[1] - 2 * usual), Math.min(d[3], d[1] + 2 * usual)];
    const ends = [0, ...drawn.flatMap(within)];
    const air = (Math.max(...ends) - Math.min(...ends) || .1) * .05;
    const [low, high] = [Math.min(...ends) - air, Math.max(...ends) + air];
    const room = narrow ? Math.max(128, Math.round(width * .36)) : Math.min(260, Math.round(width * .26));
    const right = narrow ? 10 : 216;
    const text = (label, x, y, rest) => ({type: 'text', silent: true, style: {text: label, x, y, verticalAlign: 'middle', font: '13px ' + font, fill: c.ink, ...rest}});
    return {
      grid: {left: room, right, top: 4, bottom: 26},
      yAxis: {...category(c, rows.map((_, i) => String(i))), inverse: true, axisLine: {show: false}, axisLabel: {show: false}},
      xAxis: values(c, 'percent', {min: low, max: high, splitNumber: narrow ? 3 : 5, axisLabel: {...axisText(c), formatter: short.percent, hideOverlap: true, showMinLabel: false, showMaxLabel: false}}),
      tooltip: tooltip(c, {formatter: p => {
        const row = rows[p.value[0]];
        return tip(row.label, row.isGroup ? [] : row.value === undefined ? [[row.words, '']] : [
          ['Relative difference', exact.percent(row.value)],
          ...(row.lower === undefined ? [] : [['95 % interval', exact.percent(row.lower) + ' to ' + exact.percent(row.upper)]]),
          ['Verdict', row.words],
        ]);
      }}),
      series: [{
        type: 'custom', data: rows.map((row, i) => [i, row.value ?? 0, row.lower ?? row.value ?? 0, row.upper ?? row.value ?? 0]),
        encode: {y: 0, x: 1}, clip: false, z: 6,
        renderItem: (_, api) => {
          const i = api.value(0), row = rows[i];
          const [zero, y] = api.coord([0, i]);
          const half = api.size([0, 1])[1] / 2;
          const none = {type: 'line', silent: true, shape: {x1: zero, y1: y - half, x2: zero, y2: y + half}, style: {stroke: c.ink, lineWidth: 1.25}};
          if (row.isGroup) {
            return {type: 'group', silent: true, children: [
              ...(narrow ? [] : [none]),
              {type: 'line', shape: {x1: 0, y1: y - half, x2: width, y2: y - half}, style: {stroke: i === 0 ? 'transparent' : c.grid, lineWidth: 1}},
              text(row.label, 0, y + 3, {font: '600 13px ' + font, backgroundColor: c.surface, padding: [0, 6, 0, 0]}),
            ]};
          }
          const colour = tone[row.tone];
          const name = text(row.label + (row.isPrimary && !narrow ? ', primary' : ''), 8, y, {
            font: (row.isPrimary ? '700 ' : '') + (narrow ? '12px ' : '13px ') + font, width: room - 14, overflow: 'truncate', ellipsis: '…',
          });
          if (row.value === undefined) {
            return {type: 'group', children: [none, name, text(row.words, zero + 8, y, {fill: c.muted, backgroundColor: c.surface, padding: [0, 4], font: '12px ' + font})]};
          }
          const at = v => api.coord([v, i])[0];
          const [from, to] = within([i, row.value, row.lower ?? row.value, row.upper ?? row.value]);
          const x = at(row.value), size = row.isPrimary ? 6.5 : 4.5, thick = row.isPrimary ? 3.5 : 2;
          const arrow = (tip, back) => ({type: 'polygon', shape: {points: [[tip, y], [back, y - 5], [back, y + 5]]}, style: {fill: colour}});
          const dot = row.tone === 'right'
            ? {type: 'polygon', shape: {points: [[x, y - size * 1.35], [x + size * 1.35, y], [x, y + size * 1.35], [x - size * 1.35, y]]}}
            : {type: 'circle', shape: {cx: x, cy: y, r: size}};
          return {type: 'group', children: [
            none, name,
            {type: 'line', shape: {x1: at(from), y1: y, x2: at(to), y2: y}, style: {stroke: colour, lineWidth: thick, opacity: .6}},
            ...(row.lower < from ? [arrow(at(from) - 2, at(from) + 7)] : []),
            ...(row.upper > to ? [arrow(at(to) + 2, at(to) - 7)] : []),
            {...dot, style: {fill: row.isShown ? colour : c.surface, stroke: colour, lineWidth: row.isPrimary ? 3 : 2}},
            ...(narrow ? [] : [text(exact.percent(row.value) + '  ' + row.words, width - right + 14, y, {
              fill: row.isShown ? c.ink : c.muted, font: (row.isPrimary ? '700 ' : '') + '12px ' + font,
            })]),
          ]};
        },
      }],
    };
  }

  function waterfall(chart, c, width) {
    const steps = chart.steps;
    const ends = steps.flatMap(s => s.tone === 'total' ? [s.to] : [s.from, s.to]);
    const low = Math.min(...ends), high = Math.max(...ends);
    const air = (high - low || Math.abs(high) || 1) * .18;
    const floor = low >= 0 ? Math.max(0, low - air) : low - air;
    /* The colours are the columns' of the page; what lessens revenue is hollow. */
    const colour = {total: c.accent, left: c.left, right: c.right, other: c.muted};
    const isLess = s => s.tone !== 'total' && s.to < s.from;
    const signed = (s, words) => s.tone === 'total' ? words(s.to)
      : (s.to < s.from ? '−' : s.to > s.from ? '+' : '') + words(Math.abs(s.to - s.from));
    const sign = s => signed(s, exact[chart.unit]), brief = s => signed(s, short[chart.unit]);
    const narrow = width < 620;
    /* On a phone the columns lie on their side: there is room for their names. */
    const names = category(c, chart.labels, {axisLabel: {...axisText(c), interval: 0, width: narrow ? 110 : 84, overflow: 'break', lineHeight: 15}, inverse: narrow});
    const amounts = values(c, chart.unit, {min: floor, max: high + air, axisLabel: {...axisText(c), formatter: short[chart.unit], hideOverlap: true, showMinLabel: false, showMaxLabel: false}});
    return {
      grid: {left: 4, right: 12, top: 12, bottom: 4, containLabel: true},
      xAxis: narrow ? amounts : names,
      yAxis: narrow ? names : amounts,
      tooltip: tooltip(c, {formatter: p => tip(chart.labels[p.dataIndex], [[steps[p.dataIndex].tone === 'total' ? 'Revenue less refunds' : 'Contribution', sign(steps[p.dataIndex])]])}),
      series: [{
        type: 'custom', data: steps.map((s, i) => [i, s.tone === 'total' ? floor : s.from, s.to]),
        encode: narrow ? {y: 0, x: [1, 2]} : {x: 0, y: [1, 2]},
        renderItem: (_, api) => {
          const i = api.value(0), s = steps[i];
          const at = v => narrow ? api.coord([v, i]) : api.coord([i, v]);
          const [a, b] = [at(api.value(1)), at(api.value(2))];
          const thick = Math.min(64, (narrow ? api.size([0, 1])[1] : api.size([1, 0])[0]) * .64);
          /* On an axis that does not start at zero a month is a mark at its height, no column. */
          const box = s.tone === 'total'
            ? narrow ? {x: b[0] - 2, y: b[1] - thick / 2, width: 4, height: thick} : {x: b[0] - thick / 2, y: b[1] - 2, width: thick, height: 4}
            : narrow
            ? {x: Math.min(a[0], b[0]), y: a[1] - thick / 2, width: Math.max(2, Math.abs(b[0] - a[0])), height: thick}
            : {x: a[0] - thick / 2, y: Math.min(a[1], b[1]), width: thick, height: Math.max(2, Math.abs(b[1] - a[1]))};
          const text = narrow
            ? {x: box.x + box.width + 6, y: a[1], verticalAlign: 'middle', align: 'left'}
            : {x: a[0], y: box.y - 6, verticalAlign: 'bottom', align: 'center'};
          const far = narrow && text.x > width - 64;
          /* Where there is no room beside a column its amount stands in it. */
          const within = far && box.width > 64;
          return {
            type: 'group', children: [
              {type: 'rect', shape: {...box, r: 2}, style: {
                fill: isLess(s) ? mix(colour[s.tone], c.surface, .75) : colour[s.tone], stroke: colour[s.tone], lineWidth: isLess(s) ? 2 : 0,
              }},
              {
                type: 'text', silent: true,
                style: {
                  text: brief(s), fill: within && !isLess(s) ? c.surface : c.ink, font: '12px ' + font, ...text,
                  ...(far ? {x: within ? box.x + box.width - 8 : box.x - 6, align: 'right'} : {}),
                },
              },
            ],
          };
        },
      }],
    };
  }

  const draw = {lines, panels, heat, ranking, whiskers, waterfall, forest};
  const charts = [...document.querySelectorAll('figure.chart')].filter(f => f.querySelector('.canvas')).map(figure => {
    const chart = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    const canvas = figure.querySelector('.canvas');
    const height = {
      lines: 320, panels: chart.panels?.length === 1 ? 220 : 400, heat: Math.max(320, 90 + 20 * chart.rows?.length),
      ranking: 20 + 34 * chart.labels?.length, whiskers: 340, waterfall: 360, forest: 30 + 27 * chart.rows?.length,
    };
    canvas.style.minHeight = height[chart.kind] + 'px';
    return {figure, chart, canvas, instance: echarts.init(canvas, null, {renderer: 'svg'})};
  });

  function render(printing) {
    /* A drawing has a height of its own, which must not hold open the row that it is measured from. */
    charts.forEach(({instance}) => instance.resize({height: 1}));
    for (const {figure, chart, canvas, instance} of charts) {
      const width = printing ? 640 : canvas.clientWidth;
      const height = printing ? parseInt(canvas.style.minHeight, 10) : canvas.clientHeight;
      instance.resize({width, height});
      instance.setOption({
        animation: false, textStyle: {fontFamily: font},
        ...draw[chart.kind](chart, colours(figure, printing), width, height),
      }, true);
    }
  }

  render(false);
  let frame = 0, seen = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth === seen) return;
    seen = innerWidth;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => render(false));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => render(false));
  const closed = [];
  addEventListener('beforeprint', () => {
    document.querySelectorAll('details:not([open])').forEach(d => { d.open = true; closed.push(d); });
    render(true);
  });
  addEventListener('afterprint', () => {
    closed.splice(0).forEach(d => { d.open = false; });
    render(false);
  });
})();
