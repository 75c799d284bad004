import { mount } from "svelte";
import App from "./App.svelte";
import type { Host } from "./host/host";
import { tauri } from "./host/tauri";
import "./styles.css";

async function hostOfThisPage(): Promise<Host> {
  // Recordings stay out of the product: in its build this condition is always false, and the import falls away.
  if (import.meta.env.MODE !== "production" && !("__TAURI_INTERNALS__" in window)) {
    const { fixture } = await import("./host/fixture");
    return fixture(new URLSearchParams(location.search));
  }
  return tauri;
}

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no element #app");
mount(App, { target, props: { host: await hostOfThisPage() } });
