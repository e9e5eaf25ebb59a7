/** A sketch of one pair and its three answers. */
export function ReviewSketch() {
  return (
    <svg width="260" height="140" viewBox="0 0 260 140" fill="none" aria-hidden="true">
      <rect x="0" y="0" width="200" height="4" rx="2" fill="var(--line)" />
      <rect x="0" y="0" width="72" height="4" rx="2" fill="var(--accent)" />
      <rect x="212" y="-1" width="48" height="6" rx="3" fill="var(--line)" />
      <rect
        x="0.5"
        y="14.5"
        width="259"
        height="125"
        rx="8"
        fill="var(--surface)"
        stroke="var(--line-strong)"
      />
      <rect x="106" y="30" width="48" height="5" rx="2.5" fill="var(--line)" />
      <rect x="70" y="43" width="120" height="9" rx="4.5" fill="var(--line-strong)" />
      <rect x="112" y="65" width="36" height="5" rx="2.5" fill="var(--line)" />
      <rect x="82" y="78" width="96" height="7" rx="3.5" fill="var(--text-3)" />
      {[58, 110, 162].map((x) => (
        <rect
          key={x}
          x={x + 0.5}
          y="103.5"
          width="39"
          height="20"
          rx="5"
          stroke="var(--line-strong)"
        />
      ))}
      <path
        d="m76 109 8 8m0-8-8 8"
        stroke="var(--text-2)"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
      <path d="M125 113.5h10" stroke="var(--text-3)" strokeWidth="1.6" strokeLinecap="round" />
      <path
        d="m177 113 4 4 7-8"
        stroke="var(--accent)"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
