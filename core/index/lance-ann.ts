export { buildApproximateIndex } from './lance-ann-build.ts';
export { openApproximateScan } from './lance-ann-scan.ts';
