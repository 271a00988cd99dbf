import type { Design, DesignRecord, Field, Role, Rule } from '../../design/design.types.js';

/** Why a correction cannot be followed. */
export class Refused extends Error {
  constructor(
    /** Of the editor, where a person would put it right. */
    readonly place: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

const GONE = 'Take this correction back; what it was about is not there any more.';

/** A design under correction: what is changed, and what is said of it. */
export class Bench {
  readonly sentences: string[] = [];
  /** What things are called now that were renamed by this correction: "record tool" -> "device". */
  readonly renamed = new Map<string, string>();
  constructor(readonly design: Design) {}

  say(sentence: string): void {
    if (!this.sentences.includes(sentence)) this.sentences.push(sentence);
  }

  get first(): Role | undefined {
    return this.design.roles.find(({ joins }) => joins === 'first');
  }

  /** @throws Refused */
  record(table: string): DesignRecord {
    const found = this.design.records.find((one) => one.table === table);
    if (!found) throw new Refused(`records/${table}`, `There is no record “${table}”`, GONE);
    return found;
  }

  /** @throws Refused */
  field(table: string, name: string): { record: DesignRecord; field: Field } {
    const record = this.record(table);
    const field = record.fields.find((one) => one.name === name);
    if (!field) throw new Refused(`records/${table}/fields/${name}`, `${record.name} has no field “${name}”`, GONE);
    return { record, field };
  }

  /** @throws Refused */
  role(slug: string): Role {
    const found = this.design.roles.find((one) => one.slug === slug);
    if (!found) throw new Refused(`roles/${slug}`, `There is no role “${slug}”`, GONE);
    return found;
  }

  /** @throws Refused */
  rule(name: string): Rule {
    const found = this.design.rules.find((one) => one.name === name);
    if (!found) throw new Refused(`rules/${name}`, `There is no rule “${name}”`, GONE);
    return found;
  }
}
