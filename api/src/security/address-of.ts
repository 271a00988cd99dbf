import proxyAddr from '@fastify/proxy-addr';
import type { IncomingMessage } from 'node:http';

/** Servers in front whose word for who asks is taken: those on this machine. */
export const TRUSTED_PROXIES = ['127.0.0.1', '::1'];
const isTrusted = proxyAddr.compile(TRUSTED_PROXIES);

/** Where a request comes from, by the rule that the HTTP server has, for requests that do not come through it. */
export const addressOf = (request: IncomingMessage): string => proxyAddr(request, isTrusted);
