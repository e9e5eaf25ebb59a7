/** A sketch of points with whiskers that rise from version to version. */
export function EvaluateSketch() {
  const points = [
    { x: 50, y: 92, colour: 'var(--version-1)' },
    { x: 104, y: 74, colour: 'var(--version-2)' },
    { x: 158, y: 54, colour: 'var(--version-3)' },
    { x: 212, y: 46, colour: 'var(--version-4)' },
  ];
  return (
    <svg width="260" height="128" viewBox="0 0 260 128" fill="none" aria-hidden="true">
      <rect
        x="0.5"
        y="0.5"
        width="259"
        height="127"
        rx="8"
        fill="var(--surface)"
        stroke="var(--line-strong)"
      />
      {[32, 64, 96].map((y) => (
        <path key={y} d={`M20 ${y}.5h220`} stroke="var(--line)" />
      ))}
      {points.map(({ x, y, colour }) => (
        <g key={x} stroke={colour} strokeWidth="1.6" strokeLinecap="round">
          <path d={`M${x} ${y - 16}v32M${x - 5} ${y - 16}h10M${x - 5} ${y + 16}h10`} />
          <circle cx={x} cy={y} r="4.5" fill={colour} />
        </g>
      ))}
    </svg>
  );
}
