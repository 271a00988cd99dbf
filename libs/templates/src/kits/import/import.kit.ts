import type { ImportRule } from '../../design/design.types.js';
import { lower, pascal } from '../../writing/code.js';
import { isOpen, recordOf, rolesOf } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { mayTest } from '../view/view.kit.js';
import { csvFiles } from './csv-files.js';
import { importPages, importRoutes } from './import-pages.js';
import { importService } from './import-service.js';
import { importTests } from './import-tests.js';
import type { Import } from './import-parts.js';

/** Rows of a CSV file, each checked as a form is, shown with what is wrong before anything is kept; all of them or none. */
export const importKit: Kit<ImportRule> = {
  name: 'import',
  contribute(rule, plan) {
    const record = recordOf(plan, rule.record);
    if (record.inputs.length === 0) return {};
    const may = mayTest(plan, rule, 'viewer');
    const found: Import = {
      rule,
      plan,
      record,
      preview: `preview${pascal(rule.name)}`,
      may,
      slugs: isOpen(plan, rule.by) ? [] : rolesOf(plan, rule.by),
    };
    const { table, path, plural } = record;
    const isFirst = plan.design.rules.find(({ kit }) => kit === 'import') === rule;
    const title = `Import ${lower(plural)}`;
    return {
      files: isFirst ? csvFiles() : [],
      service: { [table]: [importService(found)] },
      firstRoutes: { [table]: [importRoutes(found)] },
      pageFunctions: { [table]: plan.pages ? [importPages(found)] : [] },
      navigation: plan.pages ? [{ label: title, href: `/${path}/import`, may }] : [],
      tests: { [table]: importTests(found) },
      paths: [
        { method: 'post', path: `/api/${path}/import/preview`, summary: `${title}: what would happen` },
        { method: 'post', path: `/api/${path}/import`, summary: `${title} from CSV, all or none` },
      ],
    } satisfies Contribution;
  },
};
