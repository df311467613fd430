import { offersWhatIsAllowed } from "./offers";

offersWhatIsAllowed("cashier");
