import { Clipboard } from '@angular/cdk/clipboard';
import { TestBed } from '@angular/core/testing';
import { DataTable, toCsv, type Column } from './data-table';
import { DataTableHarness } from './data-table.harness';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';

interface Row {
  name: string;
  size: number | null;
}
const columns: Column<Row>[] = [
  { key: 'name', title: 'Name', value: (row) => row.name },
  { key: 'size', title: 'Size', value: (row) => row.size },
];
const rows: Row[] = [
  { name: 'file 10', size: 3 },
  { name: 'file 9', size: null },
  { name: 'file 1', size: 20 },
  { name: 'other', size: 1 },
  { name: 'yet another', size: 2 },
  { name: 'zebra', size: 5 },
];

async function table(given: readonly Row[] = rows): Promise<DataTableHarness> {
  const fixture = TestBed.createComponent(DataTable<Row>);
  fixture.componentRef.setInput('rows', given);
  fixture.componentRef.setInput('columns', columns);
  fixture.componentRef.setInput('label', 'things');
  document.body.append(fixture.nativeElement);
  return await TestbedHarnessEnvironment.harnessForFixture(fixture, DataTableHarness);
}

it('keeps the order it was given until a column is chosen, then sorts up, down, and back', async () => {
  const harness = await table();
  expect(await harness.column(0)).toEqual(rows.map((row) => row.name));
  await harness.sortBy('Size');
  expect(await harness.column(1)).toEqual(['1', '2', '3', '5', '20', '']);
  await harness.sortBy('Size');
  expect(await harness.column(0)).toEqual(['file 9', 'file 1', 'zebra', 'file 10', 'yet another', 'other']);
  await harness.sortBy('Size');
  expect(await harness.column(0)).toEqual(rows.map((row) => row.name));
});

it('sorts numbers within names as people count', async () => {
  const harness = await table();
  await harness.sortBy('Name');
  expect((await harness.column(0)).slice(0, 3)).toEqual(['file 1', 'file 9', 'file 10']);
});

it('shows only what holds the words of the filter, and says how many of how many', async () => {
  const harness = await table();
  await harness.filterBy('OTHER');
  expect(await harness.column(0)).toEqual(['other', 'yet another']);
  expect(await harness.count()).toBe('2 of 6 things');
  await harness.filterBy('nothing like it');
  expect(await harness.text()).toContain('Nothing matches “nothing like it”.');
});

it('says when there is nothing, and counts one as one', async () => {
  expect(await (await table([])).text()).toContain('Nothing here yet.');
  expect(await (await table(rows.slice(0, 1))).count()).toBe('1 thing');
});

it('copies what is shown, as shown', async () => {
  const harness = await table();
  const copied: string[] = [];
  TestBed.inject(Clipboard).copy = (text) => copied.push(text) > 0;
  await harness.filterBy('file');
  await harness.sortBy('Name');
  await harness.copyCsv();
  expect(copied).toEqual(['Name,Size\r\nfile 1,20\r\nfile 9,\r\nfile 10,3']);
});

it('makes of a formula a text, so that a spreadsheet does not run what was generated', () => {
  expect(toCsv([{ name: '=HYPERLINK("http://x")', size: 1 }], columns)).toContain("'=HYPERLINK");
});

it('draws thousands of rows no more than those in sight', async () => {
  const harness = await table(Array.from({ length: 5_000 }, (_, i) => ({ name: `row ${i}`, size: i })));
  expect((await harness.column(0)).length).toBeLessThan(200);
  expect(await harness.count()).toBe('5000 things');
});
