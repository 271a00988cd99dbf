import type { MigrationInterface, QueryRunner } from 'typeorm';

const LINKS = `regexp_replace(text, 'https?://\\S+', '(this link was used, or its time is over)', 'g')`;

/**
 * Administrators by name, links that work once, and nothing in the tables that signs anybody in. Nobody is made
 * administrator here: who was it by being first proved nothing, so the next start prints a setup link instead.
 * Rewrites sessions, whose tokens become their hashes; brief exclusive locks on session, mail and organization.
 */
export class CloseDoors1795200014000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE auth.server_administrator (
        user_id text PRIMARY KEY REFERENCES auth."user" (id) ON DELETE CASCADE,
        since timestamptz NOT NULL DEFAULT now(), granted_by text NOT NULL);
      CREATE TABLE auth.setup_link (hash text PRIMARY KEY, expires_at timestamptz NOT NULL);
      CREATE TABLE auth.invitation_secret (
        invitation_id text PRIMARY KEY REFERENCES auth.invitation (id) ON DELETE CASCADE, hash text NOT NULL);
      CREATE TABLE auth.sign_in_guard (key text PRIMARY KEY, attempts integer NOT NULL, next_at timestamptz NOT NULL, last_at timestamptz NOT NULL);
      CREATE TABLE auth.sign_in_place (key text PRIMARY KEY, last_at timestamptz NOT NULL);
      CREATE INDEX ON auth.sign_in_guard (last_at);
      CREATE INDEX ON auth.sign_in_place (last_at);
      GRANT SELECT, INSERT, UPDATE, DELETE ON auth.server_administrator, auth.setup_link, auth.invitation_secret,
        auth.sign_in_guard, auth.sign_in_place TO millwright_auth;
      CREATE TRIGGER announce AFTER INSERT OR DELETE ON auth.server_administrator FOR EACH STATEMENT EXECUTE FUNCTION auth.announce_identity_change();

      UPDATE auth.session SET token = encode(sha256(convert_to(token, 'UTF8')), 'hex');
      DELETE FROM auth.verification;
      UPDATE auth.invitation SET status = 'canceled' WHERE status = 'pending';
      UPDATE auth.organization SET slug = 'organization-' || substr(md5(id), 1, 8), metadata = NULL, logo = NULL
        WHERE slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$' OR length(slug) > 63;
      ALTER TABLE auth.organization ADD CONSTRAINT organization_slug_shape CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 63);

      ALTER TABLE mail ADD COLUMN link_key text, ADD COLUMN link_expires_at timestamptz;
      CREATE INDEX mail_link ON mail (link_key) WHERE link_key IS NOT NULL;
      UPDATE mail SET text = ${LINKS} WHERE text ~ '/(reset-password|verify-email|invitation)[/?]';
      GRANT DELETE ON mail TO millwright_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM auth.session;
      REVOKE DELETE ON mail FROM millwright_app;
      ALTER TABLE mail DROP COLUMN link_key, DROP COLUMN link_expires_at;
      ALTER TABLE auth.organization DROP CONSTRAINT organization_slug_shape;
      DROP TABLE auth.server_administrator, auth.setup_link, auth.invitation_secret, auth.sign_in_guard, auth.sign_in_place;
    `);
  }
}
