import { createRouterClient, implement } from '@orpc/server';
import { contract } from '#core/contract/contract.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { JobState, PromotionEvent } from '#core/contract/index.ts';
import {
  sampleCache,
  sampleCatalogueModel,
  sampleDevices,
  sampleJob,
  sampleMetrics,
  sampleModel,
  sampleQueue,
  sampleReview,
  sampleTablePreview,
  sampleVersion,
  sampleWorkspace,
} from './fixtures.ts';
import { sampleDetail } from './sample-detail.ts';
import {
  sampleComparison,
  sampleHit,
  sampleMatchHit,
  sampleMonitor,
  sampleNotification,
  sampleRun,
  sampleRunDetail,
  sampleSchedule,
} from './sample-records.ts';

/** What the fake engine saw, and how it should behave. */
export interface FakeState {
  /** Calls by procedure, in order. */
  calls: { procedure: string; input: unknown }[];
  /** States that `jobs.watch` yields, then it ends. */
  jobStates: JobState[];
  /** Resolves when a handler that waits has noticed the abort. */
  aborted: Promise<void>;
  noticeAbort: () => void;
  /** How often the event iterator's `finally` ran. */
  iteratorsClosed: number;
}

/** A fresh record of calls; `jobStates` may be replaced before a command runs. */
export function fakeState(): FakeState {
  let noticeAbort = () => {};
  const aborted = new Promise<void>((resolve) => {
    noticeAbort = resolve;
  });
  return { calls: [], jobStates: [sampleJob], aborted, noticeAbort, iteratorsClosed: 0 };
}

/** The contract answered from fixed values, with the odd behaviours that a transport must carry. */
export function fakeRouter(state: FakeState) {
  const os = implement(contract);
  const seen = (procedure: string, input?: unknown) => state.calls.push({ procedure, input });
  const started = (procedure: string) => (input: unknown) => {
    seen(procedure, input);
    return { id: sampleJob.id };
  };
  const event = (kind: PromotionEvent['kind'], to: string): PromotionEvent => ({
    at: '2026-11-20T10:00:00.000Z',
    from: 'v20261120-1',
    to,
    kind,
    reason: '',
  });
  return os.router({
    engine: {
      info: os.engine.info.handler(() => {
        throw new TypeError('a fault nobody foresaw, with a secret in it');
      }),
    },
    workspace: {
      get: os.workspace.get.handler(() => sampleWorkspace),
      open: os.workspace.open.handler(() => sampleWorkspace),
      create: os.workspace.create.handler(() => sampleWorkspace),
      update: os.workspace.update.handler(({ input }) => {
        seen('workspace.update', input);
        return { ...sampleWorkspace, settings: { ...sampleWorkspace.settings, ...input } };
      }),
      setSecret: os.workspace.setSecret.handler(({ input: { name, value } }) => {
        seen('workspace.setSecret', { name, set: value !== null });
        return {
          ...sampleWorkspace,
          secrets: { ...sampleWorkspace.secrets, [name]: value !== null },
        };
      }),
    },
    data: {
      inspect: os.data.inspect.handler(async ({ input }) => {
        const { source } = input;
        const name = 'path' in source ? source.path : source.name;
        const bytes = 'path' in source ? 0 : (await source.content.text()).length;
        seen('data.inspect', name);
        const none = { entries: 0, terms: 0, judgments: 0, yes: 0, no: 0 };
        return {
          name,
          bytes,
          kind: input.kind ?? 'canonical',
          format: 'JSON',
          encoding: 'UTF-8',
          columns: [],
          counts: none,
          sample: [],
          sampleHeader: [],
          findings: [],
        };
      }),
      collections: os.data.collections.handler(() => []),
      removeCollection: os.data.removeCollection.handler(({ input }) => input),
      entries: os.data.entries.handler(() => ({ total: 0, rows: [] })),
      judgments: os.data.judgments.handler(() => ({ total: 0, rows: [] })),
      findings: os.data.findings.handler(() => []),
      judge: os.data.judge.handler(({ input }) => ({
        ...input,
        id: 'j1',
        at: '2026-11-20T10:00:00.000Z',
      })),
      undo: os.data.undo.handler(({ errors }) => {
        throw errors.NOT_FOUND({ message: 'No such judgment.', data: { remedy: 'Reload.' } });
      }),
    },
    jobs: {
      train: os.jobs.train.handler(({ input }) => started('jobs.train')(input)),
      import: os.jobs.import.handler(({ input }) => started('jobs.import')(input)),
      addModel: os.jobs.addModel.handler(({ input }) => started('jobs.addModel')(input)),
      probe: os.jobs.probe.handler(({ input }) => started('jobs.probe')(input)),
      match: os.jobs.match.handler(({ input }) => started('jobs.match')(input)),
      rebuild: os.jobs.rebuild.handler(({ input }) => started('jobs.rebuild')(input)),
      learningCurve: os.jobs.learningCurve.handler(({ input }) =>
        started('jobs.learningCurve')(input),
      ),
      recreate: os.jobs.recreate.handler(({ input }) => started('jobs.recreate')(input)),
      exportBundle: os.jobs.exportBundle.handler(({ input }) =>
        started('jobs.exportBundle')(input),
      ),
      importBundle: os.jobs.importBundle.handler(({ input }) =>
        started('jobs.importBundle')(input),
      ),
      pushMlflow: os.jobs.pushMlflow.handler(({ input }) => started('jobs.pushMlflow')(input)),
      rescore: os.jobs.rescore.handler(() => started('jobs.rescore')(undefined)),
      list: os.jobs.list.handler(() => state.jobStates),
      watch: os.jobs.watch.handler(async function* ({ signal, input }) {
        seen('jobs.watch', input);
        try {
          yield* state.jobStates;
          if (input.id !== 'endless') return;
          await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        } finally {
          state.iteratorsClosed += 1;
          state.noticeAbort();
        }
      }),
      cancel: os.jobs.cancel.handler(({ input }) => {
        seen('jobs.cancel', input);
        return sampleJob;
      }),
      pause: os.jobs.pause.handler(() => sampleJob),
      unpause: os.jobs.unpause.handler(() => sampleJob),
      resume: os.jobs.resume.handler(({ input }) => started('jobs.resume')(input)),
      dismiss: os.jobs.dismiss.handler(({ input }) => input),
    },
    models: {
      list: os.models.list.handler(() => [sampleModel]),
      catalogue: os.models.catalogue.handler(() => [sampleCatalogueModel]),
      upload: os.models.upload.handler(({ input }) => {
        seen('models.upload', { upload: input.upload, path: input.path });
        return { bytes: input.content.size };
      }),
      remove: os.models.remove.handler(({ input }) => {
        seen('models.remove', input);
        return input;
      }),
      devices: os.models.devices.handler(() => sampleDevices),
      cache: os.models.cache.handler(() => sampleCache),
      clearCache: os.models.clearCache.handler(() => ({ ...sampleCache, bytes: 0, spaces: [] })),
    },
    search: {
      query: os.search.query.handler(async ({ input, signal, errors }) => {
        seen('search.query', input);
        if (input.text === 'wait') {
          await new Promise((resolve) => signal?.addEventListener('abort', resolve));
          state.noticeAbort();
        }
        if (input.version === 'v0')
          throw errors.NOT_FOUND({
            message: 'There is no version v0.',
            data: { file: 'versions', line: 7, remedy: 'Choose one of the list.' },
          });
        return {
          version: 'v20261120-1',
          results: [sampleHit],
          entries: 2,
          admitted: 2,
          milliseconds: 3,
          scan: { exact: true, recall: null },
          notice: null,
        };
      }),
      explain: os.search.explain.handler(({ errors }) => {
        throw errors.NOT_FOUND({ message: 'No such entry.', data: {} });
      }),
      fields: os.search.fields.handler(() => []),
      entry: os.search.entry.handler(({ errors }) => {
        throw errors.NOT_FOUND({ message: 'No such entry.', data: {} });
      }),
    },
    match: {
      rows: os.match.rows.handler(({ input }) => {
        seen('match.rows', input);
        const rows = input.texts.map((text) => (text === 'unknown' ? [] : [sampleMatchHit]));
        return { version: input.version ?? 'v20261120-1', rows };
      }),
      inspect: os.match.inspect.handler(({ input }) => {
        seen('match.inspect', input);
        return sampleTablePreview;
      }),
      tables: os.match.tables.handler(() => []),
      page: os.match.page.handler(() => ({ total: 0, rows: [] })),
      correct: os.match.correct.handler(({ errors }) => {
        throw errors.NOT_FOUND({ message: 'No such row.', data: {} });
      }),
      export: os.match.export.handler(({ input, errors }) => {
        seen('match.export', input);
        if (input.id === 'gone') throw errors.NOT_FOUND({ message: 'No such table.', data: {} });
        return { name: 'out.csv', rows: 2, bytes: 20, content: null };
      }),
      remove: os.match.remove.handler(({ input }) => {
        seen('match.remove', input);
        return input;
      }),
    },
    evaluate: {
      score: os.evaluate.score.handler(({ input }) => {
        seen('evaluate.score', input);
        return {
          version: input.version ?? 'v20261120-1',
          metrics: sampleMetrics,
          run: input.withRun ? 'q1 Q0 swe 1 0.97 plumbline\n' : null,
        };
      }),
      overview: os.evaluate.overview.handler(() => {
        throw new PlumblineError('NO_VERSION', 'Nothing was trained.', { remedy: 'Train first.' });
      }),
      detail: os.evaluate.detail.handler(({ input }) => {
        seen('evaluate.detail', input);
        return sampleDetail;
      }),
      report: os.evaluate.report.handler(({ input, errors }) => {
        seen('evaluate.report', input);
        if (input.version === 'gone')
          throw errors.NO_VERSION({ message: 'There is no such version.', data: {} });
        return { version: 'v20261120-1', html: '<!DOCTYPE html>\n<html></html>\n' };
      }),
      figures: os.evaluate.figures.handler(({ input }) => {
        seen('evaluate.figures', input);
        const tables = [{ name: 'scores', csv: 'from,to\n', json: '[]\n' }];
        const drawn = { name: 'scores', title: 'Scores', svg: '<svg/>', missing: null, tables };
        const none = { name: 'confusion', title: 'Confusion', svg: null, tables: [] };
        return {
          version: 'v20261120-1',
          figures: [drawn, { ...none, missing: 'Nothing was wrong.' }],
        };
      }),
    },
    review: {
      queue: os.review.queue.handler(({ input }) => {
        seen('review.queue', input);
        const none = { version: '', items: [], pool: 0, note: 'There is no version yet.' };
        return input.reviewer === 'nobody' ? none : sampleQueue;
      }),
      answer: os.review.answer.handler(({ input, errors }) => {
        seen('review.answer', input);
        if (input.key === 'gone') throw errors.NOT_FOUND({ message: 'No such entry.', data: {} });
        return { id: `answer-${state.calls.length}`, judgment: null };
      }),
      undo: os.review.undo.handler(({ input }) => {
        seen('review.undo', input);
        return input;
      }),
      settle: os.review.settle.handler(({ errors }) => {
        throw errors.BAD_INPUT({ message: 'Nobody disagrees.', data: {} });
      }),
      overview: os.review.overview.handler(() => sampleReview),
    },
    versions: {
      list: os.versions.list.handler(() => [sampleVersion]),
      manifest: os.versions.manifest.handler(({ errors }) => {
        throw errors.NOT_FOUND({ message: 'No such version.', data: {} });
      }),
      history: os.versions.history.handler(() => []),
      promote: os.versions.promote.handler(({ input, errors }) => {
        seen('versions.promote', input);
        if (input.version === 'v-refused' && !input.overrideReason)
          throw errors.GATE_REFUSED({
            message: 'Top-1 accuracy is 0.412, the gate asks for 0.800.',
            data: { remedy: 'Give a reason with --override-reason.' },
          });
        return event(input.overrideReason ? 'override' : 'promote', input.version);
      }),
      rollback: os.versions.rollback.handler(({ input }) => event('rollback', input.version)),
      notify: os.versions.notify.handler(({ input }) => {
        seen('versions.notify', input);
        return { ...sampleNotification, version: input.version };
      }),
      verify: os.versions.verify.handler(({ input }) => {
        seen('versions.verify', input);
        return { version: input.version, files: 12, bytes: 4096, problems: [] };
      }),
      remove: os.versions.remove.handler(({ input }) => {
        seen('versions.remove', input);
        return { version: input.version, bytes: 4096 };
      }),
      quarantine: os.versions.quarantine.handler(({ input, errors }) => {
        seen('versions.quarantine', input);
        throw errors.BAD_INPUT({ message: 'This version is whole.', data: {} });
      }),
      compare: os.versions.compare.handler(({ input }) => {
        seen('versions.compare', input);
        return { ...sampleComparison, ...input };
      }),
      exportFormat: os.versions.exportFormat.handler(({ input }) => {
        seen('versions.exportFormat', input);
        const files = [{ name: 'index.faiss', bytes: 4096 }];
        const version = input.version ?? 'v20261120-1';
        return {
          ...{ version, format: input.format, folder: input.out ?? 'exports' },
          ...{ files, notes: [] },
        };
      }),
    },
    runs: {
      list: os.runs.list.handler(({ input }) => {
        seen('runs.list', input);
        return [sampleRun];
      }),
      get: os.runs.get.handler(({ input, errors }) => {
        seen('runs.get', input);
        if (input.id === 'gone') throw errors.NOT_FOUND({ message: 'No such run.', data: {} });
        return sampleRunDetail;
      }),
      compare: os.runs.compare.handler(({ input }) => {
        seen('runs.compare', input);
        return { ...sampleComparison, ...input };
      }),
    },
    monitor: {
      report: os.monitor.report.handler(({ input }) => {
        seen('monitor.report', input);
        return sampleMonitor;
      }),
      clear: os.monitor.clear.handler(() => {
        seen('monitor.clear');
        return { bytes: sampleMonitor.bytes };
      }),
    },
    schedule: {
      state: os.schedule.state.handler(() => sampleSchedule),
      look: os.schedule.look.handler(() => {
        seen('schedule.look');
        return sampleSchedule;
      }),
      take: os.schedule.take.handler(({ errors }) => {
        seen('schedule.take');
        throw errors.BAD_INPUT({ message: 'Nothing has changed.', data: {} });
      }),
      ignore: os.schedule.ignore.handler(() => sampleSchedule),
    },
  });
}

/** The fake engine with its in-process client, as `openNodeEngine` would return it. */
export function fakeEngine(state: FakeState, onClose: () => void = () => {}) {
  const router = fakeRouter(state);
  return {
    router,
    client: createRouterClient(router),
    close: async () => onClose(),
  };
}
