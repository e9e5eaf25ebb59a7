import { protocol, type Session } from 'electron';
import { serveAppRequest } from './app-request.ts';
import { APP_SCHEME } from './security/app-origin.ts';

/** Makes plumbline:// a standard, secure scheme. Only before `ready`, and once. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      // Never bypassCSP or corsEnabled: the page needs its own files only.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built page on plumbline://app/ in this session. */
export function serveApp(session: Pick<Session, 'protocol'>, root: string): void {
  session.protocol.handle(APP_SCHEME, (request) => serveAppRequest(request, root));
}
