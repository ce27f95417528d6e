// The gauge that the page is of, and what of it is looked at.
import { byId, query } from './app.js';
import { metres, stationOf } from './stations.js';

export const id = decodeURIComponent(location.pathname.split('/').filter(Boolean).pop());
export const path = '/stations/' + encodeURIComponent(id);
byId('name').textContent = 'Gauge ' + id;
export const station = stationOf(id);

const given = new URLSearchParams(location.search);
export const view = {
  days: ['2', '7', '35'].includes(given.get('days')) ? given.get('days') : '7',
  lead: given.get('lead') === '24' ? '24' : '6',
};
export const share = () =>
  history.replaceState(
    null,
    '',
    location.pathname + query({ days: view.days === '7' ? '' : view.days, lead: view.lead === '6' ? '' : view.lead }),
  );

export const at = instant => Date.parse(instant);
// A line at the level of high water, where it is near enough to be seen beside the levels.
export const near = (highWater, values) => {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return (
    highWater !== null &&
    highWater < high + Math.max(1, 1.5 * (high - low)) &&
    highWater > low - Math.max(1, high - low)
  );
};
export const limit = (c, highWater) => ({
  symbol: 'none',
  silent: true,
  lineStyle: { color: c.bad, type: 'dotted', width: 2 },
  label: { formatter: `high water ${metres(highWater)}`, color: c.bad, position: 'insideStartTop' },
  data: [{ yAxis: highWater }],
});
