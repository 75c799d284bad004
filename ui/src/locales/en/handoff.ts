import type { handoff as fr } from "../fr/handoff";

export const handoff: typeof fr = {
  copyText: "Copy the report as text",
  copyHash: "Copy the SHA-256",
  open: "Search elsewhere…",
  headline: "Look for other copies of this picture",
  nothingSent: "Whence sends nothing: the preview is copied to the clipboard, and the site's page opens in your browser.",
  leaves: "The picture leaves this computer when you paste or upload it there; the site then has it, and may keep it.",
  noMetadata: "The preview holds none of the file's metadata.",
  opened: (site) => `The preview is on the clipboard. Paste it into the page of ${site} that has opened.`,
  off: {
    searches: "Opening search pages is switched off.",
    maps: "Opening a map site is switched off.",
    credentials: "Asking a server for credentials is switched off.",
  },
  goOn: "Switch on and go on?",
  later: "Even then, nothing opens without a click. The settings switch it off again.",
  switchOn: "Switch on and go on",
  leaveOff: "Leave it off",
};
