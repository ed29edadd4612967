/**
 * Runs in the tested page before anything of its own, put there by the browser's debugger, so the page's policy does not
 * touch it. Everything here measures; nothing changes the page but the functions that say so.
 */
globalThis.probe = (() => {
  const violations = [];
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    violations.push(`${violatedDirective} ${blockedURI}`);
  });

  const name = (element) => {
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.localName}${element.className ? ` class="${element.className}"` : ""}> ${text}`;
  };
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backgroundOf = (element) => {
    for (let current = element; current; current = current.parentElement) {
      const { backgroundColor } = getComputedStyle(current);
      const [, , , alpha = 1] = channels(backgroundColor);
      if (alpha === 1) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  let added;
  const setStyle = (css) => {
    added ??= new CSSStyleSheet();
    added.replaceSync(css);
    document.adoptedStyleSheets = [added];
  };

  return {
    violations: () => violations,

    /** Elements that stick out to the side of the window, unless they lie in a box that scrolls by itself. */
    overflow: () => {
      const width = document.documentElement.clientWidth;
      const inScroller = (element) => {
        for (
          let current = element.parentElement;
          current && current !== document.body;
          current = current.parentElement
        ) {
          if (/auto|scroll/.test(getComputedStyle(current).overflowX)) return true;
        }
        return false;
      };
      const wide = [...document.body.querySelectorAll("*")].filter((element) => {
        const { left, right, width: own } = element.getBoundingClientRect();
        // What is put out of sight to the left can never be scrolled to.
        return own > 0 && right > 0 && (right > width + 1 || left < -1) && visible(element) && !inScroller(element);
      });
      const scrolls =
        document.documentElement.scrollWidth > width
          ? [`the page is ${document.documentElement.scrollWidth} px wide`]
          : [];
      return [...scrolls, ...wide.map(name)];
    },

    /** Text that its own box cuts off. */
    clipped: () =>
      [...document.body.querySelectorAll("*")]
        .filter((element) => {
          const { overflowX, overflowY } = getComputedStyle(element);
          const cuts = /hidden|clip/.test(overflowX + overflowY);
          return (
            cuts && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
          );
        })
        .map(name),

    /** Changes the page: as it was again. */
    plainText: () => setStyle(""),

    /** Changes the page: twice the text size, as a reader sets it in the browser. */
    doubleText: () => setStyle(":root { font-size: 200% }"),

    /** Changes the page: the spacing of WCAG 1.4.12. */
    spaceText: () =>
      setStyle(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-bottom: 2em !important }`),

    /** Links of the menus and to the content that are to be seen: none on paper. */
    menus: () => [...document.querySelectorAll("nav, a[href='#_main']")].filter(visible).map(name),

    /** Every element with text of its own whose contrast is below the least allowed: 4.5, or 3 for large text. */
    faintText: () =>
      [...document.body.querySelectorAll("*")].flatMap((element) => {
        const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!ownText || !visible(element)) return [];
        const { color, fontSize, fontWeight } = getComputedStyle(element);
        const [light, dark] = [luminance(color), luminance(backgroundOf(element))].sort((a, b) => b - a);
        const ratio = (light + 0.05) / (dark + 0.05);
        const large =
          Number.parseFloat(fontSize) >= 24 || (Number.parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
        return ratio < (large ? 3 : 4.5) ? [`${ratio.toFixed(2)}: ${name(element)}`] : [];
      }),

    colours: () => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return {
        text: color,
        background: backgroundColor,
        link: getComputedStyle(document.querySelector("main a, a")).color,
      };
    },

    /** Links outside running text that are lower than WCAG 2.5.8 asks for and have not the space around that it allows. */
    smallTargets: () => {
      const links = [...document.querySelectorAll("nav a, header a, footer a, .list a, .facts a")].filter(visible);
      const inText = (link) =>
        link.closest("p, .text, .lead") && link.parentElement.textContent.trim() !== link.textContent.trim();
      return links
        .filter((link) => !inText(link) && !link.classList.contains("skip"))
        .filter((link) => link.getBoundingClientRect().height < 24)
        .filter((link) => {
          const box = link.getClientRects()[0];
          const middle = [box.left + box.width / 2, box.top + box.height / 2];
          return links.some((other) => {
            if (other === link) return false;
            return [...other.getClientRects()].some((rect) => {
              const dx = Math.max(rect.left - middle[0], 0, middle[0] - rect.right);
              const dy = Math.max(rect.top - middle[1], 0, middle[1] - rect.bottom);
              return Math.hypot(dx, dy) < 12;
            });
          });
        })
        .map((link) => `${link.getBoundingClientRect().height} px: ${name(link)}`);
    },

    /** Where the keyboard is, and whether it can be seen. */
    focus: () => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const all = [...document.querySelectorAll("a[href], [tabindex='0'], input, button")];
      const ring = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
      return {
        element: name(element),
        tag: element.localName,
        id: element.id,
        /** Its place among everything the keyboard can reach, in the order of the document. */
        place: all.indexOf(element),
        reachable: all.filter(visible).length,
        ring,
        ringContrast: ring
          ? (() => {
              const [light, dark] = [
                luminance(style.outlineColor),
                luminance(backgroundOf(element.parentElement)),
              ].sort((a, b) => b - a);
              return (light + 0.05) / (dark + 0.05);
            })()
          : 0,
        /** Some of it is to be seen: a box may be higher than the window. */
        inView: box.width > 0 && box.left >= -1 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth,
        scrolls: element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
      };
    },

    /** The link that skips to the content: whether the keyboard is on it, and whether all of it is seen. */
    skipLink: () => {
      const link = document.querySelector("a[href='#_main']");
      const { left, top, right, bottom } = link.getBoundingClientRect();
      const corners = [left + 2, right - 2].flatMap((x) =>
        [top + 2, bottom - 2].map((y) => document.elementFromPoint(x, y)),
      );
      return { focused: link === document.activeElement, seen: corners.every((element) => element === link) };
    },

    /** Boxes that scroll sideways, and whether the keyboard reaches them in every browser and they have a name. */
    scrollers: () =>
      [...document.body.querySelectorAll("*")]
        .filter(
          (element) =>
            /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth,
        )
        .map((element) => ({
          element: element.localName,
          reached: element.tabIndex === 0 && element.getAttribute("tabindex") === "0",
          named: element.matches("section, [role=region]") && (element.ariaLabel ?? "") !== "",
        })),

    /** How the link to the page one is on is marked by means that forced colours leave alone. */
    currentMarks: () =>
      [...document.querySelectorAll("header nav [aria-current]")].map((link) => {
        const { textDecorationLine, borderBottomStyle, borderBottomWidth, fontWeight } = getComputedStyle(link);
        const bordered = borderBottomStyle !== "none" && borderBottomWidth !== "0px";
        return textDecorationLine !== "none" || bordered || Number(fontWeight) >= 600;
      }),

    /** What is to be seen of the text, with what the style adds after links. */
    seenText: () => {
      const added = [...document.querySelectorAll("main a")]
        .filter(visible)
        .map((link) =>
          getComputedStyle(link, "::after").content.replace(/["\\]|attr\(href\)/g, (part) =>
            part === "attr(href)" ? link.href : "",
          ),
        );
      return [document.body.innerText, ...added].join(" ");
    },

    /** What is kept in the browser, and what could run. */
    traces: () => ({
      cookies: document.cookie,
      local: localStorage.length,
      session: sessionStorage.length,
      scripts: document.querySelectorAll(
        "script, iframe, object, embed, form:not([action^='/']), form[method], style, base",
      ).length,
      handlers: [...document.querySelectorAll("*")].filter((element) =>
        [...element.attributes].some(({ name: attribute }) => /^(on|style$)/.test(attribute)),
      ).length,
    }),
  };
})();
