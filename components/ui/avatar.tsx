"use client";

import { useState } from "react";
import { hueOf, initialsOf } from "@/components/ui/avatar-initials";
import { classNames } from "@/components/ui/class-names";

type AvatarProps = {
  name: string;
  src?: string | null | undefined;
  size?: "small" | "medium" | "large";
  /** Organizations are square, people round. */
  shape?: "round" | "square";
  /** A background class that says more than the name's own colour. */
  colour?: string | undefined;
};

const sizes = { small: "size-6 text-[0.625rem]", medium: "size-8 text-xs", large: "size-10 text-sm" };
const hues = ["bg-[#3a62b8]", "bg-[#8a4b9e]", "bg-[#1f7a6d]", "bg-[#a4511f]", "bg-[#5b55b5]", "bg-[#a13a5e]"];

/** A picture of a person or an organization, or the initials while there is none. The name stands beside it, so it is silent. */
export function Avatar({ name, src, size = "medium", shape = "round", colour }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const frame = classNames(
    "inline-flex shrink-0 items-center justify-center overflow-hidden font-medium select-none",
    sizes[size],
    shape === "round" ? "rounded-full" : "rounded-lg",
  );
  if (src && src !== broken) {
    return (
      // oxlint-disable-next-line nextjs/no-img-element -- small pictures from Feishu; the optimizer is off (next.config.ts)
      <img
        src={src}
        alt=""
        referrerPolicy="no-referrer"
        loading="lazy"
        // On a page from the server the picture may have failed before anybody listened.
        ref={(image) => {
          if (image?.complete && image.naturalWidth === 0) setBroken(src);
        }}
        onError={() => setBroken(src)}
        className={classNames(frame, "object-cover")}
      />
    );
  }
  return (
    <span aria-hidden="true" className={classNames(frame, "text-[#ffffff]", colour ?? hues[hueOf(name)])}>
      {initialsOf(name)}
    </span>
  );
}
