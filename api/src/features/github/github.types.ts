import { LIMITS, type ExportStatus } from '@millwright/domain';
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../graphql/scalars.js';

export const ExportStatusEnum: Record<ExportStatus, ExportStatus> = { RUNNING: 'RUNNING', COMPLETE: 'COMPLETE', FAILED: 'FAILED' };
registerEnumType(ExportStatusEnum, { name: 'ExportStatus' });

@ObjectType('GithubConnection', { description: 'The GitHub account that an organization’s repositories are exported with.' })
export class GithubConnectionType {
  @Field(() => String) login!: string;
  @Field(() => [String], { description: 'empty for fine-grained tokens, which tell none' }) scopes!: string[];
  @Field(() => DateTimeScalar, { nullable: true, description: 'null where it is the server’s own (GITHUB_TOKEN)' })
  connectedAt!: Date | null;
}

@ObjectType('GithubExport', { description: 'A generation’s repository on its way to GitHub, or there.' })
export class GithubExportType {
  @Field(() => ID, { nullable: true, description: 'the stream of the last try, for streamEvents; null where it was made before tries were recorded' })
  streamId!: string | null;
  @Field(() => ExportStatusEnum as never) status!: ExportStatus;
  @Field(() => String, { description: 'empty where it is the account’s own' }) owner!: string;
  @Field(() => String) name!: string;
  @Field(() => Boolean) private!: boolean;
  @Field(() => String, { nullable: true, description: 'its address on GitHub, once it is there' }) url!: string | null;
  @Field(() => String, { nullable: true }) commit!: string | null;
  @Field(() => String, { nullable: true, description: 'why it failed' }) message!: string | null;
  @Field(() => String, { nullable: true, description: 'what to do about it' }) hint!: string | null;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) completedAt!: Date | null;
}

@InputType()
export class ConnectGithubInput {
  @Field(() => ID, { nullable: true, description: 'default: the caller’s own organization' }) organizationId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: `a personal access token of up to ${LIMITS.engineKeyMax} characters; default: the GitHub account that the caller linked by OAuth`,
  })
  token?: string | null;
}

@InputType()
export class DisconnectGithubInput {
  @Field(() => ID, { nullable: true, description: 'default: the caller’s own organization' }) organizationId?: string | null;
}

@InputType()
export class ExportToGithubInput {
  @Field(() => ID) generationId!: string;
  @Field(() => String, { nullable: true, description: 'a user or organization on GitHub; default: the connected account' }) owner?:
    string | null;
  @Field(() => String, { nullable: true, description: 'default: the project’s name in addresses' }) name?: string | null;
  @Field(() => Boolean, { nullable: true, defaultValue: true }) private?: boolean | null;
}

@ObjectType()
export class GithubConnectionPayload {
  @Field(() => GithubConnectionType, { nullable: true }) connection!: GithubConnectionType | null;
}

@ObjectType()
export class GithubExportPayload {
  @Field(() => GithubExportType) export!: GithubExportType;
}
