import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { ADMINISTRATION } from '../../tokens.js';
import type { AdministrationService } from './administration.service.js';

@ObjectType('Administrator', { description: 'Somebody who administers this server.' })
export class AdministratorType {
  @Field(() => ID) userId!: string;
  @Field(() => String) name!: string;
  @Field(() => String) email!: string;
  @Field(() => DateTimeScalar) since!: Date;
  @Field(() => String, { description: 'who made them one' }) grantedBy!: string;
}

@InputType()
export class ClaimServerInput {
  @Field(() => String, { description: 'from the setup link that the server prints at its start' }) token!: string;
}

@ObjectType()
export class ClaimServerPayload {
  @Field(() => Boolean) isAdministrator!: boolean;
}

@InputType()
export class AddAdministratorInput {
  @Field(() => String, { description: 'of an account that exists' }) email!: string;
}

@InputType()
export class RemoveAdministratorInput {
  @Field(() => ID) userId!: string;
}

@ObjectType()
export class AdministratorsPayload {
  @Field(() => [AdministratorType]) administrators!: AdministratorType[];
}

@Resolver(() => AdministratorType)
export class AdministrationResolver {
  constructor(@Inject(ADMINISTRATION) private readonly service: AdministrationService) {}

  @Query(() => [AdministratorType], { description: 'by name, longest first; those of ADMIN_EMAILS are not among them' })
  @Requires('administrator')
  async administrators(): Promise<AdministratorType[]> {
    return await this.service.list();
  }

  @Mutation(() => ClaimServerPayload, { description: 'makes the caller administrator, once for each setup link' })
  @Requires('signed-in')
  async claimServer(@Args('input') input: ClaimServerInput, @Context() { viewer }: RequestContext): Promise<ClaimServerPayload> {
    await this.service.claim(requireViewer(viewer), input.token);
    return { isAdministrator: true };
  }

  @Mutation(() => AdministratorsPayload)
  @Requires('administrator')
  async addAdministrator(
    @Args('input') input: AddAdministratorInput,
    @Context() { viewer }: RequestContext,
  ): Promise<AdministratorsPayload> {
    return { administrators: await this.service.add(requireViewer(viewer), input.email) };
  }

  @Mutation(() => AdministratorsPayload)
  @Requires('administrator')
  async removeAdministrator(
    @Args('input') input: RemoveAdministratorInput,
    @Context() { viewer }: RequestContext,
  ): Promise<AdministratorsPayload> {
    return { administrators: await this.service.remove(requireViewer(viewer), input.userId) };
  }
}
