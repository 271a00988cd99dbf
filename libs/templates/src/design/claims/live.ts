import { isMadeHere } from '../rules/live.js';
import type { DesignRecord, PhraseEvidence } from '../design.types.js';
import type { Scope } from './claim.types.js';
import { ofRule } from './pointers.js';

export const REAL_TIME = /^(real[- ]?time|live|instant)$/i;

/** Figures of traffic or weather come from elsewhere, whoever notes them here. */
const NOTED = /(^|_)(record|article)$/;

/** Whether pages show what is done with these as soon as it is done, and people here are those who do it. */
export const isLive = (records: readonly DesignRecord[], { design }: Scope): boolean =>
  design.rules.some(({ kit }) => kit === 'live') &&
  records.length > 0 &&
  records.every((record) => isMadeHere(record, design) && !NOTED.test(record.table));

/** What shows that it is so. */
export const ofLive = ({ design }: Scope): PhraseEvidence[] =>
  design.rules.filter(({ kit }) => kit === 'live').flatMap((rule) => ofRule(design, rule));
