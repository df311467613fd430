import { offersWhatIsAllowed } from "./offers";

offersWhatIsAllowed("customer5");
