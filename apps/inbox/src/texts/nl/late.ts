/** Words for a wait that is longer than the norm. */
export const late = {
  passed: "De inwoner wacht langer dan de norm.",
  overflow: {
    offered: (desk: string) => `Zolang niemand het oppakt, kan de inwoner zelf kiezen voor ${desk}.`,
    declined: (desk: string) => `De inwoner wacht liever op jullie dan naar ${desk} te gaan.`,
  },
  handOver: (desk: string) => `Draag over aan ${desk}`,
};
