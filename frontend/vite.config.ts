import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const backend = process.env.BACKEND ?? "http://127.0.0.1:5000";
const proxy = Object.fromEntries(["/api", "/static", "/health"].map((path) => [path, { target: backend }]));
const port = Number(process.env.PORT_WEB ?? 5173);

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { port, strictPort: true, proxy },
  preview: { port, strictPort: true, proxy },
  build: {
    // The manifest says which files a workspace starts with, so that their size can be held to a budget.
    manifest: true,
    target: "es2023",
    rolldownOptions: {
      output: {
        // A phone on a slow network pays for each file: what every page needs is one, what every shopper needs another.
        advancedChunks: {
          groups: [
            {
              name: "base",
              test: /node_modules\/(react|react-dom|scheduler|@tanstack)\/|vite\/preload-helper|rolldown\/runtime/,
              priority: 3,
            },
            { name: "shared", test: /src\/shared\//, minShareCount: 8, priority: 2 },
            {
              name: "shop",
              test: /src\/(app\/shop\/(?!routes)|features\/products\/(?!search|api)|features\/(cart\/AddToCart|wishes\/WishButton))/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
});
