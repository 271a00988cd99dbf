import type { Requirement } from '@millwright/domain';
import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const REQUIREMENT = 'millwright:requirement';

/** What an operation needs. Every query, mutation and subscription has one; the server refuses to start otherwise. */
export const Requires = (requirement: Requirement): CustomDecorator<string> => SetMetadata(REQUIREMENT, requirement);
