import { quote } from '../../writing/code.js';
import { names } from '../../writing/plan.js';
import type { Games } from './game-service.js';

/** src/pages/games.ts */
export function gamePages({ plan, games, score, player, base }: Games): string {
  const imports = games.map(({ slug, board }) => `import { ${board}Board, ${board}Status } from './games/${slug}.ts';`).sort();
  const isTyped = player.kind !== 'person';
  return `${imports.join('\n')}

interface Shown {
  drawn: (state: unknown) => Html;
  told: (state: unknown) => string;
}
const shown = <State>(drawn: (state: State) => Html, told: (state: State) => string): Shown => ({ drawn, told }) as unknown as Shown;

const BOARDS: Record<GameSlug, Shown> = {
${games.map(({ slug, board }) => `  '${slug}': shown(${board}Board, ${board}Status),`).join('\n')}
};

/** All games, each with its best. */
export function allGamesPage(request: WebRequest, { database }: Context): Html {
  return inFrame(request, {
    title: 'Games',
    body: html\`\${pageHead({ title: 'Games', text: 'Choose one and play; keys, touch and buttons all work.' })}
      \${cards({ items: Object.entries(GAMES).map(([slug, { title, how }]) => ({ href: \`/${base}/\${slug}\`, title, text: how, picture: picture('dice', slug), facts: bestOf(database, slug) })) })}\`,
  });
}

function bestOf(database: Database, game: string): { label: string; value: string }[] {
  const [best] = bestScores(database, game, 1);
  return best ? [{ label: 'Best', value: \`\${best.points} by \${best.player}\` }] : [];
}

/** One game: what is played, or how it begins, and the ten best. */
export function playGamePage(request: WebRequest, { database }: Context, game: string, play: Play | undefined${isTyped ? ', faults: Faults = {}' : ''}): Html {
  const { title, how } = rulesOf(game);
  return inFrame(request, {
    title,
${games.length > 1 ? `    crumbs: [{ label: 'Games', href: '/${base}' }, { label: title }],\n` : ''}    body: html\`<link rel="stylesheet" href="/games.css"><script type="module" src="/games.js"></script>
      \${pageHead({ title, text: how })}
      <section id="play" class="play" aria-label="\${title}">\${play ? playPart(request, play${isTyped ? ', faults' : ''}) : startPart(${plan.people ? 'request, ' : ''}game, 'Play')}</section>
      \${section({ heading: 'High scores', body: scoreTable(request, bestScores(database, game)) })}\`,
  });
}

function startPart(${plan.people ? 'request: WebRequest, ' : ''}game: string, label: string): Html {
  return html\`<form method="post" action="/${base}/\${game}/plays"><button class="button button-main button-large" data-next>\${label}</button></form>
    ${plan.people ? `\${!request.viewer && html\`<p class="muted">Points are kept for who is signed in: <a href="/sign-in?next=\${encodeURIComponent(\`/${base}/\${game}\`)}">sign in</a> first, or just play.</p>\`}` : ''}\`;
}

function playPart(request: WebRequest, play: Play${isTyped ? ', faults: Faults' : ''}): Html {
  const { drawn, told } = BOARDS[play.game];
  return html\`<p role="status"><strong>\${told(play.state)}</strong>\${play.isOver && html\` \${play.points} points\${play.isKept ? ', kept in the list' : ''}.\`}</p>
    <form method="post" action="/${base}/\${play.game}/plays/\${play.code}" data-play><fieldset\${play.isOver && html\` disabled\`}>\${drawn(play.state)}</fieldset></form>
${
  isTyped
    ? `    \${play.isOver && play.points > 0 && !play.isKept && form({ action: \`/${base}/\${play.game}/plays/\${play.code}/keep\`, submit: 'Keep my points', faults, values: typedIn(request.body), fields: [{ name: 'name', label: 'Your name for the list', kind: 'text', required: true, max: 40 }] })}
`
    : ''
}    \${play.isOver && startPart(${plan.people ? 'request, ' : ''}play.game, 'Play again')}\`;
}

/** The best first, with what the first role may take out. */
function scoreTable(request: WebRequest, scores: BestScore[]): Html {
  if (scores.length === 0) return html\`<p class="muted">Nobody has points yet: be the first.</p>\`;
${plan.people ? `  const isKeeper = isFirst(request.viewer);\n` : ''}  return table({
    caption: 'High scores',
    columns: [{ label: 'Place' }, { label: 'Player', matters: true }, { label: 'Points', isNumber: true, matters: true }, { label: 'When' }${plan.people ? `, ...(isKeeper ? [{ label: 'Take out', matters: true }] : [])` : ''}],
    rows: scores.map(({ ${plan.people ? 'id, ' : ''}player, points, at }, i) => ({
      cells: [\`\${i + 1}.\`, player, points, relativeTime(at)${plan.people ? `, ...(isKeeper ? [actions([{ label: 'Remove', action: \`/high-scores/\${id}/remove\`, method: 'post', tone: 'danger', confirm: \`Take \${points} points of \${player} out of the list?\` }])] : [])` : ''}],
    })),
  });
}
`
    .replace('request: WebRequest, scores', plan.people ? 'request: WebRequest, scores' : '_request: WebRequest, scores')
    .replace('function playPart(request', isTyped || plan.people ? 'function playPart(request' : 'function playPart(_request')
    .replaceAll('${score}', quote(score.plural));
}

/** src/routes/games.ts */
export function gameRoutes({ plan, games, score, player, base }: Games): string {
  const viewer = plan.people ? 'request.viewer, ' : '';
  const shared = games.filter(({ isShared }) => isShared);
  const isTyped = player.kind !== 'person';
  const api = `  router.get('/api/${base}', () => json(Object.entries(GAMES).map(([slug, { title, how }]) => ({ slug, title, how }))));
  router.get('/api/${base}/:game/scores', ({ params }) => {
    rulesOf(params['game']!);
    return json(bestScores(database, params['game']!));
  });`;
  return `import { readFileSync } from 'node:fs';

const fixed = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const STYLES = fixed('../web/games/games.css');
const SCRIPT = fixed('../web/games/games.js');
${shared.length > 0 ? `/** Rules that the browser plays by as well. */\nconst RULES: Record<string, string> = { ${['draw', ...shared.map(({ slug }) => slug)].map((name) => `'${name}.js': fixed('../domain/games/${name}.js')`).join(', ')} };\n` : ''}
export function addPlayRoutes(router: Router, context: Context): void {
  const { database, clock } = context;
${api}
  router.get('/games.css', ({ headers }) => fixedFile(STYLES, 'text/css; charset=utf-8', headers['if-none-match']));
  router.get('/games.js', ({ headers }) => fixedFile(SCRIPT, 'text/javascript; charset=utf-8', headers['if-none-match']));
${
  shared.length > 0
    ? `  router.get('/games/rules/:file', ({ params, headers }) => {
    if (!Object.hasOwn(RULES, params['file']!)) throw notFound();
    return fixedFile(RULES[params['file']!]!, 'text/javascript; charset=utf-8', headers['if-none-match']);
  });
`
    : ''
}  router.get('/${base}', (request) => page(allGamesPage(request, context)));
  router.get('/${base}/:game', (request) => page(playGamePage(request, context, request.params['game']!, undefined)));
  router.post('/${base}/:game/plays', (request) => {
    const { game, code } = startPlay(database, ${viewer}request.params['game']!, clock);
    return redirect(\`/${base}/\${game}/plays/\${code}\`);
  });
  router.get('/${base}/:game/plays/:code', (request) => {
    const { game, code } = request.params;
    return page(playGamePage(request, context, game!, findPlay(database, ${viewer}game!, code!)));
  });
  router.post('/${base}/:game/plays/:code', (request) => {
    const { game, code } = request.params;
    // Of several steps at once, or of one.
    const move = String(request.body['steps'] ?? '') || String(request.body['move'] ?? '');
    makeMove(database, ${viewer}game!, code!, move, clock);
    return redirect(\`/${base}/\${game}/plays/\${code}\`);
  });
${
  isTyped
    ? `  router.post('/${base}/:game/plays/:code/keep', (request) => {
    const { game, code } = request.params;
    try {
      keepPoints(database, ${viewer}game!, code!, request.body, clock);
    } catch (error) {
      if (!isOfForm(error)) throw error;
      return page(playGamePage(request, context, game!, findPlay(database, ${viewer}game!, code!), error.faults), error.status);
    }
    return redirectWith(\`/${base}/\${game}\`, 'Your points are in the list.');
  });
`
    : ''
}${
    plan.people
      ? `  router.post('/high-scores/:id/remove', (request) => {
    ${names(score).remove}(database, request.viewer, idOf(request), clock);
    return redirectWith('/${base}', 'The score is taken out.');
  });
`
      : ''
  }}
`;
}
