/** A query, mutation or subscription with the types of what it takes and gives; written by codegen from the *.graphql files. */
export class Operation<Result, Variables> {
  declare readonly result: Result;
  declare readonly variables: Variables;
  constructor(
    readonly name: string,
    readonly text: string,
  ) {}
}
