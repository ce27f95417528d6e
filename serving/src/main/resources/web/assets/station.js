import { api, byId, count, dayOf, el, hourOf, monthOf, on, panel, query, stampOf, time } from './app.js';
import { axis, band, bar, chart, halves, times, wide, tooltip } from './charts.js';
import {
  alerts,
  choice,
  degrees,
  doubts,
  fact,
  HEARD,
  heading,
  measured,
  NAMES,
  place,
  stationOf,
} from './stations.js';

const id = decodeURIComponent(location.pathname.split('/').filter(Boolean).pop());
const path = '/stations/' + encodeURIComponent(id);
byId('name').textContent = 'Station ' + id;
const station = stationOf(id);

const given = new URLSearchParams(location.search);
let step = ['hour', 'day'].includes(given.get('step')) ? given.get('step') : 'hour';

const facts = panel(byId('facts'), async () => {
  const s = await station();
  heading('name', s);
  const derived = [
    ['Wind chill', s.windChill],
    ['Heat index', s.heatIndex],
    ['Humidex', s.humidex],
  ].filter(([, value]) => value !== null);
  return el(
    'dl',
    {},
    [
      fact('Temperature', degrees(s.values.air_temp)),
      fact('Feels like', degrees(s.feelsLike)),
      ...derived.map(([name, value]) => fact(name, name === 'Humidex' ? count(value) : degrees(value))),
      ...s.elements
        .filter(({ element }) => element !== 'air_temp' && element in s.values)
        .map(({ element, unit }) => fact(NAMES[element], measured(s.values[element], unit))),
      fact(
        'Heard',
        s.observedAt
          ? [time(s.observedAt, stampOf), s.freshness === 'FRESH' ? '' : ` (${HEARD[s.freshness]})`]
          : 'never',
      ),
      fact('Where', place(s)),
      fact('Elevation', s.elevation === null ? '–' : `${count(s.elevation)} m`),
      fact('Time zone', s.timeZone),
      fact('Source', s.source ?? '–'),
      s.flags.length ? fact('Doubts about the newest observation', doubts(s.flags)) : null,
    ].filter(Boolean),
  );
});

// ---- trends ---------------------------------------------------------------------------------

const label = point =>
  step === 'hour' ? hourOf(point.start) : step === 'day' ? dayOf(point.start) : monthOf(point.label);
const DAYS = { hour: 7, day: 35 };
async function series(element, signal) {
  const s = await station();
  if (!s.elements.some(one => one.element === element)) return { points: [], unit: '' };
  const from = new Date(Date.parse(s.clock.dataClock) - DAYS[step] * 864e5).toISOString();
  return api(
    `${path}/series` + query({ element, step, from, to: new Date(Date.parse(s.clock.dataClock) + 36e5).toISOString() }),
    { signal },
  );
}
const none = name => `${name} was not measured in these days.`;
const rows = (points, unit, value = point => point.mean) =>
  points.map(p => [
    label(p),
    measured(value(p), unit),
    measured(p.min, unit),
    measured(p.max, unit),
    p.values,
    p.excluded,
    p.origin,
  ]);
const COLUMNS = ['Span', 'Value', 'Lowest', 'Highest', 'Values', 'Left out', 'Layer'];

/** A line with the range of its values behind it. */
function line(place, element, name) {
  return panel(byId(place), async signal => {
    const { points: all, unit } = await series(element, signal);
    const points = all.filter(point => point.mean !== null);
    const [batch, provisional] = halves(points, point => point.mean);
    return chart(
      byId(place),
      c => ({
        ...wide(c),
        xAxis: times(c),
        yAxis: axis(c, {
          type: 'value',
          scale: true,
          axisLabel: { color: c.soft, formatter: value => measured(value, unit) },
        }),
        tooltip: tooltip(c, {
          axisPointer: { type: 'line' },
          formatter: shown => {
            const at = shown.find(one => one.data)?.data[0];
            const p = points.find(point => Date.parse(point.start) === at);
            return p
              ? [
                  `${label(p)}`,
                  `${name} ${measured(p.mean, unit)}, ${p.origin}`,
                  `from ${measured(p.min, unit)} to ${measured(p.max, unit)}`,
                  `${count(p.values)} values, ${count(p.excluded)} left out`,
                ].join('\n')
              : '';
          },
        }),
        series: [
          band(
            points.map(point => [Date.parse(point.start), point.min, point.max]),
            c['water-2'],
            'Range',
          ),
          {
            name,
            type: 'line',
            showSymbol: points.length < 3,
            itemStyle: { color: c.water },
            lineStyle: { color: c.water, width: 2 },
            data: batch,
          },
          {
            name: 'Provisional',
            type: 'line',
            showSymbol: points.length < 3,
            itemStyle: { color: c.water },
            lineStyle: { color: c.water, width: 2, type: 'dashed' },
            data: provisional,
          },
        ],
      }),
      {
        caption: name,
        columns: COLUMNS,
        rows: rows(points, unit),
        marks: [
          ['line', `${name}, mean`],
          ['dashed water', 'provisional'],
          ['band', 'lowest to highest'],
        ],
        empty: none(name),
      },
    );
  });
}

const rain = panel(byId('rain'), async signal => {
  const { points, unit } = await series('precip_1h', signal);
  return chart(
    byId('rain'),
    c => ({
      ...wide(c),
      xAxis: axis(c, { type: 'category', data: points.map(label), splitLine: { show: false } }),
      yAxis: axis(c, { type: 'value', axisLabel: { color: c.soft, formatter: value => measured(value, unit) } }),
      tooltip: tooltip(c, {
        formatter: shown => {
          const p = points[shown[0].dataIndex];
          return p && `${label(p)}\n${measured(p.total, unit)}, ${p.origin}`;
        },
      }),
      series: [
        {
          name: 'Rain',
          type: 'bar',
          barMaxWidth: 20,
          itemStyle: { color: c.water },
          data: points.map(point => bar(point.total, point.origin !== 'batch', c)),
        },
      ],
    }),
    {
      caption: 'Rain',
      columns: COLUMNS,
      rows: rows(points, unit, point => point.total),
      marks: [
        ['water', 'Rain and melted snow'],
        ['provisional', 'provisional'],
      ],
      empty: none('Rain'),
    },
  );
});

const wind = panel(byId('wind'), async signal => {
  const [{ points, unit }, gusts] = await Promise.all([series('wind_speed', signal), series('wind_gust', signal)]);
  const gust = new Map(gusts.points.map(point => [point.start, point.max]));
  const [batch, provisional] = halves(
    points.filter(point => point.mean !== null),
    point => point.mean,
  );
  return chart(
    byId('wind'),
    c => ({
      ...wide(c),
      xAxis: times(c),
      yAxis: axis(c, { type: 'value', axisLabel: { color: c.soft, formatter: value => measured(value, unit) } }),
      tooltip: tooltip(c, {
        axisPointer: { type: 'line' },
        formatter: shown => {
          const at = shown.find(one => one.data)?.data[0];
          const p = points.find(point => Date.parse(point.start) === at);
          return p
            ? `${label(p)}\nwind ${measured(p.mean, unit)}, gusts ${measured(gust.get(p.start), unit)}\n${p.origin}`
            : '';
        },
      }),
      series: [
        {
          name: 'Wind',
          type: 'line',
          showSymbol: false,
          itemStyle: { color: c.water },
          lineStyle: { color: c.water, width: 2 },
          data: batch,
        },
        {
          name: 'Provisional',
          type: 'line',
          showSymbol: false,
          itemStyle: { color: c.water },
          lineStyle: { color: c.water, width: 2, type: 'dashed' },
          data: provisional,
        },
        {
          name: 'Gusts',
          type: 'scatter',
          symbolSize: 4,
          itemStyle: { color: c.rise },
          data: points.map(point => [Date.parse(point.start), gust.get(point.start) ?? null]),
        },
      ],
    }),
    {
      caption: 'Wind',
      columns: [...COLUMNS, 'Gusts'],
      rows: rows(points, unit).map((row, i) => [...row, measured(gust.get(points[i].start), unit)]),
      marks: [
        ['line', 'Wind, mean'],
        ['dashed water', 'provisional'],
        ['round gust', 'Gusts, highest'],
      ],
      empty: none('Wind'),
    },
  );
});

const refills = [
  facts,
  line('temperature', 'air_temp', 'Temperature'),
  wind,
  rain,
  line('humidity', 'rel_hum', 'Humidity'),
  line('pressure', 'stn_pres', 'Pressure'),
  panel(byId('alerts'), async signal => {
    await station();
    return alerts(id, signal);
  }),
];
choice(byId('steps'), 'step', step, value => {
  step = value;
  history.replaceState(null, '', location.pathname + query({ step: step === 'hour' ? '' : step }));
  refills.slice(1, -1).forEach(fill => fill());
});
const current = () => {
  station.forget();
  refills.forEach(fill => fill());
};
on('batch', current);
on('alert', alert => {
  if (alert.subject === 'station' && alert.device === id) refills.at(-1)();
});
setInterval(() => {
  if (!document.hidden) current();
}, 60_000);
