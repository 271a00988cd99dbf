import { PATHS, PreconditionFailed, communicationSchemaFaults, generateCommunicationSchema } from '@millwright/domain';
import type { StageImplementation } from '../runtime/stage.js';
import { readArchitecture, readBlueprint, readPlan } from './paths.js';

export const communicationSchemaStage: StageImplementation = {
  name: 'COMMUNICATION_SCHEMA',
  async perform(context) {
    const [plan, architecture, blueprint] = await Promise.all([readPlan(context), readArchitecture(context), readBlueprint(context)]);
    const schema = generateCommunicationSchema(plan, architecture, blueprint);
    const faults = communicationSchemaFaults(
      schema,
      blueprint.files.map((file) => file.path),
    );
    if (faults.length > 0) throw new PreconditionFailed(`The communication schema contradicts itself: ${faults.slice(0, 3).join('; ')}`);
    return { drafts: [{ path: PATHS.communicationSchema, text: `${JSON.stringify(schema, null, 2)}\n` }] };
  },
};
