import tseslint from 'typescript-eslint';
import { importDirection } from './deploy/build/import-direction.mjs';

/** The import directions alone, for a check of their own that no comment can switch off. */
export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '**/.angular/**', '.data/**', 'libs/integrations/assets/**', 'libs/templates/assets/**', 'web/public/**'] },
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
  importDirection,
);
