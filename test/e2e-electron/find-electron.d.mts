export interface Machine {
  platform: string;
  env: Record<string, string | undefined>;
}
export function findElectron(root: string, machine: Machine): string | null;
export function findScreen(machine: Machine): string[] | null;
