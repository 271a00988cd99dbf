import { CHECK_NAMES, VERIFICATION_STATUSES, type CheckName, type VerificationStatus } from '@millwright/domain';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { ArtifactType, UsageType } from '../generation/generation.types.js';

const enumOf = <Name extends string>(names: readonly Name[]): { [Each in Name]: Each } =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Each in Name]: Each };

const VerificationStatusEnum = enumOf(VERIFICATION_STATUSES);
const CheckNameEnum = enumOf(CHECK_NAMES);
const ColorSchemeEnum = enumOf(['LIGHT', 'DARK'] as const);
const RepairStatusEnum = enumOf(['RUNNING', 'APPLIED', 'REFUSED', 'FAILED'] as const);
registerEnumType(VerificationStatusEnum, { name: 'VerificationStatus' });
registerEnumType(CheckNameEnum, {
  name: 'VerificationCheckName',
  valuesMap: {
    PROBE: { description: 'its health and its documented routes answer' },
    WALK: { description: 'a browser walks its links, as each role' },
  },
});
registerEnumType(ColorSchemeEnum, { name: 'ColorScheme' });
registerEnumType(RepairStatusEnum, { name: 'RepairStatus' });

@ObjectType('VerificationCheck')
export class VerificationCheckType {
  organizationId!: string;
  /** SHA-256 of what it printed; null: nothing, or nothing yet. */
  outputSha256!: string | null;
  @Field(() => CheckNameEnum) name!: CheckName;
  @Field(() => VerificationStatusEnum) status!: VerificationStatus;
  @Field(() => String, { nullable: true, description: 'FAILED or SKIPPED: why' }) reason!: string | null;
  @Field(() => String, { nullable: true }) command!: string | null;
  @Field(() => Int, { nullable: true }) exitCode!: number | null;
  @Field(() => Int, { nullable: true }) durationMs!: number | null;
  @Field(() => Int, { nullable: true, description: 'TEST: as its own runner counted' }) passed!: number | null;
  @Field(() => Int, { nullable: true }) failed!: number | null;
  @Field(() => Int, { nullable: true }) skipped!: number | null;
}

@ObjectType('VerificationIsolation', { description: 'how the code was kept apart while it ran, as it was measured' })
export class VerificationIsolationType {
  @Field(() => String, { description: 'name of the provider, e.g. local' }) provider!: string;
  @Field(() => String, { description: 'kernel: the host’s own; machine: one of its own' }) boundary!: string;
  @Field(() => String, { description: 'own: a user of its own on the host; shared: the worker’s' }) user!: string;
  @Field(() => String, { description: 'what holds memory and processor' }) limits!: string;
}

@ObjectType('Screenshot')
export class ScreenshotType {
  @Field(() => ArtifactType) artifact!: ArtifactType;
  @Field(() => String, { description: 'PNG or WebP, to the caller’s eyes only' }) url!: string;
  @Field(() => Int) width!: number;
  @Field(() => Int) height!: number;
  @Field(() => ColorSchemeEnum) colorScheme!: keyof typeof ColorSchemeEnum;
}

@ObjectType('VerifiedPage')
export class VerifiedPageType {
  @Field(() => String) path!: string;
  @Field(() => String, { nullable: true, description: 'as whom it was seen; null: signed out' }) role!: string | null;
  @Field(() => String, { nullable: true }) title!: string | null;
  @Field(() => Int, { description: 'HTTP' }) status!: number;
  @Field(() => [ScreenshotType]) screenshots!: ScreenshotType[];
  @Field(() => [String]) consoleErrors!: string[];
  @Field(() => [String]) failedRequests!: string[];
  @Field(() => [String], { description: 'rule ids of axe, serious and critical' }) accessibilityFaults!: string[];
}

@ObjectType('Repair')
export class RepairType {
  @Field(() => Int) round!: number;
  @Field(() => CheckNameEnum, { description: 'the check that failed' }) check!: CheckName;
  @Field(() => RepairStatusEnum) status!: keyof typeof RepairStatusEnum;
  @Field(() => String, { nullable: true, description: 'REFUSED: what it tried that is not allowed, e.g. it removed an assertion' })
  reason!: string | null;
  @Field(() => String, { nullable: true, description: 'unified' }) diff!: string | null;
  @Field(() => UsageType) usage!: UsageType;
  @Field(() => DateTimeScalar) startedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true }) finishedAt!: string | null;
}

@ObjectType('Verification', {
  description:
    'What was seen when a repository was installed, built, tested and started, inside a sandbox. Its id is that of its stream, for streamEvents.',
})
export class VerificationType {
  organizationId!: string;
  generationId!: string;
  @Field(() => ID) id!: string;
  @Field(() => String, {
    description: 'SHA-256 over the files that were looked at: over what sha256sum prints for them in the order of their paths',
  })
  digest!: string;
  @Field(() => VerificationStatusEnum) status!: VerificationStatus;
  @Field(() => String, { nullable: true, description: 'FAILED or SKIPPED: why, and what to do' }) reason!: string | null;
  @Field(() => VerificationIsolationType, { nullable: true, description: 'null where no sandbox was started' })
  isolation!: VerificationIsolationType | null;
  @Field(() => [VerificationCheckType], { description: 'in the order in which they run; those not reached yet are PENDING' })
  checks!: VerificationCheckType[];
  @Field(() => [VerifiedPageType], { description: 'empty where no browser walked it' }) pages!: VerifiedPageType[];
  @Field(() => [RepairType], { description: 'rounds of repair, the first one first' }) repairs!: RepairType[];
  @Field(() => UsageType, { description: 'what engines were asked for it' }) usage!: UsageType;
  @Field(() => DateTimeScalar, { nullable: true }) startedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) finishedAt!: string | null;
}

@InputType()
export class VerifyGenerationInput {
  @Field(() => ID) generationId!: string;
  @Field(() => String, { nullable: true, description: 'asked again with the same one, it is the verification that was begun with it' })
  idempotencyKey?: string | null;
}

@ObjectType()
export class VerificationPayload {
  @Field(() => VerificationType) verification!: VerificationType;
}
