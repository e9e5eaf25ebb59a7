/** Fewer incoming queries are not compared. */
export const LEAST_QUERIES = 200;
/** A version with fewer test queries has nothing to compare with. */
export const LEAST_REFERENCE = 30;
