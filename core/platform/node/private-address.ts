import { BlockList, isIP } from 'node:net';

/** Loopback, link-local and private networks: RFC 1122, 1918, 3927, 4193, 4291. */
const NEAR: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
];

const near = new BlockList();
for (const [network, prefix, family] of NEAR) near.addSubnet(network, prefix, family);

/**
 * Whether an IP address, not a name, lies on this machine or in its private network. An IPv4 address written as IPv6
 * (`::ffff:10.0.0.1`) is judged as IPv4; what is no address is not private.
 */
export function isPrivateAddress(address: string): boolean {
  const [plain = ''] = address.split('%'); // without the interface of a link-local address
  const family = isIP(plain);
  return family !== 0 && near.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
