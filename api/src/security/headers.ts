import type { FastifyInstance } from 'fastify';

/** What any page of ours may load; a page that needs more has its own beside it. */
export const PAGE_POLICY: readonly string[] = [
  "default-src 'self'",
  // Angular and the code editor write style elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
];

const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'content-security-policy': PAGE_POLICY.join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Headers of every answer. What says nothing of caching is somebody's own, and kept by nobody on its way. */
export function addSecurityHeaders(fastify: FastifyInstance, publicUrl: string): void {
  const headers = publicUrl.startsWith('https:') ? { ...HEADERS, 'strict-transport-security': 'max-age=31536000' } : HEADERS;
  fastify.addHook('onSend', async (_request, reply) => {
    // A page that is not ours has a policy of its own.
    const policy = reply.getHeader('content-security-policy');
    reply.headers(policy ? { ...headers, 'content-security-policy': policy } : headers);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-store');
  });
}
