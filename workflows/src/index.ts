export { generateProject } from './generate-project/generate-project.workflow.js';
export { verifyRepository } from './verify-repository/verify-repository.workflow.js';
export { exportRepository } from './export-repository/export-repository.workflow.js';
