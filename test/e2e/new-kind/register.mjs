// The one line of a registry, put into a process of the product before it starts.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { LOAN } from './loan.ts';

const { addStreamKind } = await import(pathToFileURL(createRequire(process.argv[1]).resolve('@millwright/domain')).href);
addStreamKind(LOAN);
