import type { NoticeActions } from "@eigenkanaal/client";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** The form for being told by e-mail, fetched once somebody waits; where it does not come in, waiting goes on as before. */
export const NoticeOffer = ({ notice }: { notice: NoticeActions }) => {
  const [Form, setForm] = useState<ComponentType<{ notice: NoticeActions }> | null>(null);
  useEffect(() => {
    import("./NoticeForm.js").then(
      ({ NoticeForm }) => setForm(() => NoticeForm),
      () => undefined,
    );
  }, []);
  return Form && <Form notice={notice} />;
};
