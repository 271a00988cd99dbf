import { declarationFaults, typeFaults } from './type-faults.js';

const messages = (files: Parameters<typeof typeFaults>[0]): string[] =>
  typeFaults(files).map(({ path, line, message }) => `${path}:${line ?? ''} ${message}`);

it('takes what packages give as it comes, since their types are not here', () => {
  const page = `import React, { useState, type FC } from 'react';
import { Link } from 'react-router-dom';
import styles from './page.module.css';
import { total } from '@/shared/total';
import config from '#config';
interface Props { items: { name: string; price: number }[] }
export const Page: FC<Props> = ({ items }) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const heading: React.ReactNode = chosen ?? config.title;
  return <main className={styles.page}><h1>{heading}</h1>{items.map((item) => <Link key={item.name} to={item.name} onClick={(event) => setChosen(event.target.id)}>{item.name}</Link>)}{total(items)}{import.meta.env.MODE}</main>;
};
`;
  const server = `import express, { type Request, type Response } from 'express';
export const app = express();
app.get('/', (req, res) => res.json({ id: req.params.id }));
app.use((error: Error, request: Request, response: Response, next: (error?: unknown) => void) => { response.status(500).end(); next(error); });
`;
  const test = `import { app } from './server';
describe('server', () => { it('is there', () => { expect(app).toBeDefined(); }); });
`;
  const total = 'export const total = (items: { price: number }[]): number => items.reduce((sum, { price }) => sum + price, 0);\n';
  const files = {
    'src/page.tsx': page,
    'src/server.ts': server,
    'src/server.test.ts': test,
    'src/shared/total.ts': total,
    'src/page.module.css': '.page {}',
  };
  expect(messages(Object.entries(files).map(([path, text]) => ({ path, text })))).toEqual([]);
});

it('follows a name for a folder of the sources to what stands there', () => {
  const files = [
    { path: 'src/a.ts', text: "import { b } from '@/b';\nexport const a: string = b;\n" },
    { path: 'src/b.ts', text: 'export const b = 1;\n', declarations: 'export const b: number;\n' },
  ];
  expect(messages(files)).toEqual(["src/a.ts:2 Type 'number' is not assignable to type 'string'."]);
});

it('holds a file to what the others declare, and not to what they have', () => {
  const files = [
    { path: 'a.ts', text: "import { b } from './b.ts';\nexport const a: number = b();\n", declarations: 'export const a: number;\n' },
    { path: 'b.ts', text: 'export const b = (): string => "";\n', declarations: 'export function b(): number;\n' },
  ];
  expect(messages(files)).toEqual(['b.ts:1 It exports "b" as `() => string`, and declares it as `() => number`']);
  expect(messages([files[0]!, { path: 'b.ts', declarations: 'export function b(): number;\n' } as never])).toEqual([]);
});

it('compares classes by what is public in them', () => {
  const declarations =
    'export class Box {\n  #size;\n  constructor(size: number);\n  private hidden: string;\n  size(): number;\n}\nexport function open(box: Box): void;\n';
  const text =
    'export class Box {\n  #size: number;\n  constructor(size: number) { this.#size = size; }\n  size(): number { return this.#size; }\n}\nexport function open(box: Box): void { void box; }\n';
  expect(messages([{ path: 'box.ts', text, declarations }])).toEqual([]);
  expect(
    messages([
      {
        path: 'box.ts',
        text: text.replace('size(): number { return this.#size; }', 'size(): string { return `${this.#size}`; }'),
        declarations,
      },
    ]).join(),
  ).toContain('has otherwise size');
});

it('takes a value for one that was declared as a type, and none for a class', () => {
  const declarations = 'export interface Colour { name: string }\nexport class Paint { colour: Colour }\n';
  expect(
    messages([
      { path: 'a.ts', text: 'export interface Colour { name: string }\nexport interface Paint { colour: Colour }\n', declarations },
    ]),
  ).toEqual(['a.ts:2 It exports "Paint" only as a type, and declares it as a class']);
});

it('compiles declarations together, each fault with its line', () => {
  const faults = declarationFaults([
    { path: 'a.ts', declarations: "import type { B } from './b.ts';\nimport type { C } from './c.ts';\nexport function a(b: B): C;\n" },
    { path: 'b.ts', declarations: 'export interface B { of: Missing }\n' },
    { path: 'c.py', declarations: 'def c() -> int: ...\n' },
  ]);
  expect(faults.map(({ code, path, line }) => `${code} ${path} ${line}`)).toEqual(['IMPORT a.ts 2', 'DECLARATION b.ts 1']);
});
