import type { Plan } from '../../writing/plan.js';
import type { FriendNames } from './friend.types.js';

/** src/pages/friends.ts */
export const friendPages = ({
  path,
}: FriendNames): string => `export function friendsPage(request: WebRequest, friends: Friend[], requests: FriendRequest[], people: { id: number; name: string }[]): Html {
  const known = new Set([request.viewer?.id, ...friends.map(({ id }) => id), ...requests.map(({ id }) => id)]);
  const others = people.filter(({ id }) => !known.has(id));
  return inFrame(request, {
    title: 'Friends',
    body: html\`\${pageHead({ title: 'Friends' })}
      \${requests.length > 0 && section({ heading: 'Requests', body: html\`<ul class="people">\${requests.map(requestLine)}</ul>\` })}
      \${section({
        heading: 'Your friends',
        body:
          friends.length === 0
            ? html\`<p class="muted">Nobody yet. Ask somebody below.</p>\`
            : html\`<ul class="people">\${friends.map(({ id, name, since }) => html\`<li><span>\${name} <span class="muted">since \${shortDay(since)}</span></span>\${actions([{ label: 'Remove', action: \`/${path}/\${id}/remove\`, method: 'post', confirm: \`Remove \${name} from your friends?\` }])}</li>\`)}</ul>\`,
      })}
      \${section({
        heading: 'Add friends',
        body:
          others.length === 0
            ? html\`<p class="muted">You know everybody here.</p>\`
            : html\`<ul class="people">\${others.map(({ id, name }) => html\`<li><span>\${name}</span>\${actions([{ label: 'Add friend', action: \`/${path}/\${id}\`, method: 'post' }])}</li>\`)}</ul>\`,
      })}\`,
  });
}

function requestLine({ id, name, isMine }: FriendRequest): Html {
  const remove = { action: \`/${path}/\${id}/remove\`, method: 'post' as const };
  return isMine
    ? html\`<li><span>\${name} <span class="muted">has not answered yet</span></span>\${actions([{ ...remove, label: 'Take back' }])}</li>\`
    : html\`<li><span>\${name} <span class="muted">asks to be friends</span></span>\${actions([{ label: 'Accept', action: \`/${path}/\${id}/accept\`, method: 'post', tone: 'main' }, { ...remove, label: 'Decline' }])}</li>\`;
}
`;

/** src/routes/friends.ts */
export const friendRoutes = (
  { path }: FriendNames,
  { pages }: Plan,
): string => `export function addFriendRoutes(router: Router, { database, clock }: Context): void {
  router.get('/api/${path}', (request) => json({ friends: listFriends(database, request.viewer), requests: listFriendRequests(database, request.viewer) }));
  router.post('/api/${path}/:id', (request) => {
    askFriend(database, request.viewer, idOf(request), clock);
    return noContent();
  });
  router.post('/api/${path}/:id/accept', (request) => {
    acceptFriend(database, request.viewer, idOf(request), clock);
    return noContent();
  });
  router.post('/api/${path}/:id/remove', (request) => {
    removeFriend(database, request.viewer, idOf(request), clock);
    return noContent();
  });
${
  pages
    ? `  router.get('/${path}', (request) => page(friendsPage(request, listFriends(database, request.viewer), listFriendRequests(database, request.viewer), peopleToChoose(database))));
  router.post('/${path}/:id', (request) => {
    askFriend(database, request.viewer, idOf(request), clock);
    return redirectWith('/${path}', 'Asked.');
  });
  router.post('/${path}/:id/accept', (request) => {
    acceptFriend(database, request.viewer, idOf(request), clock);
    return redirectWith('/${path}', 'You are friends now.');
  });
  router.post('/${path}/:id/remove', (request) => {
    removeFriend(database, request.viewer, idOf(request), clock);
    return redirectWith('/${path}', 'Done.');
  });
`
    : ''
}}
`;
