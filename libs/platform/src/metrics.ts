import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export { Counter, Gauge, Histogram };

/** The process's metrics, served at /metrics. */
export const metrics = new Registry();
// Each look at the event loop wakes the process: at the default of 10 ms, that alone takes 1 % of a core.
collectDefaultMetrics({ register: metrics, eventLoopMonitoringPrecision: 100 });

export const stageAttempts = new Counter({
  name: 'millwright_stage_attempts_total',
  help: 'Attempts of stages by outcome',
  labelNames: ['stage', 'outcome'],
  registers: [metrics],
});

export const openSubscriptions = new Gauge({
  name: 'millwright_open_subscriptions',
  help: 'GraphQL subscriptions open on this process',
  registers: [metrics],
});

export const uncaughtErrors = new Counter({
  name: 'millwright_uncaught_errors_total',
  help: 'Errors that nobody caught, and that cost one request',
  registers: [metrics],
});
