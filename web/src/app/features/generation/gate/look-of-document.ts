/** How a document at a gate is set: to be read. */
export const DOCUMENT = `
  :host { display: grid; gap: 20px; max-width: 90ch; }
  section { display: grid; gap: 8px; } h3 { margin: 0; font-size: 1.1rem; } h4 { margin: 0; font-size: 0.98rem; } p, ul, ol, dl { margin: 0; } ul, ol { padding-left: 22px; display: grid; gap: 4px; }
  dl { display: grid; grid-template-columns: minmax(90px, max-content) minmax(0, 1fr); gap: 4px 16px; } dt { font-weight: 600; overflow-wrap: anywhere; } dd { margin: 0; min-width: 0; }
  .part { border-left: 2px solid var(--line); padding-left: 14px; display: grid; gap: 4px; } .new { border-left-color: var(--ok); } .changed { border-left-color: var(--warn); }
  .mark { font-size: 0.75rem; font-weight: 600; border: 1px solid currentColor; border-radius: 4px; padding: 0 5px; margin-left: 8px; } .mark.new { color: var(--ok); } .mark.changed { color: var(--warn); }
  .gone { color: var(--muted); } .gone del { text-decoration-color: var(--bad); } .take { all: unset; cursor: pointer; color: var(--muted); font-size: 0.82rem; font-weight: 400; padding: 2px 6px; border-radius: 4px; } .take:hover { color: var(--bad); text-decoration: underline; } .take:focus-visible { outline: 2px solid var(--accent); color: var(--bad); }
  .wide { overflow-x: auto; } table { min-width: 420px; } td { overflow-wrap: anywhere; } code { overflow-wrap: anywhere; } summary { cursor: pointer; min-height: 28px; }
  @media (max-width: 500px) { dl { grid-template-columns: minmax(0, 1fr); } dd { padding-bottom: 6px; } }
`;
