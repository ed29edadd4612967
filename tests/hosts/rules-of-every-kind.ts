import type { HostRules } from "../../src/editions/web/documents/hosts/host-rules.ts";

export const POLICY = "default-src 'none'; frame-ancestors 'self' https://*.example.com";
/** A little of everything that hosts are asked for. */
export const RULES: HostRules = {
  basePath: "/",
  headers: [
    ["Content-Security-Policy", POLICY],
    ["X-Content-Type-Options", "nosniff"],
    ["Strict-Transport-Security", "max-age=31536000"],
  ],
  exceptions: [
    { where: { below: "/sok/" }, headers: [["Content-Security-Policy", "script-src 'self' 'wasm-unsafe-eval'"]] },
    { where: { at: "/brev/" }, headers: [["Content-Security-Policy", "script-src 'self'"]] },
    { where: { below: "/sok/inre/" }, headers: [["Content-Security-Policy", "script-src 'none'"]] },
    {
      where: { ending: "/flode.xml" },
      headers: [
        ["Content-Type", "application/atom+xml; charset=utf-8"],
        ["Access-Control-Allow-Origin", "*"],
      ],
    },
    {
      where: { ending: ".ics" },
      headers: [
        ["Content-Type", "text/calendar; charset=utf-8"],
        ["Access-Control-Allow-Origin", "*"],
      ],
    },
    { where: { at: "/en.opml" }, headers: [["Content-Type", "text/x-opml; charset=utf-8"]] },
  ],
  redirects: [
    { path: "/webversion/WebVersionRaw", query: { cid: "15132", mid: "754225" }, to: "/brev/ett/", status: 301 },
    { path: "/webversion/WebVersionRaw", query: { cid: "15132", mid: "766449" }, to: "/brev/", status: 301 },
    { path: "/", query: { p: "12" }, to: "/om/", status: 301 },
    { path: "/nyhet-1/", to: "/nyheter/akut/", status: 301 },
    { path: "/senaste/", to: "/brev/", status: 302 },
    { path: "/sv/Om-Udd/Sidor/default.aspx", to: "/om/#bakgrund", status: 301 },
    { path: "/Dokument/En rapport (1).pdf", to: "/om/", status: 301 },
    { path: "/sv/hållbar/", to: "https://www.example.com/h%C3%A5ll/?a=1&b=2", status: 301 },
    { path: "/webversion/WebVersionRaw", to: "/om/", status: 301 },
    { path: "/category/nyheter/", below: true, to: "/nyheter/akut/", status: 301 },
    { path: "/sv/Nyheter/", below: true, to: "/om/", status: 301 },
  ],
  finder: {
    path: "/hitta/",
    parameter: "adress",
    finds: [
      { path: "/webversion/WebVersionRaw", query: { cid: "15132", mid: "754225" }, to: "/brev/ett/" },
      { path: "/webversion/default.aspx", query: { cid: "15132", mid: "754225" }, to: "/brev/ett/" },
      { path: "/webversion/WebVersionRaw", query: { cid: "15132", mid: "766449" }, to: "/brev/" },
      { path: "/", query: { p: "12" }, to: "/om/" },
      { path: "/sv/Om-Udd/Sidor/default.aspx", to: "/om/#bakgrund" },
      { path: "/sv/hållbar/", to: "https://www.example.com/h%C3%A5ll/?a=1&b=2" },
      { path: "/Dokument/En rapport (1).pdf", to: "/om/" },
      { path: "/nyhet-1/", to: "/nyheter/akut/" },
      { path: "/category/nyheter/", below: true, to: "/nyheter/akut/" },
    ],
  },
  gone: [
    { path: "/brev/borta/", page: "/brev/borta/index.html" },
    { path: "/fil.pdf", page: "/brev/borta/index.html" },
  ],
};
