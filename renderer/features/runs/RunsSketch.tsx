/** A sketch of runs: a status, a duration, a number. */
export function RunsSketch() {
  const rows = [
    { y: 24, width: 96, colour: 'var(--accent)', turning: true },
    { y: 50, width: 62, colour: 'var(--accept)', turning: false },
    { y: 76, width: 74, colour: 'var(--accept)', turning: false },
    { y: 102, width: 28, colour: 'var(--reject)', turning: false },
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
      {rows.map(({ y, width, colour, turning }) => (
        <g key={y}>
          <circle
            cx="24"
            cy={y}
            r="5"
            stroke={colour}
            strokeWidth="1.8"
            strokeDasharray={turning ? '22 10' : ''}
          />
          <rect x="42" y={y - 3} width="46" height="6" rx="3" fill="var(--line-strong)" />
          <rect x="106" y={y - 5} width={width} height="10" rx="2" fill={colour} opacity="0.55" />
          <rect x="216" y={y - 3} width="26" height="6" rx="3" fill="var(--line)" />
        </g>
      ))}
    </svg>
  );
}
