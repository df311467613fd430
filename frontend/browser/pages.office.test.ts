import { forEverybody } from "./everybody";
import { seededShop } from "./harness";
import { OFFICE } from "./pages";

forEverybody(seededShop(), OFFICE);
