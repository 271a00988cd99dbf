import { Module } from '@nestjs/common';
import { VersionResolver } from './version.resolver.js';

@Module({ providers: [VersionResolver] })
export class VersionsModule {}
