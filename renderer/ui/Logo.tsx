/** A plumb bob on its line. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M5 3.5h14M12 3.5v9"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <path d="m12 22-3.6-6L12 12l3.6 4z" fill="currentColor" />
    </svg>
  );
}
