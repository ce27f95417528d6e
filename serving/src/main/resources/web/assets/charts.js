// Charts: ECharts in the colours of the page, loaded when the first one is drawn, each with a legend
// that wraps and with its figures as a table for those who do not see it.
import { el, empty, hourOf } from './app.js';

let library = null;
function echarts() {
  library ??= new Promise((resolve, reject) => {
    const script = el('script', { src: '/webjars/echarts/dist/echarts.min.js' });
    script.onload = () => resolve(window.echarts);
    script.onerror = () => {
      library = null;
      reject(new Error('The charts’ library could not be loaded.'));
    };
    document.head.append(script);
  });
  return library;
}

const NAMES = [
  'ground',
  'card',
  'ink',
  'soft',
  'line',
  'line-soft',
  'water',
  'water-2',
  'water-soft',
  'past',
  'good',
  'warn',
  'bad',
  'info',
  'rise',
  'map-rise',
  'map-fall',
  'map-even',
];

export function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map(name => [name, style.getPropertyValue('--' + name).trim()]));
}

/** Hatching for what is provisional, so that colour is not the only mark. */
export const hatched = colour => ({
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [2, 3],
  rotation: Math.PI / 4,
  color: colour,
  symbolSize: 1,
});

export const bar = (value, provisional, c, colour = c.water) =>
  provisional
    ? { value, itemStyle: { color: c['water-soft'], borderColor: colour, borderWidth: 1, decal: hatched(colour) } }
    : { value, itemStyle: { color: colour } };

/** What all charts have in common. */
export function base(c) {
  return {
    animation: false,
    aria: { enabled: false, decal: { show: true, decals: { symbol: 'none' } } },
    textStyle: { fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif', color: c.ink },
    grid: { left: 4, right: 14, top: 14, bottom: 4, containLabel: true },
    tooltip: tooltip(c, {}),
  };
}
export const tooltip = (c, more) => ({
  trigger: 'axis',
  renderMode: 'richText',
  confine: true,
  backgroundColor: c.card,
  borderColor: c.line,
  padding: [8, 11],
  textStyle: { color: c.ink, fontSize: 13, lineHeight: 19 },
  axisPointer: { type: 'shadow', shadowStyle: { color: c.past, opacity: 0.14 } },
  ...more,
});
export const axis = (c, more = {}) => ({
  axisLine: { lineStyle: { color: c.line } },
  axisTick: { show: false },
  axisLabel: { color: c.soft, hideOverlap: true },
  splitLine: { lineStyle: { color: c['line-soft'] } },
  nameTextStyle: { color: c.soft },
  ...more,
});

/** The same with room for long numbers on the left. */
export const wide = c => ({ ...base(c), grid: { ...base(c).grid, left: 16, right: 20 } });

/** An area between two values at each instant, such as an interval: rows of [milliseconds, low, high]. */
export const band = (rows, colour, name, opacity = 0.22) => ({
  name,
  type: 'custom',
  silent: true,
  z: 1,
  data: rows.length ? [[rows[0][0], rows[0][1]]] : [],
  encode: { x: 0, y: 1 },
  itemStyle: { color: colour },
  renderItem: (params, api) => ({
    type: 'polygon',
    shape: {
      points: [
        ...rows.map(([x, , high]) => api.coord([x, high])),
        ...rows
          .slice()
          .reverse()
          .map(([x, low]) => api.coord([x, low])),
      ],
    },
    style: { fill: colour, opacity },
  }),
});
/** An axis of time, in the zone of the page. */
export const times = (c, more = {}) =>
  axis(c, {
    type: 'time',
    splitLine: { show: false },
    axisLabel: { color: c.soft, hideOverlap: true, formatter: value => hourOf(new Date(value)) },
    splitNumber: 5,
    ...more,
  });
/**
 * What a part of a line is from: the batch layer's part, and the rest with the point before it, so
 * that the line goes on.
 */
export function halves(points, value, when = point => Date.parse(point.start)) {
  const first = points.findIndex(point => point.origin !== 'batch');
  const at = list => list.map(point => [when(point), value(point)]);
  return first < 0 ? [at(points), []] : [at(points.slice(0, first)), at(points.slice(Math.max(0, first - 1)))];
}

/** A legend: pairs of a mark (a class of the style sheet) and its meaning. */
export const legend = marks =>
  el(
    'ul',
    { class: 'legend' },
    marks.map(([mark, text]) => el('li', {}, el('span', { class: 'mark ' + mark, 'aria-hidden': 'true' }), text)),
  );

const drawn = new Map();

/**
 * Draws a chart. The option is made anew from the colours when the theme changes.
 *
 * @param figures what the chart shows, as {caption, columns, rows, marks}, for screen readers; marks are its legend
 */
export async function chart(place, option, figures) {
  const rows = figures.rows;
  if (!rows.length) {
    drop(place);
    return empty(figures.empty ?? 'No data in this range.');
  }
  const lib = await echarts();
  let known = drawn.get(place);
  if (!known || !known.canvas.isConnected) {
    drop(place);
    const canvas = el('div', { class: 'canvas', 'aria-hidden': 'true' });
    const text = el('div', { class: 'hidden' });
    place.replaceChildren(figures.marks ? legend(figures.marks) : '', canvas, text);
    known = { canvas, text, instance: lib.init(canvas, null, { renderer: 'canvas' }) };
    known.watch = new ResizeObserver(() => known.instance.isDisposed() || known.instance.resize());
    known.watch.observe(canvas);
    drawn.set(place, known);
  }
  known.option = option;
  const shown = JSON.stringify(figures);
  if (shown === known.shown) return undefined;
  known.shown = shown;
  // Merged, so that a tooltip that is being read stays.
  known.instance.setOption(option(colours()));
  known.text.replaceChildren(
    el(
      'table',
      {},
      el('caption', {}, figures.caption),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          figures.columns.map(column => el('th', { scope: 'col' }, column)),
        ),
      ),
      el(
        'tbody',
        {},
        rows.map(row =>
          el(
            'tr',
            {},
            row.map(cell => el('td', {}, String(cell))),
          ),
        ),
      ),
    ),
  );
  return undefined;
}

function drop(place) {
  const known = drawn.get(place);
  if (!known) return;
  known.watch.disconnect();
  known.instance.dispose();
  drawn.delete(place);
}

addEventListener('themechange', () =>
  drawn.forEach(known => known.instance.setOption(known.option(colours()), { notMerge: true })),
);
