/** A sketch of the stages of a training. */
export function TrainSketch() {
  return (
    <svg width="260" height="120" viewBox="0 0 260 120" fill="none" aria-hidden="true">
      <rect
        x="0.5"
        y="0.5"
        width="259"
        height="119"
        rx="8"
        fill="var(--surface)"
        stroke="var(--line-strong)"
      />
      {[18, 42, 66, 90].map((y, index) => (
        <g key={y}>
          <circle
            cx="22"
            cy={y + 6}
            r="5"
            stroke={
              index < 2 ? 'var(--accept)' : index === 2 ? 'var(--accent)' : 'var(--line-strong)'
            }
            strokeWidth="1.6"
          />
          <rect
            x="38"
            y={y + 2.5}
            width={[44, 36, 50, 40][index]}
            height="7"
            rx="3.5"
            fill="var(--line-strong)"
          />
          <rect x="100" y={y + 3} width="140" height="6" rx="3" fill="var(--line)" />
          {index === 2 && (
            <rect x="100" y={y + 3} width="86" height="6" rx="3" fill="var(--accent)" />
          )}
          {index < 2 && (
            <rect
              x="100"
              y={y + 3}
              width="140"
              height="6"
              rx="3"
              fill="var(--accept)"
              opacity="0.55"
            />
          )}
        </g>
      ))}
    </svg>
  );
}
