export { generateProject } from './generate-project/generate-project.workflow.js';
