/** What a machine tells of its graphics hardware; onnxruntime does not say which adapter it took. */
export interface AdapterFacts {
  /** process.platform */
  platform: string;
  /** Vulkan's driver descriptions (Linux): those of VK_DRIVER_FILES, or the installed ones. */
  vulkanDrivers: readonly string[];
  /** What NVIDIA's driver says of its first card. */
  nvidia: { name: string; version: string } | null;
  /** PCI vendor and kernel driver of each graphics device that can compute (Linux). */
  renderNodes: readonly { vendor: string; driver: string }[];
  /** Linux inside Windows, whose GPU is reached through /dev/dxg. */
  insideWindows: boolean;
}

export interface AdapterDescription {
  /** "NVIDIA H100 (Vulkan)" */
  name: string;
  /** Imitated on the CPU. */
  software: boolean;
  /** Changes when the driver does, as far as it can be known. */
  driver: string;
}

const SOFTWARE: readonly [RegExp, string][] = [
  [/swiftshader/i, 'SwiftShader'],
  [/lvp_|lavapipe|llvmpipe/i, 'lavapipe'],
];

const VENDORS: Readonly<Record<string, string>> = {
  '0x10de': 'NVIDIA GPU',
  '0x1002': 'AMD GPU',
  '0x8086': 'Intel GPU',
  '0x106b': 'Apple GPU',
};

/** Names the adapter that WebGPU finds, as well as the operating system allows. */
export function describeAdapter(facts: AdapterFacts): AdapterDescription {
  if (facts.platform === 'darwin') return hardware('Apple GPU (Metal)', 'Metal');
  if (facts.platform === 'win32') return hardware('GPU (Direct3D 12)', 'Direct3D 12');
  return describeVulkan(facts);
}

function describeVulkan(facts: AdapterFacts): AdapterDescription {
  const { vulkanDrivers, nvidia, renderNodes, insideWindows } = facts;
  const imitations = vulkanDrivers.map(imitationOf);
  const [first] = imitations;
  // Where every driver is an imitation, hardware that is there is out of reach.
  if (first != null && imitations.every((name) => name !== null)) return software(first);
  if (nvidia !== null) return hardware(`${nvidia.name} (Vulkan)`, `nvidia ${nvidia.version}`);
  const card = renderNodes.find(({ vendor }) => vendor in VENDORS);
  if (card !== undefined) return hardware(`${VENDORS[card.vendor]} (Vulkan)`, card.driver);
  if (insideWindows) return hardware('GPU of Windows (Vulkan)', 'dxg');
  return software('Vulkan');
}

function imitationOf(driver: string): string | null {
  return SOFTWARE.find(([sign]) => sign.test(driver))?.[1] ?? null;
}

const hardware = (name: string, driver: string): AdapterDescription => ({
  name,
  software: false,
  driver,
});

const software = (by: string): AdapterDescription => ({
  name: `Imitated GPU (${by})`,
  software: true,
  driver: by,
});
