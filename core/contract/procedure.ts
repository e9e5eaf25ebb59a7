import { oc } from '@orpc/contract';
import { z } from 'zod';
import { ERROR_CODES, ERROR_STATUS, type ErrorCode } from './errors.ts';

const detail = z.object({
  file: z.string().optional(),
  line: z.number().optional(),
  remedy: z.string().optional(),
  places: z.array(z.object({ line: z.number(), text: z.string() })).optional(),
});

const errors = Object.fromEntries(
  ERROR_CODES.map((code) => [code, { status: ERROR_STATUS[code], data: detail }]),
) as Record<ErrorCode, { status: number; data: typeof detail }>;

/** The beginning of every procedure: each can fail in each expected way. */
export const procedure = oc.errors(errors);
/** A slice of a list, with the length of the whole. */
export const page = <Row extends z.ZodType>(row: Row) =>
  z.object({ total: z.number().int(), rows: z.array(row) });
