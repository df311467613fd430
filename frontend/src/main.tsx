import "@fontsource-variable/inter/wght.css";
import "@/shared/ui/tokens.css";
import "@/shared/ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { init } from "@/shared/http";
import { start } from "@/shared/session";

init();
const known = start();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App known={known} />
    </StrictMode>,
  );
}
