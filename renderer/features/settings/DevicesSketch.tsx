const BARS = [150, 96, 62];

/** A sketch of what is measured: bars of speed, the fastest chosen. */
export function DevicesSketch() {
  return (
    <svg width="260" height="84" viewBox="0 0 260 84" fill="none" aria-hidden="true">
      <rect
        x="0.5"
        y="0.5"
        width="259"
        height="83"
        rx="8"
        fill="var(--surface)"
        stroke="var(--line-strong)"
      />
      {BARS.map((width, index) => (
        <g key={width}>
          <rect
            x="16"
            y={16 + index * 22}
            width="44"
            height="7"
            rx="3.5"
            fill="var(--line-strong)"
          />
          <rect
            x="76"
            y={15 + index * 22}
            width={width}
            height="9"
            rx="2"
            fill={index === 0 ? 'var(--accent)' : 'var(--line)'}
          />
        </g>
      ))}
    </svg>
  );
}
