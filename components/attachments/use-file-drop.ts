"use client";

import { type DragEvent, useRef, useState } from "react";

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

/** Lets files be dropped on an element: spread `handlers` on it; `isOver` while files are held over it. */
export function useFileDrop(onFiles: (files: readonly File[]) => void) {
  // Entering a child leaves the parent: only when all are left nothing is over it.
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);

  function move(event: DragEvent, step: number) {
    if (!carriesFiles(event)) return;
    depth.current = Math.max(0, depth.current + step);
    setOver(depth.current > 0);
  }

  const handlers = {
    onDragEnter: (event: DragEvent) => move(event, 1),
    onDragLeave: (event: DragEvent) => move(event, -1),
    onDragOver: (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      onFiles([...event.dataTransfer.files]);
    },
  };
  return { isOver, handlers };
}
