import type { Lang } from "$model";
import type { Network } from "../host/desk";
import { type Host, failureOf } from "../host/host";

/**
 * Does what needs a connection, where it is switched on. Gives `off` where it is not, without having done anything; the host
 * refuses, too, whatever the page believes. Other failures reject.
 */
export async function ifOn(feature: keyof Network, host: Host, lang: Lang, go: () => Promise<void>): Promise<"done" | "off"> {
  const { network } = await host.settings(lang);
  if (!network[feature]) return "off";
  try {
    await go();
    return "done";
  } catch (thrown) {
    if (failureOf(thrown).kind === "switched_off") return "off";
    throw thrown;
  }
}
