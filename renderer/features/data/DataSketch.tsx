/** A sketch of the Data screen: a dictionary and judgments that point into it. */
export function DataSketch() {
  return (
    <svg width="300" height="128" viewBox="0 0 300 128" fill="none" aria-hidden="true">
      <g stroke="var(--line-strong)">
        <rect x="0.5" y="8.5" width="118" height="111" rx="7" fill="var(--surface)" />
        <rect x="181.5" y="8.5" width="118" height="111" rx="7" fill="var(--surface)" />
      </g>
      {[26, 50, 74, 98].map((y, index) => (
        <g key={y}>
          <rect x="12" y={y} width="30" height="7" rx="3.5" fill="var(--line-strong)" />
          <rect
            x="48"
            y={y}
            width={[56, 44, 60, 38][index]}
            height="7"
            rx="3.5"
            fill="var(--line)"
          />
          <rect
            x="193"
            y={y}
            width={[60, 72, 48, 66][index]}
            height="7"
            rx="3.5"
            fill="var(--line)"
          />
        </g>
      ))}
      <g strokeWidth="1.6" strokeLinecap="round">
        <path d="M186 29.5C160 29.5 150 54 124 54" stroke="var(--accept)" />
        <path d="M186 53.5C160 53.5 150 30 124 30" stroke="var(--accept)" />
        <path d="M186 77.5C160 77.5 150 78 124 78" stroke="var(--accept)" />
        <path d="M186 101.5C160 101.5 150 82 124 82" stroke="var(--reject)" strokeDasharray="3 4" />
      </g>
    </svg>
  );
}
