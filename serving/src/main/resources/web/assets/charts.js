// Charts: ECharts in the colours of the page, loaded when the first one is drawn, each with its
// figures as a table for those who do not see it.
import { el, empty } from './app.js';

let library = null;
function echarts() {
  library ??= new Promise((resolve, reject) => {
    const script = el('script', { src: '/webjars/echarts/dist/echarts.min.js' });
    script.onload = () => resolve(window.echarts);
    script.onerror = () => reject(new Error('The charts’ library could not be loaded.'));
    document.head.append(script);
  });
  return library;
}

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = name => style.getPropertyValue('--' + name).trim();
  return Object.fromEntries(['ground', 'card', 'ink', 'soft', 'line', 'line-soft', 'water', 'water-2', 'water-soft', 'past', 'good', 'warn', 'bad', 'info', 'fall', 'rise', 'even'].map(name => [name, of(name)]));
}

/** Hatching for what is provisional, so that colour is not the only mark. */
export const hatched = colour => ({ symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: Math.PI / 4, color: colour, symbolSize: 1 });

export const bar = (value, provisional, c, colour = c.water) => provisional
  ? { value, itemStyle: { color: c['water-soft'], borderColor: colour, borderWidth: 1, decal: hatched(colour) } }
  : { value, itemStyle: { color: colour } };

/** What all charts have in common. */
export function base(c) {
  return {
    animation: false,
    aria: { enabled: false, decal: { show: true, decals: { symbol: 'none' } } },
    textStyle: { fontFamily: 'system-ui, sans-serif', color: c.ink },
    grid: { left: 8, right: 14, top: 34, bottom: 6, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: c.soft }, itemHeight: 10, itemWidth: 16 },
    tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: c.card, borderColor: c.line, textStyle: { color: c.ink, fontSize: 13 } },
  };
}
export const axis = (c, more = {}) => ({ axisLine: { lineStyle: { color: c.line } }, axisTick: { show: false }, axisLabel: { color: c.soft, hideOverlap: true }, splitLine: { lineStyle: { color: c['line-soft'] } }, nameTextStyle: { color: c.soft }, ...more });

const drawn = new Map();

/**
 * Draws a chart. The option is made anew from the colours when the theme changes.
 *
 * @param figures what the chart shows, as {caption, columns, rows}, for screen readers
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
    canvas.style.height = '100%';
    const text = el('div', { class: 'hidden' });
    place.replaceChildren(canvas, text);
    known = { canvas, text, instance: lib.init(canvas, null, { renderer: 'canvas' }) };
    drawn.set(place, known);
    new ResizeObserver(() => known.instance.isDisposed() || known.instance.resize()).observe(canvas);
  }
  known.option = option;
  known.instance.setOption(option(colours()), { notMerge: true });
  known.text.replaceChildren(el('table', {}, el('caption', {}, figures.caption),
    el('thead', {}, el('tr', {}, figures.columns.map(column => el('th', { scope: 'col' }, column)))),
    el('tbody', {}, rows.map(row => el('tr', {}, row.map(cell => el('td', {}, String(cell))))))));
  return undefined;
}

function drop(place) {
  drawn.get(place)?.instance.dispose();
  drawn.delete(place);
}

addEventListener('themechange', () => drawn.forEach(known => known.instance.setOption(known.option(colours()), { notMerge: true })));
