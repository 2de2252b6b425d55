import { count } from "../count.js";
import type { Texts } from "../wording.js";

export const session: Texts["session"] = {
  title: "Sign in",
  intro: "Conversations with residents. Only the resident and the desk can read them.",
  account: "Account",
  accountHint: "For example sanne@voorbeeld.nl",
  passphrase: "Passphrase",
  passphraseHint: "The five words you received when you started.",
  showPassphrase: "Show passphrase",
  hidePassphrase: "Hide passphrase",
  signIn: "Sign in",
  signingIn: "Signing you in",
  steps: {
    stretching: "Making a key from your passphrase",
    asking: "Checking your account",
    unlocking: "Unlocking your conversations",
  },
  stepDone: "done",
  stepNow: "busy",
  stretchingIsSlow: "This takes about a second on purpose. It makes your passphrase hard to guess.",
  lockedTitle: (name) => `Welcome back, ${name}`,
  lockedIntro: "The inbox is locked. Enter your passphrase to read your conversations again.",
  unlock: "Unlock",
  signOut: "Sign out",
  signOutHint: "Is this not you? Sign out. Then you can sign in with another account.",
  ended: {
    signed_out: "You are signed out. Your key has been removed from this computer.",
    idle: "You were away for a while, so you were signed out. Sign in again.",
    expired: "Your working day in the inbox is over. Sign in again to continue.",
  },
  failures: {
    wrong_passphrase: "This passphrase is not right. Check that Caps Lock is off and try again.",
    untrusted:
      "We cannot check that this server really belongs to your town. Do not sign in; call your administrator, then reload the page.",
    unreachable: "There is no connection to the server. Check your internet and try again.",
  },
};

export const secondFactor: Texts["secondFactor"] = {
  title: "Second step when signing in",
  loading: "Fetching your second step…",
  explained:
    "With a second step you sign in with your passphrase and a code from your phone. Someone who only has your passphrase does not get in.",
  none: "You have no second step yet.",
  since: (when: string) => `On since ${when}.`,
  left: (left: number) => `You have ${count(left, "recovery code", "recovery codes")} left.`,
  required: "Your municipality asks everybody for a second step. You cannot turn it off.",
  enrol: "Turn on",
  renew: "Renew",
  remove: "Turn off",
  proof: {
    enrol: "Enter your passphrase first. Then we know it is you.",
    renew:
      "For a new phone or new recovery codes. Enter your passphrase and a code first. Your old app works until the new one is ready.",
    remove: "Enter your passphrase and a code. After that you sign in with your passphrase only.",
  },
  proceedWith: { enrol: "Continue", renew: "Continue", remove: "Turn second step off" },
  checking: "Checking your passphrase. This takes about a second…",
  removed: "Your second step is off.",
  enrolled: "Your second step is on.",
  code: "Code",
  codeHints: {
    app: "The six digits that your app shows now.",
    any: "Six digits from your app. Phone not at hand? Use a recovery code.",
  },
  codeTitle: "Enter your code",
  codeIntro: "Your passphrase is right. Now the code from the app on your phone.",
  allLost: "Lost both phone and recovery codes? Call your municipality's administrator.",
  otherAccount: "Sign in with another account",
  enrolTitle: "Set up your second step",
  enrolIntro:
    "Your municipality asks for a second step when signing in. You set it up once. Then the inbox opens.",
  stepApp: "Open the app for codes on your phone, for example FreeOTP, Aegis or the app of your work.",
  stepScan: "Scan this code with the app.",
  qrLabel: "QR code for your app. The key is also below it as text.",
  byHand: "Cannot scan? Type this key into the app:",
  stepConfirm: "Enter the code that the app shows.",
  confirm: "Confirm",
  recoveryCodes: "Your recovery codes",
  recoveryIntro:
    "Phone not with you? Then you sign in with one of these codes. Each code works once. You see them only now.",
  print: "Print",
  copy: "Copy",
  copied: "The codes are on your clipboard.",
  notCopied: "Copying did not work. Print the codes or write them down.",
  keepExplained: "Keep them on paper in a safe place, away from your computer.",
  kept: "I have kept them",
  usedTitle: "You used a recovery code",
  usedIntro: (left: number) => `That code does not work any more. You have ${left} left.`,
  usedAdvice:
    "New phone, or nearly out of codes? Renew your second step in Settings. Was this not you? Call the administrator at once.",
  proceed: "To the inbox",
};

export const sessions: Texts["sessions"] = {
  title: "Where you are signed in",
  intro:
    "Is there one you do not know, or did you leave a computer behind? Sign it out. We keep no place or device, only times.",
  loading: "Fetching the list…",
  here: "This browser",
  began: (when: string) => `Signed in on ${when}`,
  lastSeen: (when: string) => `Last used on ${when}`,
  end: "Sign out",
  endOthers: "Sign out everywhere but here",
  ended: "Signed out.",
  only: "You are signed in nowhere else.",
};
