// What the batch layer says of each day of a meter.
import { api, byId, figure, FLOW, litres, panel, query, words } from './app.js';
import { axis, base, chart, tooltip } from './charts.js';
import { day, meter, path } from './one-meter.js';

const days = async measurement => (await api(path + '/days' + query({ measurement }))).items;
export const register = panel(byId('register'), async () => {
  await meter();
  const rows = await days(FLOW);
  return chart(
    byId('register'),
    c => ({
      ...base(c),
      xAxis: axis(c, { type: 'category', data: rows.map(row => day(row.date)), splitLine: { show: false } }),
      yAxis: axis(c, { type: 'value', axisLabel: { color: c.soft, formatter: litres } }),
      tooltip: tooltip(c, {
        formatter: shown => {
          const r = rows[shown[0].dataIndex];
          return (
            r &&
            [
              `${day(r.date)}`,
              `flows ${litres(r.total)}, register ${litres(r.registerAdvance)}`,
              `${words(r.crossCheck ?? 'NOT_CHECKED')}`,
            ].join('\n')
          );
        },
      }),
      series: [
        {
          name: 'Sum of flows',
          type: 'bar',
          barMaxWidth: 20,
          itemStyle: { color: c.water },
          data: rows.map(row => row.total),
        },
        {
          name: 'Advance of the register',
          type: 'bar',
          barMaxWidth: 20,
          data: rows.map(row => row.registerAdvance),
          itemStyle: { color: c.past },
        },
        {
          name: 'They disagree',
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 12,
          symbolOffset: [0, -9],
          itemStyle: { color: c.bad },
          data: rows.map(row =>
            row.crossCheck === 'DISAGREES' ? Math.max(row.total ?? 0, row.registerAdvance ?? 0) : null,
          ),
          z: 4,
        },
      ],
    }),
    {
      caption: 'Flows and register by day',
      columns: ['Day', 'Sum of flows', 'Advance of the register', 'Check'],
      rows: rows.map(r => [
        day(r.date),
        litres(r.total),
        litres(r.registerAdvance),
        words(r.crossCheck ?? 'NOT_CHECKED'),
      ]),
      marks: [
        ['water', 'Sum of flows'],
        ['past', 'Advance of the register'],
        ['diamond', 'They disagree'],
      ],
      empty: 'No day is in the batch views yet; they follow the first batch run.',
    },
  );
});

export const device = panel(byId('device'), async () => {
  await meter();
  const [battery, temperature] = await Promise.all([days('Battery'), days('DeviceTemperature')]);
  const dates = [...new Set([...battery, ...temperature].map(row => row.date))].sort();
  const of = (rows, field) => {
    const known = new Map(rows.map(row => [row.date, row[field]]));
    return dates.map(date => known.get(date) ?? null);
  };
  const volts = of(battery, 'min');
  const degrees = of(temperature, 'max');
  return chart(
    byId('device'),
    c => ({
      ...base(c),
      grid: { ...base(c).grid, top: 26 },
      xAxis: axis(c, { type: 'category', data: dates.map(day), splitLine: { show: false } }),
      yAxis: [
        axis(c, {
          type: 'value',
          name: 'V',
          scale: true,
          minInterval: 0.01,
          nameGap: 8,
          axisLabel: { color: c.soft, formatter: figure },
        }),
        axis(c, { type: 'value', name: '°C', scale: true, nameGap: 8, splitLine: { show: false } }),
      ],
      tooltip: tooltip(c, {
        formatter: shown => {
          const i = shown[0].dataIndex;
          return [
            `${day(dates[i])}`,
            `battery, lowest: ${figure(volts[i])} V`,
            `temperature, highest: ${figure(degrees[i])} °C`,
          ].join('\n');
        },
      }),
      series: [
        {
          name: 'Battery, lowest',
          type: 'line',
          connectNulls: true,
          symbolSize: 7,
          itemStyle: { color: c.water },
          lineStyle: { color: c.water },
          data: volts,
        },
        {
          name: 'Device temperature, highest',
          type: 'line',
          connectNulls: true,
          yAxisIndex: 1,
          symbol: 'diamond',
          symbolSize: 8,
          itemStyle: { color: c.rise },
          lineStyle: { color: c.rise, type: 'dashed' },
          data: degrees,
        },
      ],
    }),
    {
      caption: 'Battery and temperature by day',
      columns: ['Day', 'Battery, V', 'Temperature, °C'],
      rows: dates.map((date, i) => [day(date), figure(volts[i]), figure(degrees[i])]),
      marks: [
        ['line', 'Battery, lowest (V, left)'],
        ['dashed rise', 'Device temperature, highest (°C, right)'],
      ],
      empty: 'No battery or temperature is in the batch views yet.',
    },
  );
});
