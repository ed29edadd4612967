export default {
  layout: "letter.njk",
  tags: "letter",
  permalink: ({ page, slug }) => `/nyhetsbrev/${page.date.getUTCFullYear()}/${slug}/`,
};
