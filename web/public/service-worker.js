// Keeps the shell: the last index and the hashed files that it asked for. Data is never cached, nor Temporal's pages.
const CACHE = 'millwright-shell-1';
const DATA = ['/graphql', '/api/', '/git/', '/ledgers/', '/.well-known/', '/schemas/', '/healthz', '/readyz', '/metrics', '/temporal', '/codec/'];

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || DATA.some((path) => url.pathname.startsWith(path))) return;
  // The page has its answer at once; what is kept of it is kept beside that, however long a busy disk takes.
  const keep = (request, response) => {
    if (!response.ok) return;
    const copy = response.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(request, copy)));
  };
  event.respondWith(event.request.mode === 'navigate' ? freshest(new Request('/'), keep) : hashed(event.request, keep));
});

async function freshest(request, keep) {
  try {
    const response = await fetch(request);
    keep(request, response);
    return response;
  } catch (error) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw error;
  }
}

async function hashed(request, keep) {
  // Names with a hash never change their content.
  if (!/-[\w-]{8}\.\w+$/.test(new URL(request.url).pathname)) return fetch(request);
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  keep(request, response);
  return response;
}
