import { api, badge, byId, count, el, empty, hourOf, on, pages, panel, query, setClock, span, stampOf, table, time, words } from './app.js';
import { axis, base, chart } from './charts.js';

let asked = null;
const health = () => asked ??= api('/pipeline').then(h => { setClock(h.clock); return h; }).finally(() => setTimeout(() => { asked = null; }, 500));

const NAMES = { TRUSTED: 'Yes', CATCHING_UP: 'Almost: the pipeline is catching up', DISAGREES: 'No: counts disagree', UNKNOWN: 'Not known yet' };

const verdict = panel(byId('verdict'), async () => {
  const h = await health();
  byId('verdict').className = 'verdict ' + h.verdict;
  const sentence = h.sentence.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, stampOf);
  return [el('p', { class: 'word' }, NAMES[h.verdict]), el('p', {}, sentence)];
});

const tile = (title, value, aside) => el('div', { class: 'tile' }, el('h2', {}, title), el('p', { class: 'figure' }, value), el('p', { class: 'aside' }, aside));
const lag = panel(byId('lag'), async () => {
  const h = await health();
  const behind = layer => layer.messages === null ? ['–', 'not known here'] : [count(layer.messages), layer.messages ? 'messages still to take' : 'everything taken'];
  return [
    tile('Speed layer behind Kafka', ...behind(h.lag.speed)),
    tile('Master dataset behind Kafka', ...behind(h.lag.ingestion)),
    tile('Batch views behind the data', h.lag.batch.horizon ? span(h.lag.batch.seconds) : '–', h.lag.batch.horizon ? `horizon ${hourOf(h.lag.batch.horizon)}` : 'no batch run yet'),
    tile('Files of the master dataset', h.smallFiles ? count(h.smallFiles.files) : '–', h.smallFiles ? `${count(h.smallFiles.small)} of them small` : 'counted by the next batch run'),
    tile('Dead letters', count(h.deadLetters.total), 'kept verbatim, with the reason'),
  ];
});

const hours = panel(byId('hours'), async () => {
  const h = await health();
  const rows = h.reconciliation?.hours ?? [];
  const sign = row => row.agrees === false ? 'does NOT add up' : row.agrees === null ? 'still arriving' : 'adds up';
  const stack = (name, field, colour, c) => ({ name, type: 'bar', stack: 'all', barMaxWidth: 40, itemStyle: { color: colour }, data: rows.map(row => row[field]) });
  return chart(byId('hours'), c => ({
    ...base(c),
    xAxis: axis(c, { type: 'category', data: rows.map(row => hourOf(row.hour)), splitLine: { show: false } }),
    yAxis: axis(c, { type: 'value', axisLabel: { color: c.soft, formatter: count } }),
    tooltip: { ...base(c).tooltip, formatter: shown => { const r = rows[shown[0].dataIndex]; return `${hourOf(r.hour)}: ${sign(r)}\n${count(r.kafka)} messages in Kafka\n${count(r.accepted)} accepted, ${count(r.late)} late, ${count(r.duplicates)} duplicates, ${count(r.deadLetters)} dead letters`; } },
    series: [
      stack('Accepted', 'accepted', c.water, c), stack('Late for the speed layer', 'late', c.warn, c), stack('Duplicates', 'duplicates', c.past, c), stack('Dead letters', 'deadLetters', c.bad, c),
      { name: 'In Kafka', type: 'line', symbol: 'circle', symbolSize: 9, lineStyle: { width: 0 }, itemStyle: { color: c.ink }, data: rows.map(row => ({ value: row.kafka, itemStyle: { color: row.agrees === false ? c.bad : c.ink } })), z: 4 },
    ],
  }), { caption: 'Messages by hour of arrival', columns: ['Hour', 'In Kafka', 'Accepted', 'Late', 'Duplicates', 'Dead letters', 'Outcome'], rows: rows.map(r => [hourOf(r.hour), r.kafka, r.accepted, r.late, r.duplicates, r.deadLetters, sign(r)]), empty: 'No reconciliation yet; it follows the hourly batch run.' });
});

const checks = panel(byId('checks'), async () => {
  const h = await health();
  if (!h.reconciliation) return empty('No reconciliation yet; it follows the hourly batch run.');
  return [table('What was compared', [
    { title: 'Check', cell: c => c.words ? [c.name, el('p', { class: 'note' }, c.words)] : c.name },
    { title: 'Expected', number: true, cell: c => count(c.expected) },
    { title: 'Found', number: true, cell: c => count(c.actual) },
    { title: '', cell: c => badge(c.agrees ? 'AGREES' : 'DISAGREES') },
  ], h.reconciliation.checks), el('p', { class: 'note' }, `Checked ${stampOf(h.reconciliation.checkedAt)}. ${h.reconciliation.notes ?? ''}`.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, stampOf))];
});

const parts = panel(byId('parts'), async () => {
  const h = await health();
  if (!h.layers.length) return empty('The launcher of this pipeline is not on this machine; its own status tells.');
  return table('Servers and layers', [
    { title: 'Part', cell: p => words(p.title) === p.title ? p.title : p.title.charAt(0).toUpperCase() + p.title.slice(1) },
    { title: 'State', cell: p => badge(p.state) },
    { title: 'Restarts', number: true, cell: p => p.restarts ? count(p.restarts) : '–' },
    { title: 'Where', wide: true, cell: p => el('code', {}, p.address || p.message || '–') },
  ], h.layers);
});

let reason = new URLSearchParams(location.search).get('reason') ?? '';
const reasons = panel(byId('reasons'), async () => {
  const h = await health();
  if (!h.deadLetters.total) return empty('No message was a dead letter.');
  const choose = name => el('button', { type: 'button', class: 'quiet', 'aria-pressed': String(reason === name), onclick: () => { reason = reason === name ? '' : name; reasons(); letters(); } }, reason === name ? 'Show all' : 'Show');
  return table('Dead letters by reason', [
    { title: 'Reason', cell: r => words(r.reason) }, { title: 'Messages', number: true, cell: r => count(r.count) }, { title: '', cell: r => choose(r.reason) },
  ], h.deadLetters.reasons);
});
const letters = pages(byId('letters'), async cursor => { await health(); return api('/dead-letters' + query({ reason, limit: 10, cursor })); }, items => {
  if (!items.length) return empty('Nothing to show.');
  return table('Samples of dead letters', [
    { title: 'Why', cell: l => [el('strong', {}, words(l.reason)), el('p', { class: 'note' }, l.detail)] },
    { title: 'Arrived', nowrap: true, cell: l => time(l.arrival) },
    { title: 'Message', wide: true, cell: l => [el('code', {}, `${l.source.topic} ${l.source.partition}:${l.source.offset}`), el('pre', { class: 'raw' }, l.raw ?? (l.reason === 'EMPTY' ? '(empty)' : '(too large to show)'))] },
  ], items);
});

const runs = panel(byId('runs'), async () => {
  const h = await health();
  if (!h.batchRuns.length) return empty('No batch run yet; the first follows when the simulated past has been taken.');
  return table('Batch runs', [
    { title: 'Finished', nowrap: true, cell: r => time(r.finishedAt) },
    { title: 'Took', number: true, cell: r => span(r.durationSeconds) },
    { title: 'Mode', cell: r => words(r.mode) },
    { title: 'Days', number: true, cell: r => count(r.days) },
    { title: 'Readings', number: true, cell: r => count(r.readings) },
    { title: 'Duplicates', number: true, cell: r => count(r.duplicates) },
    { title: 'Left out', number: true, cell: r => count(r.excluded) },
    { title: 'Disagreements', number: true, cell: r => count(r.disagreements) },
    { title: 'Problems', number: true, cell: r => count(r.problems) },
    { title: 'Horizon', nowrap: true, cell: r => time(r.horizon) },
  ], h.batchRuns);
});

function refill() { [verdict, lag, hours, checks, parts, reasons, runs].forEach(fill => fill()); }
on('batch', () => { refill(); letters(); });
setInterval(() => { if (!document.hidden) refill(); }, 5000);
