import { Gauge } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';
import { operationsRoutes } from '../../src/http/operations.ts';
import { type HttpServer, startServer } from '../../src/http/server.ts';

describe('what operators ask', () => {
  let server: HttpServer | undefined;
  afterEach(() => server?.stop());

  const ask = async (path: string, problems: () => Promise<string[]>, metrics = createMetrics()) => {
    const failures: [string, unknown][] = [];
    const failed = (asked: string, error: unknown): void => void failures.push([asked, error]);
    server = await startServer(operationsRoutes({ problems, metrics: metrics.exposition, metricsToken: undefined, failed }), { port: 0, host: '127.0.0.1' });
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return { status: response.status, body: await response.text(), failures };
  };
  const broken = new Error('jane@acme.example');
  const breaks = async (): Promise<never> => Promise.reject(broken);

  it('is it ready: yes', async () => {
    expect(await ask('/readyz', async () => [])).toEqual({ status: 200, body: 'ready\n', failures: [] });
  });

  it('is it ready: no, and why', async () => {
    expect(await ask('/readyz', async () => ['Slack does not answer'])).toEqual({ status: 503, body: 'Slack does not answer\n', failures: [] });
  });

  it('is it ready: answered also when that could not be found out', async () => {
    expect(await ask('/readyz', breaks)).toEqual({ status: 503, body: 'could not find out what works; the log says why\n', failures: [['/readyz', broken]] });
  });

  it('how much it does: what was asked of it, and the process itself', async () => {
    const metrics = createMetrics();
    metrics.requestEnded('/send', 'answered');
    const { body } = await ask('/metrics', async () => [], metrics);
    expect(body).toContain('send_tracker_slack_requests_total{route="/send",outcome="answered"} 1');
    expect(body).toContain('process_resident_memory_bytes');
    await server?.stop();
    expect(await ask('/metrics', async () => [], metrics)).toMatchObject({ status: 200 }); // a second time
  });

  it('how much it does: answered also when that could not be counted', async () => {
    const metrics = createMetrics();
    metrics.registry.registerMetric(new Gauge({ name: 'broken', help: 'Cannot be counted', registers: [], collect: breaks }));
    expect(await ask('/metrics', async () => [], metrics))
      .toEqual({ status: 500, body: 'could not count; the log says why\n', failures: [['/metrics', broken]] });
  });
});
