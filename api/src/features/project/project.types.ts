import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { StageName } from '@millwright/domain';
import { StageNameEnum } from '../generation/generation.types.js';
import { PageInfo, type ConnectionOf, type Counted, type EdgeOf } from '../../graphql/connection.js';
import { DateTimeScalar } from '../../graphql/scalars.js';

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
