// How the forecasts of a gauge did.
import { api, byId, count, el, empty, figure, hourOf, panel, query, table } from './app.js';
import { axis, band, chart, times, tooltip, wide } from './charts.js';
import { error, metres, percent } from './stations.js';
import { at, path, station, view } from './one-gauge.js';

export const past = panel(byId('past'), async signal => {
  const s = await station();
  const now = at(s.clock.dataClock);
  const answer = await api(
    `${path}/forecasts/past` +
      query({
        lead: view.lead,
        from: new Date(now - Math.max(7, view.days) * 864e5).toISOString(),
        to: new Date(now + 36e5).toISOString(),
      }),
    { signal },
  );
  const { items, verified } = answer;
  byId('verified').textContent = verified.forecasts
    ? `Of ${count(verified.forecasts)} forecasts, the mean error is ${error(verified.mae)}; ` +
      `that of the last level repeated ${error(verified.persistenceMae)}. ` +
      `${percent(verified.coverage)} of what came lay within the interval.`
    : '';
  return chart(
    byId('past'),
    c => ({
      ...wide(c),
      xAxis: times(c),
      yAxis: axis(c, { type: 'value', scale: true, axisLabel: { color: c.soft, formatter: metres } }),
      tooltip: tooltip(c, {
        axisPointer: { type: 'line' },
        formatter: shown => {
          const x = shown.find(one => one.data)?.data[0];
          const p = items.find(item => at(item.target) === x);
          return p
            ? [
                `${hourOf(p.target)}, issued ${hourOf(p.issued)}`,
                `forecast ${metres(p.level)}, between ${metres(p.low)} and ${metres(p.high)}`,
                `came ${metres(p.came)}${p.inside === false ? ', outside the interval' : ''}`,
              ].join('\n')
            : '';
        },
      }),
      series: [
        band(
          items
            .filter(item => item.low !== null && item.high !== null)
            .map(item => [at(item.target), item.low, item.high]),
          c.rise,
          'Interval',
        ),
        {
          name: 'Forecast',
          type: 'line',
          showSymbol: items.length < 3,
          itemStyle: { color: c.rise },
          lineStyle: { color: c.rise, width: 1.5 },
          data: items.map(item => [at(item.target), item.level]),
        },
        {
          name: 'What came',
          type: 'line',
          showSymbol: items.length < 3,
          itemStyle: { color: c.water },
          lineStyle: { color: c.water, width: 2 },
          data: items.map(item => [at(item.target), item.came]),
        },
        {
          name: 'Outside',
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 9,
          itemStyle: { color: c.bad },
          data: items.filter(item => item.inside === false).map(item => [at(item.target), item.came]),
          z: 4,
        },
        {
          name: 'Ends',
          type: 'scatter',
          symbolSize: 0,
          silent: true,
          data: items.flatMap(item => [
            [at(item.target), item.low],
            [at(item.target), item.high],
          ]),
        },
      ],
    }),
    {
      caption: 'Past forecasts',
      columns: ['For', 'Forecast', 'Low', 'High', 'Came', 'Within'],
      rows: items.map(item => [
        hourOf(item.target),
        metres(item.level),
        metres(item.low),
        metres(item.high),
        metres(item.came),
        item.inside === null ? '–' : item.inside ? 'yes' : 'no',
      ]),
      marks: [
        ['line', 'What came'],
        ['line rise', 'Forecast'],
        ['band rise', '95 % interval'],
        ['diamond', 'outside the interval'],
      ],
      empty: 'No forecast of this gauge is old enough to be held against what came.',
    },
  );
});

export const skill = panel(byId('skill'), async signal => {
  await station();
  const { items } = await api(`${path}/skill`, { signal });
  if (!items.length) return empty('Not known yet: forecasts are held against what came as it comes.');
  const share = value => (value === null ? '–' : figure(value));
  return [
    table(
      'Skill by hours ahead',
      [
        { title: 'Ahead', nowrap: true, cell: s => `${s.lead} h` },
        { title: 'Mean error', number: true, cell: s => error(s.mae) },
        { title: 'Persistence', number: true, cell: s => error(s.persistenceMae) },
        { title: 'Against it', number: true, cell: s => share(s.coefficientOfPersistence) },
        { title: 'NSE', number: true, cell: s => share(s.nse) },
        { title: 'Within interval', number: true, cell: s => percent(s.coverage) },
        {
          title: 'Hits / misses / false',
          number: true,
          cell: s => `${count(s.hits)} / ${count(s.misses)} / ${count(s.falseAlarms)}`,
        },
        { title: 'Forecasts', number: true, cell: s => count(s.forecasts) },
      ],
      items,
      { tall: true },
    ),
    el(
      'p',
      { class: 'note' },
      'Against persistence, the last level repeated: 1 is perfect, 0 no better, below 0 worse. ' +
        'Hits, misses and false alarms are of crossings of the high-water level.',
    ),
  ];
});
