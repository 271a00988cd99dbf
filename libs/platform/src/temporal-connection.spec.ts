import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './config.js';
import { temporalConnection } from './temporal-connection.js';

it('reaches the embedded server without TLS where nothing is set', () => {
  expect(temporalConnection(readConfig({}))).toEqual({ address: '127.0.0.1:7233' });
});

it('speaks TLS with an API key where there is one', () => {
  const connection = temporalConnection(readConfig({ TEMPORAL_ADDRESS: 'eu.example.com:7233', TEMPORAL_API_KEY: 'secret' }));
  expect(connection).toMatchObject({ address: 'eu.example.com:7233', apiKey: 'secret' });
  expect(connection?.tls).toBeTruthy();
});

it('reads certificates from their files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-tls-'));
  const [certificate, key] = [join(folder, 'a.pem'), join(folder, 'b.pem')];
  writeFileSync(certificate, 'CERTIFICATE');
  writeFileSync(key, 'KEY');
  const { tls } = temporalConnection(
    readConfig({
      TEMPORAL_ADDRESS: 'a:1',
      TEMPORAL_TLS_CLIENT_CERT_PATH: certificate,
      TEMPORAL_TLS_CLIENT_KEY_PATH: key,
      TEMPORAL_TLS_SERVER_NAME: 'n',
    }),
  )!;
  const { clientCertPair, serverNameOverride } = tls as {
    clientCertPair: { crt: Uint8Array; key: Uint8Array };
    serverNameOverride: string;
  };
  expect([clientCertPair.crt, clientCertPair.key].map((pem) => Buffer.from(pem).toString())).toEqual(['CERTIFICATE', 'KEY']);
  expect(serverNameOverride).toBe('n');
  rmSync(folder, { recursive: true });
});

it('leaves TLS off where that is asked for', () => {
  expect(temporalConnection(readConfig({ TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: 'secret' }))?.tls).toBeFalsy();
});
