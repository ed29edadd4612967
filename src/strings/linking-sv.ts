/** The page "Länka hit": how letters are linked to and shown elsewhere. What it says of products stands in their makers' documentation. */
export const linkingSv = {
  title: "Länka hit",
  description: (name: string) => `Så länkar du till ${name} och visar det senaste på ett intranät eller en webbplats.`,
  lead: "Varje sida har en adress som inte ändras. Här står hur du länkar dit, och hur du visar det senaste på ett intranät eller en annan webbplats.",
  tried: "Provat:",
  notTried: "Inte provat:",
  letter: {
    title: "Länka till ett brev",
    text: "Längst ned i varje brev står adressen och en färdig källhänvisning. Markera och kopiera. När brevet skrivs ut kommer adressen och källhänvisningen med, men inte menyerna.",
    latest: "Det senaste brevet finns alltid på den här adressen:",
  },
  frame: {
    title: "Visa de senaste breven i en ram",
    text: "Klistra in koden på sidan där breven ska synas. Nya brev kommer med av sig själva. Ramen innehåller inga skript och sätter inga kakor, och den följer läsarens val av ljust eller mörkt läge.",
    forms: { list: "Lista med de fem senaste breven", card: "Kort med det senaste brevet" },
    previews: { list: "Titta på listan", card: "Titta på kortet" },
    attributes:
      "Ändra talet efter height om ramen blir för hög eller för låg. Låt title stå kvar: det är ramens namn för den som använder skärmläsare.",
  },
  topics: {
    title: "Visa ett ämne",
    text: (card: string) =>
      `Byt adressen efter src i koden mot en av de här, och texten efter title mot ämnets namn. Lägg till ${card}/ sist i adressen för att visa det senaste som ett kort.`,
  },
  allowed: {
    title: "Var ramarna kan visas",
    text: "Webbläsaren visar ramarna på de här webbplatserna:",
    onlyHere:
      "Webbläsaren visar ramarna bara på den här webbplatsen. Andra webbplatser behöver först läggas till av utgivaren.",
    missing: (publisher: string) => `Saknas din webbplats? Be ${publisher} att lägga till den.`,
    tried: "I Chromium syns ramen på en tillåten webbplats men inte på andra.",
  },
  recipes: [
    {
      title: "SharePoint Online",
      steps: [
        "Redigera sidan och lägg till webbdelen Bädda in (Embed).",
        "Klistra in koden och publicera sidan.",
        "Om SharePoint inte godtar adressen: be den som administrerar din webbplats att lägga till den här webbplatsen under HTML Field Security i webbplatsinställningarna.",
      ],
      notes: [
        "Egna skript är avstängda från början på moderna grupp- och kommunikationswebbplatser. Koden här innehåller inga skript, men enligt Microsoft får ändringar i HTML Field Security ingen verkan så länge egna skript är avstängda.",
      ],
      tried: "Koden i Chromium, på en sida med en strikt säkerhetspolicy (CSP).",
      notTried: "I SharePoint Online.",
      sources: [
        {
          title: "Microsoft: webbdelen Bädda in",
          url: "https://support.microsoft.com/office/add-content-to-your-page-using-the-embed-web-part-721f3b2f-437f-45ef-ac4e-df29dba74de8",
        },
        {
          title: "Microsoft: tillåta eller hindra egna skript",
          url: "https://learn.microsoft.com/sharepoint/allow-or-prevent-custom-script",
        },
      ],
    },
    {
      title: "Sitevision",
      steps: ["Lägg till modulen HTML på sidan.", "Klistra in koden och publicera sidan."],
      notes: [],
      tried: "Koden i Chromium, på en sida med en strikt säkerhetspolicy (CSP).",
      notTried: "I Sitevision.",
      sources: [{ title: "Sitevision: element och tillägg", url: "https://help.sitevision.se/12704466.html" }],
    },
    {
      title: "Optimizely",
      steps: [
        "Se efter om textredigeraren har en knapp för HTML-kod. Klistra in koden där och publicera sidan.",
        "Saknas knappen: be den som utvecklar webbplatsen om ett block för ramar, eller om en textredigerare som tillåter iframe.",
      ],
      notes: ["Vad textredigeraren tillåter ställs in i webbplatsens programkod. Knappen finns inte i alla versioner."],
      tried: "Koden i Chromium, på en sida med en strikt säkerhetspolicy (CSP).",
      notTried: "I Optimizely.",
      sources: [
        {
          title: "Optimizely: textredigerarens inställningar",
          url: "https://docs.developers.optimizely.com/content-management-system/docs/tinymce-default-settings",
        },
      ],
    },
    {
      title: "Vanlig HTML",
      steps: ["Klistra in koden där ramen ska synas."],
      notes: [],
      tried: "I Chromium, på en sida med en strikt säkerhetspolicy (CSP).",
      notTried: "I andra webbläsare.",
      sources: [],
    },
    {
      title: "Teams och Outlook",
      steps: ["Klistra in brevets adress i meddelandet."],
      notes: [
        "Teams visar en förhandsvisning med bild, rubrik och text för sidor som är öppna för alla, om organisationen inte har stängt av det.",
        "Varje sida har de uppgifter som förhandsvisningen bygger på (Open Graph och oEmbed). Varje brev har en egen bild.",
      ],
      tried: "Uppgifterna och bilderna, med testprogram som följer Open Graph och oEmbed.",
      notTried: "I Teams eller Outlook.",
      sources: [
        {
          title: "Microsoft: förhandsvisning av länkar i Teams",
          url: "https://devblogs.microsoft.com/microsoft365dev/add-rich-previews-to-messages-using-link-unfurling/",
        },
        {
          title: "Microsoft: så stängs förhandsvisning av i Teams",
          url: "https://learn.microsoft.com/powershell/module/teams/set-csteamsmessagingpolicy",
        },
      ],
    },
  ],
  policy: {
    title: "Säkerhetspolicy (CSP)",
    text: "Har webbplatsen där ramen ska synas en CSP behöver den tillåta ramar härifrån:",
  },
  sources: "Källa:",
};
