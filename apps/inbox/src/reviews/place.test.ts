import { ConversationId, ReviewId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { hashOfReviews, type ReviewsPlace, reviewsHome, reviewsPlaceOf } from "./place.js";

const review = ReviewId.parse("00000000-0000-4000-8000-000000000001");
const conversation = ConversationId.parse("00000000-0000-4000-8000-000000000002");

it.each<ReviewsPlace>([reviewsHome, { review, conversation: null }, { review, conversation }])(
  "reads back the address it wrote for $review $conversation",
  (place) => {
    expect(reviewsPlaceOf(hashOfReviews(place))).toEqual(place);
  },
);

it.each(["", "#/waiting", "#/supervisor/quality"])("reads %j as a place elsewhere", (hash) => {
  expect(reviewsPlaceOf(hash)).toBe(null);
});

it("drops what is not an identifier", () => {
  expect(reviewsPlaceOf("#/reviews/<script>/x")).toEqual(reviewsHome);
});
