import type { Config } from "../../config.ts";
import { createView, oembedAddress, pictureAddress, type SharedByViews, type View } from "./view.ts";
import type { VolumePlan } from "./views/volume-plans.ts";

/** A year of letters, whose pages and what lies beside them change together or not at all. */
export interface Volume extends Pick<VolumePlan, "address" | "letters" | "fingerprint"> {
  /** Distinguishes it from the others. */
  readonly name: string;
  /** The addresses of its pages. */
  readonly addresses: readonly string[];
  /** Makes the views of its pages. */
  views(): View[];
}

export function createVolume(config: Config, plan: VolumePlan, shared: SharedByViews): Volume {
  const { year, address, letters, fingerprint, plans } = plan;
  return {
    name: String(year),
    address,
    letters,
    fingerprint,
    addresses: [address, ...letters.map((letter) => letter.address)],
    views: () => plans().map((page) => createView(config, page, shared)),
  };
}

/** The addresses of the documents beside the pages of a volume, without a look at what these show. */
export function documentAddresses(
  { letters, addresses }: Volume,
  { pictures }: Pick<Config, "pictures">,
): readonly string[] {
  const ofLetters = pictures ? letters.map(({ address }) => pictureAddress(address)) : [];
  return [...addresses.map(oembedAddress), ...ofLetters];
}
