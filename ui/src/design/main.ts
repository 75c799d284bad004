import { mount } from "svelte";
import { fixture } from "../host/fixture";
import "../styles.css";
import Design from "./Design.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("design.html has no element #app");
mount(Design, { target, props: { host: fixture(new URLSearchParams(location.search)) } });
