"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";

/** A field for a secret: hidden as it is typed, shown on demand. */
export function SecretField(props: ComponentProps<typeof TextField>) {
  const t = useTranslations("console.credentials");
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="relative">
      <TextField {...props} type={isShown ? "text" : "password"} className="pr-10 font-mono" />
      <div className="absolute top-6.5 right-0.5">
        <IconButton
          label={isShown ? t("hideSecret") : t("showSecret")}
          aria-pressed={isShown}
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? <EyeOff /> : <Eye />}
        </IconButton>
      </div>
    </div>
  );
}
