// Apart from the rest: scrolling and CSV are a third of what a page without a table would load.
export { Bars, type Bar } from './bars';
export { Cell, DataTable, toCsv, type Column } from './data-table';
