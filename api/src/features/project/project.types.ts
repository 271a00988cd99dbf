import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo, type ConnectionOf, type EdgeOf } from '../../graphql/connection.js';
import { DateTimeScalar } from '../../graphql/scalars.js';

@ObjectType('Project')
export class ProjectType {
  organizationId!: string;
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'its name in addresses' }) slug!: string;
  @Field(() => String) description!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
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
export class ProjectConnection implements ConnectionOf<ProjectType> {
  @Field(() => [ProjectEdge]) edges!: ProjectEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  @Field(() => Int) totalCount!: number;
}

@InputType()
export class CreateProjectInput {
  @Field(() => String) name!: string;
  @Field(() => String, { description: '10 to 20,000 characters' }) description!: string;
  @Field(() => ID, { nullable: true, description: 'default: the caller’s own organization' }) organizationId?: string | null;
}

@ObjectType()
export class CreateProjectPayload {
  @Field(() => ProjectType) project!: ProjectType;
}
