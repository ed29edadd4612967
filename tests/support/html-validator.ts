import { HtmlValidate, StaticConfigLoader } from "html-validate";

/** What every page of a site is held to. */
export function htmlValidator(): HtmlValidate {
  return new HtmlValidate(
    new StaticConfigLoader({
      root: true,
      extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
      rules: {
        // Both are allowed; ours is the shorter to compress.
        "doctype-style": ["error", { style: "lowercase" }],
        // Our own anchors begin with an underscore, so that no heading's anchor is ever the same.
        "valid-id": ["error", { relaxed: true }],
        // The one style sheet comes from the same server as the page.
        "require-sri": ["error", { target: "crossorigin" }],
        // The one that a button of a form has by default is the one that is meant.
        "no-implicit-button-type": "off",
        // A table whose cells are stacked on a narrow screen loses its roles in some browsers unless they are written out.
        "no-redundant-role": "off",
        // A phone number is shown as its editor wrote it, so that it can be copied and searched for.
        "tel-non-breaking": "off",
        // A letter keeps the title it was sent with, however long.
        "long-title": "off",
      },
    }),
  );
}
