const SYSTEMS = /(?:^|[/-])(darwin|win32|linux|android|freebsd|openharmony)/;
const PROCESSORS = /-(arm64|x64|ia32|arm|riscv64|s390x|ppc64)(?:-|$)/;

/**
 * Where a native package runs, by the naming that its kind follows (`NAME-linux-x64-gnu`), as a lock file says it; null
 * for a package that names no system.
 * @param {string} name
 * @returns {{ os: string[], cpu?: string[], libc?: string[] } | null}
 */
export function platformOf(name) {
  const os = SYSTEMS.exec(name)?.[1];
  if (os === undefined) return null;
  const cpu = PROCESSORS.exec(name)?.[1];
  const libc = /musl/.test(name) ? 'musl' : /-gnu(eabihf)?$/.test(name) ? 'glibc' : undefined;
  return { os: [os], ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}
