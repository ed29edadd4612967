import type { linkingSv } from "./linking-sv.ts";

/** The page "Link here". */
export const linkingEn: typeof linkingSv = {
  title: "Link here",
  description: (name) => `How to link to ${name} and show what is new on an intranet or a website.`,
  lead: "Every page has an address that does not change. This is how to link to it, and how to show what is new on an intranet or another website.",
  tried: "Tried:",
  notTried: "Not tried:",
  letter: {
    title: "Link to a newsletter",
    text: "At the end of each newsletter stand its address and a reference to cite. Select and copy. A newsletter on paper has its address and reference with it, and no menus.",
    latest: "The latest newsletter is always at this address:",
  },
  frame: {
    title: "Show the latest newsletters in a frame",
    text: "Paste the code on the page where the newsletters should be seen. New ones appear by themselves. The frame has no scripts and no cookies, and follows the reader's choice of light or dark.",
    forms: { list: "List of the five latest newsletters", card: "Card with the latest newsletter" },
    previews: { list: "See the list", card: "See the card" },
    attributes:
      "Change the number after height if the frame is too high or too low. Keep the title: it is the frame's name for those who use a screen reader.",
  },
  topics: {
    title: "Show a topic",
    text: (card) =>
      `Replace the address after src in the code with one of these, and the text after title with the name of the topic. Add ${card}/ at the end of the address to show the latest as a card.`,
  },
  allowed: {
    title: "Where the frames can be shown",
    text: "Browsers show the frames on these websites:",
    onlyHere: "Browsers show the frames on this website only. The publisher has to add others first.",
    missing: (publisher) => `Is your website missing? Ask ${publisher} to add it.`,
    tried: "In Chromium the frame is seen on an allowed website, and not on another.",
  },
  recipes: [
    {
      title: "SharePoint Online",
      steps: [
        "Edit the page and add the Embed web part.",
        "Paste the code and publish the page.",
        "If SharePoint does not accept the address, ask the site's administrator to add this website under HTML Field Security in the site settings.",
      ],
      notes: [
        "Custom script is off from the beginning on modern team and communication sites. The code here has no scripts, but according to Microsoft changes in HTML Field Security take no effect while custom script is off.",
      ],
      tried: "The code in Chromium, on a page with a strict content security policy (CSP).",
      notTried: "In SharePoint Online.",
      sources: [
        {
          title: "Microsoft: the Embed web part",
          url: "https://support.microsoft.com/office/add-content-to-your-page-using-the-embed-web-part-721f3b2f-437f-45ef-ac4e-df29dba74de8",
        },
        {
          title: "Microsoft: allow or prevent custom script",
          url: "https://learn.microsoft.com/sharepoint/allow-or-prevent-custom-script",
        },
      ],
    },
    {
      title: "Sitevision",
      steps: ["Add the HTML module to the page.", "Paste the code and publish the page."],
      notes: [],
      tried: "The code in Chromium, on a page with a strict content security policy (CSP).",
      notTried: "In Sitevision.",
      sources: [{ title: "Sitevision: modules (in Swedish)", url: "https://help.sitevision.se/12704466.html" }],
    },
    {
      title: "Optimizely",
      steps: [
        "See whether the text editor has a button for HTML code. Paste the code there and publish the page.",
        "If there is none, ask the website's developers for a block that shows frames, or for a text editor that allows iframe.",
      ],
      notes: ["What the text editor allows is set in the website's program code. Not every version has the button."],
      tried: "The code in Chromium, on a page with a strict content security policy (CSP).",
      notTried: "In Optimizely.",
      sources: [
        {
          title: "Optimizely: settings of the text editor",
          url: "https://docs.developers.optimizely.com/content-management-system/docs/tinymce-default-settings",
        },
      ],
    },
    {
      title: "Plain HTML",
      steps: ["Paste the code where the frame should be seen."],
      notes: [],
      tried: "In Chromium, on a page with a strict content security policy (CSP).",
      notTried: "In other browsers.",
      sources: [],
    },
    {
      title: "Teams and Outlook",
      steps: ["Paste the newsletter's address in the message."],
      notes: [
        "Teams shows a preview with picture, title and text of pages that are open to all, unless the organisation has turned that off.",
        "Every page has the details that such previews are made of (Open Graph and oEmbed). Every newsletter has a picture of its own.",
      ],
      tried: "The details and pictures, with test programs that follow Open Graph and oEmbed.",
      notTried: "In Teams or Outlook.",
      sources: [
        {
          title: "Microsoft: previews of links in Teams",
          url: "https://devblogs.microsoft.com/microsoft365dev/add-rich-previews-to-messages-using-link-unfurling/",
        },
        {
          title: "Microsoft: turning previews off in Teams",
          url: "https://learn.microsoft.com/powershell/module/teams/set-csteamsmessagingpolicy",
        },
      ],
    },
  ],
  policy: {
    title: "Content security policy (CSP)",
    text: "Where the website that shows the frame has a content security policy, it has to allow frames from here:",
  },
  sources: "Source:",
};
