import type { ReactNode } from "react";
import { PreferencesMenu } from "@/components/app-shell/preferences-menu";

type NarrowPageProps = { title: ReactNode; children: ReactNode };

/** A page with one thing on it: signing in, a refusal, an explanation. */
export function NarrowPage({ title, children }: NarrowPageProps) {
  return (
    <div className="flex min-h-full flex-col bg-sunken">
      <div className="flex justify-end p-3">
        <PreferencesMenu />
      </div>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 pb-24">
        <div className="rounded-lg border bg-raised p-6">
          <h1 className="mb-4 text-xl font-semibold">{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}
