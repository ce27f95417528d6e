// The meter that the page is of, and what of it is looked at.
import { api, byId, dayOf, query, setClock } from './app.js';

export const id = decodeURIComponent(location.pathname.split('/').pop());
export const path = '/devices/' + encodeURIComponent(id);
byId('name').textContent = 'Meter ' + id;
document.title = `Meter ${id} · Watershed`;

let about = null;
/** What the API says of it, asked once until it is forgotten. */
export const meter = async () => {
  about ??= api(path).then(found => {
    setClock(found.clock);
    return found;
  });
  try {
    return await about;
  } catch (problem) {
    about = null;
    throw problem;
  }
};

/** The next question is asked anew. */
export function forget() {
  about = null;
}

// What is looked at stands in the address, so that it can be shared.
const given = new URLSearchParams(location.search);
export const view = {
  step: ['hour', 'day', 'month'].includes(given.get('step')) ? given.get('step') : 'hour',
  to: given.get('to') ?? '',
  measurement: given.get('measurement') ?? '',
  day: given.get('day') ?? '',
};
export const share = () =>
  history.replaceState(null, '', location.pathname + query({ ...view, step: view.step === 'hour' ? '' : view.step }));

export const day = date => dayOf(date + 'T12:00:00Z');
