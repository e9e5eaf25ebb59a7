/** A sketch of what will be here: points on a line, a branch, and numbers beside them. */
export function VersionsSketch() {
  const rows = [
    { y: 26, x: 26, width: 74, colour: 'var(--version-4)' },
    { y: 54, x: 42, width: 58, colour: 'var(--version-3)' },
    { y: 82, x: 26, width: 66, colour: 'var(--version-2)' },
    { y: 110, x: 26, width: 48, colour: 'var(--version-1)' },
  ];
  return (
    <svg width="300" height="136" viewBox="0 0 300 136" fill="none" aria-hidden="true">
      <rect
        x="0.5"
        y="0.5"
        width="299"
        height="135"
        rx="8"
        fill="var(--surface)"
        stroke="var(--line-strong)"
      />
      <path d="M26 26V110M42 54C42 70 26 66 26 82" stroke="var(--line-strong)" strokeWidth="1.6" />
      {rows.map(({ y, x, width, colour }) => (
        <g key={y}>
          <circle cx={x} cy={y} r="5" fill={colour} />
          <rect x="62" y={y - 4} width={width} height="7" rx="3.5" fill="var(--line-strong)" />
          <rect x="176" y={y - 4} width="34" height="7" rx="3.5" fill="var(--line)" />
          <rect x="232" y={y - 4} width="44" height="7" rx="3.5" fill="var(--line)" />
        </g>
      ))}
    </svg>
  );
}
