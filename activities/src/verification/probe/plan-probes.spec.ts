import { faultOfReply, planProbes, type Probe } from './plan-probes.js';

const shown = ({ method, path, expected, wrong }: Probe): string => `${method} ${path} ${expected}${wrong ? ` (${wrong})` : ''}`;

describe('what a project is asked', () => {
  it('is what its documents promise, where no parameter is missing, and what is wrong', () => {
    const routes = [
      { method: 'GET', path: '/health' },
      { method: 'GET', path: '/api/tools' },
      { method: 'GET', path: '/api/tools/:id' },
      { method: 'DELETE', path: '/api/tools' },
      { method: 'POST', path: '/api/tools', body: 'json' },
      { method: 'POST', path: '/sign-in', body: 'form' },
      { method: 'POST', path: '/sign-out', body: 'none' },
      { method: 'GET', path: 'http://elsewhere/' },
      { method: 'GET', path: '/a b\r\nX: y' },
    ];
    expect(planProbes(routes, ['/about.html']).map(shown)).toEqual([
      'GET / alive',
      'GET /health healthy',
      'GET /api/tools served',
      'GET /about.html served',
      'POST /api/tools refused (malformed JSON)',
      'POST /sign-in alive (malformed JSON)',
      'GET /no-such-address-0b7f alive',
      'GET /%zz refused (a broken escape)',
    ]);
  });

  it.each([
    ['alive', 404, undefined],
    ['alive', 500, 'GET /x answers 500'],
    ['served', 401, undefined],
    ['served', 303, undefined],
    ['served', 404, 'GET /x answers 404, although it is documented'],
    ['served', 405, 'GET /x answers 405, although it is documented'],
    ['healthy', 200, undefined],
    ['healthy', 401, 'GET /x answers 401'],
    ['refused', 400, undefined],
    ['refused', 200, 'GET /x answers 200 instead of refusing it'],
    ['refused', 503, 'GET /x answers 503'],
  ] as const)('and, to be %s, %d means %s', (expected, status, fault) => {
    expect(faultOfReply({ method: 'GET', path: '/x', expected }, { kind: 'answer', status, durationMs: 1 })).toBe(fault);
  });

  it('and says where no answer came', () => {
    const kinds = (['silent', 'closed', 'garbled'] as const).map((kind) =>
      faultOfReply({ method: 'GET', path: '/x', expected: 'alive' }, { kind, durationMs: 1 }),
    );
    expect(kinds).toEqual([
      'GET /x has no answer in its time',
      'GET /x ends without an answer',
      'GET /x answers something that is no HTTP',
    ]);
  });
});
