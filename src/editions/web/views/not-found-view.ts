import type { Config } from "../../../config.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { Link, ViewPlan } from "../view.ts";

/** The page for addresses that lead nowhere. @param finders of what somebody may have looked for */
export function notFoundView(config: Config, strings: Strings, finders: readonly Link[]): ViewPlan {
  const start = { title: strings.layout.start, address: "/" };
  return {
    address: "/404.html",
    title: strings.notFound.title,
    description: strings.notFound.description,
    listed: false,
    detail: { kind: "notFound", suggestions: [start, ...config.navigation, ...finders] },
  };
}
