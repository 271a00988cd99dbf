import { ROLES, type Role } from '@millwright/domain';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../graphql/scalars.js';

export const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role])) as Record<Role, Role>;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a member may do: OWNER all; ADMIN create, manage the team; EDITOR create, edit; MEMBER comment; VIEWER view.',
});

@ObjectType('Membership')
export class MembershipType {
  @Field(() => ID) organizationId!: string;
  @Field(() => String) organizationName!: string;
  @Field(() => String) organizationSlug!: string;
  @Field(() => RoleEnum) role!: Role;
}

@ObjectType('Viewer', { description: 'Who is asking.' })
export class ViewerType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) email!: string;
  @Field(() => Boolean, { description: 'whether this person administers the server' }) isAdministrator!: boolean;
  @Field(() => [MembershipType]) memberships!: MembershipType[];
  @Field(() => ID, { nullable: true, description: 'the organization that requests without one mean' }) homeOrganizationId!: string | null;
}

@ObjectType('Member')
export class MemberType {
  @Field(() => ID) id!: string;
  @Field(() => ID) userId!: string;
  @Field(() => String) name!: string;
  @Field(() => String) email!: string;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => DateTimeScalar) since!: Date;
}

@ObjectType('Invitation')
export class InvitationType {
  @Field(() => ID) id!: string;
  @Field(() => String) email!: string;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => DateTimeScalar) expiresAt!: Date;
}

@ObjectType('Organization')
export class OrganizationType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) slug!: string;
  @Field(() => [MemberType]) members!: MemberType[];
  @Field(() => [InvitationType], { description: 'not yet answered; empty for those who do not manage the team' })
  invitations!: InvitationType[];
}

@ObjectType('ApiKey')
export class ApiKeyType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'its first characters, to tell keys apart' }) start!: string;
  @Field(() => ID) organizationId!: string;
  @Field(() => RoleEnum, { description: 'the most that it may do; never more than its owner may' }) role!: Role;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) expiresAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) lastUsedAt!: Date | null;
}

@InputType()
export class CreateApiKeyInput {
  @Field(() => String) name!: string;
  @Field(() => ID, { nullable: true, description: 'default: the caller’s own organization' }) organizationId?: string | null;
  @Field(() => RoleEnum, { nullable: true, description: 'default: EDITOR' }) role?: Role | null;
  @Field(() => Int, { nullable: true, description: '1 to 365; default: it does not expire' }) expiresInDays?: number | null;
}

@ObjectType()
export class CreateApiKeyPayload {
  @Field(() => ApiKeyType) apiKey!: ApiKeyType;
  @Field(() => String, { description: 'the key itself, shown this once' }) secret!: string;
}

@InputType()
export class RevokeApiKeyInput {
  @Field(() => ID) id!: string;
}

@ObjectType()
export class RevokeApiKeyPayload {
  @Field(() => ID) id!: string;
}

@ObjectType('SignInOptions', { description: 'How people sign in to this server.' })
export class SignInOptionsType {
  @Field(() => Boolean) github!: boolean;
  @Field(() => Boolean) google!: boolean;
  @Field(() => Boolean, { description: 'whether an account is made only with an invitation or the setup link' }) invitedOnly!: boolean;
  @Field(() => Boolean, { description: 'whether a new address is confirmed by mail before the first sign-in' }) confirmsEmail!: boolean;
}
