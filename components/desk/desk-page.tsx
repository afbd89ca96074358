"use client";

import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { DeskAlarm } from "@/components/desk/desk-alarm";
import { DeskMenu } from "@/components/desk/desk-menu";
import { ButtonLink } from "@/components/ui/button-link";
import { classNames } from "@/components/ui/class-names";

type DeskPageProps = {
  /** What the way back to the conversations is called. */
  back: string;
  /** A page as high as the window, which scrolls inside. */
  fits?: boolean;
  children: ReactNode;
};

/** A page of the desk beside the conversations: it rings, leads back, and has the desk's menu. */
export function DeskPage({ back, fits = false, children }: DeskPageProps) {
  return (
    <div className={classNames("flex flex-col", fits ? "h-dvh bg-canvas" : "min-h-full bg-sunken")}>
      <DeskAlarm />
      <header className="flex min-h-14 shrink-0 items-center gap-2 border-b bg-canvas px-4">
        <ButtonLink href="/desk" variant="ghost" className="-ml-3">
          <ArrowLeft aria-hidden="true" className="size-4" />
          {back}
        </ButtonLink>
        <span className="flex-1" />
        <DeskMenu />
      </header>
      {children}
    </div>
  );
}
