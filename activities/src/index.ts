export { createActivities } from './create-activities.js';
export { recordedFaults, type FaultCounts, type RecordedFaults } from './evaluation/recorded-faults.js';
export { createServices, type Services } from './runtime/services.js';
