import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PROJECT_STATES, type ProjectState, type StageName } from '@millwright/domain';
import { StageNameEnum } from '../generation/generation.types.js';
import { PageInfo, type ConnectionOf, type Counted, type EdgeOf } from '../../graphql/connection.js';
import { DateTimeScalar } from '../../graphql/scalars.js';

export const ProjectStateEnum = Object.fromEntries(PROJECT_STATES.map((state) => [state, state])) as Record<ProjectState, ProjectState>;
registerEnumType(ProjectStateEnum, {
  name: 'ProjectState',
  description: 'Where a project is listed.',
  valuesMap: {
    ACTIVE: { description: 'among those that are worked on' },
    ARCHIVED: { description: 'among those that were put away' },
    DELETED: { description: 'among those that are about to go; each can be had back until then' },
  },
});

@ObjectType('ProjectDeletion', { description: 'That a project was deleted.' })
export class ProjectDeletionType {
  @Field(() => DateTimeScalar) deletedAt!: Date;
  @Field(() => DateTimeScalar, { description: 'when it goes, with everything; until then it can be restored' }) dueAt!: Date;
  @Field(() => String, { description: 'who deleted it, by the name of then' }) deletedBy!: string;
}

@ObjectType('Project')
export class ProjectType {
  organizationId!: string;
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'its name in addresses' }) slug!: string;
  @Field(() => String) description!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => [StageNameEnum], { description: 'stages after which its generations wait for approval, unless they are started otherwise' })
  approveAfter!: StageName[];
  @Field(() => Int, { nullable: true, description: 'its generations wait after the code where a file of this criticality or more changes' })
  approveCriticality!: number | null;
  @Field(() => Boolean, { description: 'put away: not listed, and kept with all that belongs to it' }) isArchived!: boolean;
  @Field(() => ProjectDeletionType, { nullable: true, description: 'set where it is deleted and about to go' })
  deletion!: ProjectDeletionType | null;
}

@InputType()
export class DeleteProjectInput {
  @Field(() => ID) projectId!: string;
  @Field(() => String, { description: 'the name of the project, so that it is this one that is meant' }) name!: string;
}

@InputType()
export class RestoreProjectInput {
  @Field(() => ID) projectId!: string;
}

@InputType({ description: 'at any time; what is absent stays as it is' })
export class ReviseProjectInput {
  @Field(() => ID) projectId!: string;
  @Field(() => String, { nullable: true, description: 'its name in addresses stays' }) name?: string | null;
  @Field(() => String, { nullable: true, description: '10 to 20,000 characters; of the next generation on' }) description?: string | null;
}

@InputType()
export class ArchiveProjectInput {
  @Field(() => ID) projectId!: string;
  @Field(() => Boolean, { description: 'false: it is listed again' }) isArchived!: boolean;
}

@InputType()
export class SetApprovalInput {
  @Field(() => ID) projectId!: string;
  @Field(() => [StageNameEnum]) approveAfter!: StageName[];
  @Field(() => Int, { nullable: true, description: '1 to 10; null: files do not matter' }) approveCriticality?: number | null;
}

@ObjectType()
export class ProjectPayload {
  @Field(() => ProjectType) project!: ProjectType;
}

@ObjectType('Repository')
export class RepositoryType {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'clone this with git; needs credentials where the project is private' }) cloneUrl!: string;
  @Field(() => String, { nullable: true, description: 'the address on GitHub, where it was exported there' }) githubUrl!: string | null;
  @Field(() => String, { description: 'the same as a ZIP file' }) archiveUrl!: string;
  @Field(() => String) defaultBranch!: string;
  @Field(() => String) headCommit!: string;
}

@ObjectType('ProjectEdge')
export class ProjectEdge implements EdgeOf<ProjectType> {
  @Field(() => String) cursor!: string;
  @Field(() => ProjectType) node!: ProjectType;
}

@ObjectType('ProjectConnection')
export class ProjectConnection implements ConnectionOf<ProjectType>, Counted {
  @Field(() => [ProjectEdge]) edges!: ProjectEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  count!: () => Promise<number>;
}

@InputType()
export class CreateProjectInput {
  @Field(() => String) name!: string;
  @Field(() => String, { description: '10 to 20,000 characters' }) description!: string;
  @Field(() => ID, { nullable: true, description: 'default: the caller’s own organization' }) organizationId?: string | null;
}

@InputType({ description: 'before the project’s first generation; what is absent stays as it is' })
export class UpdateProjectInput {
  @Field(() => ID) projectId!: string;
  @Field(() => String, { nullable: true, description: 'its name in addresses follows it' }) name?: string | null;
  @Field(() => String, { nullable: true, description: '10 to 20,000 characters' }) description?: string | null;
}

@ObjectType()
export class CreateProjectPayload {
  @Field(() => ProjectType) project!: ProjectType;
}
