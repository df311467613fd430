import { forEverybody } from "./everybody";
import { seededShop } from "./harness";
import { COUNTER } from "./pages";

forEverybody(seededShop(), COUNTER);
