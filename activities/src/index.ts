export { createActivities } from './create-activities.js';
export { createServices, type Services } from './runtime/services.js';
