import { ConversationId, DeskId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { hashOf, home, type Route, routeOf } from "./route.js";

const desk = DeskId.parse("00000000-0000-4000-8000-000000000001");
const conversation = ConversationId.parse("00000000-0000-4000-8000-000000000002");

it.each<Route>([
  home,
  { list: "mine", desk: null, conversation },
  { list: "desk", desk, conversation: null },
  { list: "closed", desk, conversation },
])("reads back the address it wrote for $list", (route) => {
  expect(routeOf(hashOf(route))).toEqual(route);
});

it.each(["", "#", "#/elsewhere", "#chat"])("reads %j as the queue", (hash) => {
  expect(routeOf(hash)).toEqual(home);
});

it("drops what is not an identifier and keeps the list", () => {
  expect(routeOf("#/mine/all/<script>")).toEqual({ list: "mine", desk: null, conversation: null });
});
