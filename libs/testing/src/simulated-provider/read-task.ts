import type { Blueprint, BlueprintFile, DevelopmentPlan, TechnicalArchitecture } from '@millwright/domain';
import type { ModelTask } from '@millwright/integrations';

/** As a prompt has it: that of a file holds its blueprint only where it is an older one, and else what concerns the file. */
export type SimulatedTask =
  | Exclude<ModelTask, { kind: 'file' }>
  | { kind: 'file'; projectName: string; description: string; blueprint?: Blueprint; file: BlueprintFile };

/** What a prompt of ours asks for, read from the material that it holds. undefined: it is none of ours. */
export function readTask(prompt: string): SimulatedTask | undefined {
  const material = new Map([...prompt.matchAll(/<data name="(\w+)">\n([\s\S]*?)\n<\/data>/g)].map((match) => [match[1]!, match[2]!]));
  const [projectName, description] = [material.get('name'), material.get('description')];
  if (projectName === undefined || description === undefined) return undefined;
  const about = { projectName, description };
  const json = <T>(name: string): T | undefined => {
    const text = material.get(name);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  };
  const [plan, architecture] = [json<DevelopmentPlan>('plan'), json<TechnicalArchitecture>('architecture')];
  const [blueprint, file] = [json<Blueprint>('blueprint'), json<BlueprintFile>('file')];
  const project = json<Blueprint | { files?: undefined }>('project');
  if (file) return { kind: 'file', ...about, ...(project?.files ? { blueprint: project } : {}), file };
  // A README is asked for without the architecture, which it has no need of.
  if (blueprint && plan) return { kind: 'readme', ...about, plan, architecture: architecture ?? ({} as TechnicalArchitecture), blueprint };
  if (plan && architecture) return { kind: 'blueprint', ...about, plan, architecture };
  return plan ? { kind: 'architecture', ...about, plan } : { kind: 'plan', ...about };
}
