import { ComponentHarness } from '@angular/cdk/testing';

/** For tests: works a table as a person does. */
export class DataTableHarness extends ComponentHarness {
  static hostSelector = 'mw-table';
  private readonly head = this.locatorForAll('th button');
  private readonly filter = this.locatorFor('input[type=search]');
  private readonly counted = this.locatorFor('.count');
  private readonly buttons = this.locatorForAll('.tools button');

  async sortBy(title: string): Promise<void> {
    for (const button of await this.head()) if ((await button.text()).trim() === title) return await button.click();
    throw new Error(`No column is called ${title}`);
  }
  async filterBy(words: string): Promise<void> {
    const input = await this.filter();
    await input.clear();
    await input.sendKeys(words);
  }
  /** The texts of a column, from top to bottom. */
  async column(index: number): Promise<string[]> {
    const cells = await this.locatorForAll(`tbody td:nth-child(${index + 1})`)();
    return await Promise.all(cells.map(async (cell) => (await cell.text()).trim()));
  }
  async count(): Promise<string> {
    return (await (await this.counted()).text()).trim();
  }
  async text(): Promise<string> {
    return await (await this.host()).text();
  }
  async copyCsv(): Promise<void> {
    await (await this.buttons())[0]!.click();
  }
}
