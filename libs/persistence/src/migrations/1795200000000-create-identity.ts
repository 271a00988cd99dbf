import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Identity: people, sessions, organizations, API keys. Shapes as better-auth 1.7 wants them. New tables: no lock on others. */
export class CreateIdentity1795200000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE SCHEMA IF NOT EXISTS auth`);
    await q.query(`
      CREATE TABLE auth."user" (id text PRIMARY KEY, name text NOT NULL, email text NOT NULL UNIQUE, "emailVerified" boolean NOT NULL,
        image text, "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now());
      CREATE TABLE auth.session (id text PRIMARY KEY, "expiresAt" timestamptz NOT NULL, token text NOT NULL UNIQUE,
        "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL, "ipAddress" text, "userAgent" text,
        "userId" text NOT NULL REFERENCES auth."user" (id) ON DELETE CASCADE, "activeOrganizationId" text);
      CREATE TABLE auth.account (id text PRIMARY KEY, "accountId" text NOT NULL, "providerId" text NOT NULL,
        "userId" text NOT NULL REFERENCES auth."user" (id) ON DELETE CASCADE, "accessToken" text, "refreshToken" text, "idToken" text,
        "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
        "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL);
      CREATE TABLE auth.verification (id text PRIMARY KEY, identifier text NOT NULL, value text NOT NULL, "expiresAt" timestamptz NOT NULL,
        "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now());
      CREATE TABLE auth.organization (id text PRIMARY KEY, name text NOT NULL, slug text NOT NULL UNIQUE, logo text,
        "createdAt" timestamptz NOT NULL, metadata text);
      CREATE TABLE auth.member (id text PRIMARY KEY, "organizationId" text NOT NULL REFERENCES auth.organization (id) ON DELETE CASCADE,
        "userId" text NOT NULL REFERENCES auth."user" (id) ON DELETE CASCADE, role text NOT NULL, "createdAt" timestamptz NOT NULL,
        UNIQUE ("organizationId", "userId"));
      CREATE TABLE auth.invitation (id text PRIMARY KEY, "organizationId" text NOT NULL REFERENCES auth.organization (id) ON DELETE CASCADE,
        email text NOT NULL, role text, status text NOT NULL, "expiresAt" timestamptz NOT NULL, "createdAt" timestamptz NOT NULL DEFAULT now(),
        "inviterId" text NOT NULL REFERENCES auth."user" (id) ON DELETE CASCADE);
      CREATE TABLE auth.apikey (id text PRIMARY KEY, "configId" text NOT NULL, name text, start text, "referenceId" text NOT NULL, prefix text,
        key text NOT NULL, "refillInterval" integer, "refillAmount" integer, "lastRefillAt" timestamptz, enabled boolean,
        "rateLimitEnabled" boolean, "rateLimitTimeWindow" integer, "rateLimitMax" integer, "requestCount" integer, remaining integer,
        "lastRequest" timestamptz, "expiresAt" timestamptz, "createdAt" timestamptz NOT NULL, "updatedAt" timestamptz NOT NULL,
        permissions text, metadata text);
      CREATE TABLE auth."rateLimit" (id text PRIMARY KEY, key text NOT NULL UNIQUE, count integer NOT NULL, "lastRequest" bigint NOT NULL);
      CREATE INDEX ON auth.session ("userId");
      CREATE INDEX ON auth.account ("userId");
      CREATE INDEX ON auth.verification (identifier);
      CREATE INDEX ON auth.member ("userId");
      CREATE INDEX ON auth.invitation ("organizationId");
      CREATE INDEX ON auth.invitation (email);
      CREATE INDEX ON auth.apikey ("referenceId");
      CREATE INDEX ON auth.apikey (key);
    `);
    await q.query(`
      GRANT USAGE ON SCHEMA auth TO millwright_auth, millwright_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO millwright_auth;
      GRANT SELECT ON auth.organization, auth.member TO millwright_app;
      GRANT SELECT (id, name, email, "createdAt") ON auth."user" TO millwright_app;
      ALTER ROLE millwright_auth SET search_path = auth;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP SCHEMA auth CASCADE`);
  }
}
