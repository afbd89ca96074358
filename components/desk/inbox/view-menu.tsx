"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ManageViewsDialog } from "@/components/desk/inbox/manage-views-dialog";
import { SaveViewDialog } from "@/components/desk/inbox/save-view-dialog";
import type { SavedViews } from "@/components/desk/inbox/use-saved-views";
import { Menu } from "@/components/ui/menu";
import { filterQuery, type InboxChoice } from "@/lib/desk/browser/inbox-address";
import { type BuiltInView, builtInViews, type SavedViewView } from "@/lib/desk/contract";

type ViewMenuProps = {
  choice: InboxChoice;
  saved: SavedViews;
  onChoose: (view: BuiltInView | SavedViewView) => void;
};

const builtIn = Object.keys(builtInViews) as BuiltInView[];

/** Which view of the inbox is shown; and keeping, changing and ordering one's own. */
export function ViewMenu({ choice, saved, onChoose }: ViewMenuProps) {
  const t = useTranslations("inbox");
  const [dialog, setDialog] = useState<"save" | "manage" | null>(null);
  const { view, filter, isChanged } = choice;
  const viewName = (one: BuiltInView | SavedViewView) =>
    typeof one === "string" ? t(`views.${one}`) : one.name;
  const isChosen = (one: BuiltInView | SavedViewView) =>
    typeof one === "string" ? one === view : typeof view !== "string" && one.id === view.id;
  const itemOf = (one: BuiltInView | SavedViewView) => ({
    id: typeof one === "string" ? one : one.id,
    label: typeof one === "string" ? viewName(one) : <bdi>{one.name}</bdi>,
    checked: isChosen(one),
    onSelect: () => onChoose(one),
  });

  function open(next: "save" | "manage") {
    saved.forget();
    setDialog(next);
  }

  const moves = [
    ...(typeof view !== "string" && isChanged
      ? [
          {
            id: "update",
            label: t("update", { name: view.name }),
            onSelect: () => saved.update(view.id, filter, onChoose),
          },
        ]
      : []),
    ...(filterQuery(filter) === "" ? [] : [{ id: "save", label: t("saveAs"), onSelect: () => open("save") }]),
    ...(saved.views.length > 0
      ? [{ id: "manage", label: t("manage.title"), onSelect: () => open("manage") }]
      : []),
  ];
  const name = isChanged ? t("changed", { name: viewName(view) }) : viewName(view);
  return (
    <>
      <Menu
        label={t("viewMenu", { name })}
        align="left"
        triggerClassName="inline-flex min-h-8 max-w-full min-w-0 items-center gap-1 rounded-md px-2 font-semibold hover:bg-hover pointer-coarse:min-h-10"
        trigger={
          <>
            <bdi className="truncate">{name}</bdi>
            <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
          </>
        }
        groups={[
          { id: "built-in", items: builtIn.map(itemOf) },
          ...(saved.views.length > 0
            ? [{ id: "own", label: t("ownViews"), items: saved.views.map(itemOf) }]
            : []),
          ...(moves.length > 0 ? [{ id: "moves", items: moves }] : []),
        ]}
      />
      {dialog === "save" && (
        <SaveViewDialog filter={filter} saved={saved} onSaved={onChoose} onClose={() => setDialog(null)} />
      )}
      {dialog === "manage" && <ManageViewsDialog saved={saved} onClose={() => setDialog(null)} />}
    </>
  );
}
