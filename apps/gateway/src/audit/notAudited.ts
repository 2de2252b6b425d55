/**
 * Acts of the matrix (acts.ts) that the audit log has no lines of, each with the reason. What is neither here nor in
 * `AuditAct` (packages/protocol) fails a test: whoever adds an act decides.
 */
const ownDoing = "a citizen's own conversation; a log of when citizens read would be one of citizens";
const stored = "stored as such, with who and when";
const metadata = "reads no content and changes nothing";
const anyones = "anyone may ask it, and nothing in it is of a person";
const ownState = "one's own state, which has events of its own";

export const notAudited: Readonly<Record<string, string>> = {
  "/citizen authenticate": ownDoing,
  "/citizen conversation:open": ownDoing,
  "/citizen conversation:find": ownDoing,
  "/citizen queue:position": ownDoing,
  "/citizen overflow:accept": ownDoing,
  "/citizen overflow:decline": ownDoing,
  "/citizen conversation:load": ownDoing,
  "/citizen conversation:leave": ownDoing,
  "/citizen conversation:close": ownDoing,
  "/citizen message:send": ownDoing,
  "/citizen ephemeral:send": ownDoing,
  "/citizen epoch:publish": ownDoing,
  "/citizen notice:load": ownDoing,
  "/citizen notice:ask": ownDoing,
  "/citizen notice:withdraw": ownDoing,
  "/citizen hold:load": ownDoing,
  "/citizen erasure:ask": "remembered as a request, with when it was asked and what became of it",
  "/citizen verdict:give": "an event of the conversation, with when and what",
  "/citizen remark:share": ownDoing,

  "/agent queue:load": metadata,
  "/agent presence:load": metadata,
  "/agent presence:set": ownState,
  "/agent conversation:look": "kept nowhere; who looks has a line of having loaded it",
  "/agent conversation:leave": metadata,
  "/agent message:send": stored,
  "/agent ephemeral:send": "passes and is kept nowhere",
  "/agent epoch:publish": stored,

  "GET /healthz": anyones,
  "GET /readyz": anyones,
  "GET /.well-known/security.txt": anyones,
  "GET /api/v1/organisations/:rootVk/directory": anyones,
  "GET /api/v1/organisations/:rootVk/topic-words": anyones,
  "GET /c/:town": anyones,
  "GET /c/:town/:topic": anyones,
  "POST /api/v1/session/parameters": anyones,
  "GET /api/v1/session": metadata,
  "GET /api/v1/sessions": metadata,
  "GET /api/v1/second-factor": metadata,
  "GET /api/v1/directory": metadata,
  "GET /api/v1/desk-keys": "one's own wrapped keys: what is opened with them is loaded, and has its line",
  "GET /api/v1/members": metadata,
  "GET /api/v1/standard-answers": metadata,
  "GET /api/v1/links": metadata,
  "GET /api/v1/town-settings": metadata,
  "GET /api/v1/labels": metadata,
  "GET /api/v1/blocks": metadata,
  "GET /api/v1/board": metadata,
  "GET /api/v1/considerations": metadata,
  "GET /api/v1/retention": metadata,
  "POST /api/v1/retention/forecast": metadata,
  "GET /api/v1/holds": metadata,
  "GET /api/v1/holds/of/:conversation": metadata,
  "GET /api/v1/records": metadata,
  "GET /api/v1/destruction-lists": metadata,
  "GET /api/v1/destruction-lists/:list": metadata,
  "GET /api/v1/destruction-register": metadata,
  "GET /api/v1/destruction-register/proof/:seq": metadata,
  "GET /api/v1/organisations/:rootVk/log/checkpoint": anyones,
  "GET /api/v1/organisations/:rootVk/log/leaves/:index": anyones,
  "GET /api/v1/organisations/:rootVk/log/consistency/:size": anyones,
  "GET /api/v1/deposits": metadata,
  "POST /api/v1/deposits/:deposit/conversations":
    "of a deposit whose begin and ending have lines, and each that is opened for it has its own",
  "GET /api/v1/erasure-requests": metadata,
};
