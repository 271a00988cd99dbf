/** How inputs of the editor look: close together, for there are many. */
export const PARTS = `
  label { display: grid; gap: 2px; min-width: 0; } label > span, .caption { font-size: 0.82rem; color: var(--muted); }
  input:not([type='checkbox']), select { font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; padding: 5px 8px; min-height: 36px; width: 100%; min-width: 0; }
  input[type='color'] { padding: 2px; width: 56px; } input[aria-invalid='true'], select[aria-invalid='true'] { border-color: var(--bad); border-width: 2px; }
  input[type='checkbox'] { width: 18px; height: 18px; margin: 0; accent-color: var(--accent); }
  label.check { display: flex; gap: 6px; align-items: center; min-height: 36px; } label.check > span { font-size: inherit; color: inherit; }
  button.small { font: inherit; font-size: 0.87rem; color: var(--text); background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; min-height: 36px; min-width: 36px; padding: 4px 10px; white-space: nowrap; cursor: pointer; }
  button.small:hover:not(:disabled) { background: var(--raised); } button.small:disabled { opacity: 0.5; cursor: default; } button.small.bad:hover:not(:disabled), button.small.bad:focus-visible { color: var(--bad); border-color: currentColor; }
  .grid { display: grid; gap: 8px 12px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 180px), 1fr)); align-items: end; }
  h3, h4, p, ul { margin: 0; } h4 { font-size: 0.93rem; } ul { padding: 0; list-style: none; }
  .part { display: grid; gap: 10px; } .wide { grid-column: span 2; } @media (max-width: 500px) { .wide { grid-column: auto; } } .form { border: 1px dashed var(--line); border-radius: var(--radius); padding: 12px; display: grid; gap: 8px; }
`;
