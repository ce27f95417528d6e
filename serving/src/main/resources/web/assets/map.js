// A map of stations: Leaflet over shapes that are shipped along, or over tiles where a tile server
// is set. Each mark's figures are in a pop-up, and in the tables of the page for those without it.
import { api, el } from './app.js';
import { legend } from './charts.js';

let library = null;
function leaflet() {
  library ??= new Promise((resolve, reject) => {
    const script = el('script', { src: '/webjars/leaflet/dist/leaflet.js' });
    script.onload = () => resolve(window.L);
    script.onerror = () => {
      library = null;
      reject(new Error('The map’s library could not be loaded.'));
    };
    document.head.append(script);
  });
  return library;
}

let ground = null;
async function base() {
  ground ??= (async () => {
    const settings = await api('/map');
    const answer = settings.tiles ? null : await fetch(settings.shapes);
    if (answer && !answer.ok) throw new Error('The shapes of the map could not be loaded.');
    return { ...settings, shapes: answer && (await answer.json()) };
  })();
  try {
    return await ground;
  } catch (problem) {
    ground = null;
    throw problem;
  }
}

const variable = name =>
  getComputedStyle(document.documentElement)
    .getPropertyValue('--' + name)
    .trim();
const STYLES = {
  land: () => ({ fillColor: variable('land'), fillOpacity: 1, color: variable('coast'), weight: 1 }),
  lake: () => ({ fillColor: variable('sea'), fillOpacity: 1, color: variable('coast'), weight: 0.6 }),
  river: () => ({ fill: false, color: variable('coast'), weight: 0.8 }),
  country: () => ({ fill: false, color: variable('border'), weight: 1.4 }),
  province: () => ({ fill: false, color: variable('border'), weight: 1, dashArray: '4 3' }),
};

const drawn = new Map();

/**
 * Draws stations. Marks are made anew when the items change; where one looks stays.
 *
 * @param mark of an item: {colour, a name of a colour of the style sheet; radius; hollow; front, drawn last}
 * @param popup of an item: nodes
 */
export async function stationMap(place, { items, mark, popup, label, marks, alone = false }) {
  const L = await leaflet();
  const ground = await base();
  let known = drawn.get(place);
  if (!known || !known.canvas.isConnected) {
    known?.map.remove();
    const canvas = el('div', { class: 'canvas', 'aria-label': label, role: 'application' });
    place.replaceChildren(
      legend(marks),
      canvas,
      ground.tiles && ground.attribution ? el('p', { class: 'note' }, ground.attribution) : '',
    );
    const map = L.map(canvas, {
      attributionControl: false,
      worldCopyJump: true,
      minZoom: 2,
      maxZoom: ground.tiles ? 18 : 9,
      zoomSnap: 0.5,
      preferCanvas: true,
      scrollWheelZoom: false,
      fadeAnimation: false,
      zoomAnimation: false,
      markerZoomAnimation: false,
    });
    map.setView([57, -96], 3);
    // A page that is scrolled past the map goes on scrolling; one that was clicked into is looked at.
    map.on('focus', () => map.scrollWheelZoom.enable()).on('blur', () => map.scrollWheelZoom.disable());
    if (ground.tiles) L.tileLayer(ground.tiles, { maxZoom: 18 }).addTo(map);
    const shapes =
      ground.shapes &&
      L.geoJSON(ground.shapes, {
        interactive: false,
        pane: 'tilePane',
        renderer: L.canvas({ pane: 'tilePane', padding: 0.4 }),
        style: feature => STYLES[feature.properties.kind](),
      }).addTo(map);
    known = {
      map,
      canvas,
      shapes,
      layer: L.layerGroup().addTo(map),
      shown: null,
      fitted: false,
      renderer: L.canvas({ padding: 0.4 }),
    };
    const current = known;
    new ResizeObserver(() => current.canvas.isConnected && current.map.invalidateSize({ animate: false })).observe(
      canvas,
    );
    drawn.set(place, known);
  }
  const shown = JSON.stringify(items);
  if (shown === known.shown) return undefined;
  known.shown = shown;
  known.draw = () => {
    known.layer.clearLayers();
    const ordered = items
      .map(item => [item, mark(item)])
      .sort((one, other) => (one[1].front ?? 0) - (other[1].front ?? 0));
    for (const [item, look] of ordered) {
      const colour = variable(look.colour);
      L.circleMarker([item.latitude, item.longitude], {
        renderer: known.renderer,
        radius: look.radius,
        color: look.hollow ? colour : variable('mark-edge'),
        weight: look.hollow ? 2 : 1,
        fillColor: look.hollow ? variable('land') : colour,
        fillOpacity: look.hollow ? 0.6 : 0.95,
        opacity: 1,
      })
        .bindPopup(() => el('div', { class: 'popup' }, popup(item)), { maxWidth: 260 })
        .addTo(known.layer);
    }
  };
  known.draw();
  if (!known.fitted && items.length) {
    known.fitted = true;
    // The far north is stretched so much that it would push all else aside; one can move there.
    const places = items.map(item => [items.length > 3 ? Math.min(item.latitude, 68) : item.latitude, item.longitude]);
    known.map.fitBounds(L.latLngBounds(places).pad(0.04), { maxZoom: alone ? 6 : 8, animate: false });
  }
  return undefined;
}

addEventListener('themechange', () =>
  drawn.forEach(known => {
    known.shapes?.setStyle(feature => STYLES[feature.properties.kind]());
    known.draw?.();
  }),
);
