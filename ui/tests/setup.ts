import { vi } from "vitest";

// Tests look at a page that is drawn whole; `later.test.ts` takes the real one.
vi.mock("../src/shared/later", () => ({
  later: (work: () => void) => {
    work();
    return () => {};
  },
}));
