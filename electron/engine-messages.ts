import { z } from 'zod';

/** Which workspace the engine opens. */
export const EngineTarget = z.object({ folder: z.string().min(1), readOnly: z.boolean() });
export type EngineTarget = z.infer<typeof EngineTarget>;

/** From main to the engine's process. A `connect` carries exactly one port. */
export const HostRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), target: EngineTarget }),
  z.object({ type: z.literal('connect') }),
  z.object({ type: z.literal('switch'), folder: z.string().min(1) }),
  z.object({ type: z.literal('close') }),
]);
export type HostRequest = z.infer<typeof HostRequest>;

/** From the engine's process to main. */
export const HostReply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The workspace could not be opened: the code of a PlumblineError, or INTERNAL. */
  z.object({ type: z.literal('failed'), code: z.string(), message: z.string() }),
  /** Another folder is open now, whoever asked for it. `asked`: main did. */
  z.object({ type: z.literal('workspace'), folder: z.string(), asked: z.boolean() }),
  /** Main asked for another folder and it could not be opened; the old one stays. */
  z.object({ type: z.literal('refused'), folder: z.string(), message: z.string() }),
  z.object({ type: z.literal('closed') }),
]);
export type HostReply = z.infer<typeof HostReply>;
