/** A sketch of ranked results with their probabilities. */
export function SearchSketch() {
  const rows = [
    { width: 92, share: 0.93, colour: 'var(--accept)' },
    { width: 70, share: 0.6, colour: 'var(--review)' },
    { width: 104, share: 0.16, colour: 'var(--reject)' },
  ];
  return (
    <svg width="280" height="132" viewBox="0 0 280 132" fill="none" aria-hidden="true">
      <rect
        x="0.5"
        y="0.5"
        width="279"
        height="25"
        rx="7"
        fill="var(--surface)"
        stroke="var(--accent)"
      />
      <rect x="14" y="9" width="86" height="8" rx="4" fill="var(--line-strong)" />
      {rows.map(({ width, share, colour }, index) => (
        <g key={colour} transform={`translate(0 ${34 + index * 33})`}>
          <rect
            x="0.5"
            y="0.5"
            width="279"
            height="27"
            rx="6"
            fill="var(--surface)"
            stroke="var(--line)"
          />
          <rect x="14" y="10" width={width} height="8" rx="4" fill="var(--line-strong)" />
          <rect x="180" y="11" width="84" height="6" rx="3" fill="var(--line)" />
          <rect x="180" y="11" width={84 * share} height="6" rx="3" fill={colour} />
        </g>
      ))}
    </svg>
  );
}
