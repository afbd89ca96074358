"use client";

import { ArrowDown, ArrowUp, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import type { SavedViews } from "@/components/desk/inbox/use-saved-views";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";
import { type SavedViewView, VIEW_NAME_LIMIT } from "@/lib/desk/contract";

/** One's own views: their names, their order, and deleting one. */
export function ManageViewsDialog({ saved, onClose }: { saved: SavedViews; onClose: () => void }) {
  const t = useTranslations("inbox.manage");
  const [renamingId, setRenamingId] = useState<string | null>(null);
  return (
    <Dialog open title={t("title")} onClose={onClose}>
      <div className="flex flex-col gap-3">
        <RefusalBanner refusal={saved.refusal} />
        {saved.views.length === 0 && <p className="text-ink-muted">{t("none")}</p>}
        <ul className="flex flex-col gap-1">
          {saved.views.map((view, place) => (
            <li key={view.id}>
              {view.id === renamingId ? (
                <RenameForm view={view} saved={saved} onDone={() => setRenamingId(null)} />
              ) : (
                <div className="flex min-h-10 items-center gap-1">
                  <bdi className="min-w-0 flex-1 truncate">{view.name}</bdi>
                  <IconButton
                    label={t("up", { name: view.name })}
                    disabled={place === 0 || saved.isPending}
                    onClick={() => saved.shift(view.id, -1)}
                  >
                    <ArrowUp />
                  </IconButton>
                  <IconButton
                    label={t("down", { name: view.name })}
                    disabled={place === saved.views.length - 1 || saved.isPending}
                    onClick={() => saved.shift(view.id, 1)}
                  >
                    <ArrowDown />
                  </IconButton>
                  <IconButton
                    label={t("rename", { name: view.name })}
                    disabled={saved.isPending}
                    onClick={() => setRenamingId(view.id)}
                  >
                    <Pencil />
                  </IconButton>
                  <DeleteButton view={view} saved={saved} />
                </div>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

/** The first press asks, the second deletes. */
function DeleteButton({ view, saved }: { view: SavedViewView; saved: SavedViews }) {
  const t = useTranslations("inbox.manage");
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <IconButton
        label={t("delete", { name: view.name })}
        disabled={saved.isPending}
        onClick={() => setAsking(true)}
      >
        <Trash2 />
      </IconButton>
    );
  return (
    <Button
      size="small"
      variant="danger"
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was pressed
      autoFocus
      busy={saved.isPending}
      onBlur={() => setAsking(false)}
      onClick={() => saved.remove(view.id)}
    >
      {t("confirmDelete", { name: view.name })}
    </Button>
  );
}

type RenameFormProps = { view: SavedViewView; saved: SavedViews; onDone: () => void };

function RenameForm({ view, saved, onDone }: RenameFormProps) {
  const t = useTranslations("inbox");
  const common = useTranslations("common");
  const [name, setName] = useState(view.name);
  return (
    <form
      className="flex flex-col gap-2 rounded-md border p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") saved.rename(view.id, name, onDone);
      }}
    >
      <TextField
        label={t("viewName")}
        value={name}
        maxLength={VIEW_NAME_LIMIT}
        required
        autoComplete="off"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the field takes the place of the button that was pressed
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{common("cancel")}</Button>
        <Button type="submit" variant="primary" disabled={name.trim() === ""} busy={saved.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
