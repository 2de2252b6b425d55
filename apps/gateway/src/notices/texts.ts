/** The words of a notice. Nothing in them says what the question or the answer is about. */
export const noticeTexts = (
  language: string | null,
  { town, chatUrl }: { town: string; chatUrl: string },
): { subject: string; text: string } =>
  language?.split("-")[0] === "en"
    ? {
        subject: `There is an answer from ${town}`,
        text: `Hello,

There is an answer to your question to ${town}. You can read it here, in the browser in which you asked it:

${chatUrl}

On purpose this e-mail says nothing about your question. You cannot reply to it.
No more e-mails? You can say so in the chat. When the conversation is closed, we delete your e-mail address.

${town}
`,
      }
    : {
        subject: `Er is een antwoord van ${town}`,
        text: `Goedendag,

Er is een antwoord op uw vraag aan ${town}. U leest het hier, in de browser waarin u de vraag stelde:

${chatUrl}

In deze e-mail staat met opzet niets over uw vraag. U kunt deze e-mail niet beantwoorden.
Wilt u geen e-mail meer? Dat zegt u in de chat. Is het gesprek afgesloten? Dan verwijderen we uw e-mailadres.

${town}
`,
      };
