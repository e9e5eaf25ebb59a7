import type { CANONICAL as Canonical } from '#core/contract/index.ts';

/** The collection that queries are matched against. The contract's own constant would bring its schemas into the window. */
export const CANONICAL: typeof Canonical = 'canonical';
