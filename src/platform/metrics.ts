import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Counters and timings of one running app, served at /metrics in Prometheus' text form. */
export function openMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    messagesIn: new Counter({
      name: 'beforehand_messages_total',
      help: 'Inbound messages by kind and outcome',
      labelNames: ['kind', 'outcome'],
      registers: [registry],
    }),
    outreach: new Counter({
      name: 'beforehand_outreach_total',
      help: 'Outreach by its end and reason',
      labelNames: ['status', 'reason'],
      registers: [registry],
    }),
    httpSeconds: new Histogram({
      name: 'beforehand_http_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      registers: [registry],
    }),
  };
}

export type Metrics = ReturnType<typeof openMetrics>;
