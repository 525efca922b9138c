// The one rule of imports: a folder imports only folders above it in this list, and only their index.ts.
// "Above" is what the list says, folder by folder; the order here is the order of docs/architecture.md.
const above = {
  config: [],
  platform: ['config'],
  channels: ['platform', 'config'],
  ingest: ['platform', 'config'],
  customers: ['ingest', 'platform', 'config'],
  forecast: ['customers', 'ingest', 'platform', 'config'],
  outreach: ['forecast', 'customers', 'channels', 'ingest', 'platform', 'config'],
  conversation: ['outreach', 'forecast', 'customers', 'channels', 'ingest', 'platform', 'config'],
  privacy: ['customers', 'platform'],
  insight: ['conversation', 'outreach', 'forecast', 'customers', 'channels', 'ingest', 'platform', 'config'],
  console: [
    'insight',
    'conversation',
    'outreach',
    'forecast',
    'customers',
    'channels',
    'ingest',
    'platform',
    'config',
  ],
};
const folders = Object.keys(above);

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '^src/console/static/' },
      to: {},
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependency-in-product',
      severity: 'error',
      from: { path: '^(src|bin|simulator)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'] },
    },
    {
      name: 'simulator-uses-public-interfaces-only',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^src/' },
    },
    {
      name: 'product-does-not-know-the-simulator',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^simulator/' },
    },
    ...folders.map((folder) => ({
      name: `${folder}-imports-only-above`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: [`^src/${folder}/`, ...above[folder].map((up) => `^src/${up}/`)] },
    })),
    ...folders.map((folder) => ({
      name: `${folder}-is-entered-by-its-index`,
      severity: 'error',
      // bench/synthetic measures the trees by themselves, which the product only uses through the forecast.
      from: {
        path: '^(src|test|bench|examples|bin)/',
        pathNot: [`^src/${folder}/`, '^bench/synthetic/'],
      },
      to: { path: `^src/${folder}/`, pathNot: `^src/${folder}/index\\.tsx?$` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
