// Keeps the shell: the last index and the hashed files that it asked for. Data is never cached.
const CACHE = 'millwright-shell-1';
const DATA = ['/graphql', '/api/', '/git/', '/schemas/', '/healthz', '/readyz', '/metrics'];

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || DATA.some((path) => url.pathname.startsWith(path))) return;
  event.respondWith(event.request.mode === 'navigate' ? freshest(new Request('/')) : hashed(event.request));
});

async function freshest(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}

async function hashed(request) {
  // Names with a hash never change their content.
  if (!/-[\w-]{8}\.\w+$/.test(new URL(request.url).pathname)) return fetch(request);
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
