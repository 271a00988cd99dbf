import type { Cell, Sentence, Span } from './reading.types.js';

/** Where a sentence stands, before its words are read. */
export interface Segment extends Span {
  layout: Sentence['layout'];
  level?: number;
  cells?: Cell[];
  leadIn?: number;
}

interface Line extends Span {
  layout: Sentence['layout'] | 'skip';
  level?: number;
  /** A table's rule of dashes was under it. */
  isHeader?: boolean;
}

const BULLET = /^(\s*)(?:[-*+•‣▪●◦·–—]|\(?\d{1,2}(?:\.\d{1,2})+[.)]?|\(?\d{1,2}[.)]|\(?[a-z][.)]|[①-⑳])\s+(?=\S)(?:\[[ xX]\]\s+)?/;
const HEADING = /^\s*(#{1,6})\s+(?=\S)/;
const ROW = /^\s*\|.*\|\s*$|^\s*[^|\s][^|]*\|[^|]+\|[^|]*$/;
const RULE = /^\s*\|?[\s:|=-]*-{2,}[\s:|=-]*\|?\s*$/;
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|no|nr|incl|max|min|mr|mrs|ms|dr|st|fig|cf|resp|inc|ltd|co|a\.m|p\.m|z\.b|u\.s)\.$/i;

const OPENING = /^(?:The|This|These|It|They|We|Our|You|A|An|There|Please|In|On|Each|Every|All|Users)\s/;

/** Splits a description where people do: lines, list items, rows, headings, sentences, semicolons. Positions of the whole text. */
export function splitSentences(text: string): Segment[] {
  const segments: Segment[] = [];
  let columns: Cell[] | undefined;
  let headerIndex = -1;
  let announced = -1;
  let heading = -1;
  for (const line of joinLines(text, readLines(text))) {
    if (line.layout === 'skip') continue;
    if (line.layout === 'row') {
      const cells = splitCells(text, line);
      const isHeader = columns === undefined;
      const row: Segment = {
        ...trim(text, line),
        layout: 'row',
        cells: cells.map((cell, at) => ({ ...cell, column: columns?.[at]?.text })),
      };
      if (isHeader) {
        columns = cells;
        headerIndex = segments.length;
        if (announced >= 0) row.leadIn = announced;
      } else row.leadIn = headerIndex;
      if (cells.length > 0) segments.push(row);
      continue;
    }
    columns = undefined;
    const level = line.level;
    const isLine = line.layout === 'heading';
    for (const span of isLine ? [trim(text, line)] : splitProse(text, line)) {
      const segment: Segment = { ...span, layout: line.layout, level };
      if (line.layout === 'item') {
        const parent = parentItem(segments, level ?? 1);
        segment.leadIn = parent >= 0 ? parent : announced >= 0 ? announced : heading >= 0 ? heading : undefined;
      } else if (line.layout === 'heading') heading = segments.length;
      segments.push(segment);
      if (line.layout !== 'item') announced = -1;
      if (/[:：]\s*(?:\*\*|__)?$/.test(text.slice(span.from, span.to)) && line.layout !== 'item') announced = segments.length - 1;
    }
    if (line.layout === 'heading') announced = -1;
  }
  return segments;
}

/** The nearest item above that is indented less: "- Members can:" over "  - borrow tools". */
function parentItem(segments: Segment[], level: number): number {
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    const above = segments[at]!;
    if (above.layout !== 'item') return -1;
    if ((above.level ?? 1) < level) return at;
  }
  return -1;
}

function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  let isCode = false;
  for (const raw of text.split('\n')) {
    const to = from + raw.length;
    const bullet = BULLET.exec(raw);
    const title = HEADING.exec(raw);
    if (/^\s*(?:```|~~~)/.test(raw)) {
      isCode = !isCode;
      lines.push({ from, to, layout: 'skip' });
    } else if (isCode || !raw.trim() || /^\s*([-*_=])(?:\s*\1){2,}\s*$/.test(raw)) lines.push({ from, to, layout: 'skip' });
    else if (RULE.test(raw) && raw.includes('|')) lines.push({ from, to, layout: 'skip' });
    else if (title) lines.push({ from: from + title[0].length, to, layout: 'heading', level: title[1]!.length });
    else if (ROW.test(raw)) lines.push({ from, to, layout: 'row' });
    else if (bullet)
      lines.push({ from: from + bullet[0].length, to, layout: 'item', level: 1 + Math.floor(bullet[1]!.replace(/\t/g, '  ').length / 2) });
    else lines.push({ from: from + raw.search(/\S/), to, layout: 'prose' });
    from = to + 1;
  }
  return lines;
}

/** A line that goes on in small letters belongs to the one before: the text was wrapped by hand. A short line alone that ends in no sign is a heading. */
function joinLines(text: string, lines: Line[]): Line[] {
  const joined: Line[] = [];
  for (const [at, line] of lines.entries()) {
    const before = joined.at(-1);
    const start = text.slice(line.from, line.to);
    const isWrapped =
      line.layout === 'prose' &&
      before &&
      (before.layout === 'prose' || before.layout === 'item') &&
      !/[.!?:;。！？：；]\s*$/.test(text.slice(before.from, before.to)) &&
      (/^[\p{Ll}(„“"«]/u.test(start) ||
        /[,、]\s*$|\b(?:and|or|the|a|an|of|to|for|with|by|in)\s*$/.test(text.slice(before.from, before.to)));
    if (isWrapped) before.to = line.to;
    else joined.push({ ...line });
    const next = lines[at + 1];
    if (
      line.layout === 'prose' &&
      !isWrapped &&
      isTitleLine(start) &&
      (!next || next.layout !== 'prose' || /^(?:\*\*|__).*(?:\*\*|__)$/.test(start.trim()))
    )
      joined.at(-1)!.layout = titleOf(lines, at, joined.length);
  }
  return joined;
}

function titleOf(lines: Line[], at: number, count: number): 'heading' | 'prose' {
  // A single line alone is the whole description.
  return lines.length > 1 && (at < lines.length - 1 || count > 1) ? 'heading' : 'prose';
}

const isTitleLine = (line: string): boolean =>
  /^(?:\*\*|__)?[\p{Lu}\d][^.!?:：。！？]*$/u.test(line.trim()) && line.trim().split(/\s+/).length <= 6 && !/[,;:：]\s*$/.test(line);

function splitProse(text: string, line: Span): Span[] {
  const spans: Span[] = [];
  let from = line.from;
  const cut = (to: number): void => {
    const span = trim(text, { from, to });
    if (span.to > span.from) spans.push(span);
    from = to;
  };
  let depth = 0;
  for (let at = line.from; at < line.to; at += 1) {
    const sign = text[at]!;
    const next = text[at + 1] ?? ' ';
    if (/[(（[]/.test(sign)) depth += 1;
    if (/[)）\]]/.test(sign)) depth = Math.max(0, depth - 1);
    if (/[。！？；]/.test(sign)) cut(at + 1);
    else if (sign === ';' && depth === 0) cut(at + 1);
    else if (/[.!?]/.test(sign) && /[\s"'”“»)\]*_]/.test(next) && isSentenceEnd(text, from, at, line.to)) {
      let end = at + 1;
      while (end < line.to && /["'”“’»)\]*_.!?]/.test(text[end]!)) end += 1;
      cut(end);
      at = end - 1;
      depth = 0;
    } else if (
      /\s/.test(sign) &&
      /^\s+\(?[1-9][.)]\s+\S/.test(text.slice(at, at + 8)) &&
      /[.:;,)\w]$/.test(text.slice(from, at)) &&
      hasNextNumber(text, at, line.to)
    )
      cut(at);
    else if (/\s/.test(sign) && /^\s+[•‣▪●]\s*\S/.test(text.slice(at, at + 8))) cut(at);
  }
  cut(line.to);
  return spans.map((span) => withoutEnumerator(text, span));
}

/** "1. …" within a line counts only where it goes on counting or has counted. */
function hasNextNumber(text: string, at: number, to: number): boolean {
  const number = Number(/[1-9]/.exec(text.slice(at, at + 8))?.[0] ?? 0);
  const rest = text.slice(at + 2, to);
  return (
    new RegExp(`\\s\\(?${number + 1}[.)]\\s`).test(rest) ||
    (number > 1 && new RegExp(`(?:^|\\s)\\(?${number - 1}[.)]\\s`).test(text.slice(Math.max(0, at - 600), at)))
  );
}

function withoutEnumerator(text: string, span: Span): Span {
  const mark = /^\s*(?:\(?[1-9]\d?[.)]|[•‣▪●])\s+(?=\S)/.exec(text.slice(span.from, span.to));
  return mark ? { from: span.from + mark[0].length, to: span.to } : span;
}

function isSentenceEnd(text: string, from: number, at: number, to: number): boolean {
  const before = text.slice(from, at + 1);
  if (text[at] !== '.') return true;
  const rest = text.slice(at + 1, to).trimStart();
  if (/\betc\.$/i.test(before)) return (!/^\s*[)）\]]/.test(text.slice(at + 1, to)) && /^["'”»)\]]*\s*\p{Lu}/u.test(rest)) || rest === '';
  // What begins like a sentence after a company's name is one: "… Sun Ltd. The shop sells bikes."
  if (/\b(?:co|corp|inc|ltd)\.$/i.test(before)) return rest === '' || OPENING.test(rest);
  if (ABBREVIATION.test(before)) return rest === '';
  if (/^\s*\d{1,2}\.$/.test(before)) return false;
  // ".NET", "v2. x", initials: a small letter goes on.
  if (/^["'“„»(]*\p{Ll}/u.test(rest) && /\b[A-Za-z]\.$/.test(before)) return false;
  return true;
}

function splitCells(text: string, line: Span): Cell[] {
  const cells: Cell[] = [];
  let from = line.from;
  for (let at = line.from; at <= line.to; at += 1) {
    if (at < line.to && (text[at] !== '|' || text[at - 1] === '\\')) continue;
    const span = trim(text, { from, to: at });
    const isEdge = span.to <= span.from && (from === line.from || at === line.to);
    if (!isEdge) cells.push({ ...span, text: text.slice(span.from, span.to) });
    from = at + 1;
  }
  return cells;
}

function trim(text: string, { from, to }: Span): Span {
  while (from < to && /\s/.test(text[from]!)) from += 1;
  while (to > from && /\s/.test(text[to - 1]!)) to -= 1;
  return { from, to };
}
