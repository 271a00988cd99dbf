/** Line patterns and colours of protocols, so that each is told apart with or without colour. */
const STYLES = [
  { dash: '', colour: 'light-dark(#0f5f6b, #5cc3d1)' },
  { dash: '7 3', colour: 'light-dark(#7a2f8f, #d7a1e8)' },
  { dash: '2 3', colour: 'light-dark(#8a5300, #f0b45a)' },
  { dash: '10 3 2 3', colour: 'light-dark(#1a6b37, #6fcf8f)' },
  { dash: '1 5', colour: 'light-dark(#b3261e, #f2a49e)' },
  { dash: '12 5', colour: 'light-dark(#0b57a4, #8cc0f5)' },
] as const;

/** @param protocols all of them, in the order of the legend. */
export function protocolStyle(protocols: readonly string[], protocol: string): (typeof STYLES)[number] {
  return STYLES[Math.max(0, protocols.indexOf(protocol)) % STYLES.length]!;
}
