/** The direction of data flow, from docs/ARCHITECTURE.md. Each comment says how to repair a violation. */
const FEATURES = [
  'jobs',
  'workspace',
  'ingest',
  'text',
  'embed',
  'index',
  'match',
  'match-tables',
  'evaluate',
  'calibrate',
  'train',
  'versions',
  'runs',
  'interop',
  'plots',
  'report',
  'review',
  'learn',
  'bundle',
  'notify',
  'monitor',
  'schedule',
];

/** Feature -> the other features that it may import. */
const MAY_IMPORT = {
  jobs: [],
  workspace: ['text'],
  ingest: ['text'],
  text: [],
  embed: ['text', 'interop'],
  index: ['embed'],
  match: ['index', 'embed', 'text'],
  'match-tables': ['ingest', 'interop'],
  calibrate: ['match'],
  evaluate: ['match', 'calibrate'],
  train: [
    'text',
    'embed',
    'index',
    'match',
    'calibrate',
    'evaluate',
    'ingest',
    'versions',
    'runs',
    'workspace',
    'interop',
    'learn',
  ],
  versions: [],
  runs: [],
  interop: [],
  plots: [],
  report: ['plots'],
  review: ['match', 'calibrate', 'workspace'],
  learn: [],
  bundle: ['interop', 'versions'],
  notify: [],
  monitor: ['text'],
  schedule: [],
};

const featureRules = FEATURES.map((feature) => {
  const others = FEATURES.filter(
    (other) => other !== feature && !MAY_IMPORT[feature].includes(other),
  );
  return {
    name: `${feature}-knows-only-what-it-may`,
    comment: `core/${feature} may import math, platform, contract${MAY_IMPORT[feature].map((other) => `, ${other}`).join('')}. Pass anything else in as a function or plain data.`,
    severity: 'error',
    from: { path: `^core/${feature}/` },
    to: { path: `^core/(${others.join('|')})/` },
  };
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other hold one idea: merge them, or move the shared part to a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'math-imports-nothing',
      comment: 'core/math is numbers only. Move code that knows the domain to its feature.',
      severity: 'error',
      from: { path: '^core/math/', pathNot: '\\.test\\.ts$' },
      to: { path: '.+', pathNot: '^core/math/' },
    },
    {
      name: 'contract-imports-only-schemas',
      comment: 'The contract is shared by both sides of a wire: only zod and @orpc/contract.',
      severity: 'error',
      from: { path: '^core/contract/', pathNot: '\\.test\\.ts$' },
      to: { path: '.+', pathNot: ['^core/contract/', 'node_modules/(zod|@orpc/contract)/'] },
    },
    {
      name: 'platform-interfaces-are-plain',
      comment:
        'core/platform/*.ts are interfaces; put code that touches Node into core/platform/node.',
      severity: 'error',
      from: { path: '^core/platform/[^/]+$', pathNot: '\\.test\\.ts$' },
      to: { path: '.+', pathNot: '^core/(platform/[^/]+|contract/.+)$' },
    },
    ...featureRules,
    {
      name: 'features-know-no-handler',
      comment: 'Handlers call features. Return data and let the handler map it.',
      severity: 'error',
      from: { path: `^core/(${FEATURES.join('|')}|math|platform)/` },
      to: { path: '^(core/(handlers/|engine|node-)|electron/|headless/|renderer/)' },
    },
    {
      name: 'core-knows-no-face',
      comment: 'The engine knows no screen, no shell and no HTTP server.',
      severity: 'error',
      from: { path: '^core/' },
      to: {
        path: '^(electron|headless|renderer)/|node_modules/(electron|react|react-dom|hono|@hono|commander)/',
      },
    },
    {
      name: 'lancedb-only-in-its-adapters',
      comment: 'Use the interface in core/index; only lance-*.ts files speak to LanceDB.',
      severity: 'error',
      from: { pathNot: '^core/index/lance-[^/]+$' },
      to: { path: 'node_modules/(@lancedb|apache-arrow)/' },
    },
    {
      name: 'onnx-only-in-its-adapters',
      comment:
        'Use the Embedder, RowProducts or the Multiply interface; only core/embed/onnx, core/embed/convert and learning load onnxruntime or onnx-proto.',
      severity: 'error',
      from: {
        path: '^(core|electron|headless|renderer)/',
        pathNot: '^core/(embed/(onnx|convert)/[^/]+|learn/(onnx-multiply|gemm-graph)\\.ts)$',
      },
      to: { path: 'node_modules/(onnxruntime-|onnx-proto)' },
    },
    {
      name: 'tokenizers-only-in-their-adapter',
      comment: 'Use the Tokenizer interface of core/embed/tokenize.',
      severity: 'error',
      from: { path: '^(core|electron|headless|renderer)/', pathNot: '^core/embed/tokenize/' },
      to: { path: 'node_modules/@huggingface/' },
    },
    {
      name: 'node-only-at-the-edge',
      comment:
        'Take a platform interface instead; node:* belongs in platform/node, workspace, the adapters and node-*.ts.',
      severity: 'error',
      from: {
        path: '^core/',
        pathNot: [
          '\\.test\\.ts$',
          '^core/platform/node/',
          '^core/workspace/',
          '^core/index/lance-',
          '^core/embed/onnx/',
          '^core/index/exact-scan',
          '^core/node-[^/]+$',
        ],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'node-adapters-are-wired-in-one-place',
      comment: 'Only core/node-*.ts (and tests) may choose the Node adapters.',
      severity: 'error',
      from: {
        path: '^core/',
        pathNot: ['\\.test\\.ts$', '^core/platform/node/', '^core/node-[^/]+$'],
      },
      to: { path: '^core/platform/node/' },
    },
    {
      name: 'renderer-knows-only-the-contract',
      comment:
        'The screen knows no store: ask the engine through renderer/api. Figures (core/plots) are shared with the report.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(core|electron|headless)/', pathNot: '^core/(contract|plots)/' },
    },
    {
      name: 'shells-know-only-the-engine',
      comment:
        "electron and headless start the engine and speak its contract; features are the engine's own.",
      severity: 'error',
      from: { path: '^(electron|headless)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(core|renderer)/', pathNot: '^core/(contract/|node-[^/]+\\.ts|engine\\.ts)' },
    },
    {
      name: 'only-the-guard-touches-ipc',
      comment: 'electron/security/ipc-guard.ts checks the sender of every message; use it.',
      severity: 'error',
      from: { path: '^(core|headless|renderer)/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'no-unresolved',
      comment: 'Every import resolves.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],

      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
