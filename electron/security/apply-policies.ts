import { type App, type Session, shell, type WebContents } from 'electron';
import {
  allowsDownload,
  allowsExternal,
  allowsNavigation,
  allowsPermission,
  allowsRequest,
} from './navigation-policy.ts';

interface Preventable {
  preventDefault(): void;
}

/** Applies the navigation policy to every page from the moment it exists. Call before the first window. */
export function applyPagePolicies(app: Pick<App, 'on'>, log: (line: string) => void): void {
  app.on('web-contents-created', (_event, contents) => restrictPage(contents, log));
}

function restrictPage(contents: WebContents, log: (line: string) => void): void {
  const check = (event: Preventable & { readonly url: string }) => {
    if (allowsNavigation(event.url)) return;
    event.preventDefault();
    log(`blocked navigation to ${event.url}`);
  };
  contents.on('will-navigate', check);
  contents.on('will-frame-navigate', check);
  contents.on('will-redirect', check);
  contents.on('will-attach-webview', (event: Preventable) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (allowsExternal(url)) openOutside(url, log);
    else log(`blocked window ${url}`);
    return { action: 'deny' };
  });
}

function openOutside(url: string, log: (line: string) => void): void {
  shell.openExternal(url).catch((error: unknown) => log(`could not open ${url}: ${String(error)}`));
}

/** Applies the permission, device, network and download policies to a session. */
export function applySessionPolicies(session: Session, log: (line: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(allowsPermission(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    allowsPermission(permission, details.requestingUrl ?? origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, callback) => {
    const cancel = !allowsRequest(details.url);
    if (cancel) log(`blocked request to ${details.url}`);
    callback({ cancel });
  });
  session.on('will-download', (event, item) => {
    if (!allowsDownload(item.getURL())) event.preventDefault();
  });
}
