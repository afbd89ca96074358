"use client";

import { ArrowRightLeft } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { HandOverForm } from "@/components/desk/tickets/hand-over-form";
import { useHandOver } from "@/components/desk/tickets/use-hand-over";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Hands one's own tickets over at the end of a shift. A note that was begun is kept while this page is open. */
export function HandOverButton({ me }: { me: string }) {
  const t = useTranslations("desk.handOver");
  const [isOpen, setOpen] = useState(false);
  const handOver = useHandOver();
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          handOver.forgetOutcomes();
          setOpen(true);
        }}
      >
        <ArrowRightLeft aria-hidden="true" className="size-4" />
        {t("button")}
      </Button>
      <Dialog open={isOpen} title={t("title")} onClose={() => setOpen(false)}>
        <HandOverForm me={me} handOver={handOver} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
