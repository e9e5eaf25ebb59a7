/** A sketch of a matched table: names at the left, their entries and bands at the right. */
export function MatchSketch() {
  const rows = [
    { name: 76, entry: 88, band: 'accept' },
    { name: 58, entry: 104, band: 'accept' },
    { name: 88, entry: 70, band: 'review' },
    { name: 48, entry: 92, band: 'reject' },
  ];
  return (
    <svg width="320" height="132" viewBox="0 0 320 132" fill="none" aria-hidden="true">
      <rect x="0" y="0" width="196" height="6" rx="3" fill="var(--accept)" />
      <rect x="198" y="0" width="84" height="6" fill="var(--review)" />
      <rect x="284" y="0" width="36" height="6" rx="3" fill="var(--reject)" />
      <rect
        x="0.5"
        y="16.5"
        width="319"
        height="115"
        rx="7"
        fill="var(--surface)"
        stroke="var(--line-strong)"
      />
      {rows.map(({ name, entry, band }, index) => (
        <g key={name} transform={`translate(0 ${17 + index * 28.5})`}>
          {index > 0 && <path d="M1 0H319" stroke="var(--line)" />}
          <rect x="14" y="11" width={name} height="7" rx="3.5" fill="var(--line-strong)" />
          <path
            d="M118 14.5h18m-4-3.5 4 3.5-4 3.5"
            stroke="var(--text-3)"
            strokeWidth="1.4"
            strokeLinecap="round"
          />
          <rect x="150" y="11" width={entry} height="7" rx="3.5" fill="var(--line)" />
          <rect x="276" y="8" width="30" height="13" rx="4" fill={`var(--${band})`} />
        </g>
      ))}
    </svg>
  );
}
