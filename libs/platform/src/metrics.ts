import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export { Counter, Gauge, Histogram };

/** The process's metrics, served at /metrics. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

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
