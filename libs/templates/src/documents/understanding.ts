import { document, plain, table, type Understanding } from '@millwright/domain';
import type { Design } from '../design/design.types.js';
import { listed } from './say.js';

const SAID = { BUILT: 'built', ASSUMED: 'assumed', NOT_BUILT: 'not built', IGNORED: 'no wish' } as const;
const TITLES = { BUILT: 'Built', ASSUMED: 'Assumed', NOT_BUILT: 'Not built', IGNORED: 'No wish' } as const;

/** docs/understanding.md: what became of each phrase of the description. */
export function understandingDocument(design: Design, { phrases, projectKind, warnings }: Understanding): string {
  const shown = phrases.filter(({ text }) => text.trim() !== '');
  const count = (outcome: keyof typeof TITLES): number => shown.filter((phrase) => phrase.outcome === outcome).length;
  const counts = (Object.keys(SAID) as (keyof typeof SAID)[])
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${count(outcome) === 1 ? 'is' : 'are'} ${SAID[outcome]}`);
  const assumed = design.records
    .map(({ plural, fields }) => [
      plain(plural),
      fields
        .filter(({ origin, setTo, isRuled }) => origin === 'assumed' && !setTo && !isRuled)
        .map(({ label }) => plain(label.toLowerCase()))
        .join(', '),
    ])
    .filter(([, fields]) => fields !== '');
  return document([
    '# What was understood',
    `${plain(design.name)} was taken for ${projectKind ? `a project of the kind “${projectKind}”` : 'no kind of project in particular'}. Of ${shown.length} ${shown.length === 1 ? 'phrase' : 'phrases'}, ${listed(counts)}.`,
    ...warnings.map((warning) => `**${plain(warning)}**`),
    table(
      ['Phrase', 'What became of it', 'Shown by'],
      shown.map(({ text, outcome, reason, evidence }) => [
        plain(text.replace(/\s+/g, ' ').trim()),
        `${TITLES[outcome]}${reason ? `: ${plain(reason)}` : ''}`,
        [...new Set(evidence.map(({ label }) => plain(label)))].slice(0, 6).join(', ') || '–',
      ]),
    ),
    ...(assumed.length > 0
      ? [
          '## What was assumed',
          'Attributes that the description does not name are those that such things usually have:',
          table(['Record', 'Assumed'], assumed),
        ]
      : []),
  ]);
}
