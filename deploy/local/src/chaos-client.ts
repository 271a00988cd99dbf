import { Plain } from './say.ts';

export const KINDS = ['plain', 'gates', 'budget', 'fork'] as const;
/** What a generation goes through beside the kills: nothing, two gates, a ceiling that is raised, or it is a fork. */
export type Kind = (typeof KINDS)[number];

const LONGEST_MS = 600_000;
/** A launcher that was killed builds, ends what is left and starts everything; on a machine that has other work too. */
const LONGEST_AWAY_MS = 240_000;
/** Less than a generation takes, in US dollars. */
export const CEILING_USD = 0.002;
export const RAISED_USD = 5;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a generation is about; the provider counts its calls by it. */
export const describe = (number: number): string => `Written while everything around it dies, the ${number}. time`;

export interface ChaosClient {
  /** @param parent the generation to fork from its code, for a fork. */
  start(engine: string, number: number, kind: Kind, parent?: string): Promise<string>;
  /** Decides whatever waits for a person, until the generation has ended. */
  untilEnd(id: string): Promise<void>;
  ask<T>(query: string, variables?: object): Promise<T>;
}

/** A client that asks again while the API is down. */
export async function signUp(url: string): Promise<ChaosClient> {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name: 'Chaos', email: 'chaos@example.com', password: 'correct horse battery' }),
  });
  const token = response.headers.get('set-auth-token');
  const ask = async <T>(query: string, variables: object = {}): Promise<T> => {
    const deadline = Date.now() + LONGEST_AWAY_MS;
    for (;;) {
      try {
        const answer = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ query, variables }),
          signal: AbortSignal.timeout(15_000),
        });
        const { data, errors } = (await answer.json()) as { data: T; errors?: { message: string; extensions?: { code: string } }[] };
        if (data && !errors) return data;
        // An API that is closing answers outside of GraphQL, with neither of the two.
        if (
          errors &&
          errors[0]?.extensions?.code !== 'INTERNAL' &&
          errors[0]?.extensions?.code !== 'UNAVAILABLE' &&
          errors[0]?.extensions?.code !== 'CONFLICT' &&
          errors[0]?.extensions?.code !== 'UNAUTHENTICATED'
        )
          throw new Plain(JSON.stringify(errors));
      } catch (error) {
        if (error instanceof Plain) throw error;
      }
      if (Date.now() > deadline) throw new Plain(`The API did not come back within ${LONGEST_AWAY_MS / 1_000} s`);
      await pause(200);
    }
  };
  /** What is refused was decided in the meantime: by an earlier try whose answer was lost. */
  const decide = async (query: string, variables: object): Promise<void> => {
    try {
      await ask(query, variables);
    } catch (error) {
      if (!(error instanceof Plain) || !error.message.includes('PRECONDITION_FAILED')) throw error;
    }
  };
  return {
    ask,
    start: async (engine, number, kind, parent) => {
      if (parent) {
        const { forkGeneration } = await ask<{ forkGeneration: { generation: { id: string } } }>(
          'mutation ($input: ForkGenerationInput!) { forkGeneration(input: $input) { generation { id } } }',
          { input: { generationId: parent, fromStage: 'CODE', idempotencyKey: `fork ${parent}` } },
        );
        return forkGeneration.generation.id;
      }
      const { createProject } = await ask<{ createProject: { project: { id: string } } }>(
        'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
        { input: { name: 'Chaos', description: describe(number) } },
      );
      // The key makes the start safe to ask for again.
      const { startGeneration } = await ask<{ startGeneration: { generation: { id: string } } }>(
        'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { generation { id } } }',
        {
          input: {
            projectId: createProject.project.id,
            engine,
            idempotencyKey: createProject.project.id,
            ...(kind === 'gates' ? { approveAfter: ['BLUEPRINT', 'CODE'] } : {}),
            ...(kind === 'budget' ? { budgetUsd: CEILING_USD, atCeiling: 'ASK' } : {}),
          },
        },
      );
      return startGeneration.generation.id;
    },
    untilEnd: async (id) => {
      const deadline = Date.now() + LONGEST_MS;
      for (;;) {
        const { generation } = await ask<{ generation: { status: string; stages: { name: string; status: string; round: number }[] } }>(
          'query ($id: ID!) { generation(id: $id) { status stages { name status round } } }',
          { id },
        );
        if (['COMPLETE', 'FAILED', 'CANCELLED'].includes(generation.status)) return;
        if (generation.status === 'AWAITING_INPUT') {
          const gates = generation.stages.filter((stage) => stage.status === 'AWAITING_INPUT');
          for (const { name, round } of gates)
            await decide('mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }', {
              input: { generationId: id, stage: name, approved: true, round },
            });
          if (gates.length === 0)
            await decide('mutation ($input: RaiseBudgetInput!) { raiseBudget(input: $input) { generation { id } } }', {
              input: { generationId: id, budgetUsd: RAISED_USD },
            });
        }
        if (Date.now() > deadline) {
          const { waiting } = await ask<{ waiting: { generation: { id: string }; waits: object[] }[] }>(
            '{ waiting { generation { id } waits { reason stage item since until } } }',
          );
          const waits = waiting.find((one) => one.generation.id === id)?.waits ?? [];
          throw new Plain(
            `The generation did not end within ${LONGEST_MS / 1_000} s: ${JSON.stringify(generation)}; it waits for ${JSON.stringify(waits)}`,
          );
        }
        await pause(250);
      }
    },
  };
}
