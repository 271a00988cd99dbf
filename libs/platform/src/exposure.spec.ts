import { readConfig } from './config.js';
import { exposures } from './exposure.js';

const of = (env: Record<string, string>): string => exposures(readConfig(env)).join('\n');

describe('what is left to do before strangers may reach a server', () => {
  it('is nothing for one that its own machine alone can reach', () => {
    expect(of({})).toBe('');
    expect(of({ HOST: '::1', PUBLIC_URL: 'http://mill.localhost:3000' })).toBe('');
  });

  it('is all of it, each with the variable that helps', () => {
    const said = of({ HOST: '0.0.0.0', TEMPORAL_ADDRESS: 'temporal.example.com:7233', DATABASE_URL: 'postgres://u:p@db.example.com/mill' });
    for (const variable of ['PUBLIC_URL', 'SIGN_UP=invited', 'SMTP_URL', 'TEMPORAL_TLS=true', 'sslmode=verify-full'])
      expect(said).toContain(variable);
    expect(said).not.toContain('u:p@');
  });

  it('is TLS first for an address that people open', () => {
    expect(of({ PUBLIC_URL: 'http://mill.example.com' })).toContain('no https address');
    expect(of({ PUBLIC_URL: 'https://mill.example.com', HOST: '0.0.0.0', PORT: '8080' })).toContain('close port 8080');
  });

  it('is nothing for one where all of it was done', () => {
    const done = { PUBLIC_URL: 'https://mill.example.com', SIGN_UP: 'invited', SMTP_URL: 'smtp://mail.example.com' };
    expect(of(done)).toBe('');
    const servers = {
      TEMPORAL_ADDRESS: 'eu.example.com:7233',
      TEMPORAL_API_KEY: 'k',
      DATABASE_URL: 'postgres://db.example.com/m?sslmode=require',
    };
    expect(of({ ...done, ...servers })).toBe('');
  });
});
