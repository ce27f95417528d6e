import {
  api,
  badge,
  byId,
  count,
  el,
  empty,
  hourOf,
  on,
  pages,
  panel,
  query,
  sentence,
  span,
  stampOf,
  table,
  time,
  words,
} from './app.js';
import { health, hours } from './pipeline-hours.js';

const WORDS = {
  TRUSTED: ['✓', 'Yes'],
  CATCHING_UP: ['…', 'Almost: the pipeline is catching up'],
  DISAGREES: ['✕', 'No: counts disagree'],
  UNKNOWN: ['?', 'Not known yet'],
};

// An answer of before is none now.
const former = text => `Not known now. A moment ago: ${text}`;
const verdict = panel(byId('verdict'), async () => {
  const h = await health();
  const [sign, text] = WORDS[h.verdict] ?? WORDS.UNKNOWN;
  byId('verdict').className = 'verdict ' + (h.clock.stale ? 'UNKNOWN' : h.verdict);
  return [
    el('span', { class: 'sign', 'aria-hidden': 'true' }, h.clock.stale ? '?' : sign),
    el('p', { class: 'word' }, h.clock.stale ? former(text) : text),
    el('p', {}, sentence(h.sentence)),
  ];
});
byId('verdict').addEventListener('failed', () => {
  const word = byId('verdict').querySelector('.word');
  if (!word || byId('verdict').classList.contains('UNKNOWN')) return;
  byId('verdict').className = 'verdict UNKNOWN';
  byId('verdict').querySelector('.sign').textContent = '?';
  word.textContent = former(word.textContent);
});

const tile = (title, value, aside) =>
  el(
    'div',
    { class: 'tile' },
    el('h2', {}, title),
    el('p', { class: 'figure' }, value),
    el('p', { class: 'aside' }, aside),
  );
const lag = panel(byId('lag'), async () => {
  const h = await health();
  const behind = layer =>
    layer.messages === null
      ? ['–', 'not known: Kafka does not answer']
      : [count(layer.messages), layer.messages ? 'messages still to take' : 'everything taken'];
  return [
    tile('Speed layer behind Kafka', ...behind(h.lag.speed)),
    tile('Master dataset behind Kafka', ...behind(h.lag.ingestion)),
    tile(
      'Batch views behind the data',
      h.lag.batch.horizon ? span(h.lag.batch.seconds) : '–',
      h.lag.batch.horizon ? `horizon ${hourOf(h.lag.batch.horizon)}` : 'no batch run yet',
    ),
    tile(
      'Files of the master dataset',
      h.smallFiles ? count(h.smallFiles.files) : '–',
      h.smallFiles ? `${count(h.smallFiles.small)} of them small` : 'counted by the next batch run',
    ),
    tile('Dead letters', count(h.deadLetters.total), 'kept verbatim, with the reason'),
  ];
});

// Thousands are accepted where a few are set aside: these have an axis of their own, and so has the outcome.
const checks = panel(byId('checks'), async () => {
  const h = await health();
  if (!h.reconciliation) return empty('No reconciliation yet; it follows the hourly batch run.');
  return [
    table(
      'What was compared',
      [
        { title: 'Check', wide: true, cell: c => (c.words ? [c.name, el('p', { class: 'note' }, c.words)] : c.name) },
        { title: 'Expected', number: true, cell: c => count(c.expected) },
        { title: 'Found', number: true, cell: c => count(c.actual) },
        { title: 'Outcome', mute: true, cell: c => badge(c.agrees ? 'AGREES' : 'DISAGREES') },
      ],
      h.reconciliation.checks,
    ),
    el(
      'p',
      { class: 'note' },
      sentence(`Checked ${stampOf(h.reconciliation.checkedAt)}. ${h.reconciliation.notes ?? ''}`),
    ),
  ];
});

const parts = panel(byId('parts'), async () => {
  const h = await health();
  if (!h.layers.length) return empty('The launcher of this pipeline is not on this machine; its own status tells.');
  return table(
    'Servers and layers',
    [
      { title: 'Part', cell: p => p.title.charAt(0).toUpperCase() + p.title.slice(1) },
      { title: 'State', cell: p => badge(p.state) },
      { title: 'Restarts', number: true, cell: p => (p.restarts ? count(p.restarts) : '–') },
      {
        title: 'Where, and what it says',
        wide: true,
        cell: p =>
          [
            p.address ? el('code', {}, p.address) : null,
            p.message ? el('span', { class: 'note' }, p.address ? ' ' : '', sentence(p.message)) : null,
            p.address || p.message ? null : '–',
          ].filter(Boolean),
      },
    ],
    h.layers,
  );
});

let reason = new URLSearchParams(location.search).get('reason') ?? '';
function choose(name) {
  reason = reason === name ? '' : name;
  history.replaceState(null, '', location.pathname + query({ reason }));
  reasons();
  letters();
}
const reasons = panel(byId('reasons'), async () => {
  const h = await health();
  if (!h.deadLetters.total) return empty('No message was a dead letter.');
  return table(
    'Dead letters by reason',
    [
      {
        title: 'Reason',
        cell: r =>
          el(
            'button',
            {
              type: 'button',
              class: 'link',
              'aria-pressed': String(reason === r.reason),
              onclick: () => choose(r.reason),
            },
            words(r.reason),
          ),
      },
      { title: 'Messages', number: true, cell: r => count(r.count) },
      {
        title: 'Share',
        mute: true,
        wide: true,
        cell: r =>
          el('meter', {
            min: '0',
            max: String(h.deadLetters.total),
            value: String(r.count),
            'aria-label': `${count(r.count)} of ${count(h.deadLetters.total)}`,
          }),
      },
    ],
    h.deadLetters.reasons,
    { cards: false },
  );
});
const letters = pages(
  byId('letters'),
  async (cursor, signal) => {
    await health();
    return api('/dead-letters' + query({ reason, limit: 10, cursor }), { signal });
  },
  items => {
    if (!items.length) return empty(reason ? 'No dead letter has this reason.' : 'No message was a dead letter.');
    return [
      el(
        'p',
        { class: 'note samples' },
        reason
          ? [
              `Only: ${words(reason)}. `,
              el('button', { type: 'button', class: 'link', onclick: () => choose(reason) }, 'Show all'),
            ]
          : 'Newest first. Choose a reason to see its messages only.',
      ),
      el(
        'ul',
        { class: 'feed letters', tabindex: '0', 'aria-label': 'Samples of dead letters' },
        items.map(l =>
          el(
            'li',
            {},
            el(
              'div',
              { class: 'line' },
              el('strong', {}, words(l.reason)),
              el('code', {}, `${l.source.topic} ${l.source.partition}:${l.source.offset}`),
              time(l.arrival),
            ),
            el('div', { class: 'why' }, l.detail),
            el('pre', { class: 'raw' }, l.raw ?? (l.reason === 'EMPTY' ? '(empty)' : '(too large to show)')),
          ),
        ),
      ),
    ];
  },
);

const runs = panel(byId('runs'), async () => {
  const h = await health();
  if (!h.batchRuns.length) return empty('No batch run yet; the first follows when the simulated past has been taken.');
  return table(
    'Batch runs',
    [
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
    ],
    h.batchRuns,
  );
});

function refill() {
  [verdict, lag, hours, checks, parts, reasons, runs].forEach(fill => fill());
}
on('batch', () => {
  refill();
  if (!letters.grown) letters();
});
setInterval(() => {
  if (!document.hidden) refill();
}, 5000);
