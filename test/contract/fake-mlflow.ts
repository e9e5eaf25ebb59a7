import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request: nothing happens and it fails, it happens and no answer comes, or all is well. */
export type Fate = 'pass' | 'refuse' | 'drop' | 'lose';

interface Text {
  key: string;
  value: string;
}
interface Point {
  key: string;
  value: number;
  timestamp: number;
  step: number;
}

export interface FakeRun {
  id: string;
  name: string;
  experiment: string;
  status: string;
  startTime: number;
  endTime: number | null;
  deleted: boolean;
  params: Map<string, string>;
  tags: Map<string, string>;
  /** Every point that was logged, also where one came twice. */
  points: Point[];
}

/** What the server holds. */
interface Held {
  experiments: Map<string, string>;
  runs: FakeRun[];
  files: Map<string, Buffer>;
  models: Map<string, { version: string; run: string; source: string }[]>;
  aliases: Map<string, string>;
}

export interface FakeMlflow {
  url: string;
  held: Held;
  /** Requests so far. */
  requests: { method: string; path: string; authorization: string | undefined; bytes: number }[];
  /** Decides over the next requests by their number, from 0. */
  decide(fate: (number: number) => Fate): void;
  close(): Promise<void>;
}

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const invalid = (message: string) => new Refused(400, 'INVALID_PARAMETER_VALUE', message);
const missing = (message: string) => new Refused(404, 'RESOURCE_DOES_NOT_EXIST', message);
const taken = (message: string) => new Refused(400, 'RESOURCE_ALREADY_EXISTS', message);

/** An MLflow server as far as Plumbline speaks to one, strict about MLflow's limits. */
export async function fakeMlflow(): Promise<FakeMlflow> {
  const held: Held = {
    experiments: new Map(),
    runs: [],
    files: new Map(),
    models: new Map(),
    aliases: new Map(),
  };
  const requests: FakeMlflow['requests'] = [];
  let fate: (number: number) => Fate = () => 'pass';
  const server = createServer((request, response) => {
    void serve(request, response);
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const path = request.url ?? '';
    const { authorization } = request.headers;
    const decided = fate(requests.length);
    requests.push({ method: request.method ?? '', path, authorization, bytes: body.length });
    if (decided === 'drop') return void response.destroy();
    if (decided === 'refuse') return void response.writeHead(503).end('busy');
    const answer = handled(held, request.method ?? '', path, body);
    if (decided === 'lose') return void response.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ...{ held, requests },
    decide(next) {
      requests.length = 0;
      fate = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function handled(held: Held, method: string, url: string, body: Buffer) {
  try {
    return { status: 200, body: route(held, method, new URL(url, 'http://fake'), body) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { status: error.status, body: { error_code: error.code, message: error.message } };
  }
}

const FILES = '/api/2.0/mlflow-artifacts/artifacts/';

// biome-ignore lint/suspicious/noExplicitAny: whatever the client sends is checked below.
type Asked = any;

function route(held: Held, method: string, { pathname, searchParams }: URL, body: Buffer): object {
  if (method === 'PUT' && pathname.startsWith(FILES)) {
    held.files.set(decodeURIComponent(pathname.slice(FILES.length)), body);
    return {};
  }
  const name = pathname.replace('/api/2.0/mlflow/', '');
  const asked: Asked =
    method === 'GET' ? Object.fromEntries(searchParams) : JSON.parse(body.toString());
  const handler = HANDLERS[`${method} ${name}`];
  if (!handler) throw new Refused(404, 'ENDPOINT_NOT_FOUND', `no ${method} ${name}`);
  return handler(held, asked, body.length);
}

const KEY = /^[A-Za-z0-9_\-. :/]{1,250}$/;

const HANDLERS: Record<string, (held: Held, asked: Asked, bytes: number) => object> = {
  'GET experiments/get-by-name': ({ experiments }, { experiment_name }) => {
    const id = experiments.get(experiment_name);
    if (id === undefined) throw missing('no such experiment');
    return { experiment: { experiment_id: id, name: experiment_name, lifecycle_stage: 'active' } };
  },
  'POST experiments/create': ({ experiments }, { name }) => {
    if (experiments.has(name)) throw taken('there is one');
    experiments.set(name, String(experiments.size + 1));
    return { experiment_id: experiments.get(name) };
  },
  'POST runs/create': (held, { experiment_id, run_name, start_time, tags }) => {
    const run: FakeRun = {
      ...{ id: `run${held.runs.length + 1}`, name: run_name, experiment: experiment_id },
      ...{ status: 'RUNNING', startTime: start_time, endTime: null, deleted: false },
      ...{ params: new Map(), points: [] },
      tags: new Map((tags as Text[]).map(({ key, value }) => [key, value])),
    };
    held.runs.push(run);
    return { run: shown(run) };
  },
  'GET runs/get': (held, { run_id }) => ({ run: shown(runOf(held, run_id)) }),
  'POST runs/search': (held, { experiment_ids, filter }) => {
    const wanted = /^tags\.`([^`]+)` = '([^']+)'$/.exec(filter);
    if (!wanted) throw invalid(`filter ${filter}`);
    const [, key = '', value] = wanted;
    const found = held.runs.filter(
      (run) =>
        !run.deleted && experiment_ids.includes(run.experiment) && run.tags.get(key) === value,
    );
    return { runs: found.map(shown) };
  },
  'POST runs/update': (held, { run_id, status, end_time }) => {
    Object.assign(runOf(held, run_id), { status, endTime: end_time });
    return {};
  },
  'POST runs/log-batch': (held, asked, bytes) => {
    logBatch(runOf(held, asked.run_id), asked, bytes);
    return {};
  },
  'GET metrics/get-history': (held, { run_id, metric_key, max_results, page_token }) => {
    const all = runOf(held, run_id).points.filter(({ key }) => key === metric_key);
    const from = Number(page_token ?? 0);
    // Small pages, so that the client has to turn them.
    const to = from + Math.min(Number(max_results), 7);
    return {
      metrics: all.slice(from, to),
      ...(to < all.length && { next_page_token: String(to) }),
    };
  },
  'GET artifacts/list': (held, { run_id, path = '' }) => {
    const root = `1/${run_id}/artifacts/`;
    const files = [...held.files]
      .map(([file, content]) => ({ path: file.slice(root.length), file, content }))
      .filter(({ file, path: below }) => file.startsWith(root) && below.startsWith(`${path}/`))
      .map(({ path: below, content }) => ({ path: below, file_size: content.length }));
    return { files };
  },
  'POST registered-models/create': ({ models }, { name }) => {
    if (models.has(name)) throw taken('there is one');
    models.set(name, []);
    return { registered_model: { name } };
  },
  'GET model-versions/search': ({ models }, { filter }) => {
    const run = /^run_id = '([^']+)'$/.exec(filter)?.[1];
    const found = [...models].flatMap(([name, versions]) =>
      versions
        .filter((one) => one.run === run)
        .map((one) => ({ name, version: one.version, run_id: one.run })),
    );
    return { model_versions: found };
  },
  'POST model-versions/create': ({ models }, { name, source, run_id }) => {
    const versions = models.get(name);
    if (!versions) throw missing('no such model');
    versions.push({ version: String(versions.length + 1), run: run_id, source });
    return { model_version: { name, version: String(versions.length), run_id } };
  },
  'GET registered-models/alias': ({ aliases }, { name, alias }) => {
    const version = aliases.get(`${name} ${alias}`);
    if (version === undefined) throw invalid('no such alias');
    return { model_version: { name, version } };
  },
  'POST registered-models/alias': ({ aliases }, { name, alias, version }) => {
    if (alias === 'latest') throw invalid('latest is reserved');
    aliases.set(`${name} ${alias}`, version);
    return {};
  },
};

function runOf({ runs }: Held, id: string): FakeRun {
  const run = runs.find((one) => one.id === id);
  if (run) return run;
  throw missing('no such run');
}

function shown({ id, experiment, params, tags, points, deleted }: FakeRun) {
  const texts = (map: Map<string, string>) => [...map].map(([key, value]) => ({ key, value }));
  const last = new Map(points.map((point) => [point.key, point]));
  return {
    info: {
      run_id: id,
      experiment_id: experiment,
      artifact_uri: `mlflow-artifacts:/1/${id}/artifacts`,
      lifecycle_stage: deleted ? 'deleted' : 'active',
    },
    data: { params: texts(params), tags: texts(tags), metrics: [...last.values()] },
  };
}

function logBatch(run: FakeRun, asked: Asked, bytes: number): void {
  const params: Text[] = asked.params ?? [];
  const tags: Text[] = asked.tags ?? [];
  const metrics: Point[] = asked.metrics ?? [];
  if (bytes > 1e6) throw invalid('more than 1 MB');
  if (params.length > 100 || tags.length > 100 || metrics.length > 1000) throw invalid('too many');
  if (params.length + tags.length + metrics.length > 1000) throw invalid('too many in all');
  const all = [...params, ...tags, ...metrics];
  if (all.some(({ key }) => !KEY.test(key))) throw invalid('a key');
  if (params.some(({ value }) => value.length > 500)) throw invalid('a value');
  if (metrics.some(({ value }) => !Number.isFinite(value))) throw invalid('a metric');
  for (const { key, value } of params) {
    const before = run.params.get(key);
    if (before !== undefined && before !== value) throw invalid(`${key} has another value`);
  }
  for (const { key, value } of params) run.params.set(key, value);
  for (const { key, value } of tags) run.tags.set(key, value);
  run.points.push(...metrics);
}
