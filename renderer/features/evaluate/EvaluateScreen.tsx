export function EvaluateScreen() {
  return null;
}
