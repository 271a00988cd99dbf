/** Names of types that written projects use already; a record of such a name gets another. */
export const RESERVED_TYPES = new Set(
  `Array Boolean Buffer Date Error Function Infinity Intl JSON Map Math NaN Number Object Partial Promise Proxy RegExp Record Row Set String Symbol URL
  URLSearchParams Action Bar BoardItem BoardParts CalendarEntry Card Change Clock Column Composer Content Context Database Faults FeedItem FieldKind Filter
  File FormField FormParts FrameParts Handler Html IconName Input Invitation Limits Link ListPage Message Parsed Part People Person Plan Play Profile Reader Refusal Role Router
  SentFile Server SqlValue Throttle Tile Tone Viewer WebRequest WebResponse Choice Partial Readonly Pick Omit Exclude Extract`.split(/\s+/),
);

/** Words of the language, and names of functions and variables that written projects use already. */
export const RESERVED_VALUES = new Set(
  `abstract any as async await boolean break case catch class const continue debugger declare default delete do else enum export extends false finally for
  from function get if implements import in instanceof interface is let module namespace new null number object of package private protected public readonly
  require return set static string super switch symbol this throw true try type typeof undefined var void while with yield arguments eval
  accounts actions allGames anywhere app asset avatar badge barChart board body cards changes choices clock clause columns conditions conflict context cookies count csv
  database day decode empty entries entry error facts faq faults favicon feed fetch field fields files filters fixedFile form frame fullTime gallery handler
  headers hero hidden history home html icon id idOf indent input invalid invitation invite item items json key kept lineChart lines list listed log message method migrations
  money monthCalendar name next noContent notFound notice now options order page pages paging params parsed path people picture play playGame pricing process profile progress
  prose purpose query quote read redirect refused relativeTime request response result role roles route router routes row rows script search secret section
  sections seed size sort sorts sql stars start status steps style stylesheet table test text thread tiles time title toast today token total transaction
  value values view viewer views where who`.split(/\s+/),
);
// A record called "item" or "order" is ordinary, and no written function has a variable of that name.
for (const name of ['item', 'items', 'order', 'message', 'quote', 'route', 'app', 'history', 'test', 'day', 'time', 'search', 'style'])
  RESERVED_VALUES.delete(name);

const SQL_WORDS = new Set(
  `abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case cast check collate column commit
  conflict constraint create cross current current_date current_time current_timestamp database default deferrable deferred delete desc detach distinct do drop
  each else end escape except exclude exclusive exists explain fail filter first following for foreign from full generated glob group groups having if ignore
  immediate in index indexed initially inner insert instead intersect into is isnull join key last left like limit match materialized natural no not nothing
  notnull null nulls of offset on or order others outer over partition plan pragma preceding primary query raise range recursive references regexp reindex
  release rename replace restrict returning right rollback row rows savepoint select set table temp temporary then ties to transaction trigger unbounded union
  unique update using vacuum values view virtual when where window with without`.split(/\s+/),
);

/** A name in SQL. */
export const column = (name: string): string => (SQL_WORDS.has(name.toLowerCase()) ? `"${name}"` : name);
