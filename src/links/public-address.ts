import { BlockList, isIP } from "node:net";

/**
 * IPv4 addresses that are not of the public internet: the IANA special-purpose registry (RFC 6890), multicast (RFC 5771) and
 * the reserved rest. Among them are private networks, the machine itself and the metadata services of clouds.
 */
const SPECIAL_IPV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** What IPv6 calls global unicast (RFC 4291). Addresses that hold an IPv4 address in another form lie outside it … */
const GLOBAL_IPV6 = ["2000::/3"];
/** … or here: protocol assignments with Teredo, documentation, 6to4. */
const SPECIAL_IPV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const specialIpv4 = blockList(SPECIAL_IPV4, "ipv4");
const specialIpv6 = blockList(SPECIAL_IPV6, "ipv6");
const globalIpv6 = blockList(GLOBAL_IPV6, "ipv6");

/** Whether an IP address is one of the public internet, where a link of a letter may lead. */
export function isPublicAddress(address: string): boolean {
  // A zone (fe80::1%eth0) belongs to an address of the local link.
  if (address.includes("%")) return false;
  const family = isIP(address);
  if (family === 4) return !specialIpv4.check(address, "ipv4");
  return family === 6 && globalIpv6.check(address, "ipv6") && !specialIpv6.check(address, "ipv6");
}

function blockList(subnets: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = "", prefix] = subnet.split("/");
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
