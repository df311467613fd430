import { forEverybody } from "./everybody";
import { seededShop } from "./harness";
import { SHOP } from "./pages";

forEverybody(seededShop(), SHOP);
