/** A sketch of searches by day and of their shares. */
export function MonitorSketch() {
  const days = [22, 30, 26, 41, 36, 12, 9, 34, 44, 38];
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
      <path d="M20 104.5h220" stroke="var(--line-strong)" />
      {days.map((height, place) => (
        <g key={height} transform={`translate(${24 + place * 21.5} 0)`}>
          <rect y={104 - height * 1.7} width="15" height={height * 0.5} fill="var(--review)" />
          <rect y={104 - height * 1.2} width="15" height={height * 1.2} fill="var(--accept)" />
        </g>
      ))}
    </svg>
  );
}
