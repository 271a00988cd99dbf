import type { DevelopmentPlan } from '@millwright/domain';
import type { DomainModel, Entity } from '../domain-model.js';

/** The plan that follows from a model: a feature for each kind of record, and what surrounds them. */
export function planOf(model: DomainModel): DevelopmentPlan {
  const { entities, actors } = model;
  const isApi = model.kind === 'api';
  return {
    project_name: model.projectName,
    summary: model.summary,
    goals: [
      `Keep ${listed(entities.map((entity) => entity.plural.toLowerCase()))} in one place`,
      ...entities
        .flatMap((entity) =>
          entity.actions.map((action) => `${action.label} ${entity.plural.toLowerCase()} and see that they are ${action.status}`),
        )
        .slice(0, 6),
      isApi ? 'Offer all of it to other programs through a documented API' : 'Be usable in any browser, by keyboard and on a phone',
      'Start with one command and depend on nothing but Node',
    ],
    users:
      actors.length > 0
        ? actors.map((actor) => ({ name: actor, description: `Signs in and works with ${listed(touchedBy(actor, entities))}` }))
        : [
            {
              name: isApi ? 'Client program' : 'Anyone with access',
              description: `Works with ${listed(entities.map((entity) => entity.plural.toLowerCase()))}; no sign-in, since the description names nobody who would`,
            },
          ],
    features: [
      ...entities.map((entity) => ({ name: entity.plural, description: featureText(entity), acceptance: acceptanceOf(entity, isApi) })),
      ...(actors.length > 0
        ? [
            {
              name: 'Sign-in',
              description: `Accounts for ${listed(actors.map((actor) => actor.toLowerCase()))}.`,
              acceptance: [
                'Strangers read and change nothing',
                'Passwords are stored as scrypt hashes, session tokens as hashes',
                'A wrong password is refused without saying which part was wrong',
              ],
            },
          ]
        : []),
      {
        name: 'API',
        description: 'Everything as JSON, described by an OpenAPI document at /openapi.json.',
        acceptance: ['Each resource can be listed, searched, made, changed and deleted', 'A wrong value is refused with its field named'],
      },
    ],
    milestones: [
      {
        name: 'Storage and rules',
        outcome: 'All records can be kept, with their relations enforced',
        features: entities.map((entity) => entity.plural),
      },
      ...(actors.length > 0 ? [{ name: 'People', outcome: 'Only those who signed in get in', features: ['Sign-in'] }] : []),
      {
        name: isApi ? 'Delivery' : 'Pages and delivery',
        outcome: 'The project runs from its image and its tests pass on every push',
        features: ['API'],
      },
    ],
    risks: [
      { risk: 'SQLite serves one machine.', mitigation: 'Queries stand in repositories alone, so another database replaces one folder.' },
      {
        risk: 'The description was read by rules, which can take a word the wrong way.',
        mitigation: 'Entities and fields stand in one file each; rename or remove them there and add a migration.',
      },
    ],
    open_questions: [
      ...(actors.length > 1 ? [`May every role do everything? For now ${listed(actors.map((actor) => actor.toLowerCase()))} may.`] : []),
      ...entities
        .filter((entity) => entity.fields.length <= 3)
        .slice(0, 3)
        .map((entity) => `Which further fields does a ${entity.name.toLowerCase()} need?`),
      'How long is data kept, and who may ask for it to be deleted?',
    ],
  };
}

function featureText(entity: Entity): string {
  const fields = entity.fields.filter((field) => !field.references).map((field) => field.label.toLowerCase());
  const parents = entity.fields.filter((field) => field.references).map((field) => field.label.toLowerCase());
  return `A ${entity.name.toLowerCase()} has ${listed(fields)}${parents.length > 0 ? ` and belongs to a ${listed(parents)}` : ''}.`;
}

function acceptanceOf(entity: Entity, isApi: boolean): string[] {
  const one = entity.name.toLowerCase();
  const required = entity.fields.filter((field) => field.required).map((field) => field.label.toLowerCase());
  return [
    `${entity.createLabel}, change and delete ${entity.plural.toLowerCase()}${isApi ? ' through the API' : ' in the browser and through the API'}`,
    ...(required.length > 0 ? [`A ${one} without ${listed(required, 'or')} is refused, and the field is named`] : []),
    ...entity.fields
      .filter((field) => field.references)
      .map((field) => `A ${one} of a ${field.label.toLowerCase()} that does not exist is refused`),
    ...entity.actions.map((action) => `${action.label} makes a ${one} ${action.status}; doing it twice is refused`),
  ];
}

function touchedBy(actor: string, entities: readonly Entity[]): string[] {
  const own = entities.filter((entity) => entity.fields.some((field) => field.label.toLowerCase() === actor.toLowerCase()));
  return (own.length > 0 ? own : entities).map((entity) => entity.plural.toLowerCase());
}

export function listed(words: readonly string[], last = 'and'): string {
  return words.length <= 1 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
