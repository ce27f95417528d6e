import { api, setClock } from './app.js';

api('/clock').then(setClock, () => {});
window.SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#swagger',
  deepLinking: false,
  validatorUrl: null,
  supportedSubmitMethods: ['get'],
});
