/** Names under which a link's secret is kept. */
export const INVITATION_LINK = 'invitation-link';
export const SETUP_LINK = 'setup-link';

/**
 * The secret behind the `#` of an opened link: taken out of the address bar, and kept for this tab, so that it is still
 * there when somebody has signed in first. Never sent anywhere by itself.
 */
export function linkSecret(name: string): string {
  const found = location.hash.slice(1);
  if (found) {
    sessionStorage.setItem(name, found);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return found || (sessionStorage.getItem(name) ?? '');
}

export function forgetLinkSecret(name: string): void {
  sessionStorage.removeItem(name);
}
