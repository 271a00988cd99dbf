import { BadInput, characterFaults, type FieldFault } from '@millwright/domain';
import { Kind, visit, type DocumentNode, type ValueNode } from 'graphql';

/**
 * Looks at every text of an operation's arguments, written in the document or sent as a variable, before any resolver has it.
 * Paths are those of the arguments, whatever the variables are called.
 * @throws BadInput naming each field with a character that no text may hold
 */
export function requireFitTexts(document: DocumentNode, variables: Readonly<Record<string, unknown>> | null | undefined): void {
  const faults: FieldFault[] = [];
  visit(document, {
    Argument: ({ name, value }) => {
      faults.push(...characterFaults(name.value, plain(value, variables ?? {})));
      return false;
    },
  });
  // The same variable may be used in several places.
  const distinct = new Map(faults.map((fault) => [`${fault.path} ${fault.message}`, fault]));
  if (distinct.size > 0) throw new BadInput([...distinct.values()]);
}

/** A value of the document as what it stands for; its depth is bounded by the number of tokens. */
function plain(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  if (node.kind === Kind.LIST) return node.values.map((value) => plain(value, variables));
  if (node.kind === Kind.OBJECT) return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, plain(value, variables)]));
  return node.kind === Kind.STRING ? node.value : undefined;
}
