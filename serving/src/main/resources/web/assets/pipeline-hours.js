// The messages of each hour, counted at every place, and the hours that do not agree.
import { api, byId, count, hourOf, panel, setClock } from './app.js';
import { axis, base, chart, tooltip } from './charts.js';

let asked = null;
/** What the API says of the pipeline, asked once for all panels. */
export const health = () =>
  (asked ??= api('/pipeline')
    .then(h => {
      setClock(h.clock);
      return h;
    })
    .finally(() =>
      setTimeout(() => {
        asked = null;
      }, 500),
    ));

const CROSS = 'path://M2 0 L10 8 L18 0 L20 2 L12 10 L20 18 L18 20 L10 12 L2 20 L0 18 L8 10 L0 2 Z';
export const hours = panel(byId('hours'), async () => {
  const h = await health();
  const rows = h.reconciliation?.hours ?? [];
  const sign = row => (row.agrees === false ? 'does NOT add up' : row.agrees === null ? 'still arriving' : 'adds up');
  return chart(
    byId('hours'),
    c => {
      const of = (name, field, colour, at, stack) => ({
        name,
        type: 'bar',
        stack,
        barMaxWidth: 40,
        itemStyle: { color: colour },
        xAxisIndex: at,
        yAxisIndex: at,
        data: rows.map(row => row[field] ?? 0),
      });
      const mark = row =>
        row.agrees === false
          ? { value: 1, symbol: CROSS, symbolSize: 13, itemStyle: { color: c.bad } }
          : row.agrees === null
            ? { value: 1, symbol: 'emptyCircle', symbolSize: 9, itemStyle: { color: c.past } }
            : { value: 1, symbol: 'circle', symbolSize: 9, itemStyle: { color: c.good } };
      const names = rows.map(row => hourOf(row.hour));
      const x = (at, labels) =>
        axis(c, {
          type: 'category',
          gridIndex: at,
          data: names,
          splitLine: { show: false },
          axisLabel: { show: labels, color: c.soft, hideOverlap: true },
        });
      const y = (at, name, more = {}) =>
        axis(c, {
          type: 'value',
          gridIndex: at,
          name,
          nameLocation: 'start',
          nameGap: 8,
          nameTextStyle: { color: c.soft, align: 'left', fontSize: 0 },
          splitNumber: at ? 2 : 4,
          axisLabel: { color: c.soft, formatter: count },
          ...more,
        });
      const space = { left: 64, right: 14 };
      return {
        ...base(c),
        grid: [
          { ...space, top: 54, height: '43%' },
          { ...space, bottom: 30, height: '24%' },
          { ...space, top: 6, height: 16 },
        ],
        axisPointer: { link: [{ xAxisIndex: 'all' }] },
        xAxis: [x(0, false), x(1, true), { ...x(2, false), show: false }],
        yAxis: [y(0), y(1), { ...y(2), show: false, min: 0, max: 2 }],
        title: [
          { text: 'Messages', left: 0, top: 27 },
          { text: 'Set aside', left: 0, bottom: '34%' },
        ].map(title => ({ ...title, textStyle: { color: c.soft, fontSize: 12, fontWeight: 500 } })),
        tooltip: tooltip(c, {
          formatter: shown => {
            const r = rows[shown[0].dataIndex];
            return (
              r &&
              [
                `${hourOf(r.hour)}: ${sign(r)}`,
                `${count(r.kafka)} messages in Kafka`,
                `${count(r.accepted)} accepted, ${count(r.late)} late for the speed layer`,
                `${count(r.duplicates)} duplicates, ${count(r.deadLetters)} dead letters`,
              ].join('\n')
            );
          },
        }),
        series: [
          of('Accepted', 'accepted', c.water, 0, 'all'),
          of('Late', 'late', c.warn, 0, 'all'),
          of('Duplicates', 'duplicates', c.past, 0, 'all'),
          of('Dead letters', 'deadLetters', c.bad, 0, 'all'),
          of('Late', 'late', c.warn, 1, 'aside'),
          of('Duplicates', 'duplicates', c.past, 1, 'aside'),
          of('Dead letters', 'deadLetters', c.bad, 1, 'aside'),
          { name: 'Outcome', type: 'scatter', xAxisIndex: 2, yAxisIndex: 2, data: rows.map(mark) },
        ],
      };
    },
    {
      caption: 'Messages by hour of arrival',
      columns: ['Hour', 'In Kafka', 'Accepted', 'Late', 'Duplicates', 'Dead letters', 'Outcome'],
      rows: rows.map(r => [
        hourOf(r.hour),
        count(r.kafka),
        count(r.accepted),
        count(r.late),
        count(r.duplicates),
        count(r.deadLetters),
        sign(r),
      ]),
      marks: [
        ['round agrees', 'adds up'],
        ['cross', 'does not add up'],
        ['round open', 'still arriving'],
        ['water', 'Accepted'],
        ['late', 'Late for the speed layer'],
        ['past', 'Duplicates'],
        ['letter', 'Dead letters'],
      ],
      empty: 'No reconciliation yet; it follows the hourly batch run.',
    },
  );
});
