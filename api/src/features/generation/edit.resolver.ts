import type { BlobStore } from '@millwright/integrations';
import type { Config } from '@millwright/platform';
import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { BLOBS, CONFIG, EDITS, GENERATIONS } from '../../tokens.js';
import type { EditService } from './edit.service.js';
import { toGeneration } from './generation.mapper.js';
import type { GenerationService } from './generation.service.js';
import { GenerationPayload } from './generation.types.js';

@InputType('EditFileInput')
export class EditFileInputType {
  @Field(() => ID, { description: 'the generation that made the repository which stands now' }) generationId!: string;
  @Field(() => String) path!: string;
  @Field(() => String) text!: string;
  @Field(() => String, {
    description: 'hash of the file as it was when it was opened; where it is another one by now, the edit is refused',
  })
  baseSha256!: string;
}

@InputType()
export class ResolvedFileInput {
  @Field(() => String) path!: string;
  @Field(() => String, { nullable: true, description: 'null: the file is to go' }) text?: string | null;
}

@InputType()
export class ResolveConflictsInput {
  @Field(() => ID) generationId!: string;
  @Field(() => [ResolvedFileInput], { description: 'all files that wait for a decision' }) files!: ResolvedFileInput[];
}

@ObjectType('EditConflict', { description: 'A file that was changed by hand and generated anew.' })
export class EditConflictType {
  @Field(() => String) path!: string;
  @Field(() => String, { nullable: true, description: 'as it was generated before' }) base!: string | null;
  @Field(() => String, { nullable: true, description: 'as it was edited by hand' }) ours!: string | null;
  @Field(() => String, { nullable: true, description: 'as it is generated now; null: it is not any more' }) theirs!: string | null;
  @Field(() => String, { nullable: true, description: 'both, with marks where they meet' }) merged!: string | null;
}

@ObjectType('RepositoryFile')
export class RepositoryFileType {
  organizationId!: string;
  @Field(() => String) path!: string;
  @Field(() => String) sha256!: string;
}

@Resolver()
export class EditResolver {
  constructor(
    @Inject(EDITS) private readonly edits: EditService,
    @Inject(GENERATIONS) private readonly generations: GenerationService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => [RepositoryFileType], { description: 'files of a generation’s repository as they stand, edits by hand among them' })
  @Requires('generation.read')
  async repositoryFiles(
    @Args('generationId', { type: () => ID }) generationId: string,
    @Args('paths', { type: () => [String], nullable: true, description: 'default: all' }) paths: string[] | null,
    @Context() { viewer }: RequestContext,
  ): Promise<RepositoryFileType[]> {
    const row = await this.generations.get(requireViewer(viewer), generationId);
    return (await this.edits.files(row))
      .filter(({ path }) => paths?.includes(path) ?? true)
      .map((file) => ({ ...file, organizationId: row.organizationId }));
  }

  @Query(() => [EditConflictType], { description: 'files of a generation that wait for a decision; empty where none does' })
  @Requires('generation.read')
  async editConflicts(
    @Args('generationId', { type: () => ID }) generationId: string,
    @Context() { viewer }: RequestContext,
  ): Promise<EditConflictType[]> {
    return await this.edits.conflicts(requireViewer(viewer), generationId);
  }

  @Mutation(() => GenerationPayload, {
    description: 'changes a file of the repository: one more commit. What is generated later is put together with it',
  })
  @Requires('generation.run')
  async editFile(@Args('input') input: EditFileInputType, @Context() { viewer }: RequestContext): Promise<GenerationPayload> {
    return { generation: toGeneration(await this.edits.edit(requireViewer(viewer), input), this.config) };
  }

  @Mutation(() => GenerationPayload, {
    description: 'decides on files that were changed by hand and generated anew; the generation goes on',
  })
  @Requires('generation.approve')
  async resolveConflicts(@Args('input') input: ResolveConflictsInput, @Context() { viewer }: RequestContext): Promise<GenerationPayload> {
    const files = input.files.map(({ path, text }) => ({ path, text: text ?? null }));
    return { generation: toGeneration(await this.edits.resolve(requireViewer(viewer), input.generationId, files), this.config) };
  }
}

@Resolver(() => RepositoryFileType)
export class RepositoryFileResolver {
  constructor(@Inject(BLOBS) private readonly blobs: BlobStore) {}

  @ResolveField(() => String)
  async text(@Parent() { organizationId, sha256 }: RepositoryFileType): Promise<string> {
    return (await this.blobs.get(organizationId, sha256)).toString('utf8');
  }
}
