import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { PlumblineError } from '#core/contract/errors.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Does a Host header name this machine? A page elsewhere whose name was pointed at 127.0.0.1 (DNS
 * rebinding) still sends its own name. Any port will do, so that a forwarded port works.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  const name = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/.exec(host ?? '')?.[1];
  return name !== undefined && LOOPBACK.has(name.toLowerCase());
}

/** An Origin header must be absent, or name the very host that was asked. */
export function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host?.toLowerCase()}`;
}

/** Does `Authorization: Bearer …` carry the token? Takes the same time for every wrong one. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token)) && given !== '';
}

/**
 * The token to ask for: `PLUMBLINE_TOKEN`, or 32 random bytes in base64url.
 * Throws BAD_INPUT for one that is too short or cannot stand in a header.
 */
export function chooseToken(wanted: string | undefined): string {
  if (wanted === undefined || wanted === '') return randomBytes(32).toString('base64url');
  if (/^[\w.~-]{16,}$/.test(wanted)) return wanted;
  throw new PlumblineError('BAD_INPUT', 'PLUMBLINE_TOKEN is not a usable token.', {
    remedy: 'Use at least 16 letters, digits, or . _ ~ - or leave it out for a random one.',
  });
}

/** Throws BAD_INPUT for a host to listen on that others could reach. */
export function assertLoopback(host: string): void {
  if (LOOPBACK.has(host) || host === '::1') return;
  throw new PlumblineError('BAD_INPUT', `Plumbline does not listen on ${host}.`, {
    remedy:
      'It answers this machine only. From another one, forward the port: ssh -L PORT:127.0.0.1:PORT HOST.',
  });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
