import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/app/rootRoute";
import { signedIn } from "@/app/signedIn";

type Search = Record<string, string | number | boolean>;

/** A list keeps what it shows in the address: each page reads the words it knows. */
const words = (search: Record<string, unknown>): Search =>
  Object.fromEntries(
    Object.entries(search).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value)),
  ) as Search;

const office = createRoute({
  getParentRoute: () => rootRoute,
  path: "/office",
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import("./OfficeLayout"), "OfficeLayout"),
});

const attention = createRoute({
  getParentRoute: () => office,
  path: "/",
  staticData: { permission: "report:view" },
  component: lazyRouteComponent(() => import("@/features/attention/AttentionPage"), "AttentionPage"),
});

const report = createRoute({
  getParentRoute: () => office,
  path: "/report",
  staticData: { permission: "report:view" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/reports/ReportPage"), "ReportPage"),
});

const orders = createRoute({
  getParentRoute: () => office,
  path: "/orders",
  staticData: { permission: "order:view-all" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/desk/DeskOrdersPage"), "DeskOrdersPage"),
});

const order = createRoute({
  getParentRoute: () => office,
  path: "/orders/$orderId",
  staticData: { permission: "order:view-all" },
  component: lazyRouteComponent(() => import("@/features/desk/DeskOrderPage"), "DeskOrderPage"),
});

const products = createRoute({
  getParentRoute: () => office,
  path: "/products",
  staticData: { permission: "product:update" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/catalogue/ProductsPage"), "ProductsPage"),
});

const newProduct = createRoute({
  getParentRoute: () => office,
  path: "/products/new",
  staticData: { permission: "product:create" },
  component: lazyRouteComponent(() => import("@/features/catalogue/NewProductPage"), "NewProductPage"),
});

const importProducts = createRoute({
  getParentRoute: () => office,
  path: "/products/import",
  staticData: { permission: "product:import" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/catalogue/ImportPage"), "ImportPage"),
});

const product = createRoute({
  getParentRoute: () => office,
  path: "/products/$productId",
  staticData: { permission: "product:update" },
  component: lazyRouteComponent(() => import("@/features/catalogue/EditProductPage"), "EditProductPage"),
});

const stock = createRoute({
  getParentRoute: () => office,
  path: "/stock",
  staticData: { permission: "stock:view" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/stock/StockPage"), "StockPage"),
});

const ledger = createRoute({
  getParentRoute: () => office,
  path: "/stock/$productId",
  staticData: { permission: "stock:view" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/stock/LedgerPage"), "LedgerPage"),
});

const categories = createRoute({
  getParentRoute: () => office,
  path: "/categories",
  staticData: { permission: "category:update" },
  component: lazyRouteComponent(() => import("@/features/categories/CategoriesPage"), "CategoriesPage"),
});

const customers = createRoute({
  getParentRoute: () => office,
  path: "/customers",
  staticData: { permission: "customer:view" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/people/CustomersPage"), "CustomersPage"),
});

const customer = createRoute({
  getParentRoute: () => office,
  path: "/customers/$userId",
  staticData: { permission: "customer:view" },
  component: lazyRouteComponent(() => import("@/features/people/CustomerPage"), "CustomerPage"),
});

const employees = createRoute({
  getParentRoute: () => office,
  path: "/employees",
  staticData: { permission: "employee:view" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/people/EmployeesPage"), "EmployeesPage"),
});

const users = createRoute({
  getParentRoute: () => office,
  path: "/users",
  staticData: { permission: "user:manage" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/people/UsersPage"), "UsersPage"),
});

const user = createRoute({
  getParentRoute: () => office,
  path: "/users/$userId",
  staticData: { permission: "user:manage" },
  component: lazyRouteComponent(() => import("./UserRoute"), "UserRoute"),
});

const permissions = createRoute({
  getParentRoute: () => office,
  path: "/permissions",
  staticData: { permission: "permission:explain" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/permissions/PermissionsPage"), "PermissionsPage"),
});

const audit = createRoute({
  getParentRoute: () => office,
  path: "/audit",
  staticData: { permission: "audit:view" },
  validateSearch: words,
  component: lazyRouteComponent(() => import("@/features/audit/AuditPage"), "AuditPage"),
});

export const officeRoutes = office.addChildren([
  attention,
  report,
  orders,
  order,
  products,
  newProduct,
  importProducts,
  product,
  stock,
  ledger,
  categories,
  customers,
  customer,
  employees,
  users,
  user,
  permissions,
  audit,
]);
